//! Why a call of the generated client gives no value.

use std::fmt;

use crate::{Failure, Reply, Undecodable};

/// Why a call gives no value.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// No request can carry an argument, for this reason. Nothing was sent.
    InvalidRequest(String),
    /// The transport's own failure.
    Transport(Failure),
    /// A reply of another status than the operation promises, as the transport handed it over.
    UnexpectedReply(Box<Reply>),
    /// A reply of the promised status, and of another shape than promised.
    Undecodable(Box<Undecodable>),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidRequest(reason) => f.write_str(reason),
            Self::Transport(failure) => failure.fmt(f),
            Self::UnexpectedReply(reply) => write!(f, "unexpected status {}", reply.status()),
            Self::Undecodable(reply) => reply.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::InvalidRequest(_) | Self::UnexpectedReply(_) => None,
            Self::Transport(failure) => failure.source(),
            Self::Undecodable(reply) => reply.source(),
        }
    }
}
