//! What a session's times and state come down to.

use std::time::Duration;

use jiff::Timestamp;

use crate::types::{SessionLifecycleState, SessionResource};

impl SessionResource {
    /// Whether the session was open when it was read. One whose time has come since reads as open all the same:
    /// [`is_open_at`](Self::is_open_at) knows better.
    pub fn is_open(&self) -> bool {
        self.status.lifecycle_state == SessionLifecycleState::Open
    }

    /// Whether the session was open when it was read, and has time left at `now`.
    pub fn is_open_at(&self, now: Timestamp) -> bool {
        self.is_open() && !self.expires_in(now).is_zero()
    }

    /// How much time is left at `now` until the session expires; zero when it has, or was closed. `now` is compared
    /// with the server's clock: where this machine's may be wrong, count down from [`lifetime`](Self::lifetime).
    pub fn expires_in(&self, now: Timestamp) -> Duration {
        match self.status.lifecycle_state {
            SessionLifecycleState::Closed | SessionLifecycleState::Expired => Duration::ZERO,
            _ => between(now, self.spec.expires_at),
        }
    }

    /// How long the session was granted for, from its opening to its expiry. Both are times of the server's clock, so
    /// that this is right whatever the time is here.
    pub fn lifetime(&self) -> Duration {
        between(self.metadata.created_at, self.spec.expires_at)
    }
}

/// Nothing when `to` lies before `from`.
fn between(from: Timestamp, to: Timestamp) -> Duration {
    Duration::try_from(to.duration_since(from)).unwrap_or_default()
}
