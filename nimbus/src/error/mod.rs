//! One error for everything that can go wrong in a call.

mod accessors;
mod constructors;
mod display;
mod kind;
pub(crate) mod response;

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use nimbus_api::Operation;

pub use kind::{ErrorKind, Sent};
pub(crate) use response::ErrorResponse;

/// The result of a call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

type Source = Arc<dyn std::error::Error + Send + Sync>;

/// The error of a call, with everything that is known about it.
///
/// `Display` shows the operation, the status, the server's code and message, the request id and the attempts on one
/// line, and cuts off a long message. No part of it contains secrets.
///
/// Use its predicates rather than matching text: [`is_not_found`](Self::is_not_found),
/// [`is_precondition_failed`](Self::is_precondition_failed), [`is_timeout`](Self::is_timeout) and so on. You can also
/// match on [`kind`](Self::kind) and [`code`](Self::code).
#[derive(Clone)]
pub struct Error(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    message: String,
    argument: Option<&'static str>,
    operation: Option<&'static Operation>,
    /// Shared by copies of the error, which differ in the fields below.
    response: Option<Arc<ErrorResponse>>,
    last_status: Option<String>,
    last_resource: Option<Arc<dyn Any + Send + Sync>>,
    waited: Option<Waited>,
    not_repeated: Option<String>,
    sent: Sent,
    attempts: u32,
    /// Whether retrying is useless, although errors of this kind are usually retryable.
    lasting: bool,
    source: Option<Source>,
}

/// The part of a message that `Display` shows, in bytes.
pub(crate) const DISPLAY_LIMIT: usize = 512;

/// The progress of a wait.
#[derive(Clone, Copy)]
pub(crate) struct Waited {
    pub(crate) polls: u32,
    pub(crate) elapsed: Duration,
}
