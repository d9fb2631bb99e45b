//! The header that carries a credential.

use std::fmt;

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use secrecy::zeroize::Zeroizing;

use super::secret::{Secret, is_quoted, trim};

/// The header of an API key. The current server ignores it.
const API_KEY_HEADER: HeaderName = HeaderName::from_static("x-nimbus-api-key");

/// The header that identifies the caller.
pub(crate) type AuthHeader = (HeaderName, HeaderValue);

/// The way a secret is sent.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AuthScheme {
    /// `Authorization: Bearer …`
    Bearer,
    /// `X-Nimbus-Api-Key: …`
    ApiKey,
}

impl AuthScheme {
    /// Returns the header for this secret, marked sensitive. Whitespace around the secret is removed.
    pub(crate) fn header(self, secret: &Secret) -> Result<AuthHeader, Unsendable> {
        let value = trim(secret.expose());
        if value.is_empty() {
            return Err(Unsendable::Empty);
        }
        if is_quoted(value) {
            return Err(Unsendable::Quoted);
        }
        // A bearer token has no whitespace inside (RFC 6750, section 2.1).
        let (name, prefix, may_have_spaces) = match self {
            Self::Bearer => (AUTHORIZATION, "Bearer ", false),
            Self::ApiKey => (API_KEY_HEADER, "", true),
        };
        for (at, character) in value.chars().enumerate() {
            if !(character == ' ' || character == '\t' || character.is_ascii_graphic()) {
                return Err(Unsendable::Character(at + 1));
            }
            if !may_have_spaces && character.is_ascii_whitespace() {
                return Err(Unsendable::Whitespace(at + 1));
            }
        }
        let mut text = Zeroizing::new(String::with_capacity(prefix.len() + value.len()));
        text.push_str(prefix);
        text.push_str(value);
        let mut header = HeaderValue::from_str(&text).map_err(|_| Unsendable::Character(0))?;
        header.set_sensitive(true);
        Ok((name, header))
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
            Self::Quoted => {
                formatter.write_str("is in quotes, perhaps from an env file; remove the quotes")
            }
            Self::Whitespace(at) => write!(
                formatter,
                "has whitespace inside (character {at}); pass only the token, without the word Bearer"
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
    fn bearer_goes_to_authorization_and_a_key_to_its_own_header() {
        for (scheme, name, value) in [
            (AuthScheme::Bearer, "authorization", "Bearer canary"),
            (AuthScheme::ApiKey, "x-nimbus-api-key", "canary"),
        ] {
            let header = scheme.header(&Secret::from("canary")).unwrap();
            assert_eq!(
                (header.0.as_str(), &header.1),
                (name, &HeaderValue::from_static(value))
            );
        }
    }

    #[test]
    fn header_is_sensitive_and_trimmed() {
        let secret = Secret::from("\u{feff} canary\n");
        let (_, header) = AuthScheme::Bearer.header(&secret).unwrap();
        assert_eq!(header, "Bearer canary");
        assert!(header.is_sensitive());
        assert!(!format!("{header:?}").contains("canary"));
    }

    #[test]
    fn unsendable_secrets_are_named_by_position() {
        use AuthScheme::{ApiKey, Bearer};
        let header = |value: &str, scheme: AuthScheme| scheme.header(&value.into()).map(|_| ());
        assert_eq!(header(" \u{feff}\n", Bearer), Err(Unsendable::Empty));
        assert_eq!(header("\"abc\"", Bearer), Err(Unsendable::Quoted));
        assert_eq!(header(" 'a b' ", ApiKey), Err(Unsendable::Quoted));
        assert_eq!(header("'", Bearer), Ok(()));
        assert_eq!(header("\"abc'", Bearer), Ok(()));
        assert_eq!(header("ab\ncd", Bearer), Err(Unsendable::Character(3)));
        assert_eq!(header("abé", Bearer), Err(Unsendable::Character(3)));
        assert_eq!(header("ab\u{7f}", Bearer), Err(Unsendable::Character(3)));
        assert_eq!(header("Bearer a", Bearer), Err(Unsendable::Whitespace(7)));
        assert_eq!(header("two words", ApiKey), Ok(()));
    }
}
