//! Replies that become errors: whatever the server or a proxy writes, an error is short, does nothing on a terminal,
//! and does not show the credential. The input is a reply as on the wire: status, headers, an empty line, a body.

use nimbus_api::operations::SERVICES_GET;
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::{acts, assert_one_line};
use crate::Error;
use crate::error::ErrorResponse;

/// What the request was sent with.
pub(super) const CREDENTIAL: &str = "Planted-Credential-0815";

/// The same in other spellings.
const SPELLINGS: [&str; 2] = [
    "Planted%2DCredential%2D0815",
    "UGxhbnRlZC1DcmVkZW50aWFsLTA4MTU",
];

/// So much of it is a leak, too.
const PART: &str = "Planted-";

/// Operation, status, code, message and request id, with the words in between.
const LINE: usize = 1200;
const BODY: usize = 2048;

pub(super) fn check(data: &[u8]) {
    let (status, headers, body) = read(data);
    let header = HeaderValue::from_str(&format!("Bearer {CREDENTIAL}")).expect("it can be sent");
    let reply = ErrorResponse::new(status, headers, body).redacted(&header);
    let error = match status.as_u16() {
        400.. => Error::status_response(reply),
        _ => Error::unexpected_response("the contract promises 200", reply),
    };
    let error = error.of(&SERVICES_GET).after(2).redacted(&header);
    check_shown(&error);
    assert_eq!(error.status(), Some(status));
    check_secrecy(&error, data);
}

/// What holds for every error that has a reply.
pub(super) fn check_shown(error: &Error) {
    assert_one_line(&error.to_string(), LINE);
    assert_one_line(&format!("{error:?}"), LINE + 100);
    for (text, limit) in [
        (error.code(), 256),
        (error.request_id(), 256),
        (error.body(), BODY),
        (Some(error.message()), BODY),
    ] {
        let text = text.unwrap_or_default();
        assert!(text.len() <= limit, "{} bytes", text.len());
        assert!(!text.replace(['\n', '\t'], " ").contains(acts), "{text:?}");
    }
}

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
    // Part of it may be in the reply by itself, also with an escape in it; then it is not known to be one.
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
