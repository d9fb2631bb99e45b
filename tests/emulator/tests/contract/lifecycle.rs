//! Reading, starting, stopping and restarting services, without delays.

use nimbus_emulator::{Backend, Emulator, StartFailure, State};
use reqwest::Method;
use serde_json::json;

use crate::client::{Api, SERVICES, browser, definition, external, sandboxed, send};

const WEB: &str = "/api/tenants/demo/services/web";
const MISSING: &str = "service.route_not_found";

async fn web() -> Api {
    let api = Api::new().await;
    api.declare("web", &sandboxed()).await;
    api
}

#[tokio::test]
async fn a_service_that_does_not_run_reads_as_stopped() {
    let api = web().await;
    let reply = api.get(WEB).await;
    let expected = json!({
        "tenantId": "demo", "name": "web", "state": "stopped", "lifecycleState": "stopped",
        "readiness": "stopped", "health": "unknown", "endpoints": [],
    });
    assert_eq!((reply.status, reply.json), (200, expected));
    api.declare("tab", &browser()).await;
    let tab = api.get("/api/tenants/demo/services/tab").await.json;
    assert_eq!(tab["state"], "stopped");
}

#[tokio::test]
async fn a_started_service_is_ready() {
    let api = web().await;
    let started = api.act(&format!("{WEB}/start")).await;
    assert_eq!(started.status, 200);
    let view = started.json;
    assert_eq!(view["state"], "ready");
    assert_eq!(view["lifecycleState"], "ready");
    assert_eq!(view["readiness"], "ready");
    assert_eq!(view["health"], "healthy");
    assert_eq!(view["backend"], "container");
    assert!(view["sandboxId"].as_str().unwrap().starts_with("web-"));
    assert_eq!(view["endpoints"][0]["protocol"], "tcp");
    assert!(view.get("metadata").is_none());
    assert_eq!(api.get(WEB).await.json, view);
}

#[tokio::test]
async fn starting_again_changes_nothing() {
    let api = web().await;
    let first = api.act(&format!("{WEB}/start")).await.json;
    let second = api.act(&format!("{WEB}/start")).await.json;
    assert_eq!(first, second);
}

#[tokio::test]
async fn stopping_still_names_the_sandbox() {
    let api = web().await;
    let started = api.act(&format!("{WEB}/start")).await.json;
    let stopped = api.act(&format!("{WEB}/stop")).await;
    assert_eq!(stopped.status, 200);
    assert_eq!(stopped.json["state"], "stopped");
    assert_eq!(stopped.json["sandboxId"], started["sandboxId"]);
    assert_eq!(stopped.json["endpoints"], json!([]));
    assert!(api.get(WEB).await.json.get("sandboxId").is_none());
}

#[tokio::test]
async fn stopping_what_does_not_run_is_404() {
    let api = web().await;
    api.act(&format!("{WEB}/stop")).await.fails(404, MISSING);
    api.act(&format!("{WEB}/start")).await;
    api.act(&format!("{WEB}/stop")).await;
    api.act(&format!("{WEB}/stop")).await.fails(404, MISSING);
    api.declare("tab", &browser()).await;
    api.act("/api/tenants/demo/services/tab/stop")
        .await
        .fails(404, MISSING);
}

#[tokio::test]
async fn an_unknown_service_is_404_everywhere() {
    let api = Api::new().await;
    api.get(WEB).await.fails(404, MISSING);
    for verb in ["start", "stop", "restart"] {
        api.act(&format!("{WEB}/{verb}")).await.fails(404, MISSING);
    }
}

#[tokio::test]
async fn a_restart_brings_a_new_sandbox() {
    let api = web().await;
    let started = api.act(&format!("{WEB}/start")).await.json;
    let restarted = api.act(&format!("{WEB}/restart")).await;
    assert_eq!(restarted.status, 200);
    assert_eq!(restarted.json["state"], "ready");
    assert_ne!(restarted.json["sandboxId"], started["sandboxId"]);
    assert_eq!(api.get(WEB).await.json, restarted.json);
}

#[tokio::test]
async fn a_restart_starts_what_is_stopped() {
    let api = web().await;
    let reply = api.act(&format!("{WEB}/restart")).await;
    assert_eq!((reply.status, &reply.json["state"]), (200, &json!("ready")));
}

#[tokio::test]
async fn only_sandboxes_can_be_started() {
    let api = Api::new().await;
    api.declare("tab", &browser()).await;
    api.declare("search", &external()).await;
    for name in ["tab", "search"] {
        for verb in ["start", "restart"] {
            let reply = api.act(&format!("{SERVICES}/{name}/{verb}")).await;
            reply.fails(400, "op.invalid_input");
        }
    }
}

#[tokio::test]
async fn a_lifecycle_post_reads_no_body() {
    let api = web().await;
    let request = api
        .request(Method::POST, &format!("{WEB}/start"))
        .body("not json");
    assert_eq!(send(request).await.status, 200);
    api.violates(&["services_start, 200: request body: the operation takes none"]);
}

#[tokio::test]
async fn a_server_has_one_kind_unless_it_takes_any() {
    let mut krun = sandboxed();
    krun["sandbox"]["backend"] = json!("krun");
    let body = definition("web", &krun);
    let api = Api::with(Emulator::builder().backend(Backend::Krun)).await;
    assert_eq!(api.post(SERVICES, &body).await.status, 201);
    let container = definition("other", &sandboxed());
    api.post(SERVICES, &container)
        .await
        .fails(400, "op.invalid_input");
    let api = Api::with(Emulator::builder().any_backend()).await;
    assert_eq!(api.post(SERVICES, &body).await.status, 201);
    assert_eq!(api.post(SERVICES, &container).await.status, 201);
    assert_eq!(
        api.act(&format!("{WEB}/start")).await.json["backend"],
        "krun"
    );
}

#[tokio::test]
async fn a_malformed_image_fails_the_start() {
    let api = Api::new().await;
    let mut backend = sandboxed();
    backend["sandbox"]["root"]["source"]["reference"] = json!("no such image!");
    api.declare("web", &backend).await;
    api.act(&format!("{WEB}/start"))
        .await
        .fails(400, "op.invalid_input");
}

#[tokio::test]
async fn a_launch_can_fail_and_the_next_one_works() {
    let api = web().await;
    let failures = [
        (StartFailure::Launch, 500, "service.internal"),
        (StartFailure::ImageRefused, 403, "auth.permission_denied"),
    ];
    for (failure, status, code) in failures {
        api.emulator.fail_next_start("demo", "web", failure);
        let reply = api.act(&format!("{WEB}/restart")).await;
        reply.fails(status, code);
        assert_eq!(api.get(WEB).await.json["state"], "stopped");
        assert_eq!(api.act(&format!("{WEB}/start")).await.status, 200);
    }
}

#[tokio::test]
async fn an_internal_error_is_fatal() {
    let api = web().await;
    api.emulator
        .fail_next_start("demo", "web", StartFailure::Launch);
    let reply = api.act(&format!("{WEB}/start")).await;
    assert_eq!(reply.json["error"]["severity"], "fatal");
    assert_eq!(
        reply.json["error"]["remediation"]["action"],
        "contact_operator"
    );
}

#[tokio::test]
async fn a_service_that_dies_is_seen_failed_once() {
    let api = web().await;
    api.emulator
        .fail_next_start("demo", "web", StartFailure::Dies);
    let reply = api.act(&format!("{WEB}/start")).await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.json["state"], "failed");
    assert_eq!(reply.json["readiness"], "failed");
    assert_eq!(reply.json["health"], "unhealthy");
    assert_eq!(api.get(WEB).await.json["state"], "stopped");
}

#[tokio::test]
async fn a_test_can_put_a_service_into_a_state() {
    let api = web().await;
    assert!(
        api.emulator
            .set_service_state("demo", "web", State::NotReady)
    );
    let view = api.get(WEB).await.json;
    assert_eq!(view["lifecycleState"], "not_ready");
    assert_eq!(
        (&view["readiness"], &view["health"]),
        (&json!("not_ready"), &json!("unknown"))
    );
    assert!(api.emulator.set_service_state("demo", "web", State::Ready));
    assert_eq!(api.get(WEB).await.json["sandboxId"], view["sandboxId"]);
    assert!(!api.emulator.set_service_state("demo", "gone", State::Ready));
}

/// Reads the service until it is starting; the start was sent, so it will be.
async fn until_starting(api: &Api) {
    while api.get(WEB).await.json["state"] != "starting" {}
}

#[tokio::test]
async fn a_start_that_is_under_way_blocks_update_and_delete() {
    let api = web().await;
    api.emulator
        .fail_next_start("demo", "web", StartFailure::Hangs);
    let start = format!("{WEB}/start");
    let others = async {
        until_starting(&api).await;
        let delete = format!("{WEB}?ifMatchGeneration=1");
        api.delete(&delete).await.fails(409, "op.conflict");
        let body = json!({ "metadata": { "generation": 1 }, "spec": { "backend": browser() } });
        api.put(WEB, &body).await.fails(409, "op.conflict");
        api.act(&format!("{WEB}/stop")).await
    };
    let (started, stopped) = tokio::join!(api.act(&start), others);
    assert_eq!(stopped.status, 200);
    // Whoever waited for it learns that it was taken down.
    assert_eq!(
        (started.status, &started.json["state"]),
        (200, &json!("stopped"))
    );
}

#[tokio::test]
async fn a_start_that_is_under_way_ends_when_the_service_becomes_ready() {
    let api = web().await;
    api.emulator
        .fail_next_start("demo", "web", StartFailure::Hangs);
    let start = format!("{WEB}/start");
    let others = async {
        until_starting(&api).await;
        api.emulator.set_service_state("demo", "web", State::Ready)
    };
    let (started, found) = tokio::join!(api.act(&start), others);
    assert!(found);
    assert_eq!(started.json["state"], "ready");
}
