//! Sessions.

use nimbus_emulator::{Clock, Emulator, State};
use serde_json::{Value, json};
use std::time::Duration;

use crate::client::{Api, SANDBOXES, browser, external, sandboxed};

const SESSIONS: &str = "/api/sessions";
const INVALID: &str = "op.invalid_input";
const MISSING: &str = "service.route_not_found";
const START: &str = "2026-11-23T15:33:24.000Z";

async fn at_fixed_time() -> Api {
    let clock = Clock::fixed(START.parse().unwrap());
    Api::with(Emulator::builder().clock(clock)).await
}

fn on_service(name: &str, channels: &[&str]) -> Value {
    json!({
        "tenantId": "demo", "target": { "service": { "name": name } }, "channels": channels,
    })
}

fn on_sandbox(id: &str, channels: &[&str]) -> Value {
    json!({ "tenantId": "demo", "target": { "sandbox": { "id": id } }, "channels": channels })
}

fn path(session: &Value) -> String {
    format!("{SESSIONS}/{}", session["metadata"]["id"].as_str().unwrap())
}

async fn open_tab(api: &Api) -> Value {
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
async fn the_first_close_counts() {
    let api = at_fixed_time().await;
    let session = open_tab(&api).await;
    api.emulator.clock().advance(Duration::from_secs(1));
    let close = format!("{}/close", path(&session));
    let closed = api.post(&close, &json!({ "reason": " done " })).await;
    assert_eq!(closed.status, 200);
    let status = &closed.json["status"];
    assert_eq!(status["lifecycleState"], "closed");
    assert_eq!(status["closeReason"], "done");
    assert_eq!(status["closedAt"], "2026-11-23T15:33:25.000Z");
    assert_eq!(status["conditions"][0]["status"], "False");
    assert_eq!(status["conditions"][0]["reason"], "ClientClosed");
    assert_eq!(closed.json["metadata"]["generation"], 2);
    assert_eq!(closed.json["metadata"]["resourceVersion"], "session-v2");
    api.emulator.clock().advance(Duration::from_secs(7200));
    let again = api.post(&close, &json!({ "reason": "later" })).await;
    assert_eq!((again.status, again.json), (200, closed.json));
}

#[tokio::test]
async fn a_blank_reason_is_none() {
    let api = Api::new().await;
    api.declare("tab", &browser()).await;
    for body in [
        json!({}),
        json!({ "reason": "  " }),
        json!({ "reason": null }),
    ] {
        let session = api.post(SESSIONS, &on_service("tab", &["cdp"])).await.json;
        let closed = api
            .post(&format!("{}/close", path(&session)), &body)
            .await
            .json;
        assert_eq!(closed["status"]["closeReason"], "client_close");
    }
    let reply = api
        .post(&format!("{SESSIONS}/x/close"), &json!({ "because": 1 }))
        .await;
    reply.is_plain(422);
}

#[tokio::test]
async fn a_lease_expires_when_someone_looks() {
    let api = at_fixed_time().await;
    let session = open_tab(&api).await;
    api.emulator.clock().advance(Duration::from_secs(899));
    let read = api.get(&path(&session)).await.json;
    assert_eq!(read["status"]["lifecycleState"], "open");
    assert!(read["status"].get("closedAt").is_none());
    api.emulator.clock().advance(Duration::from_secs(101));
    let expired = api.get(&path(&session)).await.json;
    let status = &expired["status"];
    assert_eq!(status["lifecycleState"], "expired");
    assert_eq!(status["closeReason"], "expired");
    assert_eq!(status["closedAt"], "2026-11-23T15:50:04.000Z");
    assert_eq!(status["conditions"][0]["reason"], "LeaseExpired");
    assert_eq!(expired["metadata"]["generation"], 2);
    let closed = api
        .post(&format!("{}/close", path(&session)), &json!({}))
        .await
        .json;
    assert_eq!(closed, expired);
}

#[tokio::test]
async fn a_list_expires_and_filters() {
    let api = at_fixed_time().await;
    open_tab(&api).await;
    let states = |state: &'static str| format!("{SESSIONS}?tenantId=demo&state={state}");
    let count = |reply: crate::client::Reply| reply.json["items"].as_array().unwrap().len();
    assert_eq!(count(api.get(&states("open")).await), 1);
    api.emulator.clock().advance(Duration::from_secs(901));
    assert_eq!(count(api.get(&states("open")).await), 0);
    assert_eq!(count(api.get(&states("expired")).await), 1);
    assert_eq!(count(api.get(&states("nonsense")).await), 0);
    api.get(SESSIONS).await.fails(400, INVALID);
    api.get(&format!("{SESSIONS}?tenantId=a%20b"))
        .await
        .fails(400, INVALID);
}

#[tokio::test]
async fn lists_are_in_the_order_of_opening() {
    let api = at_fixed_time().await;
    open_tab(&api).await;
    for _ in 0..3 {
        api.post(SESSIONS, &on_service("tab", &["cdp"])).await;
    }
    let list = api.get(&format!("{SESSIONS}?tenantId=demo")).await.json;
    let versions: Vec<_> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|session| session["metadata"]["resourceVersion"].as_str().unwrap())
        .collect();
    assert_eq!(
        versions,
        ["session-v1", "session-v2", "session-v3", "session-v4"]
    );
}

#[tokio::test]
async fn an_unknown_session_is_404() {
    let api = Api::new().await;
    api.get(&format!("{SESSIONS}/gone"))
        .await
        .fails(404, MISSING);
    let reply = api
        .post(&format!("{SESSIONS}/gone/close"), &json!({}))
        .await;
    reply.fails(404, MISSING);
}

#[tokio::test]
async fn stopping_the_target_leaves_the_session_open() {
    let api = Api::new().await;
    let id = api.sandbox().await;
    let session = api.post(SESSIONS, &on_sandbox(&id, &["stdio"])).await.json;
    api.act(&format!("{SANDBOXES}/{id}/stop")).await;
    let read = api.get(&path(&session)).await.json;
    assert_eq!(read["status"]["lifecycleState"], "open");
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

#[tokio::test]
async fn a_session_is_found_by_id_alone() {
    let api = Api::new().await;
    let session = open_tab(&api).await;
    let reply = api.get(&format!("{}?tenantId=other", path(&session))).await;
    assert_eq!(reply.status, 200);
}

#[tokio::test]
async fn a_later_server_wants_the_tenant_of_a_session() {
    let api = Api::with(Emulator::builder().session_tenant_required(true)).await;
    let session = open_tab(&api).await;
    let get = path(&session);
    let close = format!("{get}/close");
    api.get(&get).await.fails(400, INVALID);
    api.post(&close, &json!({})).await.fails(400, INVALID);
    api.get(&format!("{get}?tenantId=other"))
        .await
        .fails(404, MISSING);
    api.post(&format!("{close}?tenantId=other"), &json!({}))
        .await
        .fails(404, MISSING);
    assert_eq!(api.get(&format!("{get}?tenantId=demo")).await.status, 200);
    assert_eq!(
        api.post(&format!("{close}?tenantId=demo"), &json!({}))
            .await
            .status,
        200
    );
}
