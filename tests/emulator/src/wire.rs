//! Pieces that several resources share on the wire.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::timeline::State;

/// What a sandbox runs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Backend {
    /// A container.
    Container,
    /// A krun micro virtual machine.
    Krun,
}

pub(crate) type Labels = BTreeMap<String, String>;

/// RFC 3339 in UTC, with milliseconds.
pub(crate) fn stamp(time: Timestamp) -> String {
    format!("{time:.3}")
}

/// The one condition that every resource carries.
pub(crate) struct Condition<'a> {
    pub(crate) kind: &'a str,
    pub(crate) holds: bool,
    pub(crate) reason: &'a str,
    pub(crate) message: String,
    pub(crate) generation: u64,
    pub(crate) since: Timestamp,
}

impl Condition<'_> {
    pub(crate) fn json(&self) -> Value {
        json!([{
            "type": self.kind,
            "status": if self.holds { "True" } else { "False" },
            "reason": self.reason,
            "message": self.message,
            "observedGeneration": self.generation,
            "lastTransitionTime": stamp(self.since),
        }])
    }
}

/// Readiness and health of something in this state.
pub(crate) fn readiness_and_health(state: State) -> (&'static str, &'static str) {
    match state {
        State::Starting | State::NotReady | State::Stopping => ("not_ready", "unknown"),
        State::Ready => ("ready", "healthy"),
        State::Stopped => ("stopped", "unknown"),
        State::Failed => ("failed", "unhealthy"),
    }
}

pub(crate) fn check_tenant(id: &str) -> Result<(), ApiError> {
    let legal = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if id.is_empty() || id.len() > 128 || !id.chars().all(legal) {
        return Err(ApiError::invalid(
            "a tenant id has 1 to 128 of the characters A-Z a-z 0-9 _ -",
        ));
    }
    if id.starts_with('_') {
        return Err(ApiError::invalid(
            "tenant ids that begin with _ are reserved",
        ));
    }
    Ok(())
}

/// Service names, and channel names.
pub(crate) fn check_name(what: &str, name: &str) -> Result<(), ApiError> {
    if name.is_empty() || name.trim() != name || name.contains('/') {
        return Err(ApiError::invalid(format!(
            "a {what} is not empty, has no surrounding whitespace and no slash"
        )));
    }
    Ok(())
}

/// A tenant named in a body has to be the one in the path.
pub(crate) fn check_same_tenant(given: Option<&str>, tenant: &str) -> Result<(), ApiError> {
    match given {
        Some(given) if given != tenant => Err(ApiError::invalid(
            "the tenant in the body is not the one in the path",
        )),
        _ => Ok(()),
    }
}

/// `text` as the readable half of an id.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "sandbox".to_owned()
    } else {
        slug.to_owned()
    }
}
