//! Whether a failed attempt is followed by another, and when.

mod budget;
mod recent;

use std::sync::Arc;
use std::time::Duration;

use nimbus_api::{Operation, RetrySafety};
use tokio::time::Instant;

pub use budget::RetryBudget;
pub(crate) use budget::{Budget, RetryPermit};

use crate::deadline::saturating_deadline;
use crate::text::Rounded;
use crate::{Error, Result, Sent};

/// The number of attempts of a call, and the pauses between them.
///
/// Whether an attempt can be repeated does not depend on the policy, but on the operation in the contract:
///
/// | Operation | Repeated after |
/// |---|---|
/// | safe (it only reads) | a failed or broken connection, a timeout of an attempt, the statuses 408, 429, 502, 503 and 504, and errors that the server calls retryable |
/// | guarded by a generation, or unsafe | an attempt that was certainly not sent, for example because no connection could be made, and the status 429, after which a repeat does no harm |
///
/// The pause is random, between zero and a limit that doubles with every attempt ("full jitter"). It is at least the
/// server's `Retry-After`, up to [`max_retry_after`](RetryPolicyBuilder::max_retry_after). A call whose deadline leaves
/// no time for the pause fails at once. All clones of a client share one [`RetryBudget`].
///
/// ```
/// use std::time::Duration;
/// use nimbus::{Nimbus, RetryPolicy};
///
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
/// # fn main() -> Outcome { on_stage(async |staged| {
/// let patient = RetryPolicy::builder().max_attempts(6).max_backoff(Duration::from_secs(15)).build()?;
/// let nimbus = Nimbus::builder().tenant("demo").retry(patient).build()?;
/// # let nimbus = staged;
/// let web = nimbus.services().get("web").retry(RetryPolicy::disabled()).await?; // once only
/// # Ok(()) }) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetryPolicy {
    max_attempts: u32,
    initial_backoff: Duration,
    max_backoff: Duration,
    max_retry_after: Duration,
    jitter: f64,
}

impl RetryPolicy {
    /// Returns the policy with a single attempt. (A call that gets the status 401 is still sent again with a newer
    /// token, if there is one.)
    pub const fn disabled() -> Self {
        Self {
            max_attempts: 1,
            ..Self::DEFAULT
        }
    }

    const DEFAULT: Self = Self {
        max_attempts: 3,
        initial_backoff: Duration::from_millis(200),
        max_backoff: Duration::from_secs(5),
        max_retry_after: Duration::from_secs(20),
        jitter: 1.0,
    };

    /// Returns a builder with the defaults: 3 attempts, pauses of up to 200 ms at first and 5 s at most, and a
    /// `Retry-After` of up to 20 s.
    pub fn builder() -> RetryPolicyBuilder {
        RetryPolicyBuilder(Self::DEFAULT)
    }

    /// Plans another attempt: returns the pause before it, and the permit to make it.
    ///
    /// # Errors
    /// There must not be another attempt. The reason is given if the policy would allow one.
    #[cold]
    pub(crate) fn plan(
        &self,
        error: &Error,
        operation: &Operation,
        attempts: u32,
        budget: &Arc<Budget>,
        deadline: Option<Instant>,
    ) -> Result<(Duration, RetryPermit), Option<String>> {
        let random = fastrand::f64();
        let pause = self.pause(error, operation, attempts, random).ok_or(None)?;
        let Some(permit) = budget.take() else {
            return Err(Some("the client's retry budget is spent".to_owned()));
        };
        if deadline.is_some_and(|deadline| saturating_deadline(Instant::now(), pause) >= deadline) {
            let pause = Rounded(pause);
            return Err(Some(format!(
                "the next attempt, in {pause}, would be beyond the deadline"
            )));
        }
        Ok((pause, permit))
    }

    /// Returns the pause before another attempt, or `None` if there is to be none.
    pub(crate) fn pause(
        &self,
        error: &Error,
        operation: &Operation,
        attempts: u32,
        random: f64,
    ) -> Option<Duration> {
        if attempts >= self.max_attempts || !may_repeat(error, operation.retry) {
            return None;
        }
        let doublings = attempts.saturating_sub(1).min(31);
        let limit = self
            .initial_backoff
            .saturating_mul(1 << doublings)
            .min(self.max_backoff);
        let share = limit.as_secs_f64() * (1.0 - self.jitter * random);
        // Rounding can take the longest duration beyond what a `Duration` can represent.
        let backoff = Duration::try_from_secs_f64(share).unwrap_or(limit);
        let wish = error.retry_after().unwrap_or_default();
        Some(backoff.max(wish.min(self.max_retry_after)))
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Whether the operation may be sent again after an attempt with this error. The first question is always whether the
/// server may have acted on it.
fn may_repeat(error: &Error, safety: RetrySafety) -> bool {
    let is_limited = error.status().is_some_and(|status| status.as_u16() == 429);
    let untouched = error.sent() == Sent::No || is_limited;
    error.is_retryable() && (untouched || safety == RetrySafety::Safe)
}

/// Builds a [`RetryPolicy`]. Made by [`RetryPolicy::builder`].
#[derive(Clone, Copy, Debug)]
#[must_use = "a builder does nothing until `build`"]
pub struct RetryPolicyBuilder(RetryPolicy);

impl RetryPolicyBuilder {
    /// Sets the maximum number of attempts of a call, including the first one.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.0.max_attempts = attempts;
        self
    }

    /// Sets the limit of the pause after the first attempt. It doubles with every further attempt.
    pub fn initial_backoff(mut self, backoff: Duration) -> Self {
        self.0.initial_backoff = backoff;
        self
    }

    /// Sets the limit of all pauses.
    pub fn max_backoff(mut self, limit: Duration) -> Self {
        self.0.max_backoff = limit;
        self
    }

    /// Sets the longest `Retry-After` to wait for. A longer one is cut to this.
    pub fn max_retry_after(mut self, limit: Duration) -> Self {
        self.0.max_retry_after = limit;
        self
    }

    /// Sets how much of a pause is random, from 0 (nothing) to 1 (all of it, which is the default).
    pub fn jitter(mut self, jitter: f64) -> Self {
        self.0.jitter = jitter;
        self
    }

    /// Builds the policy.
    ///
    /// # Errors
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput), naming the field that is not valid: no attempts, a pause or
    /// limit of zero, a limit below the first pause, or a jitter outside 0 to 1.
    pub fn build(self) -> Result<RetryPolicy> {
        let Self(retry) = self;
        let refuse =
            |field, reason: &str| Err(Error::invalid_input(field, format!("{field} {reason}")));
        if retry.max_attempts == 0 {
            return refuse("max_attempts", "must be at least 1");
        }
        if retry.initial_backoff.is_zero() {
            return refuse("initial_backoff", "must be greater than zero");
        }
        if retry.max_backoff < retry.initial_backoff {
            return refuse("max_backoff", "must not be below initial_backoff");
        }
        if retry.max_retry_after.is_zero() {
            return refuse("max_retry_after", "must be greater than zero");
        }
        if !(0.0..=1.0).contains(&retry.jitter) {
            return refuse("jitter", "must be from 0 to 1");
        }
        Ok(retry)
    }
}

#[cfg(test)]
mod storm;
#[cfg(test)]
mod tests;
