//! The errors of the generated client.

use std::fmt;

use crate::{DecodeError, Operation, Response, TransportError};

/// The error of a call.
#[derive(Debug)]
#[non_exhaustive]
pub struct Error {
    /// The operation that was called.
    pub operation: &'static Operation,
    /// The point at which it failed.
    pub kind: ErrorKind,
}

/// The point at which a call failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument cannot be sent, for this reason. Nothing was sent.
    InvalidRequest(String),
    /// The transport failed.
    Transport(TransportError),
    /// The response has another status than the operation promises. It is as the transport returned it.
    UnexpectedResponse(Box<Response>),
    /// The response has the promised status but not the promised shape.
    Decode(Box<DecodeError>),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::InvalidRequest(reason) => f.write_str(reason),
            ErrorKind::Transport(failure) => failure.fmt(f),
            ErrorKind::UnexpectedResponse(response) => {
                write!(f, "unexpected status {}", response.status())
            }
            ErrorKind::Decode(response) => response.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            ErrorKind::InvalidRequest(_) | ErrorKind::UnexpectedResponse(_) => None,
            ErrorKind::Transport(failure) => failure.source(),
            ErrorKind::Decode(response) => response.source(),
        }
    }
}
