//! What tracing sees of calls, by OpenTelemetry's conventions for HTTP clients: a span for each call, and below it one for each
//! attempt. What makes several calls has a span around them.
//!
//! Spans of HTTP clients are those of the attempts. A call is internal, and its name is that of its operation: where a request
//! is sent again, it is one thing that the program does, and several that the network sees.

use nimbus_api::{Request, Response};
use reqwest::Url;
use tracing::{Instrument as _, Level, Span, field};

use crate::{Error, ErrorKind, Result};

/// The span of a call. Costs next to nothing when nobody listens, as all of these.
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

/// The span of an attempt, of which there were so many before.
pub(crate) fn attempt_span(request: &Request, before: u32) -> Span {
    if !is_enabled() {
        return Span::none();
    }
    let (url, operation) = (request.url(), request.operation());
    tracing::info_span!(
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
        // The endpoint holds no password, and no operation has a secret in its path or query.
        url.full = url.as_str(),
        url.template = operation.path,
        nimbus.request_id = field::Empty,
        error.type = field::Empty,
    )
}

/// Runs what makes several calls, as a wait, in a span of its own, which bears this name. `error` finds the SDK's own error in
/// the one that it may end with.
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

/// The span of what makes several calls.
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

/// How an attempt ended.
pub(crate) fn record_attempt(span: &Span, result: &Result<Response>) {
    let status = match result {
        Ok(response) => Some(response.status()),
        Err(error) => {
            tracing::debug!(target: "nimbus", parent: span, error = %error, "attempt failed");
            record_error(span, error);
            error.status()
        }
    };
    // Signed, as numbers are in OpenTelemetry: others become texts.
    let status = status.map(|status| i64::from(status.as_u16()));
    span.record("http.response.status_code", status);
}

/// What a span keeps of its error.
pub(crate) fn record_error(span: &Span, error: &Error) {
    span.record("otel.status_code", "ERROR");
    span.record("error.type", error_type(error));
    if let Some(id) = error.request_id() {
        span.record("nimbus.request_id", id);
    }
}

/// The tenant stands in the path, or in the query of a list of sessions, encoded where its name needs that. (The body of
/// a session that is opened is not looked into.)
fn tenant(url: &Url, template: &str) -> Option<String> {
    // Counted from the end: an endpoint may have a path of its own before it.
    let from_end = template.rsplit('/').position(|part| part == "{tenant}");
    if let Some(from_end) = from_end {
        return url.path().rsplit('/').nth(from_end).map(ToOwned::to_owned);
    }
    let mut pairs = url.query()?.split('&');
    let tenant = pairs.find_map(|pair| pair.strip_prefix("tenantId="))?;
    Some(tenant.to_owned())
}

/// A status, or a word for what came in place of one.
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
