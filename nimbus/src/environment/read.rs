//! The outcomes of reading a variable or a file, whether real or fake.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use secrecy::zeroize::Zeroizing;

use crate::text::Rounded;

/// The size limit of a file in bytes. The files that discovery reads are far smaller.
pub(crate) const SIZE_LIMIT: usize = 1024 * 1024;

/// A variable is set to a value that is not Unicode text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotUnicode;

/// The outcome of reading a file, shared by calls that wait for the same file.
pub(crate) type ReadResult = Result<Arc<Contents>, ReadError>;

/// The content of a file.
pub(crate) struct Contents {
    pub(crate) bytes: Zeroizing<Vec<u8>>,
    /// The permission bits, on systems that have them.
    pub(crate) mode: Option<u32>,
}

/// Why a file was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadError {
    NotFound,
    Directory,
    NoLongerRegular,
    TooLarge(usize),
    TimedOut(Duration),
    Other(io::ErrorKind),
}

impl ReadError {
    pub(super) const INTERRUPTED: Self = Self::Other(io::ErrorKind::Interrupted);
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::IsADirectory => Self::Directory,
            kind => Self::Other(kind),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => formatter.write_str("does not exist"),
            Self::Directory => formatter.write_str("is a directory, not a file"),
            Self::NoLongerRegular => formatter.write_str("is no longer a regular file"),
            Self::TooLarge(limit) => write!(formatter, "is larger than {limit} bytes"),
            Self::TimedOut(limit) => {
                write!(formatter, "was not read within {}", Rounded(*limit))
            }
            Self::Other(kind) => write!(formatter, "cannot be read: {kind}"),
        }
    }
}

impl std::error::Error for ReadError {}
