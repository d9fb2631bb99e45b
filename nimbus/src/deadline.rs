//! Points in time at which something must be over.

use std::time::Duration;

use tokio::time::Instant;

/// A time limit, and when it is over.
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

/// A point in time that may lie beyond the end of the clock; some decades will do then.
pub(crate) fn saturating_deadline(start: Instant, timeout: Duration) -> Instant {
    const DECADES: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);
    start
        .checked_add(timeout)
        .unwrap_or_else(|| start + timeout.min(DECADES))
}
