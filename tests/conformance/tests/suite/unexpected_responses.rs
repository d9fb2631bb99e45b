//! A reply that the contract does not promise is an error, and never the resource.

use nimbus::auth::Token;
use nimbus::{Credential, ErrorKind};
use nimbus_conformance::resources::{error, page, ready};
use nimbus_conformance::script::{Reply, Script};
use serde_json::json;

use crate::errors::{got, is};

#[tokio::test]
async fn redirects_are_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = Script::of([Reply::json(200, ready())]).await;
        let error = got(Reply::empty(status).header("location", &elsewhere.url())).await;
        is(&error, ErrorKind::UnexpectedResponse, status);
        assert!(error.message().contains("redirect"), "{error}");
        elsewhere.saw_nothing();
    }
}

#[tokio::test]
async fn another_status_of_success_than_promised_is_unexpected() {
    let error = got(Reply::json(202, ready())).await;
    is(&error, ErrorKind::UnexpectedResponse, 202);
    assert!(error.message().contains("200"), "{error}");

    let script = Script::of([Reply::json(200, json!({}))]).await;
    let error = script
        .nimbus()
        .services()
        .delete("web", 1)
        .await
        .unwrap_err();
    is(&error, ErrorKind::UnexpectedResponse, 200);
    assert!(error.message().contains("204"), "{error}");
}

#[tokio::test]
async fn a_page_with_200_is_not_taken_for_the_resource() {
    let error = got(Reply::text(200, "text/html", "<h1>Log in</h1>")).await;
    is(&error, ErrorKind::UnexpectedResponse, 200);
    assert!(error.message().contains("text/html"), "{error}");
    assert_eq!(error.body(), Some("<h1>Log in</h1>"));
}

#[tokio::test]
async fn an_empty_200_is_not_taken_for_the_resource() {
    for reply in [Reply::empty(200), Reply::text(200, "application/json", "")] {
        let error = got(reply).await;
        is(&error, ErrorKind::UnexpectedResponse, 200);
        assert_eq!(error.body(), None);
    }
}

#[tokio::test]
async fn a_reply_of_the_wrong_shape_keeps_status_and_body() {
    for body in [json!({ "name": 7 }), json!([]), json!({}), page(&[])] {
        let error = got(Reply::json(200, body.clone())).await;
        is(&error, ErrorKind::UnexpectedResponse, 200);
        assert!(error.message().contains("shape"), "{error}");
        assert_eq!(error.body(), Some(body.to_string().as_str()));
    }
}

/// A proxy's headers tell which of many machines answered so.
#[tokio::test]
async fn a_reply_of_the_wrong_shape_keeps_its_headers() {
    let reply = Reply::json(200, json!({ "name": 7 }));
    let error = got(reply.header("x-proxy", "edge-3")).await;
    is(&error, ErrorKind::UnexpectedResponse, 200);
    let proxy = error.headers().and_then(|headers| headers.get("x-proxy"));
    assert_eq!(proxy.map(|value| value.as_bytes()), Some(&b"edge-3"[..]));
}

#[tokio::test]
async fn a_reply_of_the_wrong_shape_counts_all_attempts() {
    let script = Script::of([
        Reply::json(401, error("auth.unauthorized", "expired")),
        Reply::json(200, json!({ "name": 7 })),
    ])
    .await;
    let tokens = std::sync::atomic::AtomicU32::new(0);
    let source = Credential::source(move |_| {
        let token = tokens.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        async move { Ok(Token::new(format!("token-{token}"))) }
    });
    let options = script.options().credential(source).tenant("demo");
    let error = options
        .build()
        .unwrap()
        .services()
        .get("web")
        .await
        .unwrap_err();
    is(&error, ErrorKind::UnexpectedResponse, 200);
    assert_eq!(script.requests().len(), 2);
    assert_eq!(error.attempts(), 2);
}

#[tokio::test]
async fn json_that_is_cut_off_keeps_status_and_body() {
    let error = got(Reply::text(200, "application/json", r#"{"name":"we"#)).await;
    is(&error, ErrorKind::UnexpectedResponse, 200);
    assert_eq!(error.body(), Some(r#"{"name":"we"#));
}
