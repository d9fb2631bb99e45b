//! The expiry of a token: it is the number that the claims state, or there is none.

#![no_main]

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use libfuzzer_sys::fuzz_target;
use nimbus::auth::Token;
use serde_json::Value;

// The input is a token; and it is what the claims of another one hold.
fuzz_target!(|data: &[u8]| {
    let claims = URL_SAFE_NO_PAD.encode(data);
    check_token(&format!("e30.{claims}.c2ln"));
    if let Ok(token) = str::from_utf8(data) {
        check_token(token);
    }
});

fn check_token(text: &str) {
    let other = Token::new("another");
    let other = match stated(text) {
        Some(at) => other.expires_at(at),
        None => other,
    };
    // The expiry is shown; the token is not, though it may happen to be a part of what is shown in its place.
    assert_eq!(
        format!("{:?}", Token::new(text)),
        format!("{other:?}"),
        "{text}"
    );
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
