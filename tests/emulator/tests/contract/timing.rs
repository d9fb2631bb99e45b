//! Lifecycle calls that take time, on tokio's paused clock.

use nimbus_emulator::{Builder, Emulator, StartFailure};
use serde_json::json;
use tokio::time::{Duration, Instant, advance};

use crate::client::{Api, SANDBOXES, sandboxed, standalone};

const WEB: &str = "/api/tenants/demo/services/web";

async fn web(builder: Builder) -> Api {
    let api = Api::with(builder).await;
    api.declare("web", &sandboxed()).await;
    api
}

fn slow() -> Builder {
    Emulator::builder()
        .start_delay(Duration::from_secs(3))
        .stop_delay(Duration::from_secs(2))
}

#[tokio::test(start_paused = true)]
async fn a_start_blocks_until_ready() {
    let api = web(slow()).await;
    let begun = Instant::now();
    let reply = api.act(&format!("{WEB}/start")).await;
    assert_eq!(reply.json["state"], "ready");
    assert!(begun.elapsed() >= Duration::from_secs(3));
}

#[tokio::test(start_paused = true)]
async fn stop_and_restart_take_their_time() {
    let api = web(slow()).await;
    api.act(&format!("{WEB}/start")).await;
    let begun = Instant::now();
    assert_eq!(
        api.act(&format!("{WEB}/restart")).await.json["state"],
        "ready"
    );
    assert!(begun.elapsed() >= Duration::from_secs(5));
    let begun = Instant::now();
    assert_eq!(
        api.act(&format!("{WEB}/stop")).await.json["state"],
        "stopped"
    );
    assert!(begun.elapsed() >= Duration::from_secs(2));
}

#[tokio::test(start_paused = true)]
async fn a_start_that_takes_over_ten_seconds_is_429() {
    let api = web(Emulator::builder().start_delay(Duration::from_secs(11))).await;
    let begun = Instant::now();
    let reply = api.act(&format!("{WEB}/start")).await;
    reply.fails(429, "rate.resource_exhausted");
    assert_eq!(
        reply.json["error"]["remediation"]["action"],
        "wait_and_retry"
    );
    assert!(begun.elapsed() >= Duration::from_secs(10));
    // The instance goes on coming up; asking again waits for the rest.
    assert_eq!(
        api.act(&format!("{WEB}/start")).await.json["state"],
        "ready"
    );
}

#[tokio::test(start_paused = true)]
async fn a_service_that_hangs_never_becomes_ready() {
    let api = web(Emulator::builder()).await;
    api.emulator
        .fail_next_start("demo", "web", StartFailure::Hangs);
    let reply = api.act(&format!("{WEB}/start")).await;
    reply.fails(429, "rate.resource_exhausted");
    assert_eq!(api.get(WEB).await.json["state"], "starting");
}

#[tokio::test(start_paused = true)]
async fn concurrent_starts_get_the_same_instance() {
    let api = web(slow()).await;
    let path = format!("{WEB}/start");
    let (one, two) = tokio::join!(api.act(&path), api.act(&path));
    assert_eq!(one.json["state"], "ready");
    assert_eq!(one.json["sandboxId"], two.json["sandboxId"]);
}

#[tokio::test(start_paused = true)]
async fn an_early_answer_shows_the_way_up() {
    let api = web(slow().answers_early(true)).await;
    let reply = api.act(&format!("{WEB}/start")).await;
    let view = reply.json;
    assert_eq!(view["state"], "starting");
    assert_eq!(
        (&view["readiness"], &view["health"]),
        (&json!("not_ready"), &json!("unknown"))
    );
    assert_eq!(view["endpoints"], json!([]));
    advance(Duration::from_secs(4)).await;
    assert_eq!(api.get(WEB).await.json["state"], "ready");
}

#[tokio::test(start_paused = true)]
async fn an_early_restart_shows_the_old_instance_for_a_moment() {
    let api = web(slow().answers_early(true)).await;
    api.act(&format!("{WEB}/start")).await;
    advance(Duration::from_secs(4)).await;
    let old = api.get(WEB).await.json;
    let restarted = api.act(&format!("{WEB}/restart")).await.json;
    assert_eq!(restarted, old);
    assert_eq!(restarted["state"], "ready");
    advance(Duration::from_millis(200)).await;
    assert_eq!(api.get(WEB).await.json["state"], "stopping");
    advance(Duration::from_secs(2)).await;
    let new = api.get(WEB).await.json;
    assert_eq!(new["state"], "starting");
    assert_ne!(new["sandboxId"], old["sandboxId"]);
    advance(Duration::from_secs(4)).await;
    assert_eq!(api.get(WEB).await.json["sandboxId"], new["sandboxId"]);
}

#[tokio::test(start_paused = true)]
async fn an_early_stop_shows_the_way_down() {
    let api = web(slow().answers_early(true)).await;
    api.act(&format!("{WEB}/start")).await;
    advance(Duration::from_secs(4)).await;
    assert_eq!(
        api.act(&format!("{WEB}/stop")).await.json["state"],
        "stopping"
    );
    advance(Duration::from_secs(3)).await;
    assert_eq!(api.get(WEB).await.json["state"], "stopped");
}

#[tokio::test(start_paused = true)]
async fn a_session_has_to_wait_for_a_lifecycle_operation() {
    let api = web(slow().answers_early(true)).await;
    api.act(&format!("{WEB}/start")).await;
    let body = json!({
        "tenantId": "demo", "target": { "service": { "name": "web" } }, "channels": ["stdio"],
    });
    api.post("/api/sessions", &body)
        .await
        .fails(409, "op.conflict");
    advance(Duration::from_secs(4)).await;
    assert_eq!(api.post("/api/sessions", &body).await.status, 201);
}

#[tokio::test(start_paused = true)]
async fn a_sandbox_is_starting_until_it_is_read_again() {
    let delay = Duration::from_secs(2);
    let api = Api::with(Emulator::builder().sandbox_delay(delay)).await;
    let sandbox = api.post(SANDBOXES, &standalone("job")).await.json;
    assert_eq!(sandbox["status"]["lifecycleState"], "starting");
    assert_eq!(sandbox["status"]["conditions"][0]["status"], "False");
    let id = sandbox["metadata"]["id"].as_str().unwrap();
    let session = json!({
        "tenantId": "demo", "target": { "sandbox": { "id": id } }, "channels": ["stdio"],
    });
    api.post("/api/sessions", &session)
        .await
        .fails(409, "op.conflict");
    advance(delay).await;
    let starting = api.get(&format!("{SANDBOXES}?status=starting")).await.json;
    assert_eq!(starting["items"].as_array().unwrap().len(), 1);
    let read = api.get(&format!("{SANDBOXES}/{id}")).await.json;
    assert_eq!(read["status"]["lifecycleState"], "ready");
    let ready = api.get(&format!("{SANDBOXES}?status=ready")).await.json;
    assert_eq!(ready["items"].as_array().unwrap().len(), 1);
}
