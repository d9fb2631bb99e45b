//! Values that must never be seen.

use std::fmt;

use reqwest::header::HeaderValue;
use secrecy::zeroize::{Zeroize, Zeroizing};
use secrecy::{ExposeSecret, SecretString};

/// A token, an API key or another value that must not be printed.
///
/// It has no `Display`, its `Debug` is `[redacted]`, and its memory is wiped when it is dropped. What it is copied
/// into for sending (the header of a request) is marked sensitive, but is not wiped.
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// The value itself. Whoever calls this answers for where it goes.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// The value without surrounding whitespace; nothing when no more than whitespace is there.
    pub(crate) fn trimmed(&self) -> Option<Self> {
        let value = trim(self.expose());
        (!value.is_empty()).then(|| Self::from(value))
    }

    /// The header value `<prefix><secret>`, marked sensitive. Whitespace around the secret is left out.
    ///
    /// `alone` refuses whitespace inside the secret too, as a bearer token has none (RFC 6750, section 2.1).
    pub(crate) fn header(&self, prefix: &str, alone: bool) -> Result<HeaderValue, Unsendable> {
        let value = trim(self.expose());
        if value.is_empty() {
            return Err(Unsendable::Empty);
        }
        if is_quoted(value) {
            return Err(Unsendable::Quoted);
        }
        for (at, character) in value.chars().enumerate() {
            if !(character == ' ' || character == '\t' || character.is_ascii_graphic()) {
                return Err(Unsendable::Character(at + 1));
            }
            if alone && character.is_ascii_whitespace() {
                return Err(Unsendable::Whitespace(at + 1));
            }
        }
        let mut text = Zeroizing::new(String::with_capacity(prefix.len() + value.len()));
        text.push_str(prefix);
        text.push_str(value);
        let mut header = HeaderValue::from_str(&text).map_err(|_| Unsendable::Character(0))?;
        header.set_sensitive(true);
        Ok(header)
    }
}

/// A secret without surrounding whitespace. A byte order mark counts as such, as it does in JavaScript.
pub(crate) fn trim(value: &str) -> &str {
    value.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

/// Whether a value still stands in the quotes of an env file. No token, endpoint or path does.
pub(crate) fn is_quoted(value: &str) -> bool {
    let has = |quote| value.len() > 1 && value.starts_with(quote) && value.ends_with(quote);
    has('"') || has('\'')
}

/// Takes the value over and wipes the string it came in.
impl From<String> for Secret {
    fn from(mut value: String) -> Self {
        // Boxing the string itself may move it and leave the old memory as it was; so copy, then wipe.
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

/// Why a secret cannot be sent in a header. Positions count characters from 1, after trimming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unsendable {
    Empty,
    Quoted,
    Whitespace(usize),
    Character(usize),
}

impl fmt::Display for Unsendable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("is empty"),
            Self::Quoted => formatter.write_str(
                "is in quotes, as an env file may leave them; give it without the quotes",
            ),
            Self::Whitespace(at) => write!(
                formatter,
                "has whitespace inside (character {at}); give the token alone, without the word Bearer"
            ),
            Self::Character(at) => write!(
                formatter,
                "has a character that no header may carry (character {at}): a control character or one outside ASCII"
            ),
        }
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

    #[test]
    fn header_is_sensitive_and_trimmed() {
        let secret = Secret::from("\u{feff} canary\n");
        let header = secret.header("Bearer ", true).unwrap();
        assert_eq!(header, "Bearer canary");
        assert!(header.is_sensitive());
        assert!(!format!("{header:?}").contains("canary"));
    }

    #[test]
    fn unsendable_secrets_are_named_by_position() {
        let header = |value: &str, alone| Secret::from(value).header("", alone).map(|_| ());
        assert_eq!(header(" \u{feff}\n", true), Err(Unsendable::Empty));
        assert_eq!(header("\"abc\"", true), Err(Unsendable::Quoted));
        assert_eq!(header(" 'a b' ", false), Err(Unsendable::Quoted));
        assert_eq!(header("'", true), Ok(()));
        assert_eq!(header("\"abc'", true), Ok(()));
        assert_eq!(header("ab\ncd", true), Err(Unsendable::Character(3)));
        assert_eq!(header("abé", true), Err(Unsendable::Character(3)));
        assert_eq!(header("ab\u{7f}", true), Err(Unsendable::Character(3)));
        assert_eq!(header("Bearer a", true), Err(Unsendable::Whitespace(7)));
        assert_eq!(header("two words", false), Ok(()));
    }
}
