//! The reply's side of an exchange.

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response};

use super::document::{Document, Operation};
use super::lower::Side;
use super::request::against;
use super::violation::Findings;

pub(super) fn check(
    document: &Document,
    operation: &Operation,
    reply: &Response<Vec<u8>>,
    findings: &mut Findings,
) {
    const PLACE: &str = "reply body";
    let Some(described) = operation.reply(reply.status().as_u16()) else {
        findings.add("reply status", "it is not described for this operation");
        return;
    };
    let body = reply.body();
    let Some(content) = described["content"].as_object() else {
        if !body.is_empty() {
            findings.add(PLACE, "there should be none");
        }
        return;
    };
    let media = media_type(reply.headers().get(CONTENT_TYPE));
    let Some(content) = content.get(&media) else {
        let known: Vec<_> = content.keys().collect();
        findings.add(
            "reply content type",
            format!("{media:?} is none of {known:?}"),
        );
        return;
    };
    if media == "application/json" {
        match serde_json::from_slice(body) {
            Ok(value) => against(
                document,
                &content["schema"],
                Side::Reply,
                &value,
                PLACE,
                findings,
            ),
            Err(error) => findings.add(PLACE, format!("it is not JSON: {error}")),
        }
    } else if std::str::from_utf8(body).is_ok_and(|text| !text.trim().is_empty()) {
        // Text is a string to its schema, and no schema here asks for more.
    } else {
        findings.add(PLACE, "it is not a text that says something");
    }
}

/// The reply to a path or method that is not in the document.
pub(super) fn check_absent(status: u16, reply: &Response<Vec<u8>>, findings: &mut Findings) {
    if reply.status().as_u16() != status {
        findings.add(
            "reply status",
            format!("the document has no such route, so {status}"),
        );
    }
    if !reply.body().is_empty() {
        findings.add("reply body", "there should be none");
    }
}

/// The media type without its parameters; empty when there is none.
pub(super) fn media_type(header: Option<&HeaderValue>) -> String {
    let text = header.and_then(|value| value.to_str().ok());
    let media = text.and_then(|text| text.split(';').next());
    media.unwrap_or_default().trim().to_ascii_lowercase()
}
