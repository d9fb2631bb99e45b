//! The kinds of errors, and whether a request was sent.

/// What kind of failure it was. [The guide](crate::guide::errors) says what to do about each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument or option is not valid, and nothing was sent. [`Error::argument`](crate::Error::argument) names it.
    InvalidInput,
    /// No endpoint or no credential was found, or a source of one cannot be used. Nothing was sent.
    Discovery,
    /// The source of the credential returned no token. Nothing was sent, except in earlier attempts; see
    /// [`Error::sent`](crate::Error::sent).
    Credential,
    /// Connecting failed (refused, unknown host, TLS), or the connection was closed before anything was sent on it. The
    /// server did not receive the request. Compare [`Connection`](Self::Connection).
    Connect,
    /// An existing connection was lost after the request may have been sent. The server may have acted on it. Compare
    /// [`Connect`](Self::Connect).
    Connection,
    /// There was no complete response in time, and perhaps not even a connection; see
    /// [`Error::sent`](crate::Error::sent).
    Timeout,
    /// The server responded with an error status; see [`Error::status`](crate::Error::status) and
    /// [`Error::code`](crate::Error::code).
    Status,
    /// The server responded with something that the contract does not describe: another status, another content type,
    /// JSON of another shape, or more than the client reads.
    UnexpectedResponse,
    /// The item was not on any page of the list. If the server itself responds with 404, the kind is
    /// [`Status`](Self::Status). [`Error::is_not_found`](crate::Error::is_not_found) is true for both.
    NotFound,
    /// A wait reached its deadline. [`Error::last_status`](crate::Error::last_status) is the last status that was seen.
    WaitTimeout,
    /// A wait ended early because the resource has failed.
    WaitFailed,
}

/// Whether a request of a failed call left this machine, in any attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sent {
    /// No request was sent: the server cannot have acted on it.
    No,
    /// A request may have been sent, and the server may have acted on it.
    Maybe,
    /// A request was sent: the server responded.
    Yes,
}
