//! What an error can be asked.

use std::any::Any;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde_json::Value;

use super::{Error, ErrorKind, Sent};
use crate::types::ErrorRemediation;

impl Error {
    /// At which point the call failed.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The status of the server's response, if there was one. It is kept whatever the body was.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.response.as_ref().map(|response| response.status)
    }

    pub(crate) fn status_text(&self) -> Option<&str> {
        self.0
            .response
            .as_ref()
            .map(|response| response.status.as_str())
    }

    /// The server's code, as `op.precondition_failed`; none when the response was not an error envelope.
    pub fn code(&self) -> Option<&str> {
        self.0.response.as_ref()?.envelope.code.as_deref()
    }

    /// What went wrong: the server's words if there are any, else ours.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The id under which the server logged the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.response.as_ref()?.envelope.request_id.as_deref()
    }

    /// The error envelope's `detail`.
    pub fn detail(&self) -> Option<&Value> {
        self.0.response.as_ref()?.envelope.detail.as_ref()
    }

    /// What the server suggests to do.
    pub fn remediation(&self) -> Option<&ErrorRemediation> {
        self.0.response.as_ref()?.envelope.remediation.as_ref()
    }

    /// How long the server wants to be left alone: the response's `Retry-After`, in seconds or as a date, or the error's
    /// `detail.retryAfterMs`.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.response.as_ref()?.retry_after
    }

    /// The headers of the server's response.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.response.as_ref().map(|response| &response.headers)
    }

    /// The start of the response's body, at most 2 KiB, if it is text. Control characters are escaped. Where the server
    /// repeats the credential, `[redacted]` stands in its place; a text that has it in another spelling (with escapes
    /// of JSON, percent-encoded, in base64) is withheld as a whole and says so.
    pub fn body(&self) -> Option<&str> {
        let excerpt = self.0.response.as_ref()?.excerpt.as_str();
        (!excerpt.is_empty()).then_some(excerpt)
    }

    /// The argument or option that is wrong, for [`ErrorKind::InvalidInput`].
    pub fn argument(&self) -> Option<&'static str> {
        self.0.argument
    }

    /// The operation that failed, as the contract calls it: `services_start`. For an error of a wait, the one that polls.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation.map(|operation| operation.id)
    }

    /// Whether a request left this machine, in any attempt of the call.
    pub fn sent(&self) -> Sent {
        self.0.sent
    }

    /// The number of attempts, including failed connections. For [`WaitTimeout`](ErrorKind::WaitTimeout) and
    /// [`WaitFailed`](ErrorKind::WaitFailed), the number of polls.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// For errors of a wait: the status that was seen last, as `not_ready`; none when nothing was seen.
    pub fn last_status(&self) -> Option<&str> {
        self.0.last_status.as_deref()
    }

    /// For errors that ended a wait: how many polls it had made.
    pub fn polls(&self) -> Option<u32> {
        self.0.waited.map(|waited| waited.polls)
    }

    /// For errors that ended a wait: how long it had lasted.
    pub fn elapsed(&self) -> Option<Duration> {
        self.0.waited.map(|waited| waited.elapsed)
    }

    /// The newest state of the resource that is known: for errors of a wait, what was seen last (a
    /// [`Service`](crate::types::Service) or [`SandboxResource`](crate::types::SandboxResource)); for errors of
    /// [`update_with`](crate::Services::update_with) and [`delete_with`](crate::Services::delete_with), the
    /// [`ServiceDefinition`](crate::types::ServiceDefinition) as it was read last.
    pub fn last_resource<T: Any>(&self) -> Option<&T> {
        self.0.last_resource.as_deref()?.downcast_ref()
    }

    /// There is no such thing, or it belongs to another tenant (404, whatever the code; or a list without it).
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND) || self.0.kind == ErrorKind::NotFound
    }

    /// The resource's state does not allow this now, or the name is taken (409). Stop it, close its sessions,
    /// or choose another name.
    pub fn is_conflict(&self) -> bool {
        self.has_status(StatusCode::CONFLICT)
    }

    /// The generation is stale (412). Read again, decide again, and write with the new generation.
    pub fn is_precondition_failed(&self) -> bool {
        self.has_status(StatusCode::PRECONDITION_FAILED)
    }

    /// The server does not accept the credential (401).
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// The credential is good and does not allow this (403).
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// No response in time, or a wait that came to its deadline.
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Timeout | ErrorKind::WaitTimeout)
    }

    /// Whether the same call may succeed later, with nothing changed by the caller. A certificate that is not trusted
    /// stays so, and counts as no.
    ///
    /// It does not say that repeating is harmless: that depends on the operation and on
    /// [`sent`](Self::sent).
    pub fn is_retryable(&self) -> bool {
        match self.0.kind {
            ErrorKind::Connect
            | ErrorKind::Connection
            | ErrorKind::Timeout
            | ErrorKind::WaitTimeout => !self.0.lasting,
            ErrorKind::Status => self.0.response.as_ref().is_some_and(|response| {
                let by_status = matches!(response.status.as_u16(), 408 | 429 | 502 | 503 | 504);
                by_status || response.envelope.retryable == Some(true)
            }),
            _ => false,
        }
    }

    /// Whether the server may have carried out the request all the same.
    pub(crate) fn is_ambiguous(&self) -> bool {
        match self.0.kind {
            ErrorKind::Connection | ErrorKind::Timeout => self.0.sent != Sent::No,
            ErrorKind::UnexpectedResponse => true,
            ErrorKind::Status => self
                .status()
                .is_some_and(|status| status.is_server_error() || status.as_u16() == 408),
            _ => false,
        }
    }

    fn has_status(&self, status: StatusCode) -> bool {
        self.0.kind == ErrorKind::Status && self.status() == Some(status)
    }
}
