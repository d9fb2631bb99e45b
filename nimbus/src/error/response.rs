//! The part of an unexpected response that an error keeps.

use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, DATE, HeaderMap, HeaderValue, RETRY_AFTER};
use serde_json::Value;

use crate::text::{bounded, one_line, printable};
use crate::types::ErrorRemediation;

/// The part of a body, or of the server's message, that an error keeps, in bytes.
pub(crate) const EXCERPT_LIMIT: usize = 2048;

/// The part of a code or a request id that an error keeps, in bytes.
const WORD_LIMIT: usize = 256;

/// A response that caused an error.
pub(crate) struct ErrorResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// The start of the body, if it is text; control characters other than line breaks and tabs are escaped.
    pub(crate) excerpt: String,
    pub(crate) envelope: Envelope,
    /// Why the body was not read, if it has an encoding that the request did not ask for.
    pub(crate) encoded: Option<String>,
    /// How long the server asks to wait before a retry.
    pub(crate) retry_after: Option<Duration>,
}

/// The fields of the error envelope, as far as they are present: the body of a proxy has none of them, and that of an
/// older server does not have all.
#[derive(Default)]
pub(crate) struct Envelope {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) retryable: Option<bool>,
    pub(crate) detail: Option<Value>,
    pub(crate) remediation: Option<ErrorRemediation>,
}

impl ErrorResponse {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: &[u8]) -> Self {
        // The encoding comes last in the text, because a partial credential is recognized only at the end of a text.
        let encoded = encoding(&headers, body).map(|encoding| {
            let encoding = bounded(&format!("{encoding:?}"), WORD_LIMIT);
            format!("the body has a content-encoding that the request did not ask for: {encoding}")
        });
        let body = if encoded.is_some() { &[] } else { body };
        let envelope = Envelope::read(body);
        let excerpt = if is_text(&headers, body) {
            excerpt(body)
        } else {
            String::new()
        };
        Self {
            retry_after: retry_after(&headers, &envelope),
            status,
            headers,
            excerpt,
            envelope,
            encoded,
        }
    }

    /// Returns the server's message, or else the note about the encoding or the body.
    pub(crate) fn message(&self) -> &str {
        match (&self.envelope.message, &self.encoded) {
            (Some(text), _) | (None, Some(text)) => text,
            (None, None) => match self.excerpt.trim() {
                "" => "the response has no text",
                text => text,
            },
        }
    }
}

impl Envelope {
    fn read(body: &[u8]) -> Self {
        let Ok(mut response) = serde_json::from_slice::<Value>(body) else {
            return Self::default();
        };
        let Some(error) = response.get_mut("error") else {
            return Self::default();
        };
        let mut take = |field| error.get_mut(field).map(Value::take);
        let mut text = |field, limit| match take(field) {
            Some(Value::String(text)) => Some(bounded(&printable(&text), limit)),
            _ => None,
        };
        Self {
            code: text("code", WORD_LIMIT).as_deref().map(one_line),
            message: text("message", EXCERPT_LIMIT),
            request_id: text("requestId", WORD_LIMIT).as_deref().map(one_line),
            retryable: take("retryable").and_then(|retryable| retryable.as_bool()),
            remediation: take("remediation").and_then(|value| serde_json::from_value(value).ok()),
            detail: take("detail").filter(|detail| !detail.is_null()),
        }
    }
}

/// Returns the encoding of a body that has one. The SDK never asks for one.
pub(crate) fn encoding<'a>(headers: &'a HeaderMap, body: &[u8]) -> Option<&'a HeaderValue> {
    let is_none = |value: &[u8]| value.is_empty() || value.eq_ignore_ascii_case(b"identity");
    let mut encodings = headers.get_all(CONTENT_ENCODING).iter();
    encodings.find(|encoding| !body.is_empty() && !is_none(encoding.as_bytes()))
}

/// Returns the `Retry-After`, in seconds with or without decimals or as a date, or else the envelope's
/// `detail.retryAfterMs`. A date is compared with the server's own `Date`, so that a wrong local clock does no harm.
fn retry_after(headers: &HeaderMap, envelope: &Envelope) -> Option<Duration> {
    let text = |name| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(wish) = text(RETRY_AFTER) {
        // Checked because Rust also parses signs, exponents and words.
        let is_number = wish.starts_with(|c: char| c.is_ascii_digit())
            && wish.chars().all(|c| c.is_ascii_digit() || c == '.');
        let seconds = wish.parse().ok().filter(|_| is_number);
        if let Some(wish) = seconds.and_then(|wish| Duration::try_from_secs_f64(wish).ok()) {
            return Some(wish);
        }
        if let Ok(until) = httpdate::parse_http_date(wish) {
            let now = text(DATE).and_then(|date| httpdate::parse_http_date(date).ok());
            let now = now.unwrap_or_else(SystemTime::now);
            return Some(until.duration_since(now).unwrap_or_default());
        }
    }
    let milliseconds = envelope.detail.as_ref()?.get("retryAfterMs")?.as_u64()?;
    Some(Duration::from_millis(milliseconds))
}

fn is_text(headers: &HeaderMap, body: &[u8]) -> bool {
    let declared = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    match declared {
        Some(media) => {
            let media = media.to_ascii_lowercase();
            ["text/", "json", "xml"]
                .iter()
                .any(|word| media.contains(word))
        }
        None => std::str::from_utf8(body).is_ok(),
    }
}

fn excerpt(body: &[u8]) -> String {
    // One byte more than is kept, so that the cut is marked.
    let start = &body[..body.len().min(EXCERPT_LIMIT + 1)];
    bounded(&printable(&String::from_utf8_lossy(start)), EXCERPT_LIMIT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::{HeaderName, HeaderValue};

    fn response(media: &'static str, body: &[u8]) -> ErrorResponse {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(media))]);
        ErrorResponse::new(StatusCode::BAD_GATEWAY, headers, body)
    }

    #[test]
    fn an_envelope_with_missing_fields_still_gives_what_it_has() {
        let response = response(
            "application/json",
            br#"{"error":{"code":"op.conflict","retryable":"yes"}}"#,
        );
        assert_eq!(response.envelope.code.as_deref(), Some("op.conflict"));
        assert_eq!(response.envelope.retryable, None);
        assert!(response.message().contains("op.conflict"));
    }

    #[test]
    fn a_proxys_page_is_kept_as_text_up_to_two_kibibytes() {
        let page = format!("<h1>Bad gateway</h1>{}", "x".repeat(10_000));
        let response = response("text/html", page.as_bytes());
        assert!(response.message().starts_with("<h1>Bad gateway</h1>"));
        assert!(response.excerpt.len() <= EXCERPT_LIMIT && response.excerpt.ends_with('…'));
    }

    #[test]
    fn escapes_and_replacements_do_not_make_an_excerpt_longer() {
        for body in [[0x1b; 4000], [0xff; 4000]] {
            let response = response("text/plain", &body);
            assert!(
                response.excerpt.len() <= EXCERPT_LIMIT,
                "{}",
                response.excerpt.len()
            );
            assert!(response.excerpt.len() > EXCERPT_LIMIT - 8);
        }
    }

    #[test]
    fn what_the_envelope_says_is_bounded_too() {
        let long = "x".repeat(100_000);
        let body =
            serde_json::json!({ "error": { "code": long, "message": long, "requestId": long } });
        let envelope = response("application/json", body.to_string().as_bytes()).envelope;
        assert_eq!(envelope.message.map(|text| text.len()), Some(EXCERPT_LIMIT));
        assert_eq!(envelope.code.map(|text| text.len()), Some(WORD_LIMIT));
        assert_eq!(envelope.request_id.map(|text| text.len()), Some(WORD_LIMIT));
    }

    #[test]
    fn retry_after_is_read_as_seconds_as_a_date_and_from_the_detail() {
        let with = |headers: &[(HeaderName, &'static str)], body: &[u8]| {
            let headers = headers
                .iter()
                .map(|(name, value)| (name.clone(), HeaderValue::from_static(value)));
            ErrorResponse::new(StatusCode::TOO_MANY_REQUESTS, headers.collect(), body).retry_after
        };
        assert_eq!(
            with(&[(RETRY_AFTER, " 7 ")], b""),
            Some(Duration::from_secs(7))
        );
        for (text, milliseconds) in [("2.0", 2000), ("1.5", 1500), ("0.25", 250), ("3.", 3000)] {
            let wish = with(&[(RETRY_AFTER, text)], b"");
            assert_eq!(wish, Some(Duration::from_millis(milliseconds)), "{text}");
        }
        let now = (DATE, "Sun, 06 Nov 1994 08:49:37 GMT");
        let later = (RETRY_AFTER, "Sun, 06 Nov 1994 08:50:00 GMT");
        assert_eq!(
            with(&[now.clone(), later], b""),
            Some(Duration::from_secs(23))
        );
        let earlier = (RETRY_AFTER, "Sun, 06 Nov 1994 08:00:00 GMT");
        assert_eq!(with(&[now, earlier], b""), Some(Duration::ZERO));
        let detail = br#"{"error":{"detail":{"retryAfterMs":1500}}}"#;
        assert_eq!(with(&[], detail), Some(Duration::from_millis(1500)));
        for nonsense in [
            "-1",
            "+7",
            "soon",
            "",
            "99999999999999999999999",
            "1.5.0",
            "1e3",
            "1,5",
            ".",
            "inf",
        ] {
            assert_eq!(with(&[(RETRY_AFTER, nonsense)], b""), None, "{nonsense}");
        }
    }

    #[test]
    fn a_binary_body_is_not_kept() {
        assert_eq!(response("image/png", b"\x89PNG").excerpt, "");
    }

    #[test]
    fn control_characters_of_the_server_cannot_act_on_a_terminal() {
        let response = response(
            "application/json",
            br#"{"error":{"message":"\u001b[2Jgone\u202etxt\u009b\u2028x"}}"#,
        );
        assert!(
            !response
                .message()
                .contains(['\u{1b}', '\u{202e}', '\u{9b}', '\u{2028}'])
        );
        assert!(response.message().contains("gone"));
    }
}
