//! What tracing sees of a call: one span for the call, one event for each attempt, by OpenTelemetry's names.

use std::future::Future;

use nimbus_api::Operation;
use reqwest::{Request, Response};
use tracing::{Instrument as _, Level, Span, field};

use crate::exchange::Answer;
use crate::{ErrorKind, Result};

/// Watches one call. Costs next to nothing when nobody listens.
pub(crate) struct Observer {
    span: Span,
}

impl Observer {
    pub(crate) fn new(request: &Request, operation: &'static Operation) -> Self {
        if !tracing::enabled!(target: "nimbus", Level::INFO) {
            return Self { span: Span::none() };
        }
        let url = request.url();
        let span = tracing::info_span!(
            target: "nimbus",
            "nimbus.call",
            otel.name = operation.id,
            otel.kind = "client",
            nimbus.operation = operation.id,
            nimbus.tenant = tenant(url),
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
    pub(crate) async fn span<T>(&self, call: impl Future<Output = T>) -> T {
        call.instrument(self.span.clone()).await
    }

    /// One attempt is over.
    pub(crate) fn attempt(&self, attempts: u32, outcome: &Result<Answer>) {
        let resend_count = attempts - 1;
        match outcome {
            Ok(answer) => tracing::debug!(
                target: "nimbus",
                {
                    http.request.resend_count = resend_count,
                    http.response.status_code = answer.status.as_u16(),
                },
                "attempt answered"
            ),
            Err(error) => tracing::debug!(
                target: "nimbus",
                {
                    http.request.resend_count = resend_count,
                    error.type = error_type(error.kind()),
                    error = %error,
                },
                "attempt failed"
            ),
        }
    }

    /// The call is over.
    pub(crate) fn finish(&self, attempts: u32, outcome: &Result<Response>) {
        if self.span.is_disabled() {
            return;
        }
        if attempts > 1 {
            self.span.record("http.request.resend_count", attempts - 1);
        }
        let status = match outcome {
            Ok(response) => Some(response.status()),
            Err(error) => error.status(),
        };
        if let Some(status) = status {
            self.span
                .record("http.response.status_code", status.as_u16());
        }
        if let Err(error) = outcome {
            match error.status().filter(|_| error.kind() == ErrorKind::Status) {
                Some(status) => self.span.record("error.type", status.as_str()),
                None => self.span.record("error.type", error_type(error.kind())),
            };
            if let Some(id) = error.request_id() {
                self.span.record("nimbus.request_id", id);
            }
        }
    }
}

/// The tenant stands in the path, or in the query of a list of sessions. (The body of a session that is opened is not
/// looked into.)
fn tenant(url: &reqwest::Url) -> Option<String> {
    let mut segments = url
        .path()
        .split('/')
        .skip_while(|segment| *segment != "tenants");
    let in_path = segments.nth(1).map(ToOwned::to_owned);
    in_path.or_else(|| {
        let mut query = url.query_pairs();
        let (_, tenant) = query.find(|(name, _)| name == "tenantId")?;
        Some(tenant.into_owned())
    })
}

fn error_type(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::InvalidInput => "invalid_input",
        ErrorKind::Discovery => "discovery",
        ErrorKind::Credential => "credential",
        ErrorKind::Connect => "connect",
        ErrorKind::Connection => "connection",
        ErrorKind::Timeout => "timeout",
        ErrorKind::Status => "status",
        ErrorKind::UnexpectedReply => "unexpected_reply",
        ErrorKind::WaitTimeout => "wait_timeout",
        ErrorKind::WaitFailed => "wait_failed",
    }
}
