//! Tenants.

use serde_json::json;

use crate::client::{Api, SERVICES, sandboxed};

#[tokio::test]
async fn tenants_are_created_and_listed_in_order() {
    let api = Api::new().await;
    for id in ["b", "a", "c-1_X"] {
        let reply = api
            .post("/api/tenants", &json!({ "id": id, "color": "red" }))
            .await;
        assert_eq!((reply.status, reply.json), (201, json!({ "id": id })));
    }
    let reply = api.get("/api/tenants").await;
    assert_eq!(reply.json, json!({ "tenants": ["a", "b", "c-1_X"] }));
}

#[tokio::test]
async fn a_tenant_exists_once() {
    let api = Api::new().await;
    api.post("/api/tenants", &json!({ "id": "demo" })).await;
    let reply = api.post("/api/tenants", &json!({ "id": "demo" })).await;
    reply.fails(409, "op.already_exists");
}

#[tokio::test]
async fn a_bad_or_reserved_id_is_refused() {
    let api = Api::new().await;
    for id in ["", "a b", "a/b", "_system"] {
        let reply = api.post("/api/tenants", &json!({ "id": id })).await;
        reply.fails(400, "op.invalid_input");
    }
    api.delete("/api/tenants/_system")
        .await
        .fails(400, "op.invalid_input");
}

#[tokio::test]
async fn deleting_an_unknown_tenant_names_it() {
    let api = Api::new().await;
    let reply = api.delete("/api/tenants/nobody").await;
    reply.fails(404, "session.tenant_not_found");
    assert_eq!(
        reply.json["error"]["detail"],
        json!({ "tenantId": "nobody" })
    );
}

#[tokio::test]
async fn deleting_a_tenant_stops_its_services_and_keeps_their_definitions() {
    let api = Api::new().await;
    api.post("/api/tenants", &json!({ "id": "demo" })).await;
    api.declare("web", &sandboxed()).await;
    api.act("/api/tenants/demo/services/web/start").await;
    api.delete("/api/tenants/demo").await.is_empty(204);
    let reply = api.get("/api/tenants/demo/services/web").await;
    assert_eq!(reply.json["state"], "stopped");
    let reply = api.get(SERVICES).await;
    assert_eq!(reply.json["items"].as_array().unwrap().len(), 1);
}
