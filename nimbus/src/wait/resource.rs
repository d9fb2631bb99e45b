//! What can be waited for: how its status reads.

use std::time::Duration;

use nimbus_api::Operation;

use super::condition::Condition;

/// What has a status. It cannot be named outside this crate, so that no other types come to be.
pub trait Resource: Clone + PartialEq + Send + Sync + 'static {
    /// What it is, for error texts.
    const THING: &'static str;

    /// How it is read.
    const OPERATION: &'static Operation;

    /// Whether it is never started again once it has stopped.
    const ENDS: bool;

    /// The state in its lifecycle, as `stopped`.
    fn state(&self) -> Option<&str>;

    /// Whether it can be used, as `ready`.
    fn readiness(&self) -> Option<&str>;

    /// Whether it works, as `healthy`.
    fn health(&self) -> Option<&str>;

    /// Whether it has changed since, as far as someone who watches it is concerned.
    fn differs_from(&self, before: &Self) -> bool;

    /// The one word that says most about it, in lower case.
    fn status(&self) -> String {
        let words = [self.readiness(), self.health(), self.state()];
        let first = words.into_iter().flatten().find(|word| !word.is_empty());
        first.unwrap_or("unknown").to_ascii_lowercase()
    }

    /// Whether the state or the readiness is this one. Case does not matter: newer servers have changed it before.
    fn is(&self, word: &str) -> bool {
        let words = [self.state(), self.readiness()];
        let mut words = words.into_iter().flatten();
        words.any(|own| own.eq_ignore_ascii_case(word))
    }
}

/// What a poll tells about a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PollOutcome {
    Satisfied,
    Pending,
    /// It has failed: it will not come to hold by waiting.
    Failed,
}

impl Condition {
    /// Whether it holds.
    pub(crate) fn holds(self, seen: &impl Resource) -> bool {
        match self {
            Self::Ready | Self::Stopped => seen.is(self.as_str()),
            Self::Healthy => seen
                .health()
                .is_some_and(|health| health.eq_ignore_ascii_case(self.as_str())),
        }
    }

    /// What a poll tells about it.
    pub(super) fn judge<T: Resource>(self, seen: &T, tolerates_failure: bool) -> PollOutcome {
        if self.holds(seen) {
            return PollOutcome::Satisfied;
        }
        let is_over = (seen.is("failed") && !tolerates_failure) || (T::ENDS && seen.is("stopped"));
        match self {
            Self::Ready | Self::Healthy if is_over => PollOutcome::Failed,
            _ => PollOutcome::Pending,
        }
    }
}

/// What was seen of a resource that is waited for or watched.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Observation<T> {
    /// The resource as it was seen.
    pub resource: T,
    /// How many polls had been made. Waits that share their polls count those that fell into their own time.
    pub polls: u32,
    /// How long the wait had lasted.
    pub elapsed: Duration,
}
