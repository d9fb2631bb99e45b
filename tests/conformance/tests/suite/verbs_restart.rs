//! A wait after a restart is not satisfied by what is left from before it.

use std::time::Duration;

use nimbus::ErrorKind;
use nimbus_conformance::contract::Checked;
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources::{ready, service, starting};
use nimbus_emulator::{Fault, State};
use serde_json::{Value, json};

const BRISK: Duration = Duration::from_millis(2);

async fn server(replies: impl IntoIterator<Item = Value>) -> PausedServer {
    let acts = replies.into_iter().map(|body| Act::Answer(200, body));
    PausedServer::start(acts).await.unwrap()
}

fn in_sandbox(id: &str, state: &str, readiness: &str) -> Value {
    let mut service = service(state, readiness, "unknown");
    service["sandboxId"] = json!(id);
    service
}

fn without_id(mut service: Value) -> Value {
    service.as_object_mut().unwrap().remove("sandboxId");
    service
}

#[tokio::test]
async fn a_restart_that_is_answered_early_is_waited_for_until_the_new_sandbox_is_ready() {
    let emulator = Checked::start().await;
    let nimbus = emulator.client("demo").unwrap();
    let services = nimbus.services();
    services
        .create("web", crate::verbs::in_sandbox())
        .await
        .unwrap();
    assert!(emulator.set_service_state("demo", "web", State::Ready));
    let old = services.get("web").await.unwrap();
    // The answer, and the first poll after it, still show the old one.
    let early = serde_json::to_value(&old).unwrap();
    let restarted = Fault::next().on("services_restart").after_handling();
    emulator.fault(restarted.json(&early));
    // It is read once before.
    let polled = Fault::next().on("services_get").after(1);
    emulator.fault(polled.json(&early));
    let restart = services.restart("web").until_ready();
    let mut seen = Vec::new();
    let restart = restart
        .interval(BRISK)
        .progress(|observation| seen.push(observation.resource.clone()));
    let new = restart.await.unwrap();
    assert!(new.sandbox_id.is_some());
    assert_ne!(new.sandbox_id, old.sandbox_id);
    assert_eq!(seen[0], old, "the emulator showed the old instance first");
    let polls = emulator.requests().into_iter();
    let polls = polls.filter(|seen| seen.operation == Some("services_get"));
    assert_eq!(polls.count(), 4, "before all, before the restart, old, new");
}

#[tokio::test(start_paused = true)]
async fn a_state_from_before_does_not_satisfy_the_wait() {
    let server = server([ready(), ready(), ready(), ready()]).await;
    let nimbus = server.nimbus();
    let restart = nimbus.services().restart("web").until_ready();
    let error = restart.timeout(Duration::from_secs(2)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitTimeout, "{error}");
    assert_eq!(error.last_status(), Some("ready"));
}

#[tokio::test(start_paused = true)]
async fn another_sandbox_proves_the_restart() {
    let new = in_sandbox("web-2", "ready", "ready");
    let server = server([ready(), ready(), ready(), new.clone()]).await;
    let nimbus = server.nimbus();
    let restart = nimbus.services().restart("web").until_ready();
    let seen = restart.await.unwrap();
    assert_eq!(serde_json::to_value(seen).unwrap(), new);
    assert_eq!(server.lines().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn another_sandbox_in_the_answer_is_proof_enough() {
    let new = || in_sandbox("web-2", "ready", "ready");
    let server = server([ready(), new(), new()]).await;
    let nimbus = server.nimbus();
    let restart = nimbus.services().restart("web").until_ready();
    restart.await.unwrap();
    assert_eq!(server.lines().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_sandbox_that_keeps_its_id_is_proven_by_a_state_in_between() {
    let server = server([ready(), ready(), starting(), ready()]).await;
    let nimbus = server.nimbus();
    let restart = nimbus.services().restart("web").until_ready();
    restart.await.unwrap();
    assert_eq!(server.lines().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn what_comes_up_by_itself_is_no_proof() {
    // It was on its way up when the restart was asked for; that it gets there is not the restart's doing.
    let server = server([starting(), starting(), ready()]).await;
    let nimbus = server.nimbus();
    let restart = nimbus.services().restart("web").until_ready();
    let error = restart.timeout(Duration::from_secs(2)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitTimeout);
}

#[tokio::test(start_paused = true)]
async fn a_failure_from_before_does_not_end_the_wait() {
    let failed = || in_sandbox("web-1", "failed", "failed");
    let acts = [
        failed(),
        failed(),
        failed(),
        in_sandbox("web-2", "ready", "ready"),
    ];
    let server = server(acts).await;
    let nimbus = server.nimbus();
    let restart = nimbus.services().restart("web").until_ready();
    restart.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_failure_of_the_new_sandbox_ends_the_wait() {
    let server = server([ready(), ready(), in_sandbox("web-2", "failed", "failed")]).await;
    let nimbus = server.nimbus();
    let restart = nimbus.services().restart("web").until_ready();
    let error = restart.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitFailed);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_tells_no_sandboxes_is_believed() {
    let acts = [without_id(ready()), without_id(ready())];
    let server = server(acts).await;
    let nimbus = server.nimbus();
    let restart = nimbus.services().restart("web").until_ready();
    restart.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_service_that_cannot_be_read_is_not_restarted() {
    let missing = nimbus_conformance::resources::error("service.route_not_found", "no");
    let server = PausedServer::start([Act::Answer(404, missing)])
        .await
        .unwrap();
    let nimbus = server.nimbus();
    let restart = nimbus.services().restart("web").until_ready();
    assert!(restart.await.unwrap_err().is_not_found());
    assert_eq!(server.lines(), ["GET /api/tenants/demo/services/web"]);
}
