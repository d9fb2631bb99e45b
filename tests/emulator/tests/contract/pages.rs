//! Lists in pages.

use serde_json::{Value, json};

use crate::client::{Api, SANDBOXES, SERVICES, browser};

async fn three() -> Api {
    let api = Api::new().await;
    for name in ["b", "Z", "a"] {
        api.declare(name, &browser()).await;
    }
    api
}

fn names(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["metadata"]["name"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn items_are_in_bytewise_order() {
    let api = three().await;
    let reply = api.get(SERVICES).await;
    assert_eq!(names(&reply.json), ["Z", "a", "b"]);
    let metadata = json!({
        "tenantId": "demo",
        "resourceVersion": "services:demo:3",
        "limit": 100,
        "remainingCount": 0,
    });
    assert_eq!(reply.json["metadata"], metadata);
}

#[tokio::test]
async fn the_token_leads_to_the_next_page_and_is_missing_on_the_last() {
    let api = three().await;
    let first = api.get(&format!("{SERVICES}?limit=2")).await.json;
    assert_eq!(names(&first), ["Z", "a"]);
    assert_eq!(first["metadata"]["nextPageToken"], "a");
    assert_eq!(first["metadata"]["remainingCount"], 1);
    let second = api
        .get(&format!("{SERVICES}?limit=2&pageToken=a"))
        .await
        .json;
    assert_eq!(names(&second), ["b"]);
    assert!(second["metadata"].get("nextPageToken").is_none());
    assert_eq!(second["metadata"]["resourceVersion"], "services:demo:1");
}

#[tokio::test]
async fn a_token_need_not_exist_and_an_empty_one_is_the_start() {
    let api = three().await;
    let list = api.get(&format!("{SERVICES}?pageToken=aa")).await.json;
    assert_eq!(names(&list), ["b"]);
    let list = api.get(&format!("{SERVICES}?pageToken=")).await.json;
    assert_eq!(names(&list).len(), 3);
}

#[tokio::test]
async fn the_limit_is_clamped_and_echoed() {
    let api = three().await;
    for (asked, got) in [("0", 1), ("5000", 100), ("2", 2)] {
        for path in [
            format!("{SERVICES}?"),
            format!("{SANDBOXES}?"),
            "/api/sessions?tenantId=demo&".to_owned(),
        ] {
            let list = api.get(&format!("{path}limit={asked}")).await.json;
            assert_eq!(list["metadata"]["limit"], got);
        }
    }
    let list = api.get(&format!("{SERVICES}?limit=0")).await.json;
    assert_eq!(names(&list), ["Z"]);
}

#[tokio::test]
async fn a_tenant_sees_only_its_own() {
    let api = three().await;
    let list = api.get("/api/tenants/other/services").await.json;
    assert!(names(&list).is_empty());
    assert_eq!(list["metadata"]["resourceVersion"], "services:other:0");
}
