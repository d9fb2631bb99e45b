//! The expiry of a token: it is the number that the claims state, or there is none.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use crate::auth::Token;

/// The input is a token; and it is what the claims of another one hold.
pub(super) fn check(data: &[u8]) {
    let claims = URL_SAFE_NO_PAD.encode(data);
    check_token(&format!("e30.{claims}.c2ln"));
    if let Ok(token) = str::from_utf8(data) {
        check_token(token);
    }
}

fn check_token(text: &str) {
    let token = Token::new(text);
    let other = Token {
        secret: "another".into(),
        ..token.clone()
    };
    // The token itself may happen to be a part of what is shown in its place.
    assert_eq!(format!("{token:?}"), format!("{other:?}"));
    assert_eq!(token.expires_at, stated(text), "{text}");
}

/// Read in another way.
fn stated(text: &str) -> Option<SystemTime> {
    let parts: Vec<_> = text.trim().split('.').collect();
    let [_, claims, _] = parts.as_slice() else {
        return None;
    };
    let unpadded = claims.trim_end_matches('=');
    // Padding fills the last four characters, or some of what is left of them.
    let (last, padding) = (unpadded.len() % 4, claims.len() - unpadded.len());
    if padding > 0 && (last == 0 || last + padding > 4) {
        return None;
    }
    let claims = URL_SAFE_NO_PAD.decode(unpadded).ok()?;
    let claims: Value = serde_json::from_slice(&claims).ok()?;
    let seconds = claims.as_object()?.get("exp")?.as_f64()?;
    let since_epoch = Duration::try_from_secs_f64(seconds).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(since_epoch)
}
