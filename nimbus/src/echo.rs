//! A credential that the server repeats in its reply must not get into an error that way.

use reqwest::header::HeaderValue;
use serde_json::Value;

use crate::reply::{CUT, Reply};
use crate::types::ErrorRemediationAction;

/// A shorter one is no secret, and may be part of other words, which are worth more.
const SHORTEST: usize = 8;

const HIDDEN: &str = "[redacted]";

/// The credential of a request, to be found in what came back.
pub(crate) struct Echo<'a>(&'a str);

impl<'a> Echo<'a> {
    pub(crate) fn of(credential: &'a HeaderValue) -> Option<Self> {
        let text = credential.to_str().ok()?;
        let secret = text.strip_prefix("Bearer ").unwrap_or(text);
        (secret.len() >= SHORTEST).then_some(Self(secret))
    }

    /// Hides it in a text, and also its first part where what is kept of the text ends in the middle of it.
    pub(crate) fn hide(&self, text: &mut String) {
        *text = text.replace(self.0, HIDDEN);
        let kept = text.strip_suffix(CUT).unwrap_or(text);
        let mut parts = (SHORTEST..self.0.len()).rev().map(|end| &self.0[..end]);
        if let Some(part) = parts.find(|part| kept.ends_with(part)) {
            text.truncate(kept.len() - part.len());
            text.push(CUT);
        }
    }

    pub(crate) fn hide_in(&self, reply: &mut Reply) {
        self.hide(&mut reply.excerpt);
        let envelope = &mut reply.envelope;
        for text in [
            &mut envelope.code,
            &mut envelope.message,
            &mut envelope.request_id,
        ] {
            text.iter_mut().for_each(|text| self.hide(text));
        }
        if let Some(remediation) = &mut envelope.remediation {
            self.hide(&mut remediation.message);
            if let ErrorRemediationAction::UnknownValue(action) = &mut remediation.action {
                self.hide(action);
            }
        }
        if let Some(detail) = &mut envelope.detail {
            self.hide_in_value(detail);
        }
        for value in reply.headers.values_mut() {
            let holds = |bytes: &[u8]| bytes == self.0.as_bytes();
            if value.as_bytes().windows(self.0.len()).any(holds) {
                *value = HeaderValue::from_static(HIDDEN);
            }
        }
    }

    fn hide_in_value(&self, value: &mut Value) {
        match value {
            Value::String(text) => self.hide(text),
            Value::Array(values) => values
                .iter_mut()
                .for_each(|value| self.hide_in_value(value)),
            Value::Object(fields) => {
                // One by one: a map that is collected brings the code of a sort into every program.
                for (name, mut value) in std::mem::take(fields) {
                    self.hide_in_value(&mut value);
                    fields.insert(name.replace(self.0, HIDDEN), value);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::EXCERPT_LIMIT;
    use reqwest::StatusCode;
    use reqwest::header::HeaderMap;

    const SECRET: &str = "canary-4711";

    fn hidden(credential: &str, body: &str) -> Option<Reply> {
        let credential = HeaderValue::from_str(credential).unwrap();
        let headers = HeaderMap::from_iter([(
            reqwest::header::SERVER,
            HeaderValue::from_str(body).unwrap(),
        )]);
        Echo::of(&credential)?;
        let reply = Reply::new(StatusCode::BAD_REQUEST, headers, body.as_bytes());
        Some(reply.without(&credential))
    }

    #[test]
    fn credential_is_hidden_wherever_the_reply_repeats_it() {
        let body = format!(
            r#"{{"error":{{"code":"{SECRET}","message":"no {SECRET}","requestId":"{SECRET}",
            "remediation":{{"action":"retry","message":"{SECRET}"}},"detail":{{"a":["{SECRET}",1]}}}}}}"#
        )
        .replace('\n', "");
        for credential in [SECRET.to_owned(), format!("Bearer {SECRET}")] {
            let reply = hidden(&credential, &body).unwrap();
            let envelope = &reply.envelope;
            let shown = format!(
                "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
                reply.excerpt,
                reply.headers,
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
    fn part_of_a_credential_is_hidden_where_a_text_is_cut_off() {
        for length in 8..SECRET.len() {
            let mut body = "x".repeat(EXCERPT_LIMIT - CUT.len_utf8() - length);
            body.push_str(SECRET);
            body.push_str(" and more");
            let excerpt = hidden(SECRET, &body).unwrap().excerpt;
            assert!(excerpt.ends_with("x…"), "{length}: {excerpt}");
        }
        // A reply that broke off has no mark.
        let reply = hidden(SECRET, &format!("no {}", &SECRET[..10])).unwrap();
        assert_eq!(reply.excerpt, "no …");
    }

    #[test]
    fn words_are_not_taken_for_a_credential() {
        assert!(hidden("Bearer token", "the token has expired").is_none());
        let reply = hidden("Bearer canary-0815", "all is said").unwrap();
        assert_eq!(reply.excerpt, "all is said");
    }
}
