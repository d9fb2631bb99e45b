//! The accessors and predicates of an error.

use std::any::Any;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde_json::Value;

use super::{Error, ErrorKind, Sent};
use crate::types::ErrorRemediation;

impl Error {
    /// Returns what kind of failure it was.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the status of the server's response, if there was one, whatever its body was.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.response.as_ref().map(|response| response.status)
    }

    pub(crate) fn status_text(&self) -> Option<&str> {
        self.0
            .response
            .as_ref()
            .map(|response| response.status.as_str())
    }

    /// Returns the server's code, for example `op.precondition_failed`, or `None` if the response was not an error
    /// envelope.
    pub fn code(&self) -> Option<&str> {
        self.0.response.as_ref()?.envelope.code.as_deref()
    }

    /// Returns the message: the server's if there is one, otherwise the SDK's.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Returns the id under which the server logged the request, or `None` if the response was not an error envelope.
    pub fn request_id(&self) -> Option<&str> {
        self.0.response.as_ref()?.envelope.request_id.as_deref()
    }

    /// Returns the `detail` of the error envelope.
    pub fn detail(&self) -> Option<&Value> {
        self.0.response.as_ref()?.envelope.detail.as_ref()
    }

    /// Returns what the server suggests to do.
    pub fn remediation(&self) -> Option<&ErrorRemediation> {
        self.0.response.as_ref()?.envelope.remediation.as_ref()
    }

    /// Returns how long the server asks to wait before a retry: the `Retry-After` of the response, in seconds or as a
    /// date, or the error's `detail.retryAfterMs`.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.response.as_ref()?.retry_after
    }

    /// Returns the headers of the server's response.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.response.as_ref().map(|response| &response.headers)
    }

    /// Returns the start of the response's body, at most 2 KiB, if it is text. Control characters are escaped. If the
    /// server repeats the credential, it is replaced with `[redacted]`. A text that contains it in another encoding
    /// (JSON escapes, percent-encoding or base64) is withheld as a whole, and a note takes its place.
    pub fn body(&self) -> Option<&str> {
        let excerpt = self.0.response.as_ref()?.excerpt.as_str();
        (!excerpt.is_empty()).then_some(excerpt)
    }

    /// Returns the argument or option that is not valid, for [`ErrorKind::InvalidInput`].
    pub fn argument(&self) -> Option<&'static str> {
        self.0.argument
    }

    /// Returns the id of the operation that failed, as in the contract: `services_start`. For an error of a wait, it is
    /// the operation that polls.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation.map(|operation| operation.id)
    }

    /// Returns whether a request left this machine, in any attempt of the call.
    pub fn sent(&self) -> Sent {
        self.0.sent
    }

    /// Returns the number of attempts, including failed connections. For [`WaitTimeout`](ErrorKind::WaitTimeout) and
    /// [`WaitFailed`](ErrorKind::WaitFailed), it is the number of polls.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Returns the last status that a wait saw, for example `not_ready`, or `None` if it saw none. Only errors of a
    /// wait have it.
    pub fn last_status(&self) -> Option<&str> {
        self.0.last_status.as_deref()
    }

    /// Returns the number of polls that a wait had made. Only errors that ended a wait have it.
    pub fn polls(&self) -> Option<u32> {
        self.0.waited.map(|waited| waited.polls)
    }

    /// Returns how long a wait had lasted. Only errors that ended a wait have it.
    pub fn elapsed(&self) -> Option<Duration> {
        self.0.waited.map(|waited| waited.elapsed)
    }

    /// Returns the last known state of the resource, or `None` if none is known or if `T` is not its type. For
    /// errors of a wait, it is a [`Service`](crate::types::Service) or
    /// [`SandboxResource`](crate::types::SandboxResource); for errors of [`apply`](crate::Services::apply),
    /// [`update_with`](crate::Services::update_with) and [`delete_with`](crate::Services::delete_with), it is the
    /// [`ServiceDefinition`](crate::types::ServiceDefinition) as last read.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # fn main() -> Outcome { on_stage(async |nimbus| {
    /// # nimbus.services().start("web").await?;
    /// use nimbus::types::{SandboxSpec, ServiceDefinition};
    ///
    /// let spec = SandboxSpec::container("docker.io/library/node:22");
    /// let error = nimbus.services().apply("web", spec).await.unwrap_err(); // a conflict: it runs
    /// let read = error.last_resource::<ServiceDefinition>().unwrap();
    /// println!("generation {} is unchanged", read.metadata.generation);
    /// # Ok(()) }) }
    /// ```
    pub fn last_resource<T: Any>(&self) -> Option<&T> {
        self.0.last_resource.as_deref()?.downcast_ref()
    }

    /// Returns whether the resource does not exist or belongs to another tenant (404 with any code, or a list without
    /// it).
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND) || self.0.kind == ErrorKind::NotFound
    }

    /// Returns whether the state of the resource does not allow the call now, or the name is taken (409). Stop the
    /// resource, close its sessions, or choose another name.
    pub fn is_conflict(&self) -> bool {
        self.has_status(StatusCode::CONFLICT)
    }

    /// Returns whether the generation is stale (412). Read again, decide again, and write with the new generation.
    pub fn is_precondition_failed(&self) -> bool {
        self.has_status(StatusCode::PRECONDITION_FAILED)
    }

    /// Returns whether the server did not accept the credential (401).
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// Returns whether the credential is valid but does not allow the call (403).
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// Returns whether there was no response in time, or a wait reached its deadline.
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Timeout | ErrorKind::WaitTimeout)
    }

    /// Returns whether the same call may succeed later without any change by the caller. This is false for a certificate
    /// that is not trusted, except with `native-tls` on macOS and Windows, where it counts as a failed connection.
    ///
    /// It does not say whether repeating the call is harmless: that depends on the operation and on
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

    /// Whether the server may have carried out the request despite the error.
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
