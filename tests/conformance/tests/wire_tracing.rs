//! One span for each call and one event for each attempt, by OpenTelemetry's names. A binary of its own: tests that run
//! without a subscriber beside these would decide for them what is listened to.

#![allow(
    clippy::unwrap_used,
    reason = "all of this is tests, helping functions included"
)]

use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use nimbus::RetryPolicy;
use nimbus::types::{SessionChannel, SessionTarget};

use nimbus_conformance::resources;
use nimbus_conformance::script::{Reply, Script, TENANT, TOKEN};
use serde_json::json;
use tracing::Level;
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::fmt::format::FmtSpan;

fn fast() -> RetryPolicy {
    let millisecond = Duration::from_millis(1);
    let policy = RetryPolicy::builder()
        .initial_backoff(millisecond)
        .max_backoff(millisecond);
    policy.build().unwrap()
}

/// Collects what a subscriber prints, on this thread.
#[derive(Clone, Default)]
struct Printed(Arc<Mutex<Vec<u8>>>);

impl Write for Printed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Printed {
    fn listen(&self) -> DefaultGuard {
        let printed = self.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(Level::DEBUG)
            .with_span_events(FmtSpan::CLOSE)
            .with_ansi(false)
            .without_time()
            .with_writer(move || printed.clone())
            .finish();
        tracing::subscriber::set_default(subscriber)
    }

    /// Lines of the SDK that hold all of this.
    fn lines(&self, words: &[&str]) -> usize {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        let lines = text.lines().filter(|line| line.contains("nimbus"));
        lines
            .filter(|line| words.iter().all(|word| line.contains(word)))
            .count()
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

#[tokio::test]
async fn a_call_is_one_span_and_every_attempt_one_event() {
    let printed = Printed::default();
    let guard = printed.listen();
    let script = Script::of([
        Reply::json(503, resources::error("service.unavailable", "later")),
        Reply::json(200, resources::ready()),
    ])
    .await;
    let nimbus = script
        .options()
        .tenant(TENANT)
        .retry(fast())
        .build()
        .unwrap();
    nimbus
        .services()
        .get("web")
        .header("x-secret", "s3cret")
        .await
        .unwrap();
    drop(guard);
    let text = printed.text();
    let span = [
        "nimbus.call",
        "http.request.method=\"GET\"",
        "url.template=\"/api/tenants/{tenant}/services/{name}\"",
        "server.address=\"127.0.0.1\"",
        "nimbus.tenant=\"demo\"",
        "nimbus.operation=\"services_get\"",
    ];
    assert_eq!(
        printed.lines(&[
            "attempt failed",
            "error.type=\"503\"",
            "http.response.status_code=503",
            "http.request.resend_count=0"
        ]),
        1,
        "{text}"
    );
    assert_eq!(
        printed.lines(&[
            "attempt answered",
            "http.response.status_code=200",
            "http.request.resend_count=1"
        ]),
        1,
        "{text}"
    );
    assert_eq!(printed.lines(&["close"]), 1, "{text}");
    assert_eq!(
        printed.lines(
            &[
                &span[..],
                &[
                    "close",
                    "http.request.resend_count=1",
                    "http.response.status_code=200"
                ]
            ]
            .concat()
        ),
        1,
        "{text}"
    );
    assert!(!text.contains(TOKEN) && !text.contains("s3cret"), "{text}");
}

#[tokio::test]
async fn a_failed_calls_span_has_status_error_type_and_request_id() {
    let printed = Printed::default();
    let guard = printed.listen();
    let script = Script::of([Reply::json(409, resources::error("op.conflict", "running"))]).await;
    script.nimbus().services().stop("web").await.unwrap_err();
    drop(guard);
    let words = [
        "close",
        "error.type=\"409\"",
        "http.response.status_code=409",
        "nimbus.request_id=\"req-1\"",
    ];
    assert_eq!(printed.lines(&words), 1, "{}", printed.text());
}

#[tokio::test]
async fn a_reply_that_cannot_be_decoded_shows_in_the_calls_span() {
    let printed = Printed::default();
    let guard = printed.listen();
    let script = Script::of([Reply::json(200, json!({ "name": 7 }))]).await;
    script.nimbus().services().get("web").await.unwrap_err();
    drop(guard);
    let words = [
        "close",
        "error.type=\"unexpected_response\"",
        "http.response.status_code=200",
    ];
    assert_eq!(printed.lines(&words), 1, "{}", printed.text());
}

#[tokio::test]
async fn a_call_that_succeeds_at_once_counts_no_repeat() {
    let printed = Printed::default();
    let guard = printed.listen();
    let script = Script::of([Reply::json(200, resources::ready())]).await;
    script.nimbus().services().get("web").await.unwrap();
    drop(guard);
    let text = printed.text();
    assert_eq!(printed.lines(&["close"]), 1, "{text}");
    assert_eq!(printed.lines(&["close", "resend_count"]), 0, "{text}");
}

#[tokio::test]
async fn a_session_that_cannot_be_closed_is_warned_of_and_one_that_is_gone_is_not() {
    for (status, code, warnings) in [
        (404, "service.route_not_found", 0),
        (403, "auth.forbidden", 1),
    ] {
        let printed = Printed::default();
        let guard = printed.listen();
        let script = Script::of([
            Reply::json(201, resources::session("open")),
            Reply::json(status, resources::error(code, "no")),
        ])
        .await;
        let nimbus = script.nimbus();
        let target = SessionTarget::sandbox(resources::SANDBOX);
        let open = nimbus.sessions().open(target, [SessionChannel::Stdio]);
        open.scope(async |_| Ok::<_, nimbus::Error>(()))
            .await
            .unwrap();
        drop(guard);
        let words = ["WARN", "could not be closed"];
        assert_eq!(printed.lines(&words), warnings, "{}", printed.text());
    }
}
