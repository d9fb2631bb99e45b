//! Why a call of the generated client gives no value.

use std::fmt;

use crate::{DecodeError, Operation, Response, TransportError};

/// Why a call gives no value.
#[derive(Debug)]
#[non_exhaustive]
pub struct Error {
    /// The operation that was called.
    pub operation: &'static Operation,
    /// At which point it failed.
    pub kind: ErrorKind,
}

/// At which point a call failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No request can carry an argument, for this reason. Nothing was sent.
    InvalidRequest(String),
    /// The transport's own failure.
    Transport(TransportError),
    /// A response of another status than the operation promises, as the transport handed it over.
    UnexpectedResponse(Box<Response>),
    /// A response of the promised status, and of another shape than promised.
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
