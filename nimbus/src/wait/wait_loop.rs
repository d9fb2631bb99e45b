//! The loop of a wait: it polls until the condition holds, or the deadline comes.

use std::sync::Arc;

use tokio::time::{Instant, timeout_at};

use super::condition::Condition;
use super::options::WaitOptions;
use super::polls::PollPlan;
use super::resource::{PollOutcome, Resource};
use crate::deadline::Deadline;
use crate::{Error, Result};

/// One wait in progress.
pub(super) struct Waiting<'a, T> {
    pub(super) name: &'a str,
    pub(super) condition: Condition,
    pub(super) options: WaitOptions<'a, T>,
    pub(super) start: Instant,
    /// When the wait ends at the latest, and the time limit behind that.
    pub(super) deadline: Deadline,
    pub(super) last: Option<Arc<T>>,
    pub(super) last_error: Option<Error>,
    pub(super) suspect: Option<Error>,
}

impl<'a, T: Resource> Waiting<'a, T> {
    /// Starts a wait. It ends at the deadline of the call that it belongs to, if that is earlier than its own.
    pub(super) fn new(
        name: &'a str,
        condition: Condition,
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

    /// Takes what is known before the first poll, from the response of the call that the wait follows. It is reported
    /// as progress, and ends the wait if the condition cannot be satisfied any more.
    pub(super) fn begin_with(
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

    /// Keeps an error that may be the reason if the condition is never satisfied.
    pub(super) fn suspect(&mut self, error: Error) {
        self.suspect = Some(error);
    }

    /// Polls until the condition holds, at least once. The deadline is on a monotonic clock and covers every poll to
    /// the last byte of its response. Retryable errors do not end the wait; other errors do.
    pub(super) async fn until(
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
        // The resource may have been read again since it last changed.
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
}
