//! Waits that follow a call: a start, a stop, the creation of a sandbox. The clock is paused.

use std::time::Duration;

use nimbus::types::{SandboxProfile, SandboxResource};
use nimbus::{ErrorKind, SandboxWaitCondition};
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources::{SANDBOX, error, ready, sandbox, service, starting, stopped};
use serde_json::{Value, json};

use crate::verbs::batch_job;

const GET: &str = "GET /api/tenants/demo/services/web";

fn ok(body: Value) -> Act {
    Act::Answer(200, body)
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
async fn a_start_may_tolerate_a_failure_too() {
    let server = server([ok(failed()), ok(failed()), ok(ready())]).await;
    let nimbus = server.nimbus();
    let start = nimbus.services().start("web").until_ready();
    start.tolerate_failure().await.unwrap();
    assert_eq!(server.lines().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn progress_of_a_start_begins_with_its_answer() {
    let server = server([starting(), starting(), ready()].map(ok)).await;
    let nimbus = server.nimbus();
    let mut looks = Vec::new();
    let start = nimbus.services().start("web").until_ready();
    start.progress(|seen| looks.push(seen.polls)).await.unwrap();
    assert_eq!(looks, [0, 2]);
}

#[tokio::test(start_paused = true)]
async fn a_stop_of_what_does_not_run_is_done_when_it_is_seen_to_be_stopped() {
    let missing = || Act::Answer(404, error("service.route_not_found", "not running"));
    let server = server([missing(), ok(stopped()), missing(), missing()]).await;
    let nimbus = server.nimbus();
    let stop = || nimbus.services().stop("web").until_stopped();
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
    let stop = nimbus.services().stop("web").until_stopped();
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
    create.until_ready().await.unwrap();
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
    let error = create.until_ready().await.unwrap_err();
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
        let wait = nimbus
            .sandboxes()
            .wait(SANDBOX, SandboxWaitCondition::Ready);
        let wait = if tolerated {
            wait.tolerate_failure()
        } else {
            wait
        };
        let error = wait.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::WaitFailed, "{state}");
        assert_eq!(error.last_status(), Some(state));
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
    let stop = || nimbus.sandboxes().stop(SANDBOX).until_stopped();
    stop().await.unwrap();
    assert_eq!(server.lines().len(), 3);
    stop().await.unwrap();
}

/// Only of a stop does a 404 mean that there may be nothing to do, and only a 404 does.
#[tokio::test(start_paused = true)]
async fn a_start_that_finds_nothing_and_a_stop_that_is_refused_are_errors_without_a_look() {
    let missing = || Act::Answer(404, error("service.route_not_found", "no such service"));
    let refused = || Act::Answer(409, error("op.conflict", "busy"));
    let server = server([missing(), missing(), refused(), refused()]).await;
    let nimbus = server.nimbus();
    let start = nimbus.services().start("web").until_ready();
    assert!(start.await.unwrap_err().is_not_found());
    assert_eq!(server.lines().len(), 1);

    let server = self::server([refused(), refused()]).await;
    let nimbus = server.nimbus();
    let stop = nimbus.services().stop("web").until_stopped();
    assert!(stop.await.unwrap_err().is_conflict());
    let stop = nimbus.sandboxes().stop(SANDBOX).until_stopped();
    assert!(stop.await.unwrap_err().is_conflict());
    assert_eq!(server.lines().len(), 2);
}

fn not_there_yet() -> Act {
    Act::Answer(404, error("service.route_not_found", "no such sandbox"))
}

/// A create that waits, of a sandbox whose reads see this.
async fn created_and_read(
    reads: impl IntoIterator<Item = Act>,
) -> (PausedServer, nimbus::Result<SandboxResource>) {
    let acts = std::iter::once(Act::Answer(201, sandbox_in("starting", "not_ready")));
    let server = server(acts.chain(reads)).await;
    let create = server
        .nimbus()
        .sandboxes()
        .create(SandboxProfile::Worker, batch_job())
        .until_ready()
        .await;
    (server, create)
}

#[tokio::test(start_paused = true)]
async fn a_read_that_lags_behind_the_create_does_not_end_its_wait() {
    let reads = [not_there_yet(), not_there_yet(), ok(sandbox())];
    let (server, created) = created_and_read(reads).await;
    created.unwrap();
    assert_eq!(server.lines().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_sandbox_that_is_not_found_for_5_s_after_its_create_ends_the_wait() {
    let (server, created) = created_and_read([not_there_yet()]).await;
    let error = created.unwrap_err();
    assert!(error.is_not_found(), "{error}");
    let elapsed = error.elapsed().unwrap();
    assert!(
        elapsed >= Duration::from_secs(5) && elapsed < Duration::from_secs(6),
        "{elapsed:?}"
    );
    // It exists all the same.
    let last: &SandboxResource = error.last_resource().unwrap();
    assert_eq!(last.metadata.id, SANDBOX);
    assert!(server.lines().len() > 15);
}

#[tokio::test(start_paused = true)]
async fn a_sandbox_that_was_found_and_is_gone_ends_the_wait_after_its_create_at_once() {
    let reads = [ok(sandbox_in("starting", "not_ready")), not_there_yet()];
    let (server, created) = created_and_read(reads).await;
    assert!(created.unwrap_err().is_not_found());
    assert_eq!(server.lines().len(), 3);
}
