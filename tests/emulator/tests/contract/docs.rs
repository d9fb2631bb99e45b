//! The document and its page. What the page does in a browser is tested in tests/interop/docs.

use nimbus_emulator::{Emulator, Fault};
use reqwest::Method;
use serde_json::Value;

use crate::client::{Api, Reply, send};

const ROUTES: [&str; 5] = [
    "/openapi.yaml",
    "/openapi.json",
    "/docs",
    "/docs/reference.js",
    "/docs/scalar.js",
];

async fn get_as(api: &Api, host: &str, path: &str) -> Reply {
    send(api.bare(Method::GET, path).header("host", host)).await
}

fn server(reply: &Reply) -> &Value {
    &reply.json["servers"][0]["variables"]["endpoint"]["default"]
}

#[tokio::test]
async fn they_need_no_credential_and_leave_no_trace() {
    let api = Api::new().await;
    api.emulator.fault(Fault::next().answer(503));
    for path in ROUTES {
        let reply = api.bare(Method::GET, path).send().await.unwrap();
        assert_eq!(reply.status(), 200, "{path}");
        assert_eq!(reply.headers()["cache-control"], "no-store", "{path}");
    }
    assert!(api.emulator.requests().is_empty());
    // The fault has waited for a call of the contract.
    assert_eq!(api.get("/health").await.status, 503);
}

#[tokio::test]
async fn what_is_next_to_them_is_still_404_and_405_without_a_body() {
    let api = Api::new().await;
    for path in ["/docs/", "/docs/other.js", "/openapi", "/openapi.yml"] {
        api.get(path).await.is_empty(404);
    }
    send(api.request(Method::POST, "/docs")).await.is_empty(405);
}

#[tokio::test]
async fn the_yaml_is_the_document_to_the_byte() {
    let api = Api::new().await;
    let reply = api.get("/openapi.yaml").await;
    assert_eq!(reply.headers["content-type"], "application/yaml");
    assert_eq!(reply.text, include_str!("../../../../openapi/nimbus.yaml"));
}

#[tokio::test]
async fn the_json_names_the_emulator_as_the_client_called_it() {
    let api = Api::new().await;
    let reply = api.get("/openapi.json").await;
    assert_eq!(reply.headers["content-type"], "application/json");
    assert_eq!(server(&reply), &Value::from(api.emulator.endpoint()));
    let reply = get_as(&api, "localhost:9000", "/openapi.json").await;
    assert_eq!(server(&reply), "http://localhost:9000");
    let reply = get_as(&api, "somebody@else", "/openapi.json").await;
    assert_eq!(server(&reply), &Value::from(api.emulator.endpoint()));
}

#[tokio::test]
async fn the_page_forbids_everything_from_and_to_elsewhere() {
    let api = Api::new().await;
    let reply = api.get("/docs").await;
    assert_eq!(reply.headers["content-type"], "text/html; charset=utf-8");
    let policy = reply.headers["content-security-policy"].to_str().unwrap();
    for part in [
        "default-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
    ] {
        assert!(policy.split("; ").any(|found| found == part), "{policy}");
    }
    assert!(!reply.text.contains("/* "), "a place was not filled");
}

#[tokio::test]
async fn the_page_has_the_token_only_for_the_machine_itself() {
    let api = Api::with(Emulator::builder().token("its-token")).await;
    for host in ["127.0.0.1:9000", "localhost", "[::1]:8080"] {
        assert!(
            get_as(&api, host, "/docs").await.text.contains("its-token"),
            "{host}"
        );
    }
    for host in [
        "evil.example:8080",
        "127.0.0.1.evil.example",
        "x@127.0.0.1",
        "10.0.0.1",
    ] {
        assert!(
            !get_as(&api, host, "/docs").await.text.contains("its-token"),
            "{host}"
        );
    }
    let everywhere = Emulator::builder()
        .token("its-token")
        .listen(([0, 0, 0, 0], 0).into());
    let api = Api::with(everywhere).await;
    assert!(!api.get("/docs").await.text.contains("its-token"));
}

#[tokio::test]
async fn a_token_cannot_end_the_block_that_it_stands_in() {
    let api = Api::with(Emulator::builder().token("</script><b>")).await;
    let page = api.get("/docs").await.text;
    assert!(page.contains(r"\u003c/script>\u003cb>"), "{page}");
}

#[tokio::test]
async fn the_viewer_is_sent_compressed() {
    let api = Api::new().await;
    let reply = api
        .bare(Method::GET, "/docs/scalar.js")
        .send()
        .await
        .unwrap();
    assert_eq!(reply.headers()["content-encoding"], "gzip");
    let bytes = reply.bytes().await.unwrap();
    assert_eq!(bytes[..2], [0x1f, 0x8b]);
}
