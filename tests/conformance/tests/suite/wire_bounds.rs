//! Nothing leaks, and nothing explodes.

use std::time::Duration;

use nimbus::discovery::Environment;
use nimbus::{Credential, ErrorKind, Nimbus, NimbusBuilder, RetryBudget, RetryPolicy, Sent};
use nimbus_conformance::resources;
use nimbus_conformance::script::{Reply, Script, TENANT, TOKEN};
use nimbus_conformance::wire::{Act, FaultServer};
use serde_json::json;

/// A client with the SDK's own HTTP client.
pub(crate) fn options(server: &FaultServer) -> NimbusBuilder {
    Nimbus::builder()
        .environment(Environment::from(Environment::fake()))
        .endpoint(server.url())
        .tenant(TENANT)
        .retry(RetryPolicy::disabled())
}

fn redirect(status: &str, to: &str) -> Act {
    Act::Write(
        format!("HTTP/1.1 {status}\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n").into_bytes(),
    )
}

#[tokio::test]
async fn no_redirect_is_followed_and_no_credential_reaches_the_second_host() {
    for credential in [Credential::bearer(TOKEN), Credential::api_key(TOKEN)] {
        for status in [
            "301 Moved",
            "302 Found",
            "303 See Other",
            "307 Temporary",
            "308 Permanent",
        ] {
            let second = FaultServer::start([Act::json("200 OK", &resources::ready())])
                .await
                .unwrap();
            let target = format!("http://localhost:{}/x", second.address().port());
            let first = FaultServer::start([redirect(status, &target)])
                .await
                .unwrap();
            let nimbus = options(&first)
                .credential(credential.clone())
                .build()
                .unwrap();
            let error = nimbus.services().start("web").await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::UnexpectedResponse, "{error}");
            assert!(error.message().contains("redirect"), "{error}");
            assert_eq!(error.headers().unwrap()["location"], target.as_str());
            assert_eq!(first.requests().len(), 1);
            assert_eq!(second.requests(), Vec::<String>::new());
        }
    }
}

#[tokio::test]
async fn a_reply_is_read_up_to_the_limit_and_not_beyond() {
    let body = resources::ready().to_string();
    for (limit, fits) in [(body.len(), true), (body.len() - 1, false)] {
        for announced in [true, false] {
            let act = match announced {
                true => Act::reply("200 OK", "application/json", &body),
                false => Act::Write(format!(
                    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{body}"
                ).into_bytes()),
            };
            let server = FaultServer::start([act]).await.unwrap();
            let nimbus = options(&server)
                .token(TOKEN)
                .max_response_bytes(limit)
                .build()
                .unwrap();
            let outcome = nimbus.services().get("web").await;
            assert_eq!(outcome.is_ok(), fits, "{limit} {announced}");
            if let Err(error) = outcome {
                assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
                assert!(error.message().contains(&limit.to_string()), "{error}");
            }
        }
    }
}

#[tokio::test]
async fn a_huge_announced_length_is_refused_before_anything_is_read() {
    for length in ["17179869184", "18446744073709551615"] {
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
        );
        // Not a byte of the body ever comes: whoever waited for one would wait for the attempt's 30 s.
        let server = FaultServer::start([Act::Hang(head.into_bytes())])
            .await
            .unwrap();
        let nimbus = options(&server).token(TOKEN).build().unwrap();
        let error = nimbus.services().get("web").await.unwrap_err();
        assert!(!error.is_timeout(), "{error}");
    }
}

#[tokio::test]
async fn unless_told_otherwise_16_mib_of_a_reply_are_read() {
    let limit = 16 * 1024 * 1024;
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        limit + 1
    );
    let server = FaultServer::start([Act::Hang(head.into_bytes())])
        .await
        .unwrap();
    let nimbus = options(&server).token(TOKEN).build().unwrap();
    let error = nimbus.services().get("web").await.unwrap_err();
    assert!(
        error.message().contains(&format!("limit of {limit} bytes")),
        "{error}"
    );
}

#[tokio::test]
async fn of_the_body_of_an_error_256_kib_are_read() {
    let envelope = resources::error("op.conflict", "busy").to_string();
    for (size, code) in [(256 * 1024, Some("op.conflict")), (256 * 1024 + 1, None)] {
        let body = format!("{}{envelope}", " ".repeat(size - envelope.len()));
        let act = Act::reply("409 Conflict", "application/json", &body);
        let server = FaultServer::start([act]).await.unwrap();
        let nimbus = options(&server).token(TOKEN).build().unwrap();
        let error = nimbus.services().get("web").await.unwrap_err();
        assert_eq!(
            (error.status().unwrap().as_u16(), error.code()),
            (409, code)
        );
    }
}

#[tokio::test]
async fn an_error_with_an_endless_body_is_still_that_error() {
    let head =
        "HTTP/1.1 503 Down\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n";
    let server = FaultServer::start([Act::Flood(head.into())]).await.unwrap();
    let nimbus = options(&server).token(TOKEN).build().unwrap();
    let error = nimbus.services().get("web").await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status().unwrap().as_u16()),
        (ErrorKind::Status, 503)
    );
    assert!(error.body().unwrap().len() <= 2048);
    assert!(error.to_string().len() < 700, "{error}");
}

#[tokio::test]
async fn nothing_of_the_server_acts_on_a_terminal_or_forges_a_line() {
    let nasty = "a\u{1b}[2J\u{7}b\r\nERROR forged\u{9b}31m\u{202e}c\u{2028}d";
    let envelope = json!({ "error": { "code": nasty, "message": nasty, "requestId": nasty, "detail": { "x": nasty },
        "remediation": { "action": "retry", "message": nasty } } });
    let wrong = json!({ "tenantId": "demo", "name": nasty, "state": nasty, "lifecycleState": { "x": nasty } });
    for reply in [
        Reply::json(409, envelope),
        Reply::json(200, wrong),
        Reply::text(502, "text/html", nasty),
        Reply::text(200, "text/html", nasty),
    ] {
        let script = Script::of([reply]).await;
        let error = script.nimbus().services().get("web").await.unwrap_err();
        for text in [error.to_string(), format!("{error:?}")] {
            let acts = text
                .chars()
                .find(|&c| c.is_control() || matches!(c, '\u{202e}' | '\u{2028}'));
            assert_eq!(acts, None, "{text:?}");
        }
    }
}

#[tokio::test]
async fn an_error_holds_no_header_of_the_request() {
    let echo = Reply::text(502, "text/plain", "down");
    let script = Script::of([echo]).await;
    let nimbus = script
        .options()
        .tenant(TENANT)
        .header("x-trace", "s3cret-trace")
        .build()
        .unwrap();
    let error = nimbus.services().get("web").await.unwrap_err();
    let text = format!(
        "{error} {error:?} {:?} {:?} {nimbus:?}",
        error.headers(),
        error.body()
    );
    assert!(
        !text.contains("s3cret-trace") && !text.contains(TOKEN),
        "{text}"
    );
}

#[tokio::test]
async fn a_header_that_cannot_be_sent_is_refused_and_nothing_is_sent() {
    let script = Script::of([]).await;
    for (name, value) in [
        ("bad name", "x"),
        ("", "x"),
        ("x-ok", "line\r\nbreak"),
        ("authorization", "Bearer other"),
        ("Content-Length", "7"),
        ("x-nimbus-api-key", "other"),
        ("accept", "text/html"),
        ("accept-encoding", "gzip"),
        ("expect", "100-continue"),
    ] {
        let client = script.options().header(name, value).build().unwrap_err();
        let nimbus = script.nimbus();
        let call = nimbus
            .services()
            .get("web")
            .header(name, value)
            .await
            .unwrap_err();
        for error in [client, call] {
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{name}");
            assert_eq!(
                (error.argument(), error.sent()),
                (Some("headers"), Sent::No),
                "{name}"
            );
        }
    }
    script.saw_nothing();
}

#[test]
fn an_impossible_policy_is_refused_by_its_field() {
    let policy = RetryPolicy::builder;
    let zero = Duration::ZERO;
    for (field, outcome) in [
        ("max_attempts", policy().max_attempts(0).build()),
        ("initial_backoff", policy().initial_backoff(zero).build()),
        (
            "max_backoff",
            policy().max_backoff(Duration::from_millis(1)).build(),
        ),
        ("max_retry_after", policy().max_retry_after(zero).build()),
        ("jitter", policy().jitter(-0.1).build()),
        ("jitter", policy().jitter(1.1).build()),
        ("jitter", policy().jitter(f64::NAN).build()),
    ] {
        assert_eq!(outcome.unwrap_err().argument(), Some(field));
    }
    assert_eq!(
        RetryBudget::new(1, 2.0).unwrap_err().argument(),
        Some("earned")
    );
    for (field, builder) in [
        ("timeout", Nimbus::builder().timeout(zero)),
        ("attempt_timeout", Nimbus::builder().attempt_timeout(zero)),
    ] {
        assert_eq!(builder.build().unwrap_err().argument(), Some(field));
    }
}
