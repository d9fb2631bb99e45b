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
    /// Shared by copies, which differ in what is below.
    response: Option<Arc<ErrorResponse>>,
    last_status: Option<String>,
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
pub(crate) const DISPLAY_LIMIT: usize = 512;

/// How far a wait had come.
#[derive(Clone, Copy)]
pub(crate) struct Waited {
    pub(crate) polls: u32,
    pub(crate) elapsed: Duration,
}
