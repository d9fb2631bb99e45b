//! Responses that become errors: whatever the server or a proxy writes, an error is short, does nothing on a terminal,
//! and does not show the credential. The input is a response as on the wire: status, headers, an empty line, a body.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nimbus::Error;
use nimbus::fuzzing::reply_error;
use nimbus_fuzz::check_shown;
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

/// What the request was sent with.
const CREDENTIAL: &str = "Planted-Credential-0815";

/// The same in other spellings.
const SPELLINGS: [&str; 2] = [
    "Planted%2DCredential%2D0815",
    "UGxhbnRlZC1DcmVkZW50aWFsLTA4MTU",
];

/// So much of it is a leak, too.
const PART: &str = "Planted-";

fuzz_target!(|data: &[u8]| {
    let (status, headers, body) = read(data);
    let header = HeaderValue::from_str(&format!("Bearer {CREDENTIAL}")).expect("it can be sent");
    let error = reply_error(status, headers, body, &header);
    check_shown(&error);
    assert_eq!(error.status(), Some(status));
    check_secrecy(&error, data);
});

fn check_secrecy(error: &Error, data: &[u8]) {
    let shown = format!(
        "{error} {error:#?} {} {:?} {:?} {:?} {:?} {:?} {:?}",
        error.message(),
        error.body(),
        error.code(),
        error.request_id(),
        error.detail(),
        error.remediation(),
        error.headers(),
    );
    for spelling in [CREDENTIAL].iter().chain(&SPELLINGS) {
        assert!(!shown.contains(spelling), "{shown}");
    }
    // Part of it may be in the response by itself, also with an escape in it; then it is not known to be one.
    let rest = String::from_utf8_lossy(data).replace(CREDENTIAL, "|");
    if !rest.contains(PART) && !rest.contains('\\') {
        assert!(!shown.contains(PART), "{shown}");
    }
}

/// Lines that are no headers are left out.
fn read(data: &[u8]) -> (StatusCode, HeaderMap, &[u8]) {
    let end = data.windows(2).position(|pair| pair == b"\n\n");
    let (head, body) = match end {
        Some(end) => (&data[..end], &data[end + 2..]),
        None => (data, &[][..]),
    };
    let mut lines = head.split(|byte| *byte == b'\n');
    let status = lines
        .next()
        .and_then(|line| StatusCode::from_bytes(line).ok());
    let headers = lines.filter_map(|line| {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let name = HeaderName::from_bytes(&line[..colon]).ok()?;
        let value = HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).ok()?;
        Some((name, value))
    });
    (
        status.unwrap_or(StatusCode::BAD_GATEWAY),
        headers.collect(),
        body,
    )
}
