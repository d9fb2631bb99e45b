//! Declaring and changing services.

use nimbus_emulator::{Clock, Emulator};
use serde_json::{Value, json};
use std::time::Duration;

use crate::client::{Api, SERVICES, browser, definition, external, sandboxed};

const WEB: &str = "/api/tenants/demo/services/web";
const INVALID: &str = "op.invalid_input";

fn change(generation: u64, backend: &Value) -> Value {
    json!({ "metadata": { "generation": generation }, "spec": { "backend": backend } })
}

#[tokio::test]
async fn an_external_service_has_the_shape_of_the_contract() {
    let time = "2026-11-23T15:33:24.292Z";
    let clock = Clock::fixed(time.parse().unwrap());
    let api = Api::with(Emulator::builder().clock(clock)).await;
    let mut body = definition("search", &external());
    body["metadata"]["labels"] = json!({ "tier": "edge" });
    let mut reply = api.post(SERVICES, &body).await;
    assert_eq!(reply.status, 201);
    let message = reply.json["status"]["conditions"][0]["message"].take();
    assert!(message.is_string());
    let expected = json!({
        "metadata": {
            "tenantId": "demo", "name": "search", "generation": 1, "resourceVersion": "svcdef-v1",
            "createdAt": time, "updatedAt": time, "labels": { "tier": "edge" }, "source": "dynamic",
        },
        "spec": { "backend": external() },
        "status": {
            "backend": "external", "lifecycleState": "declared", "readiness": "unknown",
            "health": "unknown",
            "conditions": [{
                "type": "Admitted", "status": "True", "reason": "DefinitionValidated",
                "message": null, "observedGeneration": 1, "lastTransitionTime": time,
            }],
        },
    });
    assert_eq!(reply.json, expected);
}

#[tokio::test]
async fn a_sandbox_service_hides_its_launch_inputs() {
    let api = Api::new().await;
    let web = api.declare("web", &sandboxed()).await;
    let expected = json!({
        "kind": "sandbox",
        "sandbox": {
            "tenantId": "demo",
            "owner": { "kind": "service", "serviceName": "web" },
            "backend": "container",
            "root": {
                "kind": "oci_image",
                "source": { "kind": "reference", "reference": "docker.io/library/node:22" },
            },
            "process": {
                "argv": { "redacted": true, "valueCount": 2 },
                "environment": { "redacted": true, "valueCount": 1 },
                "cwd": "/app",
                "terminal": false,
            },
        },
    });
    assert_eq!(web["spec"]["backend"], expected);
    assert_eq!(web["status"]["lifecycleState"], "stopped");
    assert_eq!(web["status"]["readiness"], "stopped");
}

#[tokio::test]
async fn a_running_service_still_lists_as_stopped() {
    let api = Api::new().await;
    api.declare("web", &sandboxed()).await;
    api.act(&format!("{WEB}/start")).await;
    let list = api.get(SERVICES).await.json;
    assert_eq!(list["items"][0]["status"]["lifecycleState"], "stopped");
}

#[tokio::test]
async fn a_name_is_required_and_checked() {
    let api = Api::new().await;
    let nameless = json!({ "metadata": {}, "spec": { "backend": browser() } });
    api.post(SERVICES, &nameless).await.fails(400, INVALID);
    for name in ["", " web", "web ", "a/b"] {
        api.post(SERVICES, &definition(name, &browser()))
            .await
            .fails(400, INVALID);
    }
    api.declare("..", &browser()).await;
}

#[tokio::test]
async fn the_tenant_in_the_body_has_to_be_the_one_in_the_path() {
    let api = Api::new().await;
    let mut body = definition("web", &browser());
    body["metadata"]["tenantId"] = json!("other");
    api.post(SERVICES, &body).await.fails(400, INVALID);
    body["metadata"]["tenantId"] = json!("demo");
    assert_eq!(api.post(SERVICES, &body).await.status, 201);
    let mut body = change(1, &browser());
    body["metadata"]["tenantId"] = json!("other");
    api.put(WEB, &body).await.fails(400, INVALID);
}

#[tokio::test]
async fn null_labels_are_no_labels_and_a_generation_is_ignored_on_create() {
    let api = Api::new().await;
    let mut body = definition("web", &browser());
    body["metadata"]["labels"] = json!(null);
    body["metadata"]["generation"] = json!(7);
    let reply = api.post(SERVICES, &body).await;
    assert_eq!(reply.json["metadata"]["labels"], json!({}));
    assert_eq!(reply.json["metadata"]["generation"], 1);
}

#[tokio::test]
async fn backends_are_checked() {
    let api = Api::new().await;
    let edited = |base: Value, pointer: &str, value: Value| {
        let mut backend = base;
        *backend.pointer_mut(pointer).unwrap() = value;
        backend
    };
    let refused = [
        json!({ "kind": "builtIn", "provider": "toaster" }),
        edited(external(), "/endpoint/url", json!("ftp://host")),
        edited(external(), "/endpoint/url", json!("/relative")),
        edited(external(), "/endpoint/url", json!("https://user:pw@host")),
        edited(external(), "/endpoint/url", json!("https://ho\nst")),
        edited(external(), "/health/path", json!("healthz")),
        edited(sandboxed(), "/sandbox/backend", json!("krun")),
        edited(
            sandboxed(),
            "/sandbox/owner",
            json!({ "kind": "standalone" }),
        ),
        edited(
            sandboxed(),
            "/sandbox/owner",
            json!({ "kind": "service", "serviceName": "x" }),
        ),
        edited(
            sandboxed(),
            "/sandbox/root",
            json!({ "kind": "rootfs", "path": "/srv" }),
        ),
        edited(
            sandboxed(),
            "/sandbox/root",
            json!({ "kind": "build", "context": "." }),
        ),
    ];
    for backend in refused {
        let reply = api.post(SERVICES, &definition("web", &backend)).await;
        reply.fails(400, INVALID);
    }
    let unreadable = [
        edited(external(), "/auth/kind", json!("basic")),
        edited(external(), "/auth", json!({ "kind": "none", "token": "x" })),
        edited(external(), "/health/kind", json!("tcp")),
        edited(sandboxed(), "/sandbox/backend", json!("docker")),
    ];
    for backend in unreadable {
        api.post(SERVICES, &definition("web", &backend))
            .await
            .is_plain(422);
    }
}

#[tokio::test]
async fn a_url_comes_back_as_it_was_sent() {
    let api = Api::new().await;
    let mut backend = external();
    backend["endpoint"]["url"] = json!("HTTPS://Search.Internal:443/a/../b");
    let search = api.declare("search", &backend).await;
    assert_eq!(search["spec"]["backend"], backend);
    api.violates(&[
        "services_create, 201: reply body at /spec/backend/endpoint/url: ",
        "services_create, 201: request body at /spec/backend/endpoint/url: ",
    ]);
}

#[tokio::test]
async fn an_update_replaces_everything_and_counts_the_generation() {
    let clock = Clock::fixed("2026-01-01T00:00:00Z".parse().unwrap());
    let api = Api::with(Emulator::builder().clock(clock)).await;
    let mut body = definition("web", &browser());
    body["metadata"]["labels"] = json!({ "tier": "edge" });
    api.post(SERVICES, &body).await;
    api.emulator.clock().advance(Duration::from_secs(1));
    let reply = api.put(WEB, &change(1, &sandboxed())).await;
    assert_eq!(reply.status, 200);
    let metadata = &reply.json["metadata"];
    assert_eq!(metadata["generation"], 2);
    assert_eq!(metadata["resourceVersion"], "svcdef-v2");
    assert_eq!(metadata["labels"], json!({}));
    assert_eq!(metadata["createdAt"], "2026-01-01T00:00:00.000Z");
    assert_eq!(metadata["updatedAt"], "2026-01-01T00:00:01.000Z");
    assert_eq!(reply.json["status"]["backend"], "sandbox");
    assert_eq!(
        reply.json["status"]["conditions"][0]["observedGeneration"],
        2
    );
}

#[tokio::test]
async fn an_update_needs_the_present_generation() {
    let api = Api::new().await;
    api.declare("web", &browser()).await;
    let without = json!({ "metadata": {}, "spec": { "backend": browser() } });
    api.put(WEB, &without).await.fails(400, INVALID);
    api.put(WEB, &change(7, &browser()))
        .await
        .fails(412, "op.precondition_failed");
    let list = api.get(SERVICES).await.json;
    assert_eq!(list["items"][0]["metadata"]["generation"], 1);
}

#[tokio::test]
async fn an_update_cannot_rename() {
    let api = Api::new().await;
    api.declare("web", &browser()).await;
    let mut body = change(1, &browser());
    body["metadata"]["name"] = json!("other");
    api.put(WEB, &body).await.fails(400, INVALID);
    body["metadata"]["name"] = json!("web");
    assert_eq!(api.put(WEB, &body).await.status, 200);
}

#[tokio::test]
async fn an_update_checks_the_backend_before_it_looks_for_the_service() {
    let api = Api::new().await;
    let bad = json!({ "kind": "builtIn", "provider": "toaster" });
    api.put(WEB, &change(1, &bad)).await.fails(400, INVALID);
    api.put(WEB, &change(1, &browser()))
        .await
        .fails(404, "op.not_found");
}

#[tokio::test]
async fn a_running_service_cannot_be_updated() {
    let api = Api::new().await;
    api.declare("web", &sandboxed()).await;
    api.act(&format!("{WEB}/start")).await;
    api.put(WEB, &change(7, &sandboxed()))
        .await
        .fails(412, "op.precondition_failed");
    api.put(WEB, &change(1, &sandboxed()))
        .await
        .fails(409, "op.conflict");
    api.act(&format!("{WEB}/stop")).await;
    assert_eq!(api.put(WEB, &change(1, &sandboxed())).await.status, 200);
}
