//! The control plane's wall clock.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

/// The time that timestamps and session expiry are taken from. Clones share one clock.
#[derive(Debug, Clone)]
pub struct Clock(Arc<Mutex<Inner>>);

#[derive(Debug)]
struct Inner {
    /// `None` follows the machine's clock.
    fixed: Option<Timestamp>,
    advanced: Duration,
}

impl Clock {
    /// A clock that follows the machine's.
    pub fn real() -> Self {
        Self(Arc::new(Mutex::new(Inner {
            fixed: None,
            advanced: Duration::ZERO,
        })))
    }

    /// A clock that stands at `time` until it is advanced.
    pub fn fixed(time: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(Inner {
            fixed: Some(time),
            advanced: Duration::ZERO,
        })))
    }

    /// Moves this clock forward. Lifecycle delays are not affected: they run on tokio's clock.
    pub fn advance(&self, by: Duration) {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        inner.advanced = inner.advanced.saturating_add(by);
    }

    /// The present time, in whole milliseconds, which is all that goes over the wire.
    pub fn now(&self) -> Timestamp {
        let inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let base = inner.fixed.unwrap_or_else(Timestamp::now);
        let now = later(base, inner.advanced);
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::real()
    }
}

/// `time + by`, stopping at the last time that can be written.
pub(crate) fn later(time: Timestamp, by: Duration) -> Timestamp {
    time.checked_add(by).unwrap_or(Timestamp::MAX)
}
