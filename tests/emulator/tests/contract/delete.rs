//! Deleting services.

use nimbus_emulator::{Emulator, StartFailure};
use serde_json::json;
use tokio::time::{Duration, Instant};

use crate::client::{Api, SERVICES, browser, sandboxed};

const WEB: &str = "/api/tenants/demo/services/web";
const CONFLICT: &str = "op.conflict";

#[tokio::test]
async fn a_service_is_deleted_with_its_generation() {
    let api = Api::new().await;
    api.declare("web", &browser()).await;
    api.delete(&format!("{WEB}?ifMatchGeneration=1&force=false"))
        .await
        .is_empty(204);
    assert_eq!(api.get(SERVICES).await.json["items"], json!([]));
    let again = api.delete(&format!("{WEB}?ifMatchGeneration=1")).await;
    again.fails(404, "op.not_found");
}

#[tokio::test]
async fn the_generation_is_required() {
    let api = Api::new().await;
    api.declare("web", &browser()).await;
    api.delete(WEB).await.fails(400, "op.invalid_input");
    api.delete(&format!("{WEB}?ifMatchGeneration=undefined"))
        .await
        .is_plain(400);
}

#[tokio::test]
async fn force_does_not_bypass_a_stale_generation() {
    let api = Api::new().await;
    api.declare("web", &sandboxed()).await;
    api.act(&format!("{WEB}/start")).await;
    for force in ["false", "true"] {
        let reply = api
            .delete(&format!("{WEB}?ifMatchGeneration=2&force={force}"))
            .await;
        reply.fails(412, "op.precondition_failed");
    }
}

#[tokio::test]
async fn a_running_service_is_only_deleted_by_force() {
    let api = Api::new().await;
    api.declare("web", &sandboxed()).await;
    api.act(&format!("{WEB}/start")).await;
    let reply = api.delete(&format!("{WEB}?ifMatchGeneration=1")).await;
    reply.fails(409, CONFLICT);
    api.delete(&format!("{WEB}?ifMatchGeneration=1&force=true"))
        .await
        .is_empty(204);
    api.get(WEB).await.fails(404, "service.route_not_found");
}

#[tokio::test]
async fn open_sessions_are_only_closed_by_force() {
    let api = Api::new().await;
    api.declare("web", &browser()).await;
    let body = json!({
        "tenantId": "demo", "target": { "service": { "name": "web" } }, "channels": ["cdp"],
    });
    let session = api.post("/api/sessions", &body).await.json;
    let reply = api.delete(&format!("{WEB}?ifMatchGeneration=1")).await;
    reply.fails(409, CONFLICT);
    api.delete(&format!("{WEB}?ifMatchGeneration=1&force=true"))
        .await
        .is_empty(204);
    let id = session["metadata"]["id"].as_str().unwrap();
    let session = api.get(&format!("/api/sessions/{id}")).await.json;
    assert_eq!(session["status"]["lifecycleState"], "closed");
    assert_eq!(session["status"]["closeReason"], "service_force_deleted");
    assert_eq!(session["metadata"]["generation"], 2);
}

#[tokio::test]
async fn a_closed_session_is_not_in_the_way() {
    let api = Api::new().await;
    api.declare("web", &browser()).await;
    let body = json!({
        "tenantId": "demo", "target": { "service": { "name": "web" } }, "channels": ["cdp"],
    });
    let session = api.post("/api/sessions", &body).await.json;
    let id = session["metadata"]["id"].as_str().unwrap();
    api.post(&format!("/api/sessions/{id}/close"), &json!({}))
        .await;
    api.delete(&format!("{WEB}?ifMatchGeneration=1"))
        .await
        .is_empty(204);
}

/// An emulator where the service `web` is starting and will not come up.
async fn hanging() -> Api {
    let api = Api::with(Emulator::builder().answers_early(true)).await;
    api.declare("web", &sandboxed()).await;
    api.emulator
        .fail_next_start("demo", "web", StartFailure::Hangs);
    let reply = api.act(&format!("{WEB}/start")).await;
    assert_eq!(reply.json["state"], "starting");
    api
}

#[tokio::test]
async fn an_activation_in_progress_is_a_conflict_for_update_and_delete() {
    let api = hanging().await;
    let reply = api.delete(&format!("{WEB}?ifMatchGeneration=1")).await;
    reply.fails(409, CONFLICT);
    let body = json!({ "metadata": { "generation": 1 }, "spec": { "backend": browser() } });
    api.put(WEB, &body).await.fails(409, CONFLICT);
}

#[tokio::test(start_paused = true)]
async fn force_gives_up_on_an_activation_after_ten_seconds() {
    let api = hanging().await;
    let begun = Instant::now();
    let reply = api
        .delete(&format!("{WEB}?ifMatchGeneration=1&force=true"))
        .await;
    reply.fails(429, "rate.resource_exhausted");
    assert_eq!(reply.json["error"]["retryable"], true);
    assert!(begun.elapsed() >= Duration::from_secs(10));
}

#[tokio::test(start_paused = true)]
async fn force_waits_for_an_activation_to_end() {
    let builder = Emulator::builder()
        .answers_early(true)
        .start_delay(Duration::from_secs(5));
    let api = Api::with(builder).await;
    api.declare("web", &sandboxed()).await;
    api.act(&format!("{WEB}/start")).await;
    api.delete(&format!("{WEB}?ifMatchGeneration=1&force=true"))
        .await
        .is_empty(204);
}
