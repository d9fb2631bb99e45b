//! What holds for every route.

use reqwest::Method;
use serde_json::json;

use crate::client::{Api, SANDBOXES, SERVICES, browser, definition, send};

#[tokio::test]
async fn unknown_paths_and_trailing_slashes_are_404_without_a_body() {
    let api = Api::new().await;
    api.get("/").await.is_empty(404);
    api.get("/api/nothing").await.is_empty(404);
    api.get("/health/").await.is_empty(404);
    api.get("/api/tenants/demo/services/").await.is_empty(404);
}

#[tokio::test]
async fn a_wrong_method_is_405_without_a_body() {
    let api = Api::new().await;
    for (method, path) in [
        (Method::PATCH, SERVICES),
        (Method::POST, "/health"),
        (Method::DELETE, "/api/sessions/x"),
    ] {
        send(api.request(method, path)).await.is_empty(405);
    }
}

#[tokio::test]
async fn a_body_route_wants_a_json_content_type() {
    let api = Api::new().await;
    let body = definition("web", &browser()).to_string();
    send(api.request(Method::POST, SERVICES).body(body.clone()))
        .await
        .is_plain(415);
    let text = api
        .request(Method::POST, SERVICES)
        .header("content-type", "text/plain");
    send(text.body(body)).await.is_plain(415);
    send(api.request(Method::POST, "/api/sessions/x/close"))
        .await
        .is_plain(415);
}

#[tokio::test]
async fn bad_json_is_400_in_plain_text() {
    let api = Api::new().await;
    let request = api
        .request(Method::POST, SERVICES)
        .header("content-type", "application/json");
    send(request.body("{")).await.is_plain(400);
}

#[tokio::test]
async fn a_body_that_does_not_fit_is_422_in_plain_text() {
    let api = Api::new().await;
    let bodies = [
        json!({ "metadata": { "name": "x", "color": "red" }, "spec": { "backend": browser() } }),
        json!({ "metadata": { "name": "x" }, "spec": { "backend": browser(), "x": 1 } }),
        json!({ "metadata": { "name": "x" } }),
        json!({ "metadata": { "name": 7 }, "spec": { "backend": browser() } }),
        definition("x", &json!({ "kind": "lambda" })),
        definition("x", &json!({ "kind": 1, "provider": "browser" })),
        definition(
            "x",
            &json!({ "kind": "builtIn", "provider": "browser", "x": 1 }),
        ),
    ];
    for body in bodies {
        api.post(SERVICES, &body).await.is_plain(422);
    }
    api.post("/api/tenants", &json!({})).await.is_plain(422);
}

#[tokio::test]
async fn a_body_over_two_megabytes_is_413() {
    let api = Api::new().await;
    let body = definition(&"x".repeat(2 << 20), &browser());
    api.post(SERVICES, &body).await.is_plain(413);
}

#[tokio::test]
async fn a_bad_query_is_400_in_plain_text() {
    let api = Api::new().await;
    for query in ["limit=-1", "limit=abc", "color=red", "limit=1&limit=2"] {
        for path in [SERVICES, SANDBOXES, "/api/sessions"] {
            api.get(&format!("{path}?{query}")).await.is_plain(400);
        }
    }
    let reply = api
        .delete("/api/tenants/demo/services/web?ifMatchGeneration=1&force=yes")
        .await;
    reply.is_plain(400);
}

#[tokio::test]
async fn a_number_past_its_format_is_refused_and_the_last_one_within_is_read() {
    let api = Api::new().await;
    api.declare("tab", &browser()).await;
    let lists = [SERVICES, SANDBOXES, "/api/sessions?tenantId=demo"].map(|path| {
        let separator = if path.contains('?') { '&' } else { '?' };
        format!("{path}{separator}limit=")
    });
    for list in &lists {
        assert_eq!(api.get(&format!("{list}2147483647")).await.status, 200);
        api.get(&format!("{list}2147483648")).await.is_plain(400);
    }
    let tab = format!("{SERVICES}/tab");
    let delete = format!("{tab}?ifMatchGeneration=");
    let of_generation = |generation: u64| {
        let mut body = definition("tab", &browser());
        body["metadata"]["generation"] = json!(generation);
        body
    };
    let of_ttl = |ttl: u64| {
        let target = json!({ "service": { "name": "tab" } });
        json!({ "tenantId": "demo", "target": target, "channels": ["cdp"], "requestedTtlMs": ttl })
    };
    let last = i64::MAX.unsigned_abs();
    for past in [last + 1, u64::MAX] {
        api.delete(&format!("{delete}{past}")).await.is_plain(400);
        let body = of_generation(past);
        api.put(&tab, &body).await.is_plain(422);
        api.post(SERVICES, &body).await.is_plain(422);
        api.post("/api/sessions", &of_ttl(past)).await.is_plain(422);
    }
    let stale = api.delete(&format!("{delete}{last}")).await;
    stale.fails(412, "op.precondition_failed");
    let body = of_generation(last);
    let stale = api.put(&tab, &body).await;
    stale.fails(412, "op.precondition_failed");
    let again = api.post(SERVICES, &body).await;
    again.fails(409, "op.already_exists");
    let session = api.post("/api/sessions", &of_ttl(last)).await;
    assert_eq!(session.status, 201, "{}", session.text);
}

#[tokio::test]
async fn an_encoded_slash_reaches_the_name_check() {
    let api = Api::new().await;
    api.get("/api/tenants/demo/services/a%2Fb")
        .await
        .fails(400, "op.invalid_input");
    api.get("/api/tenants/demo/services/%20web")
        .await
        .fails(400, "op.invalid_input");
    api.get("/api/tenants/a%2Fb/services")
        .await
        .fails(400, "op.invalid_input");
}

#[tokio::test]
async fn a_tenant_in_the_path_has_to_be_well_formed() {
    let api = Api::new().await;
    let long = "x".repeat(129);
    for tenant in ["_system", "a.b", long.as_str()] {
        for rest in ["services", "sandboxes", "services/web"] {
            let reply = api.get(&format!("/api/tenants/{tenant}/{rest}")).await;
            reply.fails(400, "op.invalid_input");
        }
    }
}

#[tokio::test]
async fn an_unknown_tenant_is_an_empty_list() {
    let api = Api::new().await;
    for path in [
        "/api/tenants/nobody/services",
        "/api/sessions?tenantId=nobody",
    ] {
        let reply = api.get(path).await;
        assert_eq!(reply.status, 200);
        assert_eq!(reply.json["items"], json!([]));
    }
}

#[tokio::test]
async fn an_error_is_an_envelope() {
    let api = Api::new().await;
    let reply = api.get("/api/tenants/demo/services/gone").await;
    reply.fails(404, "service.route_not_found");
    let error = &reply.json["error"];
    assert_eq!(error["requestId"], "ws-protocol-1");
    assert_eq!(error["severity"], "error");
    assert_eq!(error["retryable"], false);
    assert_eq!(error["detail"], json!(null));
    assert!(error.as_object().unwrap().contains_key("detail"));
    assert!(error.get("remediation").is_none());
    assert!(error["timestamp"].as_str().unwrap().ends_with('Z'));
    let reply = api.get("/api/tenants/demo/services/gone").await;
    assert_eq!(reply.json["error"]["requestId"], "ws-protocol-2");
    assert_eq!(reply.headers["content-type"], "application/json");
}

#[tokio::test]
async fn the_message_names_the_kind_and_the_remedy_names_an_action() {
    let api = Api::new().await;
    api.declare("tab", &browser()).await;
    let again = api.post(SERVICES, &definition("tab", &browser())).await;
    again.fails(409, "op.already_exists");
    let message = again.json["error"]["message"].as_str().unwrap();
    assert!(
        message.starts_with("resource already exists: "),
        "{message}"
    );
    let stale = api
        .delete("/api/tenants/demo/services/tab?ifMatchGeneration=9")
        .await;
    stale.fails(412, "op.precondition_failed");
    let error = &stale.json["error"];
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .starts_with("precondition failed: ")
    );
    assert_eq!(error["remediation"]["action"], "refresh_resource");
}

#[tokio::test]
async fn no_answer_carries_retry_or_challenge_headers() {
    let api = Api::new().await;
    let reply = send(api.bare(Method::GET, SERVICES)).await;
    assert_eq!(reply.status, 401);
    for name in ["retry-after", "www-authenticate", "etag"] {
        assert!(!reply.headers.contains_key(name), "{name}");
    }
}
