//! Waits: what ends them, what they tell, and what they survive. The clock is paused.

use std::future::IntoFuture as _;
use std::time::Duration;

use nimbus::types::{SandboxResource, Service};
use nimbus::{Activation, Deactivation, ErrorKind, SandboxCondition, ServiceCondition};
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources::{SANDBOX, error, ready, sandbox, service, starting, stopped};
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

fn sandbox_in(state: &str, readiness: &str) -> Value {
    let mut sandbox = sandbox();
    sandbox["status"]["lifecycleState"] = json!(state);
    sandbox["status"]["readiness"] = json!(readiness);
    sandbox
}

#[tokio::test(start_paused = true)]
async fn a_deadline_cuts_a_look_that_is_under_way() {
    let server = server([ok(starting()), Act::Hang]).await;
    let nimbus = server.nimbus();
    let start = tokio::time::Instant::now();
    let wait = nimbus.services().wait("web", ServiceCondition::Ready);
    let error = wait.timeout(Duration::from_secs(3)).await.unwrap_err();
    assert!(
        start.elapsed() < Duration::from_millis(3_005),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(error.kind(), ErrorKind::WaitTimeout);
    assert_eq!(error.looks(), Some(2));
}

#[tokio::test(start_paused = true)]
async fn a_wait_looks_once_however_short_it_is() {
    let server = server([ok(ready())]).await;
    let nimbus = server.nimbus();
    let wait = nimbus.services().wait("web", ServiceCondition::Ready);
    wait.timeout(Duration::from_millis(1)).await.unwrap();
    let wait = nimbus.services().wait("web", ServiceCondition::Stopped);
    let error = wait.timeout(Duration::from_nanos(1)).await.unwrap_err();
    assert_eq!(error.looks(), Some(1), "{error}");
}

#[tokio::test(start_paused = true)]
async fn an_overdue_wait_tells_what_it_saw_how_often_it_looked_and_how_long_it_took() {
    let server = server([ok(starting())]).await;
    let nimbus = server.nimbus();
    let wait = nimbus.services().wait("web", ServiceCondition::Ready);
    let error = wait.timeout(Duration::from_secs(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitTimeout);
    assert!(error.is_timeout() && !error.is_not_found());
    assert_eq!(error.looks(), Some(4));
    assert!(
        error
            .elapsed()
            .is_some_and(|elapsed| elapsed >= Duration::from_secs(1))
    );
    assert_eq!(error.last_observed(), Some("not_ready"));
    let seen: &Service = error.last_resource().unwrap();
    assert_eq!(serde_json::to_value(seen).unwrap(), starting());
    assert!(error.last_resource::<SandboxResource>().is_none());
    assert!(error.to_string().contains("4 looks"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn errors_that_may_pass_are_polled_through() {
    let acts = [transient(503), transient(429), transient(502), ok(ready())];
    let server = server(acts).await;
    let nimbus = server.nimbus();
    let wait = nimbus.services().wait("web", ServiceCondition::Ready);
    wait.await.unwrap();
    assert_eq!(server.lines(), [GET; 4]);
}

#[tokio::test(start_paused = true)]
async fn an_error_that_does_not_pass_is_told_at_the_deadline() {
    let server = server([ok(starting()), transient(503)]).await;
    let nimbus = server.nimbus();
    let wait = nimbus.services().wait("web", ServiceCondition::Ready);
    let error = wait.timeout(Duration::from_secs(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitTimeout);
    assert_eq!(error.last_observed(), Some("not_ready"));
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
    let wait = nimbus.services().wait("web", ServiceCondition::Ready);
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
        let wait = nimbus.services().wait("web", ServiceCondition::Ready);
        let error = wait.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Status);
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.is_not_found(), status == 404);
        assert_eq!(error.looks(), Some(2));
        assert_eq!(error.last_observed(), Some("not_ready"));
        assert!(error.last_resource::<Service>().is_some());
        assert!(error.to_string().contains("at look 2"), "{error}");
        assert_eq!(server.lines().len(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_ends_a_wait_at_once_unless_tolerated() {
    for until in [ServiceCondition::Ready, ServiceCondition::Healthy] {
        let server = server([ok(failed()), ok(failed()), ok(starting()), ok(ready())]).await;
        let nimbus = server.nimbus();
        let error = nimbus.services().wait("web", until).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::WaitFailed);
        assert_eq!(error.looks(), Some(1));
        assert_eq!(error.last_observed(), Some("failed"));
        assert!(error.last_resource::<Service>().is_some());
        let wait = nimbus.services().wait("web", until).tolerate_failure();
        wait.await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_not_the_end_of_a_wait_for_stopped() {
    let server = server([ok(failed()), ok(stopped())]).await;
    let nimbus = server.nimbus();
    let wait = nimbus.services().wait("web", ServiceCondition::Stopped);
    wait.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_start_may_tolerate_a_failure_too() {
    let server = server([ok(failed()), ok(failed()), ok(ready())]).await;
    let nimbus = server.nimbus();
    let start = nimbus.services().start("web").wait_until(Activation::Ready);
    start.tolerate_failure().await.unwrap();
    assert_eq!(server.lines().len(), 3);
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
    let wait = nimbus.services().wait("web", ServiceCondition::Ready);
    let wait = wait.progress(|observation| {
        let state = observation.resource.lifecycle_state.as_ref().unwrap();
        seen.push((state.to_string(), observation.looks));
    });
    wait.await.unwrap();
    let expected = [("starting", 1), ("not_ready", 3), ("ready", 4)];
    assert_eq!(
        seen,
        expected.map(|(state, looks)| (state.to_owned(), looks))
    );
}

#[tokio::test(start_paused = true)]
async fn progress_of_a_start_begins_with_its_answer() {
    let server = server([starting(), starting(), ready()].map(ok)).await;
    let nimbus = server.nimbus();
    let mut looks = Vec::new();
    let start = nimbus.services().start("web").wait_until(Activation::Ready);
    start.progress(|seen| looks.push(seen.looks)).await.unwrap();
    assert_eq!(looks, [0, 2]);
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_dropped_asks_no_more() {
    let server = server([ok(starting())]).await;
    let nimbus = server.nimbus();
    let wait = nimbus.services().wait("web", ServiceCondition::Ready);
    let cut = tokio::time::timeout(Duration::from_secs(1), wait.into_future()).await;
    assert!(cut.is_err());
    let asked = server.lines().len();
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(server.lines().len(), asked);
}

#[tokio::test(start_paused = true)]
async fn a_stop_of_what_does_not_run_is_done_when_it_is_seen_to_be_stopped() {
    let missing = || Act::Answer(404, error("service.route_not_found", "not running"));
    let server = server([missing(), ok(stopped()), missing(), missing()]).await;
    let nimbus = server.nimbus();
    let stop = || {
        nimbus
            .services()
            .stop("web")
            .wait_until(Deactivation::Stopped)
    };
    stop().await.unwrap();
    let error = stop().await.unwrap_err();
    assert!(error.is_not_found(), "{error}");
    assert_eq!(error.operation(), Some("services_get"));
    let post = "POST /api/tenants/demo/services/web/stop";
    assert_eq!(server.lines(), [post, GET, post, GET]);
}

#[tokio::test(start_paused = true)]
async fn a_stop_that_was_refused_says_so_when_the_service_goes_on_running() {
    let missing = Act::Answer(404, error("service.route_not_found", "not running"));
    let server = server([missing, ok(ready())]).await;
    let nimbus = server.nimbus();
    let stop = nimbus
        .services()
        .stop("web")
        .wait_until(Deactivation::Stopped);
    let error = stop.timeout(Duration::from_secs(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitTimeout);
    assert!(error.to_string().contains("services_stop: 404"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn the_creation_of_a_sandbox_waits_until_it_is_ready() {
    let spec = crate::specs::sandbox_spec;
    let starting = || sandbox_in("starting", "not_ready");
    let acts = [
        Act::Answer(201, starting()),
        ok(starting()),
        ok(sandbox_in("Ready", "Ready")),
    ];
    let server = server(acts).await;
    let nimbus = server.nimbus();
    let create = nimbus
        .sandboxes()
        .create(nimbus::types::SandboxProfile::Worker, spec());
    create.wait_until(Activation::Ready).await.unwrap();
    let get = format!("GET /api/tenants/demo/sandboxes/{SANDBOX}");
    assert_eq!(server.lines()[1..], [get.clone(), get]);
}

#[tokio::test(start_paused = true)]
async fn a_creation_whose_wait_fails_tells_which_sandbox_it_made() {
    let acts = [
        Act::Answer(201, sandbox_in("starting", "not_ready")),
        Act::Hang,
    ];
    let server = server(acts).await;
    let nimbus = server.nimbus();
    let profile = nimbus::types::SandboxProfile::Worker;
    let create = nimbus
        .sandboxes()
        .create(profile, crate::specs::sandbox_spec());
    let error = create.wait_until(Activation::Ready).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitTimeout);
    let made: &SandboxResource = error.last_resource().unwrap();
    assert_eq!(made.metadata.id, SANDBOX);
    assert!(error.to_string().contains(SANDBOX), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_sandbox_that_has_stopped_will_not_become_ready() {
    for (state, tolerated) in [("failed", false), ("stopped", false), ("stopped", true)] {
        let server = server([ok(sandbox_in(state, state))]).await;
        let nimbus = server.nimbus();
        let wait = nimbus.sandboxes().wait(SANDBOX, SandboxCondition::Ready);
        let wait = if tolerated {
            wait.tolerate_failure()
        } else {
            wait
        };
        let error = wait.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::WaitFailed, "{state}");
        assert_eq!(error.last_observed(), Some(state));
    }
}

#[tokio::test(start_paused = true)]
async fn the_stop_of_a_sandbox_waits_until_it_is_stopped() {
    let acts = [
        ok(sandbox_in("stopping", "not_ready")),
        ok(sandbox_in("stopping", "not_ready")),
        ok(sandbox_in("stopped", "stopped")),
        // A later server refuses to stop it again.
        Act::Answer(404, error("service.route_not_found", "gone")),
        ok(sandbox_in("stopped", "stopped")),
    ];
    let server = server(acts).await;
    let nimbus = server.nimbus();
    let stop = || {
        nimbus
            .sandboxes()
            .stop(SANDBOX)
            .wait_until(Deactivation::Stopped)
    };
    stop().await.unwrap();
    assert_eq!(server.lines().len(), 3);
    stop().await.unwrap();
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
    let mut changes = nimbus.services().watch("web").changes();
    let first = changes.next().await.unwrap().unwrap();
    assert_eq!(
        (first.looks, first.elapsed < Duration::from_millis(5)),
        (1, true)
    );
    let second = changes.next().await.unwrap().unwrap();
    assert_eq!(serde_json::to_value(&second.resource).unwrap(), ready());
    assert_eq!(second.looks, 4);
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
    let mut changes = nimbus.sandboxes().watch(SANDBOX).changes();
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
        let mut changes = watch.changes();
        let error = changes.next().await.unwrap().unwrap_err();
        assert_eq!(error.argument(), Some(argument));
        assert!(changes.next().await.is_none());
    }
    assert!(server.lines().is_empty());
}
