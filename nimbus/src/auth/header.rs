//! The header that proves who is calling.

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};

use super::{Secret, Unsendable};

/// The header of an API key. The current server authenticates bearer tokens only; prefer those.
pub(crate) const API_KEY_HEADER: HeaderName = HeaderName::from_static("x-nimbus-api-key");

/// The header that proves who is calling.
pub(crate) type AuthHeader = (HeaderName, HeaderValue);

/// The header of a bearer token.
pub(crate) fn bearer_header(token: &Secret) -> Result<AuthHeader, Unsendable> {
    Ok((AUTHORIZATION, token.header("Bearer ", true)?))
}

/// The header of an API key.
pub(crate) fn api_key_header(api_key: &Secret) -> Result<AuthHeader, Unsendable> {
    Ok((API_KEY_HEADER, api_key.header("", false)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bearer_goes_to_authorization_and_a_key_to_its_own_header() {
        let (name, value) = bearer_header(&Secret::from("canary")).unwrap();
        assert_eq!(
            (name.as_str(), value),
            ("authorization", HeaderValue::from_static("Bearer canary"))
        );
        let (name, value) = api_key_header(&Secret::from("canary")).unwrap();
        assert_eq!(
            (name.as_str(), value),
            ("x-nimbus-api-key", HeaderValue::from_static("canary"))
        );
    }
}
