//! The state and the times of a session.

use std::time::Duration;

use jiff::Timestamp;

use crate::types::{SessionLifecycleState, SessionResource};

impl SessionResource {
    /// Returns whether the session was open when it was read. This stays true for a session that has expired since; use
    /// [`is_open_at`](Self::is_open_at) to check that.
    pub fn is_open(&self) -> bool {
        self.status.lifecycle_state == SessionLifecycleState::Open
    }

    /// Returns whether the session was open when it was read and has time left at `now`.
    pub fn is_open_at(&self, now: Timestamp) -> bool {
        self.is_open() && !self.expires_in(now).is_zero()
    }

    /// Returns the time left at `now` until the session expires, or zero if it has expired or was closed. `now` is
    /// compared with times of the server's clock; if the local clock may be wrong, count down from
    /// [`lifetime`](Self::lifetime).
    pub fn expires_in(&self, now: Timestamp) -> Duration {
        match self.status.lifecycle_state {
            SessionLifecycleState::Closed | SessionLifecycleState::Expired => Duration::ZERO,
            _ => between(now, self.spec.expires_at),
        }
    }

    /// Returns how long the session was granted for, from its opening to its expiry. Both are times of the server's
    /// clock, so the result does not depend on the local clock.
    pub fn lifetime(&self) -> Duration {
        between(self.metadata.created_at, self.spec.expires_at)
    }
}

/// Returns zero if `to` is before `from`.
fn between(from: Timestamp, to: Timestamp) -> Duration {
    Duration::try_from(to.duration_since(from)).unwrap_or_default()
}
