//! A server that repeats the credential in another spelling does not get it shown.

use std::error::Error as _;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use nimbus::{Credential, Error};
use nimbus_conformance::script::{Reply, Script};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

/// The last one has what JSON escapes, and what looks like an escape by itself.
const TOKENS: [&str; 3] = ["kiwi-4711-kiwi", "ki+wi/4711==", r#"ki"wi\4711\%41"#];

const WITHHELD: &str = "[withheld: the response repeats the credential]";

fn json_escaped(text: &str) -> String {
    let quoted = json!(text).to_string();
    quoted[1..quoted.len() - 1].replace('/', "\\/")
}

fn percent_encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

fn code_points(text: &str) -> String {
    text.chars()
        .map(|c| format!("\\u{:04X}", u32::from(c)))
        .collect()
}

/// The token in other spellings, some of which lie one inside the other.
fn spellings(token: &str) -> Vec<String> {
    let pair = format!("operator:{token}");
    let bearer = format!("Bearer {token}");
    let all = [
        json_escaped(token),
        code_points(token),
        percent_encoded(token),
        json_escaped(&json_escaped(token)),
        percent_encoded(&json_escaped(token)),
        json_escaped(&percent_encoded(&percent_encoded(token))),
        STANDARD.encode(token),
        URL_SAFE_NO_PAD.encode(token),
        STANDARD.encode(pair),
        format!("id-{}", STANDARD.encode(&bearer)),
        percent_encoded(&STANDARD.encode(json_escaped(&bearer))),
        STANDARD.encode(STANDARD.encode(token)),
    ];
    all.into_iter()
        .filter(|spelling| !spelling.contains(token))
        .collect()
}

/// The error that a reply becomes.
async fn refused(token: &str, reply: Reply) -> Error {
    let script = Script::of([reply]).await;
    let options = script.options().credential(Credential::bearer(token));
    let nimbus = options.build().unwrap();
    nimbus.tenants().list().await.unwrap_err()
}

/// All that can be had of an error. Quotes and backslashes are as they are, not as `Debug` writes them.
fn shown(error: &Error) -> String {
    let mut shown = format!("{error} {error:?} {} {:?}", error.message(), error.kind());
    for text in [error.body(), error.code(), error.request_id()] {
        write!(shown, " {}", text.unwrap_or_default()).unwrap();
    }
    if let Some(detail) = error.detail() {
        write!(shown, " {} {detail}", detail["you"].as_str().unwrap_or("")).unwrap();
    }
    if let Some(remediation) = error.remediation() {
        write!(shown, " {} {}", remediation.action, remediation.message).unwrap();
    }
    for value in error.headers().into_iter().flat_map(|all| all.values()) {
        write!(shown, " {}", String::from_utf8_lossy(value.as_bytes())).unwrap();
    }
    let mut cause = error.source();
    while let Some(error) = cause {
        write!(shown, " {error} {error:?}").unwrap();
        cause = error.source();
    }
    shown
}

#[track_caller]
fn is_secret(error: &Error, token: &str, spelling: &str) {
    let shown = shown(error);
    for text in [token, spelling, &format!("{token:?}"), &json_escaped(token)] {
        assert!(!shown.contains(text), "{text}, as {spelling}: {shown}");
    }
}

#[tokio::test]
async fn a_text_that_repeats_the_credential_in_another_spelling_is_withheld_and_says_so() {
    for token in TOKENS {
        for spelling in spellings(token) {
            let page = format!("<p>who is {spelling}?</p>");
            let error = refused(token, Reply::text(403, "text/html", &page)).await;
            is_secret(&error, token, &spelling);
            assert_eq!(error.body(), Some(WITHHELD), "{spelling}");
            assert_eq!(error.message(), WITHHELD, "{spelling}");
            assert!(error.to_string().contains(WITHHELD), "{error}");
        }
    }
}

#[tokio::test]
async fn every_part_of_an_envelope_and_every_header_is_looked_through() {
    for token in TOKENS {
        for spelling in spellings(token) {
            let said = format!("who is {spelling}?");
            let body = json!({ "error": {
                "code": said, "message": said, "requestId": said,
                "detail": { "you": said, &*said: [said] },
                "remediation": { "action": said, "message": said },
            }});
            let reply = Reply::json(400, body).header("x-you", &said);
            let error = refused(token, reply).await;
            is_secret(&error, token, &spelling);
            assert_eq!(error.code(), Some(WITHHELD), "{spelling}");
            assert_eq!(error.headers().unwrap()["x-you"], WITHHELD, "{spelling}");
        }
    }
}

/// What an escape in JSON stands for is found in place; the body, where the escape stands, is withheld.
#[tokio::test]
async fn a_credential_with_a_quote_or_a_backslash_is_in_no_text_of_an_error() {
    for token in TOKENS {
        let escaped = code_points(token);
        let body = format!(r#"{{"error":{{"message":"who is {escaped}?"}}}}"#);
        let error = refused(token, Reply::text(401, "application/json", &body)).await;
        is_secret(&error, token, &escaped);
        assert_eq!(error.message(), "who is [redacted]?");
        assert_eq!(error.body(), Some(WITHHELD));

        // The reader of JSON quotes what it cannot take, and so does whoever names a media type.
        let reply = Reply::json(200, json!({ "tenants": token }));
        is_secret(&refused(token, reply).await, token, token);
        let reply = Reply::text(200, &format!("text/x; you={token}"), "");
        is_secret(&refused(token, reply).await, token, token);
    }
}

#[tokio::test]
async fn a_text_in_which_nothing_is_repeated_stays_as_it_is() {
    let page = "<p>100% of a\\b is eyJhbGciOiJub25lIn0, and %2F \\u002F %zz \\ as before %</p>";
    for token in TOKENS {
        let error = refused(token, Reply::text(403, "text/html", page)).await;
        assert_eq!(error.body(), Some(page));
    }
}
