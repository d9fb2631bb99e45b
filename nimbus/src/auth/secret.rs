//! Values that must never be printed.

use std::fmt;

use secrecy::zeroize::Zeroize;
use secrecy::{ExposeSecret, SecretString};

/// A token, an API key or another value that must not be printed.
///
/// It has no `Display`, its `Debug` is `[redacted]`, and its memory is wiped when it is dropped. The request header
/// that it is copied into is marked sensitive, but is not wiped.
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// Returns the value itself. The caller is responsible for keeping it secret.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Returns the value without surrounding whitespace, or `None` if nothing is left.
    pub(crate) fn trimmed(&self) -> Option<Self> {
        let value = trim(self.expose());
        (!value.is_empty()).then(|| Self::from(value))
    }
}

/// Removes surrounding whitespace. A byte order mark counts as whitespace, as it does in JavaScript.
pub(crate) fn trim(value: &str) -> &str {
    value.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

/// Whether a value is still in quotes, as in an env file. No token, endpoint or path is.
pub(crate) fn is_quoted(value: &str) -> bool {
    let has = |quote| value.len() > 1 && value.starts_with(quote) && value.ends_with(quote);
    has('"') || has('\'')
}

/// Takes over the value and wipes the original string.
impl From<String> for Secret {
    fn from(mut value: String) -> Self {
        // Boxing the string itself could move it and leave the old memory as it was, so the value is copied first.
        let secret = Self::from(value.as_str());
        value.zeroize();
        secret
    }
}

impl From<&str> for Secret {
    fn from(value: &str) -> Self {
        Self(SecretString::from(value))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_secret() {
        let secret = Secret::from("canary".to_owned());
        assert_eq!(format!("{secret:?} {secret:#?}"), "[redacted] [redacted]");
        assert_eq!(secret.expose(), "canary");
    }

    #[test]
    fn memory_is_wiped_on_drop() {
        fn wiped<T: secrecy::zeroize::ZeroizeOnDrop>(_: &T) {}
        wiped(&Secret::from("canary").0);
    }
}
