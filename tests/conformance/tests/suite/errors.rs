//! Whatever the server answers, the error keeps its status, and all else that can be read of it.

use nimbus::types::ErrorRemediationAction;
use nimbus::{BoxFuture, Error, ErrorKind, Sent};
use nimbus_api::{Client, Request, Response, Transport, TransportError, TransportHandle};
use nimbus_conformance::resources::error;
use nimbus_conformance::script::{Reply, Script, call};
use serde_json::json;

/// What `services.get` makes of a reply.
pub(crate) async fn got(reply: Reply) -> Error {
    let script = Script::of([reply]).await;
    let error = script.nimbus().services().get("web").await.unwrap_err();
    script.saw(&[call("GET /api/tenants/demo/services/web")]);
    assert_eq!(error.operation(), Some("services_get"));
    assert_eq!((error.sent(), error.attempts()), (Sent::Yes, 1));
    error
}

#[track_caller]
pub(crate) fn is(error: &Error, kind: ErrorKind, status: u16) {
    assert_eq!(error.kind(), kind, "{error}");
    let seen = error.status().map(|status| status.as_u16());
    assert_eq!(seen, Some(status), "{error}");
}

#[track_caller]
fn displays(error: &Error, expected: &str) {
    assert_eq!(error.to_string(), expected);
}

#[test]
fn an_error_is_at_most_64_bytes_and_can_be_passed_around() {
    fn passed<T: std::error::Error + Clone + Send + Sync + 'static>() {}
    passed::<Error>();
    assert!(size_of::<Error>() <= 64);
}

/// The transport of a request that is never sent.
struct Unused;

impl Transport for Unused {
    fn send<'a>(&'a self, _: Request) -> BoxFuture<'a, Result<Response, TransportError>> {
        unreachable!("the request cannot be sent")
    }
}

#[tokio::test]
async fn an_error_of_the_generated_client_becomes_one_of_the_sdk() {
    let inner = TransportHandle::new(Unused);
    let client = Client::new("http://nimbus.invalid".parse().unwrap(), inner);
    let refused = client.services_get("demo", "..").await.unwrap_err();
    let error = Error::from(refused);
    assert_eq!(
        (error.kind(), error.operation(), error.sent()),
        (ErrorKind::InvalidInput, Some("services_get"), Sent::No)
    );
}

#[tokio::test]
async fn an_envelope_gives_status_code_message_request_id_detail_and_remediation() {
    let error = got(Reply::json(
        412,
        json!({ "error": {
            "code": "op.precondition_failed", "message": "precondition failed: generation mismatch",
            "requestId": "req-1", "timestamp": "2026-11-23T15:33:24.301Z", "severity": "error", "retryable": false,
            "detail": { "generation": 8 },
            "remediation": { "action": "refresh_resource", "message": "re-read then retry" },
        }}),
    ))
    .await;
    is(&error, ErrorKind::Status, 412);
    assert_eq!(error.code(), Some("op.precondition_failed"));
    assert_eq!(error.message(), "precondition failed: generation mismatch");
    assert_eq!(error.request_id(), Some("req-1"));
    assert_eq!(error.detail(), Some(&json!({ "generation": 8 })));
    let remediation = error.remediation().unwrap();
    assert_eq!(remediation.action, ErrorRemediationAction::RefreshResource);
    assert!(error.is_precondition_failed() && !error.is_retryable());
    displays(
        &error,
        "services_get: 412 Precondition Failed, op.precondition_failed: generation mismatch \
         (request req-1, 1 attempt)",
    );
}

#[tokio::test]
async fn display_holds_operation_status_code_message_request_id_and_attempts() {
    let script = Script::of([Reply::json(409, error("op.already_exists", "taken"))]).await;
    let error = script.nimbus().tenants().create("demo").await.unwrap_err();
    displays(
        &error,
        "tenants_create: 409 Conflict, op.already_exists: taken (request req-1, 1 attempt)",
    );
}

#[tokio::test]
async fn the_text_says_once_what_both_the_code_and_the_message_say() {
    for (code, message, shown) in [
        ("op.conflict", "conflict: it runs", "op.conflict: it runs"),
        (
            "op.already_exists",
            "resource already exists: service web",
            "op.already_exists: service web",
        ),
        (
            "rate.resource_exhausted",
            "resource exhausted: 64 sandboxes",
            "rate.resource_exhausted: 64 sandboxes",
        ),
        // What the code does not say stays.
        (
            "op.conflict",
            "write conflict: a: b",
            "op.conflict: write conflict: a: b",
        ),
        ("op.conflict", "conflict", "op.conflict: conflict"),
        (
            "auth.forbidden",
            "conflict: a",
            "auth.forbidden: conflict: a",
        ),
    ] {
        let reply = json!({ "error": { "code": code, "message": message } });
        let error = got(Reply::json(409, reply)).await;
        assert_eq!(error.message(), message);
        displays(
            &error,
            &format!("services_get: 409 Conflict, {shown} (1 attempt)"),
        );
    }
}

#[tokio::test]
async fn an_html_502_is_a_status_with_the_page_as_message() {
    let error = got(Reply::text(502, "text/html", "<h1>Bad gateway</h1>")).await;
    is(&error, ErrorKind::Status, 502);
    assert_eq!((error.code(), error.request_id()), (None, None));
    assert_eq!(error.message(), "<h1>Bad gateway</h1>");
    assert_eq!(error.body(), Some("<h1>Bad gateway</h1>"));
    assert!(error.is_retryable());
}

#[tokio::test]
async fn an_empty_404_and_an_empty_500_are_statuses_without_text() {
    for (status, reason) in [(404, "Not Found"), (500, "Internal Server Error")] {
        let error = got(Reply::empty(status)).await;
        is(&error, ErrorKind::Status, status);
        assert_eq!((error.code(), error.body()), (None, None));
        assert_eq!(error.is_not_found(), status == 404);
        displays(
            &error,
            &format!("services_get: {status} {reason}: the response has no text (1 attempt)"),
        );
    }
}

#[tokio::test]
async fn plain_text_rejections_keep_status_and_text() {
    for (status, text) in [
        (400, "bad limit"),
        (413, "length limit exceeded"),
        (
            415,
            "Expected request with `Content-Type: application/json`",
        ),
        (422, "metadata: unknown field `color`"),
    ] {
        let error = got(Reply::text(status, "text/plain; charset=utf-8", text)).await;
        is(&error, ErrorKind::Status, status);
        assert_eq!((error.code(), error.message()), (None, text));
        assert!(!error.is_retryable());
    }
}

#[tokio::test]
async fn an_envelope_with_missing_fields_gives_what_it_has() {
    let error = got(Reply::json(
        409,
        json!({ "error": { "message": "running" } }),
    ))
    .await;
    is(&error, ErrorKind::Status, 409);
    assert_eq!((error.message(), error.code()), ("running", None));
    assert!(error.is_conflict());

    let error = got(Reply::json(
        409,
        json!({ "error": { "code": "op.conflict" } }),
    ))
    .await;
    assert_eq!(
        (error.code(), error.request_id()),
        (Some("op.conflict"), None)
    );

    let error = got(Reply::json(
        404,
        json!({ "error": { "code": 7, "message": null, "requestId": "r" } }),
    ))
    .await;
    is(&error, ErrorKind::Status, 404);
    assert_eq!((error.code(), error.request_id()), (None, Some("r")));
}

#[tokio::test]
async fn an_unknown_code_is_kept_as_it_is() {
    let error = got(Reply::json(418, error("tea.pot", "short and stout"))).await;
    is(&error, ErrorKind::Status, 418);
    assert_eq!(error.code(), Some("tea.pot"));
    assert_eq!(error.request_id(), Some("req-1"));
}

#[tokio::test]
async fn both_codes_of_404_count_as_not_found() {
    for code in ["op.not_found", "service.route_not_found"] {
        assert!(
            got(Reply::json(404, error(code, "gone")))
                .await
                .is_not_found()
        );
    }
}

#[tokio::test]
async fn retryable_is_read_from_the_envelope_too() {
    let mut body = error("service.storage_io", "disk");
    body["error"]["retryable"] = json!(true);
    assert!(got(Reply::json(500, body)).await.is_retryable());
    assert!(
        !got(Reply::json(500, error("service.internal", "bug")))
            .await
            .is_retryable()
    );
}

#[tokio::test]
async fn headers_and_retry_after_are_kept() {
    let reply = Reply::json(429, error("rate.limited", "slow down"));
    let error = got(reply.header("retry-after", "7").header("x-proxy", "edge-3")).await;
    assert_eq!(error.retry_after(), Some(std::time::Duration::from_secs(7)));
    assert_eq!(error.headers().unwrap()["x-proxy"], "edge-3");
}

#[tokio::test]
async fn no_error_prints_the_credential() {
    let error = got(Reply::text(502, "text/html", "down")).await;
    let token = nimbus_conformance::script::TOKEN;
    assert!(!format!("{error} {error:?} {error:#?}").contains(token));
}

#[tokio::test]
async fn nobody_listening_is_a_connect_error_that_sent_nothing() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let script = Script::of([]).await;
    let options = script.options().endpoint(format!("http://{address}"));
    let nimbus = options.tenant("demo").build().unwrap();
    let error = nimbus.services().start("web").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert_eq!((error.sent(), error.status()), (Sent::No, None));
    assert!(error.to_string().contains(&address.to_string()), "{error}");
    assert!(error.to_string().starts_with("services_start: "), "{error}");
}
