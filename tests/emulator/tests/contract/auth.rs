//! Who gets in.

use nimbus_emulator::{DEFAULT_TOKEN, Emulator};
use reqwest::Method;

use crate::client::{Api, SERVICES, send};

const UNAUTHORIZED: &str = "auth.unauthorized";

#[tokio::test]
async fn health_needs_no_credential() {
    let api = Api::new().await;
    let reply = send(api.bare(Method::GET, "/health")).await;
    assert_eq!((reply.status, reply.text.as_str()), (200, r#"{"ok":true}"#));
}

#[tokio::test]
async fn a_request_without_a_credential_is_401() {
    let api = Api::new().await;
    for path in [
        SERVICES,
        "/api/tenants",
        "/api/sessions/x",
        "/api/sessions?tenantId=demo",
    ] {
        let reply = send(api.bare(Method::GET, path)).await;
        reply.fails(401, UNAUTHORIZED);
        assert_eq!(
            reply.json["error"]["remediation"]["action"],
            "reauthenticate"
        );
    }
}

#[tokio::test]
async fn an_api_key_does_not_authenticate() {
    let api = Api::new().await;
    let request = api
        .bare(Method::GET, SERVICES)
        .header("x-nimbus-api-key", DEFAULT_TOKEN);
    send(request).await.fails(401, UNAUTHORIZED);
}

#[tokio::test]
async fn an_unknown_bearer_token_is_401() {
    let api = Api::new().await;
    for value in [
        "Bearer wrong",
        "Basic bmltYnVz",
        "nimbus-emulator",
        "Bearer",
    ] {
        let request = api
            .bare(Method::GET, SERVICES)
            .header("authorization", value);
        send(request).await.fails(401, UNAUTHORIZED);
    }
}

#[tokio::test]
async fn the_scheme_is_case_insensitive() {
    let api = Api::new().await;
    for scheme in ["Bearer", "bearer", "BEARER"] {
        let value = format!("{scheme} {DEFAULT_TOKEN}");
        let request = api
            .bare(Method::GET, SERVICES)
            .header("authorization", value);
        assert_eq!(send(request).await.status, 200);
    }
}

#[tokio::test]
async fn the_admin_header_comes_first() {
    let api = Api::new().await;
    let good = api
        .bare(Method::GET, SERVICES)
        .header("x-nimbus-admin-token", DEFAULT_TOKEN);
    assert_eq!(send(good.bearer_auth("wrong")).await.status, 200);
    let bad = api
        .request(Method::GET, SERVICES)
        .header("x-nimbus-admin-token", "wrong");
    send(bad).await.fails(401, UNAUTHORIZED);
}

#[tokio::test]
async fn every_token_that_was_given_is_valid_and_the_default_is_not() {
    let api = Api::with(Emulator::builder().token("one").token("two")).await;
    assert_eq!(api.emulator.token(), "one");
    for (token, status) in [("one", 200), ("two", 200), (DEFAULT_TOKEN, 401)] {
        let request = api.bare(Method::GET, SERVICES).bearer_auth(token);
        assert_eq!(send(request).await.status, status, "{token}");
    }
}

#[tokio::test]
async fn only_pages_of_this_server_may_call() {
    let api = Api::new().await;
    let port = api.emulator.address().port();
    let request = |origin: String| api.request(Method::GET, SERVICES).header("origin", origin);
    for host in ["127.0.0.1", "localhost", "[::1]"] {
        assert_eq!(
            send(request(format!("http://{host}:{port}"))).await.status,
            200
        );
    }
    let strangers = [
        "https://example.com".to_owned(),
        format!("https://127.0.0.1:{port}"),
        format!("http://127.0.0.1:{}", port ^ 1),
        "null".to_owned(),
    ];
    for origin in strangers {
        send(request(origin)).await.fails(403, "auth.forbidden");
    }
}
