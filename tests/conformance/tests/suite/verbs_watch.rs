//! Streams of changes. The clock is paused.

use std::time::Duration;

use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources::{SANDBOX, error, ready, sandbox, starting};
use serde_json::{Value, json};

const GET: &str = "GET /api/tenants/demo/services/web";

fn ok(body: Value) -> Act {
    Act::Answer(200, body)
}

fn transient(status: u16) -> Act {
    Act::Answer(status, error("service.unavailable", "busy"))
}

async fn server(acts: impl IntoIterator<Item = Act>) -> PausedServer {
    PausedServer::start(acts).await.unwrap()
}

fn sandbox_in(state: &str, readiness: &str) -> Value {
    let mut sandbox = sandbox();
    sandbox["status"]["lifecycleState"] = json!(state);
    sandbox["status"]["readiness"] = json!(readiness);
    sandbox
}

#[tokio::test(start_paused = true)]
async fn a_watch_shows_changes_only_and_ends_with_the_error_that_ends_it() {
    let acts = [
        ok(starting()),
        ok(starting()),
        transient(503),
        ok(ready()),
        ok(ready()),
        Act::Answer(404, error("service.route_not_found", "deleted")),
    ];
    let server = server(acts).await;
    let nimbus = server.nimbus();
    let mut changes = nimbus.services().watch("web").stream();
    let first = changes.next().await.unwrap().unwrap();
    assert_eq!(
        (first.polls, first.elapsed < Duration::from_millis(5)),
        (1, true)
    );
    let second = changes.next().await.unwrap().unwrap();
    assert_eq!(serde_json::to_value(&second.resource).unwrap(), ready());
    assert_eq!(second.polls, 4);
    assert!(second.elapsed >= Duration::from_millis(750));
    assert!(changes.next().await.unwrap().unwrap_err().is_not_found());
    assert!(changes.next().await.is_none());
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(server.lines(), [GET; 6]);
}

#[tokio::test(start_paused = true)]
async fn a_watch_begins_when_it_is_polled_and_ends_when_it_is_dropped() {
    let mut later = sandbox_in("ready", "ready");
    later["metadata"]["updatedAt"] = json!("2027-01-01T00:00:00Z");
    let server = server([ok(sandbox_in("ready", "ready")), ok(later)]).await;
    let nimbus = server.nimbus();
    let mut changes = nimbus.sandboxes().watch(SANDBOX).stream();
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert!(server.lines().is_empty());
    changes.next().await.unwrap().unwrap();
    // Every read of a sandbox moves a time in it: that is no change.
    let quiet = tokio::time::timeout(Duration::from_secs(1), changes.next()).await;
    assert!(quiet.is_err());
    let asked = server.lines().len();
    assert!(asked > 1);
    drop(changes);
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(server.lines().len(), asked);
}

#[tokio::test(start_paused = true)]
async fn a_watch_reports_a_mistake_before_any_request() {
    let server = server([ok(ready())]).await;
    let nimbus = server.nimbus();
    for (watch, argument) in [
        (
            nimbus.services().watch("web").interval(Duration::ZERO),
            "interval",
        ),
        (nimbus.services().watch(".."), "name"),
    ] {
        let mut changes = watch.stream();
        let error = changes.next().await.unwrap().unwrap_err();
        assert_eq!(error.argument(), Some(argument));
        assert!(changes.next().await.is_none());
    }
    let mut changes = nimbus
        .sandboxes()
        .watch(SANDBOX)
        .interval(Duration::ZERO)
        .stream();
    let error = changes.next().await.unwrap().unwrap_err();
    assert_eq!(error.argument(), Some("interval"));
    assert!(server.lines().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_watch_polls_at_its_interval() {
    let server = server([ok(starting()), ok(ready())]).await;
    let nimbus = server.nimbus();
    let watch = nimbus.services().watch("web");
    let mut changes = watch.interval(Duration::from_secs(7)).stream();
    for _ in 0..2 {
        changes.next().await.unwrap().unwrap();
    }
    // Once more, to see the pause without its random part.
    tokio::time::sleep(Duration::from_secs(8)).await;
    let times = server.times();
    assert_eq!((times[2] - times[1]).as_secs(), 7, "{times:?}");
}
