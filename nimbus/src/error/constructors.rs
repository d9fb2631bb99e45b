//! Constructors of errors, and methods that add to them.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use nimbus_api::Operation;

use super::{Error, ErrorKind, ErrorResponse, Inner, Sent, Source, Waited};
use crate::text::Rounded;
use crate::types::ServiceDefinition;

/// For functions that return I/O errors. The result wraps the error.
impl From<Error> for std::io::Error {
    fn from(error: Error) -> Self {
        Self::other(error)
    }
}

impl Error {
    fn new(kind: ErrorKind, sent: Sent, message: impl Into<String>) -> Self {
        Self(Arc::new(Inner {
            kind,
            message: message.into(),
            argument: None,
            operation: None,
            response: None,
            last_status: None,
            last_resource: None,
            waited: None,
            not_repeated: None,
            sent,
            attempts: 0,
            lasting: false,
            source: None,
        }))
    }

    pub(crate) fn invalid_input(argument: &'static str, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidInput, Sent::No, message)
            .with(|inner| inner.argument = Some(argument))
    }

    /// An error of discovery or of a credential source, whose text is the whole message.
    pub(crate) fn before_sending(
        kind: ErrorKind,
        source: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        Self::new(kind, Sent::No, source.to_string()).with(|inner| {
            // The text of the source is the message, so the cause is the source of the source.
            inner.source = Some(Arc::new(source));
        })
    }

    pub(crate) fn transport(
        kind: ErrorKind,
        sent: Sent,
        message: impl Into<String>,
        source: Option<reqwest::Error>,
    ) -> Self {
        Self::new(kind, sent, message).with(|inner| {
            inner.source = source.map(|source| Arc::new(source.without_url()) as Source);
        })
    }

    pub(crate) fn status_response(response: ErrorResponse) -> Self {
        Self::new(ErrorKind::Status, Sent::Yes, response.message()).with_response(response)
    }

    pub(crate) fn unexpected_response(message: impl Into<String>, response: ErrorResponse) -> Self {
        Self::new(ErrorKind::UnexpectedResponse, Sent::Yes, message).with_response(response)
    }

    /// A panic in the program, for example in a resolver of its own.
    pub(crate) fn discovery_ended() -> Self {
        let message = "discovery panicked";
        Self::new(ErrorKind::Discovery, Sent::No, message)
    }

    /// The time limit of the call is over.
    pub(crate) fn overdue(timeout: Duration, sent: Sent, last: Option<Self>) -> Self {
        let mut message = format!("not done within {}", Rounded(timeout));
        if let Some(last) = &last {
            message.push_str(&format!("; the previous attempt: {last}"));
        }
        Self::transport(ErrorKind::Timeout, sent, message, None).caused_by(last)
    }

    /// An error of a wait itself, after this number of polls.
    pub(crate) fn wait(
        kind: ErrorKind,
        message: String,
        operation: &'static Operation,
        polls: u32,
    ) -> Self {
        let error = Self::new(kind, Sent::Yes, message);
        error.of(operation).after(polls)
    }

    /// The server's list does not contain the item.
    pub(crate) fn not_in_list(message: String) -> Self {
        Self::new(ErrorKind::NotFound, Sent::Yes, message)
    }

    /// The server's list repeats a page.
    pub(crate) fn repeated_page() -> Self {
        let message =
            "the server returned a page token for the second time, so the list would never end";
        Self::new(ErrorKind::UnexpectedResponse, Sent::Yes, message)
    }

    /// Adds the progress of the wait that the error ended.
    pub(crate) fn while_waiting(self, waited: Waited, last_status: Option<String>) -> Self {
        self.with(|inner| {
            inner.waited = Some(waited);
            inner.last_status = last_status;
        })
    }

    /// Adds the last known state of the resource.
    pub(crate) fn with_resource(self, resource: Option<Arc<dyn Any + Send + Sync>>) -> Self {
        self.with(|inner| inner.last_resource = resource)
    }

    /// Adds the definition as last read, if it could be read.
    pub(crate) fn with_definition(self, read: Option<ServiceDefinition>) -> Self {
        match read {
            Some(definition) => self.with_resource(Some(Arc::new(definition))),
            None => self,
        }
    }

    /// Marks the error as one for which retrying is useless.
    pub(crate) fn lasting(self) -> Self {
        self.with(|inner| inner.lasting = true)
    }

    /// Adds the part of the response that was received.
    pub(crate) fn with_response(self, response: ErrorResponse) -> Self {
        self.with(|inner| inner.response = Some(Arc::new(response)))
    }

    pub(crate) fn of(self, operation: &'static Operation) -> Self {
        self.with(|inner| inner.operation = Some(operation))
    }

    pub(crate) fn after(self, attempts: u32) -> Self {
        self.with(|inner| inner.attempts = attempts)
    }

    pub(crate) fn with_sent(self, sent: Sent) -> Self {
        self.with(|inner| inner.sent = sent)
    }

    /// Adds the reason why the request was not repeated, although that would have been possible.
    pub(crate) fn not_repeated(self, reason: &str) -> Self {
        self.with(|inner| inner.not_repeated = Some(reason.to_owned()))
    }

    pub(crate) fn map_message(self, change: impl FnOnce(&mut String)) -> Self {
        self.with(|inner| change(&mut inner.message))
    }

    pub(crate) fn caused_by(self, cause: Option<Error>) -> Self {
        self.with(|inner| {
            if let Some(cause) = cause {
                inner.source = Some(Arc::new(cause));
            }
        })
    }

    fn with(mut self, change: impl FnOnce(&mut Inner)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }
}
