//! A call, and its attempts.

use std::time::Duration;

use nimbus::RetryPolicy;
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources;
use nimbus_conformance::script::{Reply, Script, TENANT, TOKEN};
use opentelemetry::trace::{SpanId, SpanKind, Status, TraceContextExt as _};
use serde_json::json;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt as _;

use super::{Exported, fast, is_error, names, says, some};

const ATTEMPT: &str = "GET /api/tenants/{tenant}/services/{name}";

#[tokio::test]
async fn a_call_is_a_span_and_its_attempt_one_below_it() {
    let exported = Exported::listen();
    let script = Script::of([Reply::json(200, resources::ready())]).await;
    script.nimbus().services().get("web").await.unwrap();
    let spans = exported.spans();
    assert_eq!(names(&spans), [ATTEMPT, "services_get"]);
    let [attempt, call] = &spans[..] else {
        unreachable!();
    };
    assert_eq!(call.span_kind, SpanKind::Internal);
    assert_eq!(call.parent_span_id, SpanId::INVALID);
    assert_eq!(call.status, Status::Unset);
    says(
        call,
        [
            ("nimbus.operation", some("services_get")),
            ("nimbus.tenant", some("demo")),
            ("error.type", None),
            ("http.request.method", None),
        ],
    );
    assert_eq!(attempt.span_kind, SpanKind::Client);
    assert_eq!(attempt.parent_span_id, call.span_context.span_id());
    assert_eq!(attempt.status, Status::Unset);
    let url = script.url();
    let (_, port) = url.rsplit_once(':').unwrap();
    says(
        attempt,
        [
            ("http.request.method", some("GET")),
            ("http.response.status_code", some(200)),
            ("http.request.resend_count", None),
            ("server.address", some("127.0.0.1")),
            ("server.port", some(port.parse::<i64>().unwrap())),
            (
                "url.full",
                some(format!("{url}/api/tenants/demo/services/web")),
            ),
            (
                "url.template",
                some("/api/tenants/{tenant}/services/{name}"),
            ),
            ("error.type", None),
        ],
    );
}

#[tokio::test]
async fn an_error_of_the_server_is_one_of_the_attempt_and_of_the_call() {
    let exported = Exported::listen();
    let error = resources::error("service.route_not_found", "no such service");
    let script = Script::of([Reply::json(404, error)]).await;
    script.nimbus().services().get("web").await.unwrap_err();
    let spans = exported.spans();
    assert_eq!(names(&spans), [ATTEMPT, "services_get"]);
    for span in &spans {
        assert!(is_error(span), "{span:#?}");
        says(
            span,
            [
                ("error.type", some("404")),
                ("nimbus.request_id", some("req-1")),
            ],
        );
    }
    says(&spans[0], [("http.response.status_code", some(404))]);
    // The error itself is an event of the attempt.
    let events: Vec<_> = spans[0].events.iter().map(|event| &event.name).collect();
    assert_eq!(events, ["attempt failed"]);
}

#[tokio::test]
async fn a_connection_that_breaks_is_an_error_without_a_status() {
    let exported = Exported::listen();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let options = nimbus::Nimbus::builder().endpoint(format!("http://{address}"));
    let nimbus = options
        .token(TOKEN)
        .tenant(TENANT)
        .retry(RetryPolicy::disabled());
    let nimbus = nimbus.build().unwrap();
    let breaking = async {
        let (mut connection, _) = listener.accept().await.unwrap();
        connection.read_u8().await.unwrap();
    };
    let (outcome, ()) = tokio::join!(async { nimbus.services().get("web").await }, breaking);
    outcome.unwrap_err();
    let spans = exported.spans();
    assert_eq!(names(&spans), [ATTEMPT, "services_get"]);
    for span in &spans {
        assert!(is_error(span), "{span:#?}");
        says(
            span,
            [
                ("error.type", some("connection")),
                ("http.response.status_code", None),
            ],
        );
    }
}

#[tokio::test]
async fn each_attempt_has_a_span_and_those_after_the_first_say_which_repeat_they_are() {
    let exported = Exported::listen();
    let later = || Reply::json(503, resources::error("service.unavailable", "later"));
    let script = Script::of([later(), later(), Reply::json(200, resources::ready())]).await;
    let nimbus = script.nimbus().with_retry(fast());
    nimbus.services().get("web").await.unwrap();
    let call = exported.root();
    assert_eq!(call.name, "services_get");
    assert_eq!(call.status, Status::Unset, "it has succeeded");
    assert_eq!(exported.parts(&call), [ATTEMPT; 3]);
    let spans = exported.spans();
    for (span, (status, repeat)) in spans
        .iter()
        .zip([(503, None), (503, some(1)), (200, some(2))])
    {
        assert_eq!(is_error(span), status == 503);
        says(
            span,
            [
                ("http.response.status_code", some(status)),
                ("http.request.resend_count", repeat),
            ],
        );
    }
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_the_calls_deadline_ends_is_a_timeout() {
    let exported = Exported::listen();
    let server = PausedServer::start([Act::Hang]).await.unwrap();
    let nimbus = server.nimbus().with_timeout(Duration::from_secs(1));
    nimbus.services().get("web").await.unwrap_err();
    let spans = exported.spans();
    assert_eq!(names(&spans), [ATTEMPT, "services_get"]);
    for span in &spans {
        says(span, [("error.type", some("timeout"))]);
    }
}

#[tokio::test]
async fn a_reply_that_cannot_be_decoded_is_an_error_of_the_call_and_not_of_the_attempt() {
    let exported = Exported::listen();
    let script = Script::of([Reply::json(200, json!({ "name": 7 }))]).await;
    script.nimbus().services().get("web").await.unwrap_err();
    let spans = exported.spans();
    assert_eq!(names(&spans), [ATTEMPT, "services_get"]);
    assert_eq!(spans[0].status, Status::Unset);
    assert!(is_error(&spans[1]));
    says(&spans[1], [("error.type", some("unexpected_response"))]);
}

#[tokio::test]
async fn a_hook_sends_the_context_of_the_attempt() {
    let exported = Exported::listen();
    let script = Script::of([Reply::json(200, resources::ready())]).await;
    let nimbus = script.nimbus().with_on_request(|_, headers| {
        let context = Span::current().context();
        let span = context.span().span_context().clone();
        let parent = format!("00-{}-{}-01", span.trace_id(), span.span_id());
        headers.insert("traceparent", parent.parse().unwrap());
    });
    nimbus.services().get("web").await.unwrap();
    let attempt = &exported.spans()[0].span_context;
    let parent = format!("00-{}-{}-01", attempt.trace_id(), attempt.span_id());
    assert_eq!(script.requests()[0].headers("traceparent"), [parent]);
}

#[tokio::test]
async fn no_span_has_a_secret() {
    let exported = Exported::listen();
    let later = Reply::json(503, resources::error("service.unavailable", TOKEN));
    let script = Script::of([later, Reply::json(200, resources::ready())]).await;
    let nimbus = script
        .nimbus()
        .with_retry(fast())
        .with_header("x-a", "s3cret");
    nimbus
        .services()
        .get("web")
        .header("x-b", "s3cret")
        .await
        .unwrap();
    let text = format!("{:?}", exported.spans());
    assert!(text.contains("attempt failed"), "{text}");
    assert!(!text.contains(TOKEN) && !text.contains("s3cret"), "{text}");
}
