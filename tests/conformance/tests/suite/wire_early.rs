//! Replies that come before the request was read, from a server that closes the connection after them.

use std::error::Error as _;
use std::io::Write as _;
use std::net::TcpListener;

use nimbus::discovery::Environment;
use nimbus::{ErrorKind, Nimbus, NimbusBuilder, Sent};
use nimbus_api::reqwest;
use nimbus_conformance::resources;
use nimbus_conformance::script::{TENANT, TOKEN};
use nimbus_conformance::wire::{Act, FaultServer, Verb, every};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::wire_retry::fast;

const TOO_LARGE: &str = "HTTP/1.1 413 Payload Too Large\r\ncontent-type: text/plain\r\ncontent-length: 8\r\n\r\ntoo much";

/// A client with the SDK's own HTTP client.
fn options(endpoint: impl Into<String>) -> NimbusBuilder {
    Nimbus::builder()
        .environment(Environment::from(Environment::fake()))
        .endpoint(endpoint)
        .tenant(TENANT)
        .token(TOKEN)
        .retry(fast())
}

async fn early(reply: &str) -> FaultServer {
    FaultServer::start([Act::SpeakFirst(reply.into())])
        .await
        .unwrap()
}

#[tokio::test]
async fn a_reply_that_comes_before_the_request_keeps_its_status_and_is_not_asked_for_again() {
    for verb in Verb::ALL {
        let server = early(TOO_LARGE).await;
        let nimbus = options(server.url()).build().unwrap();
        let error = verb.call(&nimbus).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Status, "{error}");
        assert_eq!(error.status().unwrap().as_u16(), 413);
        assert_eq!(error.message(), "too much");
        assert_eq!(error.headers().unwrap()["content-length"], "8");
        assert_eq!((error.attempts(), error.sent()), (1, Sent::No));
        assert_eq!(server.requests(), Vec::<String>::new());
    }
}

/// On a thread of its own, the server is at times faster than the client, and at times slower.
#[tokio::test]
async fn however_fast_the_server_is_its_status_is_kept() {
    const CALLS: usize = 40;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            // How the client takes it is what the client is asked about.
            let _ = stream.write_all(TOO_LARGE.as_bytes());
        }
    });
    for _ in 0..CALLS {
        let nimbus = options(&endpoint).build().unwrap();
        let error = nimbus.services().start("web").await.unwrap_err();
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            Some(413),
            "{error}"
        );
        assert_eq!(error.attempts(), 1, "{error}");
    }
}

/// Nothing was sent, so that what asks to be repeated may be, whatever the operation is.
#[tokio::test]
async fn an_early_reply_that_may_pass_is_asked_for_again() {
    let body = resources::error("service.unavailable", "too many connections").to_string();
    let reply = format!("HTTP/1.1 503 Down\r\ncontent-type: application/json\r\n\r\n{body}");
    for verb in Verb::ALL {
        let server = early(&reply).await;
        let nimbus = options(server.url()).build().unwrap();
        let error = verb.call(&nimbus).await.unwrap_err();
        assert_eq!(error.code(), Some("service.unavailable"), "{error}");
        assert_eq!((error.attempts(), error.sent()), (3, Sent::No));
    }
}

#[tokio::test]
async fn a_reply_of_success_to_no_request_is_none() {
    let reply = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 11\r\n\r\n{\"ok\":true}";
    let server = early(reply).await;
    let nimbus = options(server.url()).build().unwrap();
    let error = nimbus.health().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedResponse, "{error}");
    assert_eq!((error.attempts(), error.sent()), (1, Sent::No));
}

#[tokio::test]
async fn a_server_that_speaks_something_else_than_http_is_not_asked_again() {
    for greeting in [
        "SSH-2.0-OpenSSH_9.6\r\n",
        "220 smtp.example ESMTP\r\n",
        "\0",
    ] {
        let server = early(greeting).await;
        let nimbus = options(server.url()).build().unwrap();
        let error = nimbus.services().start("web").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedResponse, "{error}");
        assert!(error.message().contains("before the request"), "{error}");
        let mut cause = error.source().unwrap();
        while let Some(inner) = cause.source() {
            cause = inner;
        }
        let reason = "the server sent data before the request";
        assert_eq!(cause.to_string(), reason, "{error:?}");
        assert_eq!((error.attempts(), error.sent()), (1, Sent::No));
    }
}

/// What it said is lost there; it is not sent again all the same.
#[tokio::test]
async fn with_a_client_of_the_callers_an_early_reply_is_no_failed_connection() {
    let server = early(TOO_LARGE).await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let nimbus = options(server.url()).http_client(http).build().unwrap();
    let error = nimbus.services().get("web").await.unwrap_err();
    assert_ne!(error.kind(), ErrorKind::Connect, "{error}");
    assert_eq!(error.attempts(), 1, "{error}");
}

/// The server and the client take turns on one thread. The last body is larger than what the system takes in advance, so
/// that the client is still writing when the reply comes.
#[tokio::test]
async fn a_reply_to_half_a_request_keeps_its_status() {
    for size in [0, 1 << 10, 1 << 17, 1 << 20, 1 << 25] {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream.read_u8().await.unwrap();
            stream.write_all(TOO_LARGE.as_bytes()).await.unwrap();
            // What is unread makes of the end a reset. A second request would be refused.
        });
        let nimbus = options(endpoint).build().unwrap();
        let create = nimbus.sandboxes().create("worker".into(), every::sandbox());
        let error = create.label("blob", "x".repeat(size)).await.unwrap_err();
        server.await.unwrap();
        let status = error.status().map(|status| status.as_u16());
        assert_eq!(status, Some(413), "{size}: {error}");
        assert_eq!((error.attempts(), error.sent()), (1, Sent::Yes));
    }
}
