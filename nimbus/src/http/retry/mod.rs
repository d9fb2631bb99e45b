//! Whether a failed attempt is followed by another, and when.

mod budget;
mod recent;

use std::time::Duration;

use nimbus_api::{Operation, Retry as Safety};

pub use budget::RetryBudget;
pub(crate) use budget::{Budget, Permit};

use crate::{Error, Result, Sent};

/// How often a call is attempted, and how long it pauses in between.
///
/// What is repeated at all does not depend on this, but on the operation, as the contract has it:
///
/// | Operation | Repeated after |
/// |---|---|
/// | safe (it only reads) | a connection that failed or broke, an attempt's timeout, the statuses 408, 429, 502, 503 and 504, and errors that the server calls retryable |
/// | guarded by a generation, or unsafe | what was certainly not sent, as when no connection could be made, and status 429: in both cases the server has not acted |
///
/// The pause is random, between nothing and a limit that doubles with every attempt ("full jitter"). The server's
/// `Retry-After` is waited for, up to [`retry_after_limit`](RetryBuilder::retry_after_limit). A call whose deadline
/// leaves no room for the pause fails at once. All clones of a client share one [`RetryBudget`].
///
/// ```
/// use std::time::Duration;
/// use nimbus::{Nimbus, Retry};
///
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
/// # fn main() -> Outcome { on_stage(async |staged| {
/// let patient = Retry::builder().attempts(6).backoff_limit(Duration::from_secs(15)).build()?;
/// let nimbus = Nimbus::builder().tenant("demo").retry(patient).build()?;
/// # let nimbus = staged;
/// let web = nimbus.services().get("web").retry(Retry::OFF).await?; // once only
/// # Ok(()) }) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Retry {
    attempts: u32,
    backoff: Duration,
    backoff_limit: Duration,
    retry_after_limit: Duration,
    jitter: f64,
}

impl Retry {
    /// Every call is attempted once. (A call that is answered 401 is still repeated with a newer token, if there is
    /// one.)
    pub const OFF: Self = Self {
        attempts: 1,
        ..Self::DEFAULT
    };

    const DEFAULT: Self = Self {
        attempts: 3,
        backoff: Duration::from_millis(200),
        backoff_limit: Duration::from_secs(5),
        retry_after_limit: Duration::from_secs(20),
        jitter: 1.0,
    };

    /// Starts a policy from the default one: 3 attempts; pauses of up to 200 ms at first and 5 s at most; a
    /// `Retry-After` of up to 20 s.
    pub fn builder() -> RetryBuilder {
        RetryBuilder(Self::DEFAULT)
    }

    /// How long to pause before another attempt; none when there is to be none.
    pub(crate) fn pause(
        &self,
        error: &Error,
        operation: &Operation,
        attempts: u32,
        random: f64,
    ) -> Option<Duration> {
        if attempts >= self.attempts || !may_repeat(error, operation.retry) {
            return None;
        }
        let doublings = attempts.saturating_sub(1).min(31);
        let limit = self
            .backoff
            .saturating_mul(1 << doublings)
            .min(self.backoff_limit);
        let share = limit.as_secs_f64() * (1.0 - self.jitter * random);
        // The longest of all durations is one that rounding takes beyond what a duration can be.
        let backoff = Duration::try_from_secs_f64(share).unwrap_or(limit);
        let wish = error.retry_after().unwrap_or_default();
        Some(backoff.max(wish.min(self.retry_after_limit)))
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Whether the operation may be sent again after an attempt that ended so. The first question is always whether the
/// server may have acted on it.
fn may_repeat(error: &Error, safety: Safety) -> bool {
    let is_limited = error.status().is_some_and(|status| status.as_u16() == 429);
    let untouched = error.was_sent() == Sent::No || is_limited;
    error.is_retryable() && (untouched || safety == Safety::Safe)
}

/// Makes a [`Retry`]; made by [`Retry::builder`].
#[derive(Clone, Copy, Debug)]
#[must_use = "a builder does nothing until `build`"]
pub struct RetryBuilder(Retry);

impl RetryBuilder {
    /// How often a call is attempted in all, the first time included.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// The longest pause after the first attempt; it doubles with every further one.
    pub fn backoff(mut self, backoff: Duration) -> Self {
        self.0.backoff = backoff;
        self
    }

    /// The longest pause of all.
    pub fn backoff_limit(mut self, limit: Duration) -> Self {
        self.0.backoff_limit = limit;
        self
    }

    /// The longest `Retry-After` that is waited for; a longer one is taken for this.
    pub fn retry_after_limit(mut self, limit: Duration) -> Self {
        self.0.retry_after_limit = limit;
        self
    }

    /// How much of a pause is random, from 0 (nothing) to 1 (all of it, which is the default).
    pub fn jitter(mut self, jitter: f64) -> Self {
        self.0.jitter = jitter;
        self
    }

    /// The policy.
    ///
    /// # Errors
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput), naming the field that makes it impossible: no attempt, a pause of zero, a limit
    /// below the first pause, a jitter outside 0 to 1.
    pub fn build(self) -> Result<Retry> {
        let Self(retry) = self;
        let refuse =
            |field, reason: &str| Err(Error::invalid_input(field, format!("{field} {reason}")));
        if retry.attempts == 0 {
            return refuse("attempts", "must be at least 1");
        }
        if retry.backoff.is_zero() {
            return refuse("backoff", "must be greater than zero");
        }
        if retry.backoff_limit < retry.backoff {
            return refuse("backoff_limit", "must not be below backoff");
        }
        if retry.retry_after_limit.is_zero() {
            return refuse("retry_after_limit", "must be greater than zero");
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
