//! Why a call of a case brought no value: the SDK's error, or something that the runner does not know.

use nimbus::{Error, ErrorKind};

#[derive(Debug)]
pub(super) enum Failure {
    Sdk(Error),
    Runner(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Sdk(error)
    }
}

impl From<String> for Failure {
    fn from(reason: String) -> Self {
        Self::Runner(reason)
    }
}

/// The SDK's error; there must be one.
pub(super) fn error_of<T>(outcome: Result<T, Failure>) -> Result<Error, String> {
    match outcome {
        Ok(_) => Err("the call succeeds".to_owned()),
        Err(Failure::Sdk(error)) => Ok(error),
        Err(Failure::Runner(reason)) => Err(reason),
    }
}

/// The value; there must be one.
pub(super) fn value_of<T>(outcome: Result<T, Failure>) -> Result<T, String> {
    outcome.map_err(|failure| match failure {
        Failure::Sdk(error) => format!("the call fails: {error}"),
        Failure::Runner(reason) => reason,
    })
}

/// The name of a kind in the vectors: `unexpected_response`.
pub(super) fn kind(kind: ErrorKind) -> String {
    let mut name = String::new();
    for (at, c) in format!("{kind:?}").char_indices() {
        if c.is_uppercase() && at > 0 {
            name.push('_');
        }
        name.extend(c.to_lowercase());
    }
    name
}

/// The name of an argument in the vectors; the SDK has the words of its language.
pub(super) fn argument(error: &Error) -> Option<&str> {
    error.argument().map(|argument| match argument {
        "tenant" => "tenantId",
        "requested_ttl" => "requestedTtlMs",
        "wait_until" => "waitUntil",
        "wait_timeout" => "timeoutMs",
        "interval" => "intervalMs",
        other => other,
    })
}
