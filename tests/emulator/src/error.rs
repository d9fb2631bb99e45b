//! The error envelope.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::{Value, json};

/// An error before it has a request id and a time; the pipeline adds them.
#[derive(Debug)]
pub(crate) struct ApiError {
    status: StatusCode,
    code: &'static str,
    message: String,
    retryable: bool,
    fatal: bool,
    detail: Value,
    remediation: Option<(&'static str, &'static str)>,
}

impl ApiError {
    fn new(status: StatusCode, code: &'static str, message: String) -> Self {
        Self {
            status,
            code,
            message,
            retryable: false,
            fatal: false,
            detail: Value::Null,
            remediation: None,
        }
    }

    fn remedy(mut self, action: &'static str, message: &'static str) -> Self {
        self.remediation = Some((action, message));
        self
    }

    pub(crate) fn invalid(message: impl AsRef<str>) -> Self {
        let message = format!("invalid input: {}", message.as_ref());
        Self::new(StatusCode::BAD_REQUEST, "op.invalid_input", message)
            .remedy("fix_request", "fix the request")
    }

    pub(crate) fn conflict(message: impl AsRef<str>) -> Self {
        let message = format!("conflict: {}", message.as_ref());
        Self::new(StatusCode::CONFLICT, "op.conflict", message)
            .remedy("fix_request", "stop it, close its sessions, or wait")
    }

    pub(crate) fn already_exists(what: impl AsRef<str>) -> Self {
        let message = format!("resource already exists: {}", what.as_ref());
        Self::new(StatusCode::CONFLICT, "op.already_exists", message)
    }

    pub(crate) fn precondition(expected: u64, found: u64) -> Self {
        let message = format!(
            "precondition failed: the request names generation {expected}, the definition has {found}"
        );
        Self::new(
            StatusCode::PRECONDITION_FAILED,
            "op.precondition_failed",
            message,
        )
        .remedy("refresh_resource", "read, decide again, write")
    }

    pub(crate) fn exhausted(message: impl AsRef<str>) -> Self {
        let message = format!("resource exhausted: {}", message.as_ref());
        let mut error = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "rate.resource_exhausted",
            message,
        )
        .remedy("wait_and_retry", "stop what is not needed, or wait");
        error.retryable = true;
        error
    }

    /// The not-found of writes to a definition and of session targets.
    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "op.not_found", message.into())
    }

    /// The not-found of every read and lifecycle route.
    pub(crate) fn route_not_found(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "service.route_not_found",
            message.into(),
        )
    }

    pub(crate) fn tenant_not_found(tenant: &str) -> Self {
        let mut error = Self::new(
            StatusCode::NOT_FOUND,
            "session.tenant_not_found",
            format!("tenant {tenant} not found"),
        );
        error.detail = json!({ "tenantId": tenant });
        error
    }

    pub(crate) fn unauthorized(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "auth.unauthorized",
            message.into(),
        )
        .remedy("reauthenticate", "renew the credential")
    }

    pub(crate) fn forbidden(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "auth.forbidden", message.into())
            .remedy("contact_operator", "ask an operator for it")
    }

    pub(crate) fn permission_denied(message: impl AsRef<str>) -> Self {
        let message = format!("permission denied: {}", message.as_ref());
        Self::new(StatusCode::FORBIDDEN, "auth.permission_denied", message)
    }

    pub(crate) fn internal(message: impl Into<String>) -> Self {
        let mut error = Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "service.internal",
            message.into(),
        )
        .remedy(
            "contact_operator",
            "contact the operator with the request id",
        );
        error.fatal = true;
        error
    }
}

/// Marks a response as failed; the pipeline writes its body, because only it knows the request id
/// and the time.
impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(std::sync::Arc::new(self));
        response
    }
}

impl ApiError {
    /// The response with its envelope.
    pub(crate) fn envelope(&self, request: u64, now: Timestamp) -> Response {
        let mut error = json!({
            "code": self.code,
            "message": self.message,
            "requestId": format!("ws-protocol-{request}"),
            "timestamp": format!("{now:.3}"),
            "severity": if self.fatal { "fatal" } else { "error" },
            "retryable": self.retryable,
            "detail": self.detail,
        });
        if let Some((action, message)) = self.remediation {
            error["remediation"] = json!({ "action": action, "message": message });
        }
        (self.status, Json(json!({ "error": error }))).into_response()
    }
}
