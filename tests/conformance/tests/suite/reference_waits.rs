//! The reference on waiting: `waitUntil`, `wait`, their defaults and their failures. The clock is paused.

use std::time::Duration;

use nimbus::types::Service;
use nimbus::{ErrorKind, ServiceWaitCondition};
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources::{ready, service, starting, stopped};
use nimbus_conformance::script::Script;
use serde_json::{Value, json};

const GET: &str = "GET /api/tenants/demo/services/web";

async fn server(replies: impl IntoIterator<Item = Value>) -> PausedServer {
    let acts = replies.into_iter().map(|body| Act::Answer(200, body));
    PausedServer::start(acts).await.unwrap()
}

/// > wait(input): Promise<NimbusService> — Poll get until until: "ready" | "stopped" | "healthy" holds.
#[tokio::test(start_paused = true)]
async fn wait_polls_get_until_ready_stopped_or_healthy_holds() {
    for (until, last) in [
        (ServiceWaitCondition::Ready, ready()),
        (ServiceWaitCondition::Stopped, stopped()),
        (ServiceWaitCondition::Healthy, ready()),
    ] {
        let server = server([starting(), starting(), last.clone()]).await;
        let nimbus = server.nimbus();
        let service: Service = nimbus.services().wait("web", until).await.unwrap();
        assert_eq!(serde_json::to_value(service).unwrap(), last, "{until}");
        assert_eq!(server.lines(), [GET; 3], "{until}");
    }
}

/// > Poll get until until … holds (at once, when it holds already)
#[tokio::test(start_paused = true)]
async fn wait_returns_at_once_when_the_condition_holds_already() {
    let server = server([ready()]).await;
    let nimbus = server.nimbus();
    nimbus
        .services()
        .wait("web", ServiceWaitCondition::Ready)
        .await
        .unwrap();
    assert_eq!(server.lines(), [GET]);
    assert_eq!(server.times(), [Duration::ZERO]);
}

/// > "ready" | "stopped" | "healthy" holds (whatever the case, and wherever the server tells it)
#[tokio::test(start_paused = true)]
async fn a_condition_holds_by_state_or_readiness_or_health_in_any_case() {
    for (until, body) in [
        (
            ServiceWaitCondition::Ready,
            json!({ "name": "web", "readiness": "Ready" }),
        ),
        (
            ServiceWaitCondition::Ready,
            json!({ "name": "web", "lifecycleState": "READY" }),
        ),
        (
            ServiceWaitCondition::Ready,
            json!({ "name": "web", "state": "ready" }),
        ),
        (
            ServiceWaitCondition::Stopped,
            json!({ "name": "web", "lifecycleState": "Stopped" }),
        ),
        (
            ServiceWaitCondition::Stopped,
            json!({ "name": "web", "readiness": "stopped" }),
        ),
        (
            ServiceWaitCondition::Healthy,
            json!({ "name": "web", "health": "Healthy" }),
        ),
    ] {
        let server = server([body.clone()]).await;
        let nimbus = server.nimbus();
        let wait = nimbus.services().wait("web", until);
        assert!(wait.await.is_ok(), "{until}: {body}");
    }
}

/// > wait accepts timeoutMs (default 30000) and intervalMs (default 250)
#[tokio::test(start_paused = true)]
async fn wait_takes_30_s_and_polls_every_250_ms_by_default() {
    let server = server([starting()]).await;
    let nimbus = server.nimbus();
    let start = tokio::time::Instant::now();
    let wait = nimbus
        .services()
        .wait("web", ServiceWaitCondition::Ready)
        .await;
    assert_eq!(wait.unwrap_err().kind(), ErrorKind::WaitTimeout);
    about(start.elapsed(), Duration::from_secs(30));
    assert_eq!(server.lines().len(), 120);
    every(&server, Duration::from_millis(250));
}

/// > wait accepts timeoutMs … and intervalMs
#[tokio::test(start_paused = true)]
async fn wait_accepts_a_timeout_and_an_interval() {
    let server = server([starting()]).await;
    let nimbus = server.nimbus();
    let start = tokio::time::Instant::now();
    let wait = nimbus.services().wait("web", ServiceWaitCondition::Healthy);
    let wait = wait
        .wait_timeout(Duration::from_secs(60))
        .interval(Duration::from_secs(7));
    assert!(wait.await.unwrap_err().is_timeout());
    about(start.elapsed(), Duration::from_secs(60));
    assert_eq!(server.lines().len(), 9);
    every(&server, Duration::from_secs(7));
}

/// > Optional waitUntil: "ready" | "healthy" polls (as wait does, by the same defaults)
#[tokio::test(start_paused = true)]
async fn wait_until_polls_by_the_same_defaults_as_wait() {
    let server = server([starting()]).await;
    let nimbus = server.nimbus();
    let start = tokio::time::Instant::now();
    let wait = nimbus.services().start("web").until_ready().await;
    assert_eq!(wait.unwrap_err().kind(), ErrorKind::WaitTimeout);
    about(start.elapsed(), Duration::from_secs(30));
    assert_eq!(server.lines().len(), 121);
}

/// > both required to be positive finite numbers
#[tokio::test]
async fn timeout_and_interval_must_be_positive() {
    let script = Script::of([]).await;
    let nimbus = script.nimbus();
    let services = nimbus.services();
    let wait = || services.wait("web", ServiceWaitCondition::Ready);
    let start = || services.start("web").until_ready();
    for (error, argument) in [
        (
            wait().wait_timeout(Duration::ZERO).await.unwrap_err(),
            "wait_timeout",
        ),
        (
            wait().interval(Duration::ZERO).await.unwrap_err(),
            "interval",
        ),
        (
            start().wait_timeout(Duration::ZERO).await.unwrap_err(),
            "wait_timeout",
        ),
        (
            start().interval(Duration::ZERO).await.unwrap_err(),
            "interval",
        ),
    ] {
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert_eq!(error.argument(), Some(argument));
    }
    script.saw_nothing();
}

/// > positive finite numbers (the largest `Duration` is finite)
#[tokio::test(start_paused = true)]
async fn the_longest_timeout_and_interval_are_accepted() {
    let server = server([ready()]).await;
    let nimbus = server.nimbus();
    let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
    let wait = wait.timeout(Duration::MAX).interval(Duration::MAX);
    assert!(wait.await.is_ok());
}

/// > On timeout it throws an error that includes the last observed status.
#[tokio::test(start_paused = true)]
async fn on_timeout_the_error_includes_the_last_observed_status() {
    let failing = service("Not_Ready", "Not_Ready", "unhealthy");
    let server = server([starting(), stopped(), failing]).await;
    let nimbus = server.nimbus();
    let wait = nimbus
        .services()
        .wait("web", ServiceWaitCondition::Healthy)
        .await;
    let error = wait.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitTimeout);
    assert_eq!(error.last_status(), Some("not_ready"));
    for word in [
        "\"web\"",
        "healthy",
        "30 s",
        "last observed status: not_ready",
    ] {
        assert!(
            error.to_string().contains(word),
            "{word} is not in: {error}"
        );
    }
}

/// > On timeout it throws (also when the server does not answer at all)
#[tokio::test(start_paused = true)]
async fn on_timeout_it_throws_though_the_server_never_answers() {
    let acts = [Act::Answer(200, starting()), Act::Hang];
    let server = PausedServer::start(acts).await.unwrap();
    let nimbus = server.nimbus();
    let start = tokio::time::Instant::now();
    let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
    let error = wait.timeout(Duration::from_secs(5)).await.unwrap_err();
    about(start.elapsed(), Duration::from_secs(5));
    assert_eq!(error.kind(), ErrorKind::WaitTimeout);
    assert_eq!(error.last_status(), Some("not_ready"));
    assert_eq!(server.lines().len(), 2);
}

/// tokio rounds timers up to the next millisecond.
#[track_caller]
fn about(seen: Duration, expected: Duration) {
    let slack = Duration::from_millis(2);
    assert!(
        seen >= expected && seen <= expected + slack,
        "{seen:?}, not {expected:?}"
    );
}

/// The first pause is longer by a random part of the interval.
#[track_caller]
fn every(server: &PausedServer, interval: Duration) {
    let times = server.times();
    let first = times[1] - times[0];
    assert!(first >= interval && first <= 2 * interval, "{first:?}");
    for pair in times[1..].windows(2) {
        about(pair[1] - pair[0], interval);
    }
}
