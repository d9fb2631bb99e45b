//! The reference on `waitUntil` of start, stop and restart. The clock is paused.

use nimbus::types::{Readiness, Service};
use nimbus::{
    Error, ErrorKind, ServiceActivationWaitCondition, ServiceStopWaitCondition,
    ServiceWaitCondition,
};
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources::{ready, service, starting, stopped};
use nimbus_conformance::script::Script;
use serde_json::Value;

const GET: &str = "GET /api/tenants/demo/services/web";

async fn server(replies: impl IntoIterator<Item = Value>) -> PausedServer {
    let acts = replies.into_iter().map(|body| Act::Answer(200, body));
    PausedServer::start(acts).await.unwrap()
}

fn post(verb: &str) -> String {
    format!("POST /api/tenants/demo/services/web/{verb}")
}

fn unwell() -> Value {
    service("ready", "ready", "unknown")
}

/// > start: Optional waitUntil: "ready" | "healthy" polls until the condition holds.
#[tokio::test(start_paused = true)]
async fn start_polls_until_ready_or_healthy() {
    let server = server([
        starting(),
        starting(),
        starting(),
        unwell(),
        starting(),
        unwell(),
        ready(),
    ])
    .await;
    let nimbus = server.nimbus();
    let until_ready = nimbus.services().start("web").until_ready();
    assert_eq!(until_ready.await.unwrap().readiness, Some(Readiness::Ready));
    let polls = [GET; 3];
    assert_eq!(server.lines(), [&[&*post("start")], &polls[..]].concat());
    let until_healthy = nimbus.services().start("web").until_healthy();
    assert!(
        until_healthy
            .await
            .unwrap()
            .health
            .is_some_and(|health| health.as_str() == "healthy")
    );
    assert_eq!(server.lines()[4..], [&*post("start"), GET, GET]);
}

/// > stop: Optional waitUntil: "stopped".
#[tokio::test(start_paused = true)]
async fn stop_polls_until_stopped() {
    let server = server([
        ready(),
        service("stopping", "not_ready", "unknown"),
        stopped(),
    ])
    .await;
    let nimbus = server.nimbus();
    let wait = nimbus.services().stop("web").until_stopped();
    assert_eq!(wait.await.unwrap().readiness, Some(Readiness::Stopped));
    assert_eq!(server.lines(), [&*post("stop"), GET, GET]);
}

/// > restart: Optional waitUntil: "ready" | "healthy" (the read before it tells the old instance from the new one)
#[tokio::test(start_paused = true)]
async fn restart_polls_until_ready_or_healthy() {
    let server = server([
        ready(),
        starting(),
        starting(),
        unwell(),
        unwell(),
        starting(),
        unwell(),
        ready(),
    ])
    .await;
    let nimbus = server.nimbus();
    let services = nimbus.services();
    services.restart("web").until_ready().await.unwrap();
    services.restart("web").until_healthy().await.unwrap();
    assert_eq!(
        server.lines(),
        [
            GET,
            &*post("restart"),
            GET,
            GET,
            GET,
            &*post("restart"),
            GET,
            GET
        ]
    );
}

/// > Optional waitUntil (left out, nothing is polled)
#[tokio::test(start_paused = true)]
async fn without_wait_until_nothing_is_polled() {
    let server = server([starting()]).await;
    let nimbus = server.nimbus();
    nimbus.services().start("web").await.unwrap();
    nimbus.services().restart("web").await.unwrap();
    nimbus.services().stop("web").await.unwrap();
    assert_eq!(
        server.lines(),
        [post("start"), post("restart"), post("stop")]
    );
}

/// > Passing an unsupported waitUntil value (for example "stopped" to start) throws before any request is sent.
#[tokio::test]
async fn an_unsupported_wait_until_throws_before_any_request_is_sent() {
    let script = Script::of([]).await;
    let nimbus = script.nimbus();
    let services = nimbus.services();
    // The types leave no other way than through text: `start("web").until_stopped()` does not
    // compile.
    let start = async { services.start("web").wait_until("stopped".parse()?).await };
    let stop = async { services.stop("web").wait_until("ready".parse()?).await };
    let restart = async { services.restart("web").wait_until("stopped".parse()?).await };
    let wait = async { services.wait("web", "running".parse()?).await };
    let blank = async { services.start("web").wait_until("".parse()?).await };
    let refused: [(Result<Service, Error>, &[&str]); 5] = [
        (start.await, &["start", "ready", "healthy", "\"stopped\""]),
        (stop.await, &["stop", "stopped", "\"ready\""]),
        (
            restart.await,
            &["restart", "ready", "healthy", "\"stopped\""],
        ),
        (wait.await, &["ready", "stopped", "healthy", "\"running\""]),
        (blank.await, &["start", "ready", "healthy", "\"\""]),
    ];
    for (result, words) in refused {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert_eq!(error.argument(), Some("wait_until"));
        for word in words {
            assert!(error.message().contains(word), "{word} is not in: {error}");
        }
    }
    script.saw_nothing();
}

/// > waitUntil: "ready" | "healthy" and until: "ready" | "stopped" | "healthy"
#[test]
fn conditions_are_read_and_printed_by_their_names_in_the_reference() {
    for name in ["ready", "stopped", "healthy"] {
        assert_eq!(
            name.parse::<ServiceWaitCondition>().unwrap().to_string(),
            name
        );
    }
    for name in ["ready", "healthy"] {
        assert_eq!(
            name.parse::<ServiceActivationWaitCondition>()
                .unwrap()
                .to_string(),
            name
        );
    }
    assert_eq!(
        "stopped"
            .parse::<ServiceStopWaitCondition>()
            .unwrap()
            .to_string(),
        "stopped"
    );
}
