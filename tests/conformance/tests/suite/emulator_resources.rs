//! Sandboxes, sessions and tenants over plain HTTP.

use std::time::Duration;

use nimbus_emulator::{Emulator, StartFailure, State};
use serde_json::{Value, json};

use super::emulator_driver::{Answer, Driver, Seen, built_in_service, example, sandbox_service};

const SANDBOXES: &str = "/api/tenants/demo/sandboxes";
const SESSIONS: &str = "/api/sessions";

fn id(resource: &Value) -> String {
    resource["metadata"]["id"].as_str().unwrap().to_owned()
}

pub(crate) async fn tenants() -> Seen {
    let driver = Driver::start().await;
    driver.call("GET", "/health").await.is(200);
    driver
        .send("POST", "/api/tenants", &json!({ "id": "b" }))
        .await
        .is(201);
    driver
        .send("POST", "/api/tenants", &json!({ "id": "a" }))
        .await
        .is(201);
    driver
        .send("POST", "/api/tenants", &json!({ "id": "a" }))
        .await
        .fails(409, "op.already_exists");
    driver
        .send("POST", "/api/tenants", &json!({ "id": "_a" }))
        .await
        .fails(400, "op.invalid_input");
    let list = driver.call("GET", "/api/tenants").await.is(200);
    assert_eq!(list, json!({ "tenants": ["a", "b"] }));
    driver.call("DELETE", "/api/tenants/a").await.is(204);
    driver
        .call("DELETE", "/api/tenants/a")
        .await
        .fails(404, "session.tenant_not_found");
    driver.seen()
}

#[tokio::test]
async fn tenants_are_created_listed_and_deleted() {
    tenants().await;
}

pub(crate) async fn sandboxes() -> Seen {
    let driver = Driver::start().await;
    let create = example("SandboxCreateBatchJob");
    let first = id(&driver.send("POST", SANDBOXES, &create).await.is(201));
    let mut plain = create.clone();
    plain["labels"] = Value::Null;
    plain["spec"]["owner"] = json!({ "kind": "standalone" });
    plain["spec"]["process"] = json!({
        "args": ["sh"], "entrypoint": ["tini"], "command": ["run"], "env": ["A=1", "B=2"],
        "user": "nobody", "terminal": true,
    });
    let second = driver.send("POST", SANDBOXES, &plain).await.is(201);
    assert_eq!(
        second["spec"]["sandbox"]["process"]["environment"]["valueCount"],
        2
    );
    let mut owned = create.clone();
    owned["spec"]["owner"] = json!({ "kind": "service" });
    driver
        .send("POST", SANDBOXES, &owned)
        .await
        .fails(400, "op.invalid_input");

    for (query, count) in [
        ("", 2),
        ("?labelKey=job", 1),
        ("?labelKey=job&labelValue=nightly&status=ready", 1),
        ("?labelKey=job&labelValue=daily", 0),
        ("?status=dreaming", 0),
        ("?labelValue=daily", 2),
    ] {
        let page = driver
            .call("GET", &format!("{SANDBOXES}{query}"))
            .await
            .is(200);
        assert_eq!(page["items"].as_array().unwrap().len(), count, "{query}");
    }
    let route = format!("{SANDBOXES}/{first}");
    for state in [
        State::Starting,
        State::NotReady,
        State::Stopping,
        State::Failed,
        State::Ready,
    ] {
        assert!(driver.emulator.set_sandbox_state("demo", &first, state));
        driver.call("GET", &route).await.is(200);
    }
    driver.call("POST", &format!("{route}/stop")).await.is(200);
    let again = driver.call("POST", &format!("{route}/stop")).await.is(200);
    assert_eq!(again["status"]["lifecycleState"], "stopped");
    assert!(driver.emulator.forget_sandbox("demo", &first));
    driver
        .call("GET", &route)
        .await
        .fails(404, "service.route_not_found");

    driver.emulator.fail_next_sandbox(StartFailure::Launch);
    driver
        .send("POST", SANDBOXES, &create)
        .await
        .fails(500, "service.internal");
    for _ in 1..64 {
        driver.send("POST", SANDBOXES, &create).await.is(201);
    }
    driver
        .send("POST", SANDBOXES, &create)
        .await
        .fails(429, "rate.resource_exhausted");
    driver.seen()
}

#[tokio::test]
async fn sandboxes_are_created_listed_read_and_stopped() {
    sandboxes().await;
}

pub(crate) async fn sessions() -> Seen {
    let driver = Driver::start().await;
    let sandbox = driver
        .send("POST", SANDBOXES, &example("SandboxCreateBatchJob"))
        .await
        .is(201);
    let sandbox = id(&sandbox);
    let services = "/api/tenants/demo/services";
    driver
        .send("POST", services, &sandbox_service("web"))
        .await
        .is(201);
    driver
        .send("POST", services, &built_in_service("tab", "browser"))
        .await
        .is(201);
    let open = |target: Value, channels: Value| json!({ "tenantId": "demo", "target": target, "channels": channels, "requestedTtlMs": 1000 });
    let on_sandbox = json!({ "sandbox": { "id": sandbox } });
    let body = open(on_sandbox.clone(), json!(["files", "stdio"]));
    let first = driver.send("POST", SESSIONS, &body).await.is(201);
    assert_eq!(first["spec"]["channels"], json!(["files", "stdio"]));
    let body = open(json!({ "service": { "name": "web" } }), json!(["stdio"]));
    driver.send("POST", SESSIONS, &body).await.is(201);
    let body = open(
        json!({ "service": { "name": "tab" } }),
        json!(["cdp", "page"]),
    );
    let third = driver.send("POST", SESSIONS, &body).await.is(201);
    assert_eq!(
        third["spec"]["targetSnapshot"]["service"]["provider"],
        "browser"
    );
    for channels in [
        json!([]),
        json!(["cdp"]),
        json!(["stdio", "stdio"]),
        json!(["a/b"]),
    ] {
        let body = open(on_sandbox.clone(), channels);
        driver
            .send("POST", SESSIONS, &body)
            .await
            .fails(400, "op.invalid_input");
    }

    let route = format!("{SESSIONS}/{}", id(&first));
    driver.call("GET", &route).await.is(200);
    driver
        .call("GET", &format!("{route}?tenantId=demo"))
        .await
        .is(200);
    let closed = driver
        .send("POST", &format!("{route}/close"), &json!({}))
        .await
        .is(200);
    assert_eq!(closed["status"]["closeReason"], "client_close");
    driver.emulator.clock().advance(Duration::from_secs(1));
    for (query, count) in [
        ("", 3),
        ("&state=expired", 2),
        ("&state=closed", 1),
        ("&limit=1", 1),
    ] {
        let page = driver
            .call("GET", &format!("{SESSIONS}?tenantId=demo{query}"))
            .await
            .is(200);
        assert_eq!(page["items"].as_array().unwrap().len(), count, "{query}");
    }
    driver
        .call("GET", SESSIONS)
        .await
        .fails(400, "op.invalid_input");

    assert!(
        driver
            .emulator
            .set_sandbox_state("demo", &sandbox, State::NotReady)
    );
    let body = open(on_sandbox, json!(["stdio"]));
    driver
        .send("POST", SESSIONS, &body)
        .await
        .fails(409, "op.conflict");
    driver.seen()
}

#[tokio::test]
async fn sessions_are_opened_listed_read_and_closed() {
    sessions().await;
}

pub(crate) async fn session_tenants() -> Seen {
    let driver = Driver::with(Emulator::builder().session_tenant_required(true)).await;
    let sandbox = driver
        .send("POST", SANDBOXES, &example("SandboxCreateBatchJob"))
        .await
        .is(201);
    let mut open = example("SessionOpenSandbox");
    open["target"]["sandbox"]["id"] = json!(id(&sandbox));
    let route = format!(
        "{SESSIONS}/{}",
        id(&driver.send("POST", SESSIONS, &open).await.is(201))
    );
    driver
        .call("GET", &route)
        .await
        .fails(400, "op.invalid_input");
    driver
        .call("GET", &format!("{route}?tenantId=other"))
        .await
        .fails(404, "service.route_not_found");
    driver
        .call("GET", &format!("{route}?tenantId=demo"))
        .await
        .is(200);
    let close = driver.request("POST", &format!("{route}/close"));
    Answer::of(close.json(&json!({})))
        .await
        .fails(400, "op.invalid_input");
    let close = driver.request("POST", &format!("{route}/close?tenantId=demo"));
    Answer::of(close.json(&json!({}))).await.is(200);
    driver.seen()
}

#[tokio::test]
async fn a_newer_server_wants_the_tenant_of_a_session() {
    session_tenants().await;
}
