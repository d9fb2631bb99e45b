//! The options of a wait: its time limit, the poll interval, and the progress callback.

use std::fmt;
use std::time::Duration;

use super::resource::{Observation, Resource};
use crate::Result;
use crate::call::options::greater_than_zero;

type ProgressFn<'a, T> = Box<dyn FnMut(&Observation<T>) + Send + 'a>;

/// The default pause between two polls.
pub(super) const INTERVAL: Duration = Duration::from_millis(250);

/// The options of a wait.
pub(crate) struct WaitOptions<'a, T> {
    pub(crate) timeout: Duration,
    pub(crate) interval: Duration,
    /// Whether to keep waiting for a resource that has failed.
    pub(crate) tolerates_failure: bool,
    /// How long the resource may be missing, because a read can lag behind the write that created it.
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
    /// A duration is zero. The error names it.
    pub(crate) fn check(&self) -> Result<()> {
        greater_than_zero("wait_timeout", Some(self.timeout))?;
        check_interval(self.interval)
    }
}

/// # Errors
/// The interval is zero.
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

/// The setters of calls that wait. Their field `options` holds the [`WaitOptions`] of the resource, and `call` the
/// call.
macro_rules! wait_setters {
    ($resource:ty, $($call:ident).+) => {
        /// Sets the time limit of everything together: the requests before the wait, and the wait. By default there is
        /// none. Zero is an error.
        pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
            self.$($call).+.settings().timeout = Some(timeout);
            self
        }

        /// Sets how long to wait, counted from the start of polling. The default is 30 s. Zero is an error.
        pub fn wait_timeout(mut self, timeout: ::std::time::Duration) -> Self {
            self.options.timeout = timeout;
            self
        }

        /// Sets the pause between two polls. The default is 250 ms. Zero is an error. The first pause is randomly up to
        /// twice as long, so that waits that begin together spread out.
        pub fn interval(mut self, interval: ::std::time::Duration) -> Self {
            self.options.interval = interval;
            self
        }

        /// Keeps waiting when the resource has failed, for example because it is going to be started again. By default,
        /// a failure ends the wait at once.
        pub fn tolerate_failure(mut self) -> Self {
            self.options.tolerates_failure = true;
            self
        }

        /// Sets a callback for progress. It is called with the first observation, and then whenever the resource has
        /// changed.
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
