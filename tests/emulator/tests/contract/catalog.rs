//! Services of the static catalog.

use nimbus_emulator::Emulator;
use serde_json::{Value, json};

use crate::client::{Api, SERVICES, browser, definition, sandboxed};

const LAB: &str = "/api/tenants/demo/services/lab";

async fn with(backend: Value) -> Api {
    Api::with(Emulator::builder().catalog("demo", "lab", backend)).await
}

#[tokio::test]
async fn an_entry_is_marked_and_has_no_generation() {
    let api = with(browser()).await;
    let entry = api.get(SERVICES).await.json["items"][0].take();
    let expected = json!({
        "tenantId": "demo", "name": "lab", "generation": 0, "resourceVersion": "static:lab",
        "createdAt": "1970-01-01T00:00:00.000Z", "updatedAt": "1970-01-01T00:00:00.000Z",
        "labels": {}, "source": "staticCatalog",
    });
    assert_eq!(entry["metadata"], expected);
}

#[tokio::test]
async fn an_entry_cannot_be_changed() {
    let api = with(browser()).await;
    let reply = api.post(SERVICES, &definition("lab", &browser())).await;
    reply.fails(409, "op.already_exists");
    let body = json!({ "metadata": { "generation": 9 }, "spec": { "backend": browser() } });
    api.put(LAB, &body).await.fails(409, "op.conflict");
    let reply = api
        .delete(&format!("{LAB}?ifMatchGeneration=9&force=true"))
        .await;
    reply.fails(409, "op.conflict");
}

#[tokio::test]
async fn an_entry_of_another_backend_kind_does_not_start() {
    let mut backend = sandboxed();
    backend["sandbox"]["backend"] = json!("krun");
    let api = with(backend).await;
    api.act(&format!("{LAB}/start"))
        .await
        .fails(400, "op.invalid_input");
    let api = with(sandboxed()).await;
    assert_eq!(
        api.act(&format!("{LAB}/start")).await.json["state"],
        "ready"
    );
}

#[tokio::test]
async fn the_root_of_an_operator_is_hidden() {
    let mut backend = sandboxed();
    backend["sandbox"]["root"] = json!({ "kind": "rootfs", "path": "/srv/lab" });
    let api = with(backend).await;
    let entry = api.get(SERVICES).await.json["items"][0].take();
    let root = json!({ "kind": "redacted", "redacted": true, "reason": "operatorOnlyLaunchInput" });
    assert_eq!(entry["spec"]["backend"]["sandbox"]["root"], root);
}

#[tokio::test]
async fn a_malformed_entry_fails_the_start_of_the_emulator() {
    let builder = Emulator::builder().catalog("demo", "lab", json!({ "kind": "lambda" }));
    let error = builder.start().await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
}
