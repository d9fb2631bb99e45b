//! A credential that the server repeats in its response must not get into an error that way, however it is spelt there.

mod spelling;

use reqwest::header::HeaderValue;
use serde_json::Value;

use self::spelling::{decoded, unescaped};
use crate::Error;
use crate::error::ErrorResponse;
use crate::text::ELLIPSIS;
use crate::types::ErrorRemediationAction;

/// A shorter one is no secret, and may be part of other words, which are worth more.
const SHORTEST: usize = 8;

const HIDDEN: &str = "[redacted]";

/// What is kept of a text that has the credential in another spelling: where it stands there is not known exactly.
const WITHHELD: &str = "[withheld: the response repeats the credential]";

/// So many spellings, one inside the other, are seen through: base64 of JSON, and that percent-encoded.
const ROUNDS: usize = 3;

/// The credential of a request, to be taken out of what came back.
pub(crate) struct Redactor<'a> {
    secret: &'a str,
    /// What is left of the secret itself when escapes in it are undone, as they are in a text.
    unescaped: String,
}

impl<'a> Redactor<'a> {
    pub(crate) fn of(credential: &'a HeaderValue) -> Option<Self> {
        let text = credential.to_str().ok()?;
        let secret = text.strip_prefix("Bearer ").unwrap_or(text);
        let unescaped = (0..ROUNDS).fold(secret.to_owned(), |text, _| unescaped(&text));
        (secret.len() >= SHORTEST).then_some(Self { secret, unescaped })
    }

    /// Hides it in a text, and also its first part where what is kept of the text ends in the middle of it. A text that
    /// has it in another spelling is withheld as a whole.
    pub(crate) fn redact(&self, text: &mut String) {
        *text = text.replace(self.secret, HIDDEN);
        let kept = text.strip_suffix(ELLIPSIS).unwrap_or(text);
        if let Some(part) = part_at_end(kept, self.secret) {
            text.truncate(kept.len() - part);
            text.push(ELLIPSIS);
        }
        if self.is_spelt_in(text) {
            WITHHELD.clone_into(text);
        }
    }

    /// Whether it appears once escapes are undone and what may be base64 is decoded, a few times over.
    fn is_spelt_in(&self, text: &str) -> bool {
        let mut texts = vec![text.strip_suffix(ELLIPSIS).unwrap_or(text).to_owned()];
        (0..ROUNDS).any(|_| {
            texts = texts.iter().map(|text| unescaped(text)).collect();
            let decoded: Vec<_> = texts.iter().flat_map(|text| decoded(text)).collect();
            texts.extend(decoded);
            texts.iter().any(|text| self.is_in(text))
        })
    }

    fn is_in(&self, text: &str) -> bool {
        let mut forms = [self.secret, &self.unescaped].into_iter();
        forms.any(|form| {
            let is_long = form.len() >= SHORTEST;
            is_long && (text.contains(form) || part_at_end(text, form).is_some())
        })
    }

    pub(crate) fn redact_response(&self, response: &mut ErrorResponse) {
        self.redact(&mut response.excerpt);
        let envelope = &mut response.envelope;
        for text in [
            &mut envelope.code,
            &mut envelope.message,
            &mut envelope.request_id,
        ] {
            text.iter_mut().for_each(|text| self.redact(text));
        }
        if let Some(remediation) = &mut envelope.remediation {
            self.redact(&mut remediation.message);
            if let ErrorRemediationAction::UnknownValue(action) = &mut remediation.action {
                self.redact(action);
            }
        }
        if let Some(detail) = &mut envelope.detail {
            self.redact_value(detail);
        }
        for value in response.headers.values_mut() {
            let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
            let mut redacted = text.clone();
            self.redact(&mut redacted);
            if redacted != text {
                let hidden = HeaderValue::from_static(HIDDEN);
                *value = HeaderValue::from_str(&redacted).unwrap_or(hidden);
            }
        }
    }

    fn redact_value(&self, value: &mut Value) {
        match value {
            Value::String(text) => self.redact(text),
            Value::Array(values) => values.iter_mut().for_each(|value| self.redact_value(value)),
            Value::Object(fields) => {
                for (mut name, mut value) in std::mem::take(fields) {
                    self.redact(&mut name);
                    self.redact_value(&mut value);
                    fields.insert(name, value);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

impl ErrorResponse {
    /// Without the credential of its request, should the server have repeated it.
    pub(crate) fn redacted(mut self, credential: &HeaderValue) -> Self {
        if let Some(redactor) = Redactor::of(credential) {
            redactor.redact_response(&mut self);
        }
        self
    }
}

impl Error {
    /// Without the credential in its message, should the server have repeated it. (A response is without it from the
    /// start.)
    #[cold]
    pub(crate) fn redacted(self, credential: &HeaderValue) -> Self {
        match Redactor::of(credential) {
            Some(redactor) => self.map_message(|message| redactor.redact(message)),
            None => self,
        }
    }
}

/// How much of a secret stands at the end of a text, in bytes, when that is enough to be part of it.
fn part_at_end(text: &str, secret: &str) -> Option<usize> {
    let mut lengths = (SHORTEST..secret.len()).rev();
    lengths.find(|length| {
        let part = secret.get(..*length);
        part.is_some_and(|part| text.ends_with(part))
    })
}

#[cfg(test)]
mod tests;
