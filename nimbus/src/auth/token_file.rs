//! A token in a file that another program keeps up to date.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::secret::trim;
use super::token::{Token, TokenFuture, TokenRequest, TokenSource};
use crate::environment::{Environment, ReadError, SIZE_LIMIT};

/// How long a token read from a file is used before the file is read again.
const REFRESH_AFTER: Duration = Duration::from_secs(60);

/// A file that contains a token and is replaced from time to time, such as a mounted workload-identity token.
///
/// The file is read again when the token is 60 s old, 10 s before it expires (by the claim `exp` if it is a JWT), and
/// when the server has rejected it. Meanwhile, calls use the last token while it is valid. Whitespace around the token
/// and a byte order mark are removed. The path must be that of a regular file of at most 1 MiB.
#[derive(Clone, Debug)]
pub struct TokenFile {
    path: PathBuf,
    environment: Environment,
}

impl TokenFile {
    /// Uses the file at this path. `~` and variables are not expanded.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            environment: Environment::system(),
        }
    }

    /// Reads the file from this environment instead of the file system.
    #[must_use]
    pub fn environment(mut self, environment: impl Into<Environment>) -> Self {
        self.environment = environment.into();
        self
    }

    /// Returns the path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) async fn read(&self, timeout: Duration) -> Result<Token, TokenFileError> {
        let contents = self
            .environment
            .read(&self.path, SIZE_LIMIT, timeout)
            .await?;
        let text = str::from_utf8(&contents.bytes).map_err(|_| TokenFileError::NotUtf8)?;
        match trim(text) {
            "" => Err(TokenFileError::Empty),
            token => Ok(Token::new(token).refresh_after(REFRESH_AFTER)),
        }
    }
}

impl TokenSource for TokenFile {
    fn token(&self, _request: TokenRequest) -> TokenFuture<'_> {
        // There is no limit here, because the client limits the time of every source.
        Box::pin(async { Ok(self.read(Duration::MAX).await?) })
    }

    fn name(&self) -> Cow<'_, str> {
        self.path.to_string_lossy()
    }
}

/// The reason why a file provides no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenFileError {
    Unread(ReadError),
    NotUtf8,
    Empty,
}

impl From<ReadError> for TokenFileError {
    fn from(error: ReadError) -> Self {
        Self::Unread(error)
    }
}

impl fmt::Display for TokenFileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unread(error) => error.fmt(formatter),
            Self::NotUtf8 => formatter.write_str("is not UTF-8"),
            Self::Empty => formatter.write_str("holds no token"),
        }
    }
}

impl std::error::Error for TokenFileError {}
