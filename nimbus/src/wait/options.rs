//! How long to wait, how often to poll, and who is told.

use std::fmt;
use std::time::Duration;

use super::resource::{Observation, Resource};
use crate::Result;
use crate::call::options::greater_than_zero;

type ProgressFn<'a, T> = Box<dyn FnMut(&Observation<T>) + Send + 'a>;

/// The pause between two polls, unless set.
pub(super) const INTERVAL: Duration = Duration::from_millis(250);

/// What the caller of a wait decides.
pub(crate) struct WaitOptions<'a, T> {
    pub(crate) timeout: Duration,
    pub(crate) interval: Duration,
    /// Whether a failed resource is waited for on.
    pub(crate) tolerates_failure: bool,
    /// For how long the resource may be missing, as when a read lags behind the write that made it.
    pub(crate) lag: Duration,
    pub(crate) progress: Option<ProgressFn<'a, T>>,
}

impl<T> Default for WaitOptions<'_, T> {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            interval: INTERVAL,
            tolerates_failure: false,
            lag: Duration::ZERO,
            progress: None,
        }
    }
}

impl<T> WaitOptions<'_, T> {
    /// # Errors
    /// Names the duration that is zero.
    pub(crate) fn check(&self) -> Result<()> {
        greater_than_zero("wait_timeout", Some(self.timeout))?;
        check_interval(self.interval)
    }
}

/// # Errors
/// It is zero.
pub(super) fn check_interval(interval: Duration) -> Result<()> {
    greater_than_zero("interval", Some(interval)).map(|_| ())
}

impl<T: Resource> WaitOptions<'_, T> {
    pub(super) fn report(&mut self, seen: &T, polls: u32, elapsed: Duration) {
        if let Some(progress) = &mut self.progress {
            progress(&Observation {
                resource: seen.clone(),
                polls,
                elapsed,
            });
        }
    }
}

impl<T> fmt::Debug for WaitOptions<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitOptions")
            .field("timeout", &self.timeout)
            .field("interval", &self.interval)
            .field("tolerates_failure", &self.tolerates_failure)
            .finish_non_exhaustive()
    }
}

/// The setters of calls that wait, whose field `options` holds [`WaitOptions`] for this resource, and `call` the call.
macro_rules! wait_setters {
    ($resource:ty, $($call:ident).+) => {
        /// How long all of this may take: what it does before it waits, and the wait. None unless set. Zero is refused.
        pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
            self.$($call).+.settings().timeout = Some(timeout);
            self
        }

        /// How long to wait, from the moment at which the polling begins; 30 s unless set. Zero is refused.
        pub fn wait_timeout(mut self, timeout: ::std::time::Duration) -> Self {
            self.options.timeout = timeout;
            self
        }

        /// The pause between two polls; 250 ms unless set. Zero is refused. The second poll comes after up to twice that, so
        /// that waits that begin together spread out.
        pub fn interval(mut self, interval: ::std::time::Duration) -> Self {
            self.options.interval = interval;
            self
        }

        /// Waits on though it has failed, as for something that is going to be started again. Without this, a failure
        /// ends the wait at once.
        pub fn tolerate_failure(mut self) -> Self {
            self.options.tolerates_failure = true;
            self
        }

        /// Calls this with what is seen: first, and then whenever it has changed.
        pub fn progress(
            mut self,
            progress: impl FnMut(&$crate::Observation<$resource>) + Send + 'a,
        ) -> Self {
            self.options.progress = Some(Box::new(progress));
            self
        }
    };
}

pub(crate) use wait_setters;
