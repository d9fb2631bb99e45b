//! Opening sessions.

use nimbus_emulator::{Clock, Emulator, State};
use serde_json::{Value, json};

use crate::client::{Api, SANDBOXES, browser, external, sandboxed};

pub(crate) const SESSIONS: &str = "/api/sessions";
pub(crate) const INVALID: &str = "op.invalid_input";
const START: &str = "2026-11-23T15:33:24.000Z";

pub(crate) async fn at_fixed_time() -> Api {
    let clock = Clock::fixed(START.parse().unwrap());
    Api::with(Emulator::builder().clock(clock)).await
}

pub(crate) fn on_service(name: &str, channels: &[&str]) -> Value {
    json!({
        "tenantId": "demo", "target": { "service": { "name": name } }, "channels": channels,
    })
}

pub(crate) fn on_sandbox(id: &str, channels: &[&str]) -> Value {
    json!({ "tenantId": "demo", "target": { "sandbox": { "id": id } }, "channels": channels })
}

pub(crate) fn path(session: &Value) -> String {
    format!("{SESSIONS}/{}", session["metadata"]["id"].as_str().unwrap())
}

pub(crate) async fn open_tab(api: &Api) -> Value {
    api.declare("tab", &browser()).await;
    let reply = api.post(SESSIONS, &on_service("tab", &["cdp"])).await;
    assert_eq!(reply.status, 201, "{}", reply.text);
    reply.json
}

#[tokio::test]
async fn a_session_has_the_shape_of_the_contract() {
    let api = at_fixed_time().await;
    let mut session = open_tab(&api).await;
    let id = session["metadata"]["id"].take();
    let ulid = id.as_str().unwrap().strip_prefix("session-").unwrap();
    assert_eq!(ulid.len(), 26);
    session["status"]["conditions"][0]["message"].take();
    let end = "2026-11-23T15:48:24.000Z";
    let expected = json!({
        "metadata": {
            "tenantId": "demo", "id": null, "generation": 1, "resourceVersion": "session-v1",
            "createdAt": START, "updatedAt": START,
        },
        "spec": {
            "target": { "service": { "name": "tab" } },
            "targetSnapshot": { "service": {
                "name": "tab", "generation": 1, "backend": "builtIn", "provider": "browser",
            }},
            "channels": ["cdp"],
            "expiresAt": end,
        },
        "status": {
            "lifecycleState": "open",
            "expiresAt": end,
            "conditions": [{
                "type": "Open", "status": "True", "reason": "LeaseActive", "message": null,
                "observedGeneration": 1, "lastTransitionTime": START,
            }],
        },
    });
    assert_eq!(session, expected);
}

#[tokio::test]
async fn a_session_on_a_sandbox_remembers_what_it_is() {
    let api = Api::new().await;
    let id = api.sandbox().await;
    let reply = api
        .post(SESSIONS, &on_sandbox(&id, &["files", "stdio"]))
        .await;
    assert_eq!(reply.status, 201);
    let snapshot = json!({ "sandbox": {
        "id": id, "generation": 1, "profile": "worker", "backend": "container",
    }});
    assert_eq!(reply.json["spec"]["targetSnapshot"], snapshot);
    assert_eq!(reply.json["spec"]["channels"], json!(["files", "stdio"]));
}

#[tokio::test]
async fn a_service_target_need_not_run() {
    let api = Api::new().await;
    api.declare("web", &sandboxed()).await;
    let reply = api.post(SESSIONS, &on_service("web", &["stdio"])).await;
    assert_eq!(reply.status, 201);
    let snapshot = json!({ "service": { "name": "web", "generation": 1, "backend": "sandbox" } });
    assert_eq!(reply.json["spec"]["targetSnapshot"], snapshot);
}

#[tokio::test]
async fn a_tenant_and_exactly_one_target_are_required() {
    let api = Api::new().await;
    let both = json!({ "service": { "name": "a" }, "sandbox": { "id": "b" } });
    let bodies = [
        json!({ "target": { "service": { "name": "a" } }, "channels": ["cdp"] }),
        json!({ "tenantId": "a b", "target": { "service": { "name": "a" } }, "channels": ["cdp"] }),
        json!({ "tenantId": "demo", "target": {}, "channels": ["cdp"] }),
        json!({ "tenantId": "demo", "target": both, "channels": ["cdp"] }),
    ];
    for body in bodies {
        api.post(SESSIONS, &body).await.fails(400, INVALID);
    }
    let unreadable = [
        json!({ "tenantId": "demo", "target": { "service": { "id": "a" } }, "channels": ["cdp"] }),
        json!({ "tenantId": "demo", "target": { "sandbox": { "name": "a" } }, "channels": ["cdp"] }),
        json!({ "tenantId": "demo", "target": { "pod": {} }, "channels": ["cdp"] }),
        json!({ "tenantId": "demo", "channels": ["cdp"] }),
        json!({ "tenantId": "demo", "target": {}, "channels": ["cdp"], "ttl": 1 }),
    ];
    for body in unreadable {
        api.post(SESSIONS, &body).await.is_plain(422);
    }
}

#[tokio::test]
async fn channels_are_checked_before_the_target() {
    let api = Api::new().await;
    let nine: Vec<String> = (0..9).map(|n| format!("c{n}")).collect();
    let nine: Vec<&str> = nine.iter().map(String::as_str).collect();
    let refused: [&[&str]; 5] = [&[], &nine, &[" "], &["a/b"], &["cdp", "cdp"]];
    for channels in refused {
        let reply = api.post(SESSIONS, &on_service("gone", channels)).await;
        reply.fails(400, INVALID);
    }
    let reply = api.post(SESSIONS, &on_service("gone", &["cdp"])).await;
    reply.fails(404, "op.not_found");
    let reply = api.post(SESSIONS, &on_sandbox("gone", &["stdio"])).await;
    reply.fails(404, "op.not_found");
}

#[tokio::test]
async fn the_target_decides_about_channels() {
    let api = Api::new().await;
    api.declare("tab", &browser()).await;
    api.declare("web", &sandboxed()).await;
    api.declare("search", &external()).await;
    api.declare(
        "lb",
        &json!({ "kind": "builtIn", "provider": "loadBalancer" }),
    )
    .await;
    let opened = [
        ("tab", "cdp"),
        ("tab", "page"),
        ("web", "stdio"),
        ("web", "files"),
    ];
    for (name, channel) in opened {
        assert_eq!(
            api.post(SESSIONS, &on_service(name, &[channel]))
                .await
                .status,
            201
        );
    }
    let refused = [
        ("tab", "stdio"),
        ("web", "cdp"),
        ("search", "cdp"),
        ("lb", "cdp"),
        ("tab", "x"),
    ];
    for (name, channel) in refused {
        api.post(SESSIONS, &on_service(name, &[channel]))
            .await
            .fails(400, INVALID);
    }
    let id = api.sandbox().await;
    api.post(SESSIONS, &on_sandbox(&id, &["cdp"]))
        .await
        .fails(400, INVALID);
}

#[tokio::test]
async fn a_sandbox_has_to_be_ready_before_its_channels_are_looked_at() {
    let api = Api::new().await;
    let id = api.sandbox().await;
    api.act(&format!("{SANDBOXES}/{id}/stop")).await;
    let reply = api.post(SESSIONS, &on_sandbox(&id, &["cdp"])).await;
    reply.fails(409, "op.conflict");
}

#[tokio::test]
async fn a_lease_of_zero_is_refused_and_a_long_one_is_cut() {
    let api = at_fixed_time().await;
    api.declare("tab", &browser()).await;
    let mut body = on_service("tab", &["cdp"]);
    body["requestedTtlMs"] = json!(0);
    api.post(SESSIONS, &body).await.fails(400, INVALID);
    body["requestedTtlMs"] = json!(7_200_000);
    let session = api.post(SESSIONS, &body).await.json;
    assert_eq!(session["spec"]["expiresAt"], "2026-11-23T16:33:24.000Z");
    body["requestedTtlMs"] = json!(1500);
    let session = api.post(SESSIONS, &body).await.json;
    assert_eq!(session["spec"]["expiresAt"], "2026-11-23T15:33:25.500Z");
    body["requestedTtlMs"] = json!(-1);
    api.post(SESSIONS, &body).await.is_plain(422);
}

#[tokio::test]
async fn a_moving_service_is_the_last_check() {
    let api = Api::new().await;
    api.declare("web", &sandboxed()).await;
    api.emulator
        .set_service_state("demo", "web", State::Starting);
    let reply = api.post(SESSIONS, &on_service("web", &["stdio"])).await;
    reply.fails(409, "op.conflict");
    let mut body = on_service("web", &["stdio"]);
    body["requestedTtlMs"] = json!(0);
    api.post(SESSIONS, &body).await.fails(400, INVALID);
}
