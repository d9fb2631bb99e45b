//! Waits: what ends them, what they tell, and what they survive. The clock is paused.

use std::future::IntoFuture as _;
use std::time::Duration;

use nimbus::types::{SandboxResource, Service};
use nimbus::{ErrorKind, ServiceWaitCondition};
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources::{error, ready, service, starting, stopped};
use serde_json::{Value, json};

const GET: &str = "GET /api/tenants/demo/services/web";

fn ok(body: Value) -> Act {
    Act::Answer(200, body)
}

fn transient(status: u16) -> Act {
    Act::Answer(status, error("service.unavailable", "busy"))
}

fn failed() -> Value {
    service("failed", "failed", "unhealthy")
}

async fn server(acts: impl IntoIterator<Item = Act>) -> PausedServer {
    PausedServer::start(acts).await.unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_deadline_cuts_a_look_that_is_under_way() {
    let server = server([ok(starting()), Act::Hang]).await;
    let nimbus = server.nimbus();
    let start = tokio::time::Instant::now();
    let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
    let error = wait.timeout(Duration::from_secs(3)).await.unwrap_err();
    assert!(
        start.elapsed() < Duration::from_millis(3_005),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(error.kind(), ErrorKind::WaitTimeout);
    assert_eq!(error.polls(), Some(2));
}

#[tokio::test(start_paused = true)]
async fn a_wait_looks_once_however_short_it_is() {
    let server = server([ok(ready())]).await;
    let nimbus = server.nimbus();
    let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
    wait.timeout(Duration::from_millis(1)).await.unwrap();
    let wait = nimbus.services().wait("web", ServiceWaitCondition::Stopped);
    let error = wait.timeout(Duration::from_nanos(1)).await.unwrap_err();
    assert_eq!(error.polls(), Some(1), "{error}");
}

#[tokio::test(start_paused = true)]
async fn an_overdue_wait_tells_what_it_saw_how_often_it_looked_and_how_long_it_took() {
    let server = server([ok(starting())]).await;
    let nimbus = server.nimbus();
    let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
    let error = wait.timeout(Duration::from_secs(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitTimeout);
    assert!(error.is_timeout() && !error.is_not_found());
    assert_eq!(error.polls(), Some(4));
    assert!(
        error
            .elapsed()
            .is_some_and(|elapsed| elapsed >= Duration::from_secs(1))
    );
    assert_eq!(error.last_status(), Some("not_ready"));
    let seen: &Service = error.last_resource().unwrap();
    assert_eq!(serde_json::to_value(seen).unwrap(), starting());
    assert!(error.last_resource::<SandboxResource>().is_none());
    let text = error.to_string();
    assert!(
        text.contains("4 polls") && !text.contains("attempts"),
        "{text}"
    );
}

#[tokio::test(start_paused = true)]
async fn errors_that_may_pass_are_polled_through() {
    let acts = [transient(503), transient(429), transient(502), ok(ready())];
    let server = server(acts).await;
    let nimbus = server.nimbus();
    let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
    wait.await.unwrap();
    assert_eq!(server.lines(), [GET; 4]);
}

#[tokio::test(start_paused = true)]
async fn an_error_that_does_not_pass_is_told_at_the_deadline() {
    let server = server([ok(starting()), transient(503)]).await;
    let nimbus = server.nimbus();
    let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
    let error = wait.timeout(Duration::from_secs(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitTimeout);
    assert_eq!(error.last_status(), Some("not_ready"));
    assert!(error.to_string().contains("503"), "{error}");
    let cause = std::error::Error::source(&error).unwrap();
    let cause: &nimbus::Error = cause.downcast_ref().unwrap();
    assert_eq!(cause.status().map(|status| status.as_u16()), Some(503));
}

#[tokio::test(start_paused = true)]
async fn a_poll_waits_as_long_as_the_server_asks() {
    let mut busy = error("rate.limited", "later");
    busy["error"]["detail"] = json!({ "retryAfterMs": 4_000 });
    let server = server([Act::Answer(429, busy), ok(ready())]).await;
    let nimbus = server.nimbus();
    let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
    wait.await.unwrap();
    let times = server.times();
    assert!(times[1] - times[0] >= Duration::from_secs(4), "{times:?}");
}

#[tokio::test(start_paused = true)]
async fn errors_that_do_not_pass_by_waiting_end_it_and_keep_what_was_seen() {
    for status in [400, 401, 403, 404] {
        let refusal = Act::Answer(status, error("some.code", "no"));
        let server = server([ok(starting()), refusal]).await;
        let nimbus = server.nimbus();
        let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
        let error = wait.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Status);
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.is_not_found(), status == 404);
        assert_eq!(error.polls(), Some(2));
        assert_eq!(error.last_status(), Some("not_ready"));
        assert!(error.last_resource::<Service>().is_some());
        assert!(error.to_string().contains("at poll 2"), "{error}");
        assert_eq!(server.lines().len(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_ends_a_wait_at_once_unless_tolerated() {
    for until in [ServiceWaitCondition::Ready, ServiceWaitCondition::Healthy] {
        let server = server([ok(failed()), ok(failed()), ok(starting()), ok(ready())]).await;
        let nimbus = server.nimbus();
        let error = nimbus.services().wait("web", until).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::WaitFailed);
        assert_eq!(error.polls(), Some(1));
        assert_eq!(error.last_status(), Some("failed"));
        assert!(error.last_resource::<Service>().is_some());
        let wait = nimbus.services().wait("web", until).tolerate_failure();
        wait.await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_not_the_end_of_a_wait_for_stopped() {
    let server = server([ok(failed()), ok(stopped())]).await;
    let nimbus = server.nimbus();
    let wait = nimbus.services().wait("web", ServiceWaitCondition::Stopped);
    wait.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn progress_shows_the_first_look_and_every_change() {
    let acts = [
        starting(),
        starting(),
        service("not_ready", "not_ready", "unknown"),
        ready(),
    ];
    let server = server(acts.map(ok)).await;
    let nimbus = server.nimbus();
    let mut seen = Vec::new();
    let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
    let wait = wait.progress(|observation| {
        let state = observation.resource.lifecycle_state.as_ref().unwrap();
        seen.push((state.to_string(), observation.polls));
    });
    wait.await.unwrap();
    let expected = [("starting", 1), ("not_ready", 3), ("ready", 4)];
    assert_eq!(
        seen,
        expected.map(|(state, looks)| (state.to_owned(), looks))
    );
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_dropped_asks_no_more() {
    let server = server([ok(starting())]).await;
    let nimbus = server.nimbus();
    let wait = nimbus.services().wait("web", ServiceWaitCondition::Ready);
    let cut = tokio::time::timeout(Duration::from_secs(1), wait.into_future()).await;
    assert!(cut.is_err());
    let asked = server.lines().len();
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(server.lines().len(), asked);
}

#[tokio::test(start_paused = true)]
async fn errors_of_a_wait_name_its_operation_and_count_its_polls_as_attempts() {
    let server = server([ok(starting()), ok(starting()), ok(failed())]).await;
    let nimbus = server.nimbus();
    let wait = || nimbus.services().wait("web", ServiceWaitCondition::Ready);
    let error = wait()
        .wait_timeout(Duration::from_millis(1))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitTimeout);
    assert_eq!(
        (error.operation(), error.attempts()),
        (Some("services_get"), 1)
    );
    assert!(error.to_string().starts_with("services_get: "), "{error}");
    assert!(error.to_string().contains("within 1 ms"), "{error}");
    let error = wait().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitFailed);
    assert_eq!(
        (error.operation(), error.attempts()),
        (Some("services_get"), 2)
    );
    assert!(error.to_string().starts_with("services_get: "), "{error}");
}
