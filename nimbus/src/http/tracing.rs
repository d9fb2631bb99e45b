//! What tracing sees of a call: one span for the call, one event for each attempt, by OpenTelemetry's names.

use std::future::Future;

use nimbus_api::{Request, Response};
use reqwest::Url;
use tracing::instrument::Instrumented;
use tracing::{Instrument as _, Level, Span, field};

use crate::{Error, ErrorKind, Result};

/// Watches one call. Costs next to nothing when nobody listens.
pub(crate) struct Observer {
    pub(crate) span: Span,
}

impl Observer {
    pub(crate) fn new(request: &Request) -> Self {
        if !tracing::enabled!(target: "nimbus", Level::INFO) {
            return Self { span: Span::none() };
        }
        let (url, operation) = (request.url(), request.operation());
        let span = tracing::info_span!(
            target: "nimbus",
            "nimbus.call",
            otel.name = operation.id,
            otel.kind = "client",
            nimbus.operation = operation.id,
            nimbus.tenant = tenant(&url, operation.path),
            nimbus.request_id = field::Empty,
            http.request.method = operation.method,
            url.template = operation.path,
            server.address = url.host_str(),
            server.port = url.port_or_known_default(),
            http.request.resend_count = field::Empty,
            http.response.status_code = field::Empty,
            error.type = field::Empty,
        );
        Self { span }
    }

    /// Runs the call inside its span.
    pub(crate) fn in_span<T: Future>(&self, call: T) -> Instrumented<T> {
        call.instrument(self.span.clone())
    }

    /// One attempt is over.
    pub(crate) fn attempt(&self, attempts: u32, result: &Result<Response>) {
        let resend_count = attempts.saturating_sub(1);
        match result {
            Ok(response) => tracing::debug!(
                target: "nimbus",
                {
                    http.request.resend_count = resend_count,
                    http.response.status_code = response.status().as_u16(),
                },
                "attempt answered"
            ),
            Err(error) => tracing::debug!(
                target: "nimbus",
                {
                    http.request.resend_count = resend_count,
                    http.response.status_code = error.status().map(|status| status.as_u16()),
                    error.type = error_type(error),
                    nimbus.request_id = error.request_id(),
                    error = %error,
                },
                "attempt failed"
            ),
        }
    }

    /// The call is over.
    pub(crate) fn finish(&self, attempts: u32, result: &Result<Response>) {
        if self.span.is_disabled() {
            return;
        }
        if attempts > 1 {
            self.span.record("http.request.resend_count", attempts - 1);
        }
        match result {
            Ok(response) => {
                let status = response.status().as_u16();
                self.span.record("http.response.status_code", status);
            }
            Err(error) => record_error(&self.span, error),
        }
    }
}

/// What the span of a call keeps of its error.
pub(crate) fn record_error(span: &Span, error: &Error) {
    span.record("error.type", error_type(error));
    if let Some(status) = error.status() {
        span.record("http.response.status_code", status.as_u16());
    }
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
