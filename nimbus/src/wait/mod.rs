//! Polling until a condition holds. It knows nothing of what is polled.

mod options;
mod poller;
mod registry;
mod watch;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use nimbus_api::Operation;
pub(crate) use options::{WaitOptions, wait_setters};
pub(crate) use poller::PollPlan;
pub(crate) use registry::Pollers;
pub use watch::Changes;

use crate::deadline::Deadline;
use crate::error::Waited;
use crate::text::Rounded;
use crate::{Error, ErrorKind, Result};

/// What can be polled. It cannot be named outside this crate, so that no other types come to be.
pub trait Observed: Clone + PartialEq + Send + Sync + 'static {
    /// What it is, for error texts.
    const THING: &'static str;

    /// How it is read.
    const OPERATION: &'static Operation;

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
    /// How many polls had been made. Waits that share their polls count those that fell into their own time.
    pub polls: u32,
    /// How long the wait had lasted.
    pub elapsed: Duration,
}

/// What a poll tells about a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PollOutcome {
    Satisfied,
    Pending,
    /// It has failed: it will not come to hold by waiting.
    Failed,
}

/// One wait, from its start.
pub(crate) struct Wait<'a, T> {
    pub(crate) name: &'a str,
    pub(crate) condition: &'static str,
    options: WaitOptions<'a, T>,
    start: Instant,
    /// When it ends at the latest, and the time limit that says so.
    deadline: Deadline,
    last: Option<Arc<T>>,
    last_error: Option<Error>,
    suspect: Option<Error>,
}

impl<'a, T: Observed> Wait<'a, T> {
    /// It ends at the deadline of the call that it is a part of, if that comes before its own.
    pub(crate) fn new(
        name: &'a str,
        condition: &'static str,
        options: WaitOptions<'a, T>,
        deadline: Option<Deadline>,
    ) -> Self {
        let start = Instant::now();
        let own = Deadline::after(start, options.timeout);
        Self {
            name,
            condition,
            options,
            start,
            deadline: deadline
                .filter(|deadline| deadline.at < own.at)
                .unwrap_or(own),
            last: None,
            last_error: None,
            suspect: None,
        }
    }

    /// What is known before the first poll, as from the answer to the call that the wait follows. It shows as progress,
    /// and ends the wait if the condition can no longer come to hold.
    pub(crate) fn begin_with(
        &mut self,
        seen: T,
        judge: impl FnOnce(&T) -> PollOutcome,
    ) -> Result<()> {
        let outcome = judge(&seen);
        self.see(Arc::new(seen), 0);
        match outcome {
            PollOutcome::Failed => Err(self.failed(0)),
            PollOutcome::Satisfied | PollOutcome::Pending => Ok(()),
        }
    }

    /// An error that explains why the condition may not come to hold, for the case that it does not.
    pub(crate) fn suspect(&mut self, error: Error) {
        self.suspect = Some(error);
    }

    /// Polls until the condition holds, at least once. The deadline covers every poll to the last byte of its
    /// response; the clock is monotonic. Errors that may pass are polled through, others end the wait.
    pub(crate) async fn until(
        mut self,
        plan: &PollPlan<T>,
        mut judge: impl FnMut(&T) -> PollOutcome,
    ) -> Result<T> {
        let deadline = self.deadline.at;
        let mut polls = plan.polls(deadline);
        let mut is_found = false;
        while let Ok(outcome) = timeout_at(deadline, polls.next(plan, deadline)).await {
            match outcome {
                Ok(seen) => {
                    is_found = true;
                    self.see(Arc::clone(&seen), polls.count());
                    match judge(&seen) {
                        PollOutcome::Satisfied => {
                            drop((polls, self));
                            return Ok(Arc::unwrap_or_clone(seen));
                        }
                        PollOutcome::Failed => return Err(self.failed(polls.count())),
                        PollOutcome::Pending => {}
                    }
                }
                Err(error) if error.is_retryable() => self.last_error = Some(error),
                Err(error)
                    if error.is_not_found()
                        && !is_found
                        && self.start.elapsed() < self.options.lag =>
                {
                    self.last_error = Some(error);
                }
                Err(error) => return Err(self.ended_by(error, polls.count())),
            }
        }
        // It may have been read again since it last changed.
        if let Some(Ok(last)) = polls.last() {
            self.last = Some(last);
        }
        Err(self.overdue(polls.count()))
    }

    fn see(&mut self, seen: Arc<T>, polls: u32) {
        self.last_error = None;
        let is_news = |last: &Arc<T>| seen.differs_from(last);
        if self.last.as_ref().is_none_or(is_news) {
            let elapsed = self.start.elapsed();
            self.options.report(&seen, polls, elapsed);
        }
        self.last = Some(seen);
    }

    fn failed(&self, polls: u32) -> Error {
        let Self {
            name, condition, ..
        } = self;
        let message = format!(
            "{} {name:?} is {} and will not become {condition} by waiting",
            T::THING,
            self.word().as_deref().unwrap_or("gone"),
        );
        self.ended_by(
            Error::wait(ErrorKind::WaitFailed, message, T::OPERATION, polls),
            polls,
        )
    }

    fn overdue(mut self, polls: u32) -> Error {
        let Self {
            name, condition, ..
        } = self;
        let mut message = format!(
            "{} {name:?} did not become {condition} within {}; last observed status: {}; {polls} {}",
            T::THING,
            Rounded(self.deadline.timeout),
            self.word().as_deref().unwrap_or("none"),
            if polls == 1 { "poll" } else { "polls" },
        );
        let last_error = self.last_error.take().or(self.suspect.take());
        if let Some(error) = &last_error {
            message.push_str(&format!("; the last error: {error}"));
        }
        let error = Error::wait(ErrorKind::WaitTimeout, message, T::OPERATION, polls);
        self.ended_by(error.caused_by(last_error), polls)
    }

    fn ended_by(&self, error: Error, polls: u32) -> Error {
        let elapsed = self.start.elapsed();
        let resource = self.last.clone().map(|last| last as Arc<_>);
        error
            .while_waiting(Waited { polls, elapsed }, self.word())
            .with_resource(resource)
    }

    fn word(&self) -> Option<String> {
        self.last.as_ref().map(|last| last.word())
    }
}
