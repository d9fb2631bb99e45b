//! A stream of what changes.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::Stream;
use tokio::time::Instant;

use super::poller::{PollPlan, Polls};
use super::{Observation, Observed};
use crate::Result;
use crate::deadline::saturating_deadline;
use crate::stream::{Step, Steps};

type Item<T> = Result<Observation<T>>;

/// A stream of what is seen of a resource: first, and then whenever it has changed. It polls from its first item until
/// it is dropped.
///
/// Errors that may pass are polled through; any other comes as the last item. It has no time limit of its own: put
/// `tokio::time::timeout` around it, or drop it.
#[must_use = "a stream does nothing until polled"]
pub struct Changes<T>(Steps<Watching<T>, Item<T>>);

struct Watching<T> {
    /// None after the end.
    plan: Option<Result<PollPlan<T>>>,
    polls: Option<Polls<T>>,
    start: Instant,
    last: Option<Arc<T>>,
}

impl<T: Observed> Changes<T> {
    pub(crate) fn new(plan: Result<PollPlan<T>>) -> Self {
        let watching = Watching {
            plan: Some(plan),
            polls: None,
            start: Instant::now(),
            last: None,
        };
        Self(Steps::new(watching, Watching::step))
    }

    /// The next change; none after an error that ended the stream. (The same as `StreamExt::next` of the crate
    /// `futures`, for those who do without.)
    pub async fn next(&mut self) -> Option<Item<T>> {
        std::future::poll_fn(|context| self.0.poll(context)).await
    }
}

impl<T: Observed> Stream for Changes<T> {
    type Item = Item<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Item<T>>> {
        self.0.poll(context)
    }
}

impl<T: Observed> Watching<T> {
    fn step(self) -> Step<Self, Item<T>> {
        Box::pin(self.change())
    }

    async fn change(mut self) -> Option<(Item<T>, Self)> {
        let plan = match self.plan.take()? {
            Ok(plan) => plan,
            Err(error) => return Some((Err(error), self)),
        };
        let deadline = saturating_deadline(self.start, Duration::MAX);
        let start = &mut self.start;
        let polls = self.polls.get_or_insert_with(|| {
            *start = Instant::now();
            plan.polls(deadline)
        });
        loop {
            match polls.next(&plan, deadline).await {
                Ok(seen) => {
                    let is_news = |last: &Arc<T>| seen.differs_from(last);
                    if !self.last.as_ref().is_none_or(is_news) {
                        continue;
                    }
                    let observation = Observation {
                        resource: seen.as_ref().clone(),
                        polls: polls.count(),
                        elapsed: self.start.elapsed(),
                    };
                    self.last = Some(seen);
                    self.plan = Some(Ok(plan));
                    return Some((Ok(observation), self));
                }
                Err(error) if error.is_retryable() => {}
                Err(error) => return Some((Err(error), self)),
            }
        }
    }
}

impl<T> fmt::Debug for Changes<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Changes").finish_non_exhaustive()
    }
}
