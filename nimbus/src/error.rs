//! One error for everything that can go wrong in a call.

use std::any::Any;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use nimbus_api::{Operation, Undecodable};
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderValue};
use serde_json::Value;

use crate::echo::Echo;
use crate::observe::Attached;
use crate::reply::{Reply, bounded, one_line, printable};
use crate::types::ErrorRemediation;

/// The result of a call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

type Source = Arc<dyn std::error::Error + Send + Sync>;

/// What went wrong in a call, with all that is known about it.
///
/// `Display` gives the operation, the status, the server's code and message, the request id and the attempts
/// on one line, and cuts a long message. Secrets are in none of its parts.
///
/// Ask it with predicates rather than by matching text: [`is_not_found`](Self::is_not_found),
/// [`is_precondition_failed`](Self::is_precondition_failed), [`is_timeout`](Self::is_timeout) and so on; or
/// switch on [`kind`](Self::kind) and [`code`](Self::code).
#[derive(Clone)]
pub struct Error(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    message: String,
    argument: Option<&'static str>,
    operation: Option<&'static Operation>,
    reply: Option<Reply>,
    last_observed: Option<String>,
    last_resource: Option<Arc<dyn Any + Send + Sync>>,
    waited: Option<Waited>,
    not_repeated: Option<String>,
    sent: Sent,
    attempts: u32,
    /// Waiting will not help, though errors of this kind may pass otherwise.
    lasting: bool,
    source: Option<Source>,
}

/// Of a message, `Display` shows this much, in bytes.
const DISPLAY_LIMIT: usize = 512;

/// How far a wait had come.
#[derive(Clone, Copy)]
pub(crate) struct Waited {
    pub(crate) looks: u32,
    pub(crate) elapsed: Duration,
}

/// At which point a call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A mistake that could be seen without the network; nothing was sent. [`Error::argument`] names it.
    InvalidInput,
    /// No endpoint or no credential was found, or a place that should hold one is broken; nothing was sent.
    Discovery,
    /// The credential's source failed to give a token. Nothing was sent, unless there was an attempt before:
    /// [`Error::was_sent`] tells.
    Credential,
    /// No connection could be made (refused, unknown host, TLS), or it was gone before anything was sent on it: this
    /// attempt did not reach the server.
    Connect,
    /// The connection broke after the request may have been sent.
    Connection,
    /// No complete reply in time.
    Timeout,
    /// The server answered with an error status. [`Error::status`] and [`Error::code`] say which.
    Status,
    /// The server answered with something that the contract does not describe: another status, another
    /// content type, JSON of another shape, or more than the client reads.
    UnexpectedReply,
    /// There is no such thing in a list that was read to its end for it. (Where the server itself says so, the kind is
    /// [`Status`](Self::Status).) [`Error::is_not_found`] is true of both.
    NotFound,
    /// A wait came to its deadline. [`Error::last_observed`] says what was seen last.
    WaitTimeout,
    /// A wait ended early, because what was waited for has failed.
    WaitFailed,
}

/// Whether a request of a failed call, any of its attempts, left this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sent {
    /// Certainly not: the server cannot have acted on it.
    No,
    /// It may have been, and the server may have acted on it.
    Maybe,
    /// Yes: the server answered.
    Yes,
}

impl Error {
    fn new(kind: ErrorKind, sent: Sent, message: impl Into<String>) -> Self {
        Self(Arc::new(Inner {
            kind,
            message: message.into(),
            argument: None,
            operation: None,
            reply: None,
            last_observed: None,
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
        Self::new(ErrorKind::InvalidInput, Sent::No, message).with(|inner| {
            inner.argument = Some(argument);
        })
    }

    /// An error of discovery or of a credential source: its own text is the whole message.
    pub(crate) fn before_sending(
        kind: ErrorKind,
        source: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        Self::new(kind, Sent::No, source.to_string()).with(|inner| {
            // The text is the source's own; what counts as the cause is what lies below it.
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

    pub(crate) fn status_reply(reply: Reply) -> Self {
        Self::new(ErrorKind::Status, Sent::Yes, reply.message()).with(|inner| {
            inner.reply = Some(reply);
        })
    }

    pub(crate) fn unexpected_reply(message: impl Into<String>, reply: Reply) -> Self {
        Self::new(ErrorKind::UnexpectedReply, Sent::Yes, message).with(|inner| {
            inner.reply = Some(reply);
        })
    }

    /// The reply had the promised status and media type, and another shape than promised.
    pub(crate) fn undecodable(reply: &Undecodable) -> Self {
        // serde's text may quote the server at any length.
        let cause = bounded(&printable(&reply.source.to_string()), DISPLAY_LIMIT);
        let message = format!("{reply}: {cause}");
        let attached = reply.extensions.get::<Attached>();
        let kept = Reply::new(reply.status, reply.headers.clone(), &reply.body);
        let attempts = attached.map_or(1, Attached::attempts);
        let error = Self::unexpected_reply(message, kept).after(attempts);
        if let Some(attached) = attached {
            attached.undecodable(&error);
        }
        error
    }

    /// The call's own time limit is over.
    pub(crate) fn overdue(timeout: Duration, sent: Sent, last: Option<Self>) -> Self {
        let mut message = format!("not done within {timeout:?}");
        if let Some(last) = &last {
            message.push_str(&format!("; the attempt before: {last}"));
        }
        Self::transport(ErrorKind::Timeout, sent, message, None).caused_by(last)
    }

    pub(crate) fn wait(kind: ErrorKind, message: String, last_observed: Option<String>) -> Self {
        Self::new(kind, Sent::Yes, message).with(|inner| inner.last_observed = last_observed)
    }

    /// The server's list does not have what was looked for.
    pub(crate) fn not_in_list(message: String) -> Self {
        Self::new(ErrorKind::NotFound, Sent::Yes, message)
    }

    /// The server's list leads back to where it has been.
    pub(crate) fn repeated_page() -> Self {
        let message = "the server gave a page token for the second time: its list would never end";
        Self::new(ErrorKind::UnexpectedReply, Sent::Yes, message)
    }

    /// It ended a wait that had come so far.
    pub(crate) fn while_waiting(self, waited: Waited, last_observed: Option<String>) -> Self {
        self.with(|inner| {
            inner.waited = Some(waited);
            inner.last_observed = last_observed;
        })
    }

    /// The newest state of the resource that is known.
    pub(crate) fn with_resource(self, resource: Option<Arc<dyn Any + Send + Sync>>) -> Self {
        self.with(|inner| inner.last_resource = resource)
    }

    /// Waiting will not help.
    pub(crate) fn lasting(self) -> Self {
        self.with(|inner| inner.lasting = true)
    }

    /// What came of the reply before it went wrong.
    pub(crate) fn with_reply(self, reply: Reply) -> Self {
        self.with(|inner| inner.reply = Some(reply))
    }

    pub(crate) fn of(self, operation: &'static Operation) -> Self {
        self.with(|inner| inner.operation = Some(operation))
    }

    pub(crate) fn after(self, attempts: u32) -> Self {
        self.with(|inner| inner.attempts = attempts)
    }

    pub(crate) fn sent(self, sent: Sent) -> Self {
        self.with(|inner| inner.sent = sent)
    }

    /// It could have been repeated, and was not.
    pub(crate) fn not_repeated(self, reason: &str) -> Self {
        self.with(|inner| inner.not_repeated = Some(reason.to_owned()))
    }

    /// Without the credential, should the server have repeated it.
    pub(crate) fn without(self, credential: &HeaderValue) -> Self {
        let Some(echo) = Echo::of(credential) else {
            return self;
        };
        self.with(|inner| {
            echo.hide(&mut inner.message);
            if let Some(reply) = &mut inner.reply {
                echo.hide_in(reply);
            }
        })
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

    /// At which point the call failed.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The status of the server's reply, if there was one. It is kept whatever the body was.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.reply.as_ref().map(|reply| reply.status)
    }

    pub(crate) fn status_text(&self) -> Option<&str> {
        self.0.reply.as_ref().map(|reply| reply.status.as_str())
    }

    /// The server's code, as `op.precondition_failed`; none when the reply was not an error envelope.
    pub fn code(&self) -> Option<&str> {
        self.0.reply.as_ref()?.envelope.code.as_deref()
    }

    /// What went wrong: the server's words if there are any, else ours.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The id under which the server logged the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.reply.as_ref()?.envelope.request_id.as_deref()
    }

    /// The error envelope's `detail`.
    pub fn detail(&self) -> Option<&Value> {
        self.0.reply.as_ref()?.envelope.detail.as_ref()
    }

    /// What the server suggests to do.
    pub fn remediation(&self) -> Option<&ErrorRemediation> {
        self.0.reply.as_ref()?.envelope.remediation.as_ref()
    }

    /// How long the server wants to be left alone: the reply's `Retry-After`, in seconds or as a date, or the error's
    /// `detail.retryAfterMs`.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.reply.as_ref()?.retry_after
    }

    /// The headers of the server's reply.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.reply.as_ref().map(|reply| &reply.headers)
    }

    /// The start of the reply's body, at most 2 KiB, if it is text. Control characters are escaped.
    pub fn body(&self) -> Option<&str> {
        let excerpt = self.0.reply.as_ref()?.excerpt.as_str();
        (!excerpt.is_empty()).then_some(excerpt)
    }

    /// The argument or option that is wrong, for [`ErrorKind::InvalidInput`].
    pub fn argument(&self) -> Option<&'static str> {
        self.0.argument
    }

    /// The operation that failed, as the contract calls it: `services_start`.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation.map(|operation| operation.id)
    }

    /// Whether a request left this machine, in any attempt of the call.
    pub fn was_sent(&self) -> Sent {
        self.0.sent
    }

    /// How often the request was sent, or was tried to be.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// For errors of a wait: the status that was seen last, as `not_ready`; none when nothing was seen.
    pub fn last_observed(&self) -> Option<&str> {
        self.0.last_observed.as_deref()
    }

    /// For errors that ended a wait: how often it looked.
    pub fn looks(&self) -> Option<u32> {
        self.0.waited.map(|waited| waited.looks)
    }

    /// For errors that ended a wait: how long it had lasted.
    pub fn elapsed(&self) -> Option<Duration> {
        self.0.waited.map(|waited| waited.elapsed)
    }

    /// The newest state of the resource that is known: for errors of a wait, what was seen last (a
    /// [`Service`](crate::types::Service) or [`SandboxResource`](crate::types::SandboxResource)); for errors of
    /// [`modify`](crate::Services::modify) and [`remove`](crate::Services::remove), the
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

    /// No reply in time, or a wait that came to its deadline.
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Timeout | ErrorKind::WaitTimeout)
    }

    /// Whether the same call may succeed later, with nothing changed by the caller. A certificate that is not trusted
    /// stays so, and counts as no.
    ///
    /// It does not say that repeating is harmless: that depends on the operation and on
    /// [`was_sent`](Self::was_sent).
    pub fn is_retryable(&self) -> bool {
        match self.0.kind {
            ErrorKind::Connect
            | ErrorKind::Connection
            | ErrorKind::Timeout
            | ErrorKind::WaitTimeout => !self.0.lasting,
            ErrorKind::Status => self.0.reply.as_ref().is_some_and(|reply| {
                let by_status = matches!(reply.status.as_u16(), 408 | 429 | 502 | 503 | 504);
                by_status || reply.envelope.retryable == Some(true)
            }),
            _ => false,
        }
    }

    fn has_status(&self, status: StatusCode) -> bool {
        self.0.kind == ErrorKind::Status && self.status() == Some(status)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        if let Some(operation) = inner.operation {
            write!(f, "{}: ", operation.id)?;
        }
        if let Some(reply) = &inner.reply {
            write!(f, "{}", reply.status.as_u16())?;
            if let Some(reason) = reply.status.canonical_reason() {
                write!(f, " {reason}")?;
            }
            match &reply.envelope.code {
                Some(code) => write!(f, ", {code}: ")?,
                None => f.write_str(": ")?,
            }
        }
        match inner.kind {
            // Discovery lists on lines what it looked at, and quotes nobody.
            ErrorKind::Discovery | ErrorKind::Credential => f.write_str(&inner.message)?,
            _ => f.write_str(&bounded(&one_line(&inner.message), DISPLAY_LIMIT))?,
        }
        let mut notes = Vec::new();
        if let Some(id) = self.request_id() {
            notes.push(format!("request {id}"));
        }
        match inner.attempts {
            0 => {}
            1 => notes.push("1 attempt".to_owned()),
            attempts => notes.push(format!("{attempts} attempts")),
        }
        // An error of the wait itself says this in its message.
        let is_of_wait = matches!(inner.kind, ErrorKind::WaitTimeout | ErrorKind::WaitFailed);
        if let Some(waited) = inner.waited.filter(|_| !is_of_wait) {
            let Waited { looks, elapsed } = waited;
            notes.push(format!("while waiting, at look {looks}, after {elapsed:?}"));
        }
        if let Some(reason) = &inner.not_repeated {
            notes.push(format!("not repeated: {reason}"));
        }
        if !notes.is_empty() {
            write!(f, " ({})", notes.join(", "))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("text", &format_args!("{self}"))
            .field("was_sent", &self.0.sent)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source = self.0.source.as_deref()?;
        match self.0.kind {
            // Their text is already ours.
            ErrorKind::Discovery | ErrorKind::Credential => source.source(),
            _ => Some(source),
        }
    }
}
