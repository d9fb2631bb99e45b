//! Reading, listing, closing and expiry of sessions.

use nimbus_emulator::Emulator;
use serde_json::json;
use std::time::Duration;

use crate::client::{Api, Reply, SANDBOXES, browser};
use crate::sessions::{INVALID, SESSIONS, at_fixed_time, on_sandbox, on_service, open_tab, path};

const MISSING: &str = "service.route_not_found";

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
    api.violates(&["sessions_close, 200: request body at /reason: null "]);
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
    let count = |reply: Reply| reply.json["items"].as_array().unwrap().len();
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
