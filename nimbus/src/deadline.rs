//! Deadlines.

use std::future::Future;
use std::time::Duration;

use nimbus_api::Operation;
use tokio::time::{Instant, timeout_at};

use crate::{Error, Result, Sent};

/// A time limit, and the point in time at which it ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline {
    pub(crate) timeout: Duration,
    pub(crate) at: Instant,
}

impl Deadline {
    pub(crate) fn after(start: Instant, timeout: Duration) -> Self {
        let at = saturating_deadline(start, timeout);
        Self { timeout, at }
    }
}

/// Runs the user's work until the deadline of the call that it is a part of.
///
/// # Errors
/// The errors of the work, and a timeout of the operation.
pub(crate) async fn work_within<T, E: From<Error>>(
    deadline: Option<Deadline>,
    operation: &'static Operation,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    let outcome = within(deadline, work).await;
    outcome.unwrap_or_else(|Deadline { timeout, .. }| {
        let error = Error::overdue(timeout, Sent::Yes, None);
        Err(error.of(operation).into())
    })
}

/// Adds a timeout to a point in time. If the clock cannot represent the sum, at most 30 years are added.
pub(crate) fn saturating_deadline(start: Instant, timeout: Duration) -> Instant {
    const DECADES: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);
    start
        .checked_add(timeout)
        .unwrap_or_else(|| start + timeout.min(DECADES))
}

/// Awaits the work until the deadline, if there is one.
///
/// # Errors
/// The deadline, if the work has not ended by then. If it has already passed, the work is not started.
pub(crate) async fn within<T>(
    deadline: Option<Deadline>,
    work: impl Future<Output = T>,
) -> Result<T, Deadline> {
    match deadline {
        None => Ok(work.await),
        Some(deadline) if deadline.at <= Instant::now() => Err(deadline),
        Some(deadline) => timeout_at(deadline.at, work).await.map_err(|_| deadline),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn work_is_not_started_after_the_deadline() {
        let deadline = |timeout| Some(Deadline::after(Instant::now(), timeout));
        let started = async { panic!("it was started") };
        let outcome = within::<()>(deadline(Duration::ZERO), started).await;
        assert!(outcome.is_err());
        let outcome = within(deadline(Duration::from_secs(1)), async { 7 }).await;
        assert!(matches!(outcome, Ok(7)));
    }
}
