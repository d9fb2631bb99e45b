//! Replies that are not quite what they should be: with a byte order mark, and encoded though nobody asked for that.

use nimbus::{Error, ErrorKind, Nimbus, Sent};
use nimbus_conformance::resources;
use nimbus_conformance::script::{TENANT, TOKEN};
use nimbus_conformance::wire::{Act, FaultServer};

use crate::wire_bounds::options;

/// What gzip makes of `{"ok":true}`.
const GZIP: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xabV\xca\xcfV\xb2*)*M\xad\x05\x00\x90_\xd4\xa7\x0b\x00\x00\x00";

async fn client(act: Act) -> (FaultServer, Nimbus) {
    let server = FaultServer::start([act]).await.unwrap();
    let nimbus = options(&server)
        .token(TOKEN)
        .tenant(TENANT)
        .build()
        .unwrap();
    (server, nimbus)
}

/// Of JSON, whatever it is.
async fn encoded(status: &str, encoding: &str, body: &[u8]) -> nimbus::Result<()> {
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-encoding: {encoding}\r\nconnection: close\r\n\r\n"
    );
    let (_server, nimbus) = client(Act::Write([head.as_bytes(), body].concat())).await;
    nimbus.health().await.map(drop)
}

#[tokio::test]
async fn a_byte_order_mark_before_json_is_passed_over() {
    let body = format!("\u{feff}{}", resources::ready());
    let (_server, nimbus) = client(Act::reply("200 OK", "application/json", &body)).await;
    assert_eq!(nimbus.services().get("web").await.unwrap().name, "web");

    let body = format!("\u{feff}{}", resources::error("op.conflict", "busy"));
    let (_server, nimbus) = client(Act::reply("409 Conflict", "application/json", &body)).await;
    let error = nimbus.services().get("web").await.unwrap_err();
    assert_eq!(
        (error.code(), error.message()),
        (Some("op.conflict"), "busy")
    );
    assert!(error.body().unwrap().starts_with('{'), "{error}");
}

#[tokio::test]
async fn one_byte_order_mark_is_passed_over_and_not_two() {
    let body = format!("\u{feff}\u{feff}{}", resources::ready());
    let (_server, nimbus) = client(Act::reply("200 OK", "application/json", &body)).await;
    let error = nimbus.services().get("web").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
}

fn is_encoded(error: &Error, encoding: &str) {
    assert!(error.message().contains(encoding), "{error}");
    assert!(error.message().contains("content-encoding"), "{error}");
    assert_eq!(error.body(), None, "{error}");
    assert_eq!(error.headers().unwrap()["content-encoding"], encoding);
    assert_eq!(error.sent(), Sent::Yes);
}

#[tokio::test]
async fn an_encoded_reply_that_nobody_asked_for_is_an_error_that_says_so() {
    for encoding in ["gzip", "br", "GZIP", "deflate, gzip"] {
        let error = encoded("200 OK", encoding, GZIP).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedResponse, "{error}");
        assert_eq!(error.status().unwrap().as_u16(), 200);
        is_encoded(&error, encoding);
    }
}

#[tokio::test]
async fn an_encoding_is_seen_in_the_second_of_two_headers() {
    let two = "identity\r\ncontent-encoding: gzip";
    let error = encoded("200 OK", two, GZIP).await.unwrap_err();
    let message = error.message();
    assert!(
        message.contains("content-encoding") && message.contains("gzip"),
        "{error}"
    );
}

#[tokio::test]
async fn a_proxy_of_plain_http_that_asks_for_a_password_is_named() {
    let (proxy, _) = client(Act::reply("407 Who are you?", "text/plain", "no")).await;
    let url = format!("http://user:canary@{}", proxy.address());
    let nimbus = Nimbus::builder()
        .endpoint("http://nimbus.invalid")
        .token(TOKEN);
    let error = nimbus
        .proxy(url)
        .build()
        .unwrap()
        .health()
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 407);
    let named = format!("the proxy http://{} requires", proxy.address());
    assert!(error.message().starts_with(&named), "{error}");
    assert_eq!((error.body(), error.sent()), (Some("no"), Sent::Yes));
    // A server that is reached without a proxy is not taken for one.
    let (_server, nimbus) = client(Act::reply("407 Who are you?", "text/plain", "no")).await;
    let error = nimbus.health().await.unwrap_err();
    assert!(!error.message().contains("proxy"), "{error}");
}

#[tokio::test]
async fn a_packed_error_keeps_its_status_and_says_that_it_is_encoded() {
    for (status, number) in [("503 Down", 503), ("404 Not Found", 404)] {
        let error = encoded(status, "gzip", GZIP).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Status, "{error}");
        assert_eq!(error.status().unwrap().as_u16(), number);
        assert_eq!(error.is_retryable(), number == 503);
        is_encoded(&error, "gzip");
    }
}

#[tokio::test]
async fn an_encoding_that_changes_nothing_is_none() {
    for encoding in ["identity", "Identity", ""] {
        encoded("200 OK", encoding, b"{\"ok\":true}").await.unwrap();
    }
    // There is nothing to decode.
    let error = encoded("503 Down", "gzip", b"").await.unwrap_err();
    assert_eq!(error.message(), "the response has no text");
}
