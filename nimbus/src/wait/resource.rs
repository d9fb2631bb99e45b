//! The resources that can be waited for, and how their status is read.

use std::time::Duration;

use nimbus_api::Operation;

use super::condition::Condition;

/// A resource with a status. The trait cannot be named outside this crate, so that no other types implement it.
pub trait Resource: Clone + PartialEq + Send + Sync + 'static {
    /// The word for it in error messages.
    const THING: &'static str;

    /// The operation that reads it.
    const OPERATION: &'static Operation;

    /// Whether it can never be started again once it has stopped.
    const ENDS: bool;

    /// Returns the lifecycle state, for example `stopped`.
    fn state(&self) -> Option<&str>;

    /// Returns whether it can be used, for example `ready`.
    fn readiness(&self) -> Option<&str>;

    /// Returns whether it works, for example `healthy`.
    fn health(&self) -> Option<&str>;

    /// Whether it differs in a way that matters to someone who watches it.
    fn differs_from(&self, before: &Self) -> bool;

    /// Returns the word that says most about its status, in lower case.
    fn status(&self) -> String {
        let words = [self.readiness(), self.health(), self.state()];
        let first = words.into_iter().flatten().find(|word| !word.is_empty());
        first.unwrap_or("unknown").to_ascii_lowercase()
    }

    /// Whether the state or the readiness is this word. Case is ignored, because servers have changed it before.
    fn is(&self, word: &str) -> bool {
        let words = [self.state(), self.readiness()];
        let mut words = words.into_iter().flatten();
        words.any(|own| own.eq_ignore_ascii_case(word))
    }
}

/// What a poll says about a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PollOutcome {
    Satisfied,
    Pending,
    /// The condition cannot be satisfied by waiting any more.
    Failed,
}

impl Condition {
    /// Whether the condition holds.
    pub(crate) fn holds(self, seen: &impl Resource) -> bool {
        match self {
            Self::Ready | Self::Stopped => seen.is(self.as_str()),
            Self::Healthy => seen
                .health()
                .is_some_and(|health| health.eq_ignore_ascii_case(self.as_str())),
        }
    }

    /// Judges the condition by a poll.
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

/// An observation of a resource that is waited for or watched.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Observation<T> {
    /// The resource as it was seen.
    pub resource: T,
    /// The number of polls made so far. Waits that share polls count those that were made during their own time.
    pub polls: u32,
    /// How long the wait or watch had lasted.
    pub elapsed: Duration,
}
