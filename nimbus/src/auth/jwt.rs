//! The expiry that a JWT states. It is only a hint: the signature is not checked, and the server decides.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::Value;

/// Some issuers add padding, although the standard forbids it.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Returns the claim `exp` of a JWT, or `None` if the token is not a JWT or has no such claim.
pub(super) fn expiry(token: &str) -> Option<SystemTime> {
    let mut parts = token.trim().split('.');
    let (Some(_), Some(payload), Some(_), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let claims: Value = serde_json::from_slice(&BASE64.decode(payload).ok()?).ok()?;
    let seconds = claims.get("exp")?.as_f64()?;
    let since_epoch = Duration::try_from_secs_f64(seconds).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(since_epoch)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jwt(claims: &str) -> String {
        format!("e30.{}.c2ln", BASE64.encode(claims))
    }

    #[test]
    fn expiry_is_read_from_whole_and_fractional_seconds() {
        let at = |seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs_f64(seconds));
        assert_eq!(expiry(&jwt(r#"{"exp":1767225600}"#)), at(1_767_225_600.0));
        assert_eq!(expiry(&jwt(r#"{"sub":"é","exp":1.5}"#)), at(1.5));
        assert_eq!(expiry("e30.eyJleHAiOjF9.c2ln"), at(1.0));
        assert_eq!(expiry("e30.eyJleHAiOjEwfQ==.c2ln"), at(10.0));
    }

    #[test]
    fn what_is_no_jwt_has_no_expiry() {
        let broken = [
            jwt("{}"),
            jwt("[]"),
            jwt("[1]"),
            jwt(r#"{"exp":"soon"}"#),
            jwt(r#"{"exp":-1}"#),
            jwt(r#"{"exp":1e300}"#),
            jwt(r#"{"exp":99999999999999999999}"#),
            "opaque".to_owned(),
            "a.b".to_owned(),
            "a.!.c".to_owned(),
            format!("{}.d", jwt(r#"{"exp":1}"#)),
            String::new(),
        ];
        for token in broken {
            assert_eq!(expiry(&token), None, "{token}");
        }
    }
}
