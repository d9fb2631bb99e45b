//! At which point a call failed, and whether its request was sent.

/// At which point a call failed. [The guide](crate::guide::errors) says what to do about each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A mistake that could be seen without the network; nothing was sent. [`Error::argument`](crate::Error::argument) names it.
    InvalidInput,
    /// No endpoint or no credential was found, or a place that should hold one is broken; nothing was sent.
    Discovery,
    /// The credential's source failed to give a token. Nothing was sent, unless there was an attempt before:
    /// [`crate::Error::sent`] tells.
    Credential,
    /// No connection could be made (refused, unknown host, TLS), or it was gone before anything was sent on it: this
    /// attempt did not reach the server.
    Connect,
    /// The connection broke after the request may have been sent.
    Connection,
    /// No complete response in time; perhaps not even a connection: [`crate::Error::sent`] tells.
    Timeout,
    /// The server answered with an error status. [`Error::status`](crate::Error::status) and [`Error::code`](crate::Error::code) say which.
    Status,
    /// The server answered with something that the contract does not describe: another status, another
    /// content type, JSON of another shape, or more than the client reads.
    UnexpectedResponse,
    /// The item was not on any page of the list. (Where the server itself answers 404, the kind is
    /// [`Status`](Self::Status).) [`crate::Error::is_not_found`] is true of both.
    NotFound,
    /// A wait came to its deadline. [`Error::last_status`](crate::Error::last_status) says what was seen last.
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
