use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::*;
use crate::error::response::EXCERPT_LIMIT;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

const SECRET: &str = "canary-4711";

fn hidden(credential: &str, body: &str) -> Option<ErrorResponse> {
    let credential = HeaderValue::from_str(credential).unwrap();
    let headers = HeaderMap::from_iter([(
        reqwest::header::SERVER,
        HeaderValue::from_str(body).unwrap(),
    )]);
    Redactor::of(&credential)?;
    let response = ErrorResponse::new(StatusCode::BAD_REQUEST, headers, body.as_bytes());
    Some(response.redacted(&credential))
}

#[test]
fn credential_is_hidden_wherever_the_response_repeats_it() {
    let body = format!(
        r#"{{"error":{{"code":"{SECRET}","message":"no {SECRET}","requestId":"{SECRET}",
        "remediation":{{"action":"retry","message":"{SECRET}"}},"detail":{{"a":["{SECRET}",1]}}}}}}"#
    )
    .replace('\n', "");
    for credential in [SECRET.to_owned(), format!("Bearer {SECRET}")] {
        let response = hidden(&credential, &body).unwrap();
        let envelope = &response.envelope;
        let shown = format!(
            "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            response.excerpt,
            response.headers,
            envelope.code,
            envelope.message,
            envelope.request_id,
            envelope.remediation,
            envelope.detail
        );
        assert!(!shown.contains(SECRET), "{shown}");
        assert_eq!(envelope.message.as_deref(), Some("no [redacted]"));
    }
}

#[test]
fn credential_is_hidden_in_an_unknown_action_and_in_the_names_of_a_detail() {
    let body = format!(
        r#"{{"error":{{"remediation":{{"action":"{SECRET}","message":""}},"detail":{{"{SECRET}":1}}}}}}"#
    );
    let envelope = hidden(SECRET, &body).unwrap().envelope;
    let shown = format!("{:?} {:?}", envelope.remediation, envelope.detail);
    assert!(!shown.contains(SECRET), "{shown}");
    assert_eq!(envelope.detail.unwrap()["[redacted]"], 1);
}

#[test]
fn a_credential_is_found_behind_a_percent_sign_that_begins_no_escape() {
    let body = format!("100%, and then {}", SECRET.replace("ca", "%63%61"));
    let response = hidden(SECRET, &body).unwrap();
    let shown = format!("{:?} {:?}", response.excerpt, response.headers);
    assert!(!shown.contains("nary"), "{shown}");
}

#[test]
fn part_of_a_credential_is_hidden_where_a_text_is_cut_off() {
    for length in 8..SECRET.len() {
        let mut body = "x".repeat(EXCERPT_LIMIT - ELLIPSIS.len_utf8() - length);
        body.push_str(SECRET);
        body.push_str(" and more");
        let excerpt = hidden(SECRET, &body).unwrap().excerpt;
        assert!(excerpt.ends_with("x…"), "{length}: {excerpt}");
    }
    // A response that broke off has no ellipsis.
    let response = hidden(SECRET, &format!("no {}", &SECRET[..10])).unwrap();
    assert_eq!(response.excerpt, "no …");
}

#[test]
fn part_of_a_credential_in_another_spelling_is_withheld_where_a_text_is_cut_off() {
    let escaped: String = SECRET.bytes().map(|b| format!("\\u{b:04x}")).collect();
    let encoded: String = SECRET.bytes().map(|b| format!("%{b:02X}")).collect();
    let base64 = STANDARD.encode(SECRET);
    for spelling in [escaped, encoded, base64] {
        // As much of the encoding as the shortest part needs.
        let shortest = (spelling.len() * SHORTEST).div_ceil(SECRET.len());
        for length in shortest..spelling.len() {
            let mut body = "x".repeat(EXCERPT_LIMIT - ELLIPSIS.len_utf8() - length);
            body.push_str(&spelling);
            body.push_str(" and more");
            let excerpt = hidden(SECRET, &body).unwrap().excerpt;
            assert_eq!(excerpt, WITHHELD, "{length} of {spelling}");
        }
    }
}

#[test]
fn a_credential_that_looks_escaped_is_found_as_it_is_and_in_other_spellings() {
    for secret in [
        "%C3%BC-canary",
        r"\u0041\canary",
        "100%-canary-%",
        "%%%%%%%%%",
    ] {
        let credential = HeaderValue::from_str(secret).unwrap();
        let redactor = Redactor::of(&credential).unwrap();
        for spelling in [secret.replace('\\', r"\\"), STANDARD.encode(secret)] {
            let mut text = format!("no {spelling}!");
            redactor.redact(&mut text);
            let is_plain = spelling == secret;
            let expected = if is_plain { "no [redacted]!" } else { WITHHELD };
            assert_eq!(text, expected, "{secret}");
        }
    }
}

#[test]
fn words_are_not_taken_for_a_credential() {
    assert!(hidden("Bearer token", "the token has expired").is_none());
    let response = hidden("Bearer canary-0815", "all is said").unwrap();
    assert_eq!(response.excerpt, "all is said");
}
