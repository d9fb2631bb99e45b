//! Keeps a credential that the server repeats in its response out of errors, however it is encoded there.

mod spelling;

use reqwest::header::HeaderValue;
use serde_json::Value;

use self::spelling::{decoded, unescaped};
use crate::Error;
use crate::error::ErrorResponse;
use crate::text::ELLIPSIS;
use crate::types::ErrorRemediationAction;

/// The shortest credential to redact, in bytes. A shorter one is hardly secret, and may be a part of ordinary words.
const SHORTEST: usize = 8;

const HIDDEN: &str = "[redacted]";

/// Replaces a text that contains the credential in another encoding, because its exact position there is not known.
const WITHHELD: &str = "[withheld: the response repeats the credential]";

/// The number of nested encodings that are undone, for example JSON in base64 that is percent-encoded.
const ROUNDS: usize = 3;

/// The credential of a request, to be redacted from the response.
pub(crate) struct Redactor<'a> {
    secret: &'a str,
    /// The secret after its own escapes are undone, as they are in a text.
    unescaped: String,
}

impl<'a> Redactor<'a> {
    pub(crate) fn of(credential: &'a HeaderValue) -> Option<Self> {
        let text = credential.to_str().ok()?;
        let secret = text.strip_prefix("Bearer ").unwrap_or(text);
        let unescaped = (0..ROUNDS).fold(secret.to_owned(), |text, _| unescaped(&text));
        (secret.len() >= SHORTEST).then_some(Self { secret, unescaped })
    }

    /// Redacts the credential in a text, and its first part at the end of a text that was cut off. A text that contains
    /// it in another encoding is withheld as a whole.
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

    /// Whether the credential appears after undoing escapes and decoding possible base64 several times.
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
    /// Removes the credential of the request, in case the server has repeated it.
    pub(crate) fn redacted(mut self, credential: &HeaderValue) -> Self {
        if let Some(redactor) = Redactor::of(credential) {
            redactor.redact_response(&mut self);
        }
        self
    }
}

impl Error {
    /// Removes the credential from the message, in case the server has repeated it. (It is already removed from the
    /// response.)
    #[cold]
    pub(crate) fn redacted(self, credential: &HeaderValue) -> Self {
        match Redactor::of(credential) {
            Some(redactor) => self.map_message(|message| redactor.redact(message)),
            None => self,
        }
    }
}

/// Returns how much of a secret is at the end of a text, in bytes, if that is long enough to be a part of it.
fn part_at_end(text: &str, secret: &str) -> Option<usize> {
    let mut lengths = (SHORTEST..secret.len()).rev();
    lengths.find(|length| {
        let part = secret.get(..*length);
        part.is_some_and(|part| text.ends_with(part))
    })
}

#[cfg(test)]
mod tests;
