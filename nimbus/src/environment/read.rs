//! What reading a variable or a file comes to, whether it is real or fake.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use secrecy::zeroize::Zeroizing;

use crate::text::Rounded;

/// Files over this many bytes are refused: none that discovery looks for is anywhere near.
pub(crate) const SIZE_LIMIT: usize = 1024 * 1024;

/// A variable is set, but not to Unicode text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotUnicode;

/// What came of reading a file; calls that wait for the same file share it.
pub(crate) type ReadResult = Result<Arc<Contents>, ReadError>;

/// What was in a file.
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
