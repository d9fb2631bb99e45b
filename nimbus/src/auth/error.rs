//! The error of a token source.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::token::TokenError;

/// No credential is available for a call: a token source failed, and no earlier token is still valid.
#[derive(Clone)]
pub struct CredentialError {
    source_name: Arc<str>,
    cause: Arc<dyn Error + Send + Sync>,
}

impl CredentialError {
    pub(crate) fn new(source_name: &str, cause: impl Into<TokenError>) -> Self {
        Self {
            source_name: source_name.into(),
            cause: Arc::from(cause.into()),
        }
    }

    /// Returns the name of the token source that failed: [`TokenSource::name`](super::TokenSource::name).
    #[must_use]
    pub fn source_name(&self) -> &str {
        &self.source_name
    }

    /// Returns the error of the token source itself. Its text is already a part of this error's text, so
    /// [`source`](Error::source) returns the source of that error.
    #[must_use]
    pub fn cause(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.cause
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "token source {}: {}",
            self.source_name, self.cause
        )
    }
}

/// Shows only the text of the cause, because its other contents may be secret.
impl fmt::Debug for CredentialError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CredentialError")
            .field("source_name", &self.source_name)
            .field("cause", &format_args!("{}", self.cause))
            .finish()
    }
}

impl Error for CredentialError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.source()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_the_name_and_the_text_of_the_cause() {
        let error = CredentialError::new("vault", "sealed");
        assert_eq!(
            format!("{error:?}"),
            r#"CredentialError { source_name: "vault", cause: sealed }"#
        );
    }
}
