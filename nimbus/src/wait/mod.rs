//! Polling until a condition holds. It knows nothing of what is polled.

mod looks;
mod polling;
mod shared;
mod terms;
mod watch;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

pub(crate) use looks::Plan;
pub(crate) use shared::{Key, Polls};
pub(crate) use terms::{Terms, wait_setters};
pub use watch::Changes;

use crate::error::Waited;
use crate::{Error, ErrorKind, Result};

/// What can be polled. It cannot be named outside this crate, so that no other types come to be.
pub trait Observed: Clone + PartialEq + Send + Sync + 'static {
    /// What it is, for error texts.
    const THING: &'static str;

    /// The one word that says most about it, in lower case.
    fn word(&self) -> String;

    /// Whether it has changed since, as far as someone who watches it is concerned.
    fn differs_from(&self, before: &Self) -> bool;
}

/// What was seen of a resource that is waited for or watched.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Observation<T> {
    /// The resource as it was seen.
    pub resource: T,
    /// How often it had been looked at. Waits that share their polls count those that fell into their own time.
    pub looks: u32,
    /// How long the wait had lasted.
    pub elapsed: Duration,
}

/// What a look tells about a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outlook {
    Holds,
    NotYet,
    /// It has failed: it will not come to hold by waiting.
    Never,
}

/// One wait, from its start.
pub(crate) struct Wait<'a, T> {
    pub(crate) name: &'a str,
    pub(crate) condition: &'static str,
    terms: Terms<'a, T>,
    start: Instant,
    last: Option<Arc<T>>,
    last_error: Option<Error>,
    suspect: Option<Error>,
}

impl<'a, T: Observed> Wait<'a, T> {
    pub(crate) fn new(name: &'a str, condition: &'static str, terms: Terms<'a, T>) -> Self {
        Self {
            name,
            condition,
            terms,
            start: Instant::now(),
            last: None,
            last_error: None,
            suspect: None,
        }
    }

    /// What is known before the first look, as from the answer to the call that the wait follows. It shows as progress,
    /// and ends the wait if the condition can no longer come to hold.
    pub(crate) fn begin_with(&mut self, seen: T, judge: impl FnOnce(&T) -> Outlook) -> Result<()> {
        let outlook = judge(&seen);
        self.see(Arc::new(seen), 0);
        match outlook {
            Outlook::Never => Err(self.failed(0)),
            Outlook::Holds | Outlook::NotYet => Ok(()),
        }
    }

    /// An error that explains why the condition may not come to hold, for the case that it does not.
    pub(crate) fn suspect(&mut self, error: Error) {
        self.suspect = Some(error);
    }

    /// Looks until the condition holds, at least once. The deadline covers every look to the last byte of its
    /// reply; the clock is monotonic. Errors that may pass are polled through, others end the wait.
    pub(crate) async fn until(
        mut self,
        plan: &Plan<T>,
        mut judge: impl FnMut(&T) -> Outlook,
    ) -> Result<T> {
        let deadline = later(self.start, self.terms.timeout);
        let mut looks = plan.looks(deadline);
        while let Ok(outcome) = timeout_at(deadline, looks.next(deadline)).await {
            match outcome {
                Ok(seen) => {
                    self.see(Arc::clone(&seen), looks.count());
                    match judge(&seen) {
                        Outlook::Holds => {
                            drop((looks, self));
                            return Ok(Arc::unwrap_or_clone(seen));
                        }
                        Outlook::Never => return Err(self.failed(looks.count())),
                        Outlook::NotYet => {}
                    }
                }
                Err(error) if error.is_retryable() => self.last_error = Some(error),
                Err(error) => return Err(self.ended_by(error, looks.count())),
            }
        }
        Err(self.overdue(looks.count()))
    }

    fn see(&mut self, seen: Arc<T>, looks: u32) {
        self.last_error = None;
        let is_news = |last: &Arc<T>| seen.differs_from(last);
        if self.last.as_ref().is_none_or(is_news) {
            let elapsed = self.start.elapsed();
            self.terms.report(&seen, looks, elapsed);
        }
        self.last = Some(seen);
    }

    fn failed(&self, looks: u32) -> Error {
        let Self {
            name, condition, ..
        } = self;
        let message = format!(
            "{} {name:?} is {} and will not become {condition} by waiting",
            T::THING,
            self.word().as_deref().unwrap_or("gone"),
        );
        self.ended_by(Error::wait(ErrorKind::WaitFailed, message, None), looks)
    }

    fn overdue(mut self, looks: u32) -> Error {
        let Self {
            name, condition, ..
        } = self;
        let mut message = format!(
            "{} {name:?} did not become {condition} within {:?}; last observed status: {}; {looks} {}",
            T::THING,
            self.terms.timeout,
            self.word().as_deref().unwrap_or("none"),
            if looks == 1 { "look" } else { "looks" },
        );
        let last_error = self.last_error.take().or(self.suspect.take());
        if let Some(error) = &last_error {
            message.push_str(&format!("; the last error: {error}"));
        }
        let error = Error::wait(ErrorKind::WaitTimeout, message, None).caused_by(last_error);
        self.ended_by(error, looks)
    }

    fn ended_by(&self, error: Error, looks: u32) -> Error {
        let elapsed = self.start.elapsed();
        let resource = self.last.clone().map(|last| last as Arc<_>);
        error
            .while_waiting(Waited { looks, elapsed }, self.word())
            .with_resource(resource)
    }

    fn word(&self) -> Option<String> {
        self.last.as_ref().map(|last| last.word())
    }
}

/// A point in time that may lie beyond what the clock can tell; some decades will do then.
pub(crate) fn later(from: Instant, by: Duration) -> Instant {
    const DECADES: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);
    from.checked_add(by)
        .unwrap_or_else(|| from + by.min(DECADES))
}
