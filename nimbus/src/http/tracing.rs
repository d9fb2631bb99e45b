//! The spans of calls, by OpenTelemetry's conventions for HTTP clients: a span for each call, and one below it for each
//! attempt. Work that makes several calls has a span around them.
//!
//! The spans of attempts are those of an HTTP client. A call is internal, and its name is that of its operation: a
//! request that is sent again is one operation of the program, but several requests on the network.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;

use nimbus_api::{Request, Response};
use reqwest::Url;
use tracing::{Instrument as _, Level, Span, field};

use crate::{Error, ErrorKind, Result};

/// Creates the span of a call. Like all spans here, it costs almost nothing without a subscriber.
pub(crate) fn call_span(request: &Request) -> Span {
    if !is_enabled() {
        return Span::none();
    }
    let operation = request.operation();
    tracing::info_span!(
        target: "nimbus",
        "nimbus.call",
        otel.name = operation.id,
        otel.kind = "internal",
        otel.status_code = field::Empty,
        nimbus.operation = operation.id,
        nimbus.tenant = tenant(&request.url(), operation.path),
        nimbus.request_id = field::Empty,
        error.type = field::Empty,
    )
}

/// The span of an attempt, of which there were so many before. None when nobody listens.
pub(crate) fn attempt_span(request: &Request, before: u32) -> Option<Arc<Span>> {
    if !is_enabled() {
        return None;
    }
    let (url, operation) = (request.url(), request.operation());
    let span = tracing::info_span!(
        target: "nimbus",
        "nimbus.attempt",
        otel.name = format!("{} {}", operation.method, operation.path),
        otel.kind = "client",
        otel.status_code = field::Empty,
        http.request.method = operation.method,
        http.request.resend_count = (before > 0).then_some(i64::from(before)),
        http.response.status_code = field::Empty,
        server.address = url.host_str(),
        server.port = url.port_or_known_default().map(i64::from),
        // The URL is not secret: the endpoint has no password, and no operation has a secret in its path or query.
        url.full = url.as_str(),
        url.template = operation.path,
        nimbus.request_id = field::Empty,
        error.type = field::Empty,
    );
    Some(Arc::new(span))
}

/// Runs work inside a span. The work stays where it is: `instrument` would move it, and the future of a call is large.
pub(crate) fn inside<'a, F: Future>(
    span: Option<&'a Span>,
    mut work: Pin<&'a mut F>,
) -> impl Future<Output = F::Output> + 'a {
    poll_fn(move |context| match span {
        None => work.as_mut().poll(context),
        Some(span) => span.in_scope(|| work.as_mut().poll(context)),
    })
}

/// Runs work that makes several calls, for example a wait, in a span with this name. `error` finds the SDK's error in
/// the error of the work.
pub(crate) async fn in_span<T, E>(
    name: &str,
    work: impl Future<Output = Result<T, E>>,
    error: impl FnOnce(&E) -> Option<&Error>,
) -> Result<T, E> {
    let span = work_span(name);
    let result = work.instrument(span.clone()).await;
    if let Err(failure) = &result {
        span.record("otel.status_code", "ERROR");
        if let Some(error) = error(failure) {
            record_error(&span, error);
        }
    }
    result
}

/// Creates the span of work that makes several calls.
pub(crate) fn work_span(name: &str) -> Span {
    tracing::info_span!(
        target: "nimbus",
        "nimbus.work",
        otel.name = name,
        otel.kind = "internal",
        otel.status_code = field::Empty,
        nimbus.request_id = field::Empty,
        error.type = field::Empty,
    )
}

fn is_enabled() -> bool {
    tracing::enabled!(target: "nimbus", Level::INFO)
}

/// Records how an attempt ended.
pub(crate) fn record_attempt(span: &Span, result: &Result<Response>) {
    let status = match result {
        Ok(response) => Some(response.status()),
        Err(error) => {
            tracing::debug!(target: "nimbus", parent: span, error = %error, "attempt failed");
            record_error(span, error);
            error.status()
        }
    };
    // Signed, because OpenTelemetry has only signed numbers; others become texts.
    let status = status.map(|status| i64::from(status.as_u16()));
    span.record("http.response.status_code", status);
}

/// Records an error in its span.
pub(crate) fn record_error(span: &Span, error: &Error) {
    span.record("otel.status_code", "ERROR");
    span.record("error.type", error_type(error));
    if let Some(id) = error.request_id() {
        span.record("nimbus.request_id", id);
    }
}

/// Returns the tenant from the path, or from the query of a list of sessions, percent-encoded if necessary. (When a
/// session is opened, the tenant is in the body, which is not examined.)
fn tenant(url: &Url, template: &str) -> Option<String> {
    // Counted from the end, because an endpoint may have a path prefix.
    let from_end = template.rsplit('/').position(|part| part == "{tenant}");
    if let Some(from_end) = from_end {
        return url.path().rsplit('/').nth(from_end).map(ToOwned::to_owned);
    }
    let mut pairs = url.query()?.split('&');
    let tenant = pairs.find_map(|pair| pair.strip_prefix("tenantId="))?;
    Some(tenant.to_owned())
}

/// Returns the status, or a word for the error if there is none.
fn error_type(error: &Error) -> &str {
    match error.kind() {
        ErrorKind::InvalidInput => "invalid_input",
        ErrorKind::Discovery => "discovery",
        ErrorKind::Credential => "credential",
        ErrorKind::Connect => "connect",
        ErrorKind::Connection => "connection",
        ErrorKind::Timeout => "timeout",
        ErrorKind::Status => error.status_text().unwrap_or("status"),
        ErrorKind::UnexpectedResponse => "unexpected_response",
        ErrorKind::NotFound => "not_found",
        ErrorKind::WaitTimeout => "wait_timeout",
        ErrorKind::WaitFailed => "wait_failed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tenant_is_found_behind_a_path_of_the_endpoint() {
        let template = "/api/tenants/{tenant}/services/{name}";
        for (url, found) in [
            ("http://h/api/tenants/demo/services/web", Some("demo")),
            (
                "http://h/tenants/x/api/tenants/demo/services/web",
                Some("demo"),
            ),
        ] {
            assert_eq!(
                tenant(&Url::parse(url).unwrap(), template).as_deref(),
                found
            );
        }
        let list = Url::parse("http://h/api/sessions?limit=1&tenantId=demo").unwrap();
        assert_eq!(tenant(&list, "/api/sessions").as_deref(), Some("demo"));
        let health = Url::parse("http://h/health").unwrap();
        assert_eq!(tenant(&health, "/health"), None);
    }
}
