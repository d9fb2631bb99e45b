//! Watching a resource: a stream of its changes.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::stream::{self, BoxStream, Stream, StreamExt as _};
use tokio::time::Instant;

use super::options::{INTERVAL, check_interval};
use super::polls::{PollPlan, Pollable, Polls};
use super::resource::{Observation, Resource};
use crate::Result;
use crate::call::{Call, call_setters, tenant_setter};
use crate::deadline::saturating_deadline;

/// A watch of a service or a sandbox, made by [`Services::watch`](crate::Services::watch) or
/// [`Sandboxes::watch`](crate::Sandboxes::watch).
#[must_use = "a call does nothing until its stream is polled"]
pub struct Watch<T> {
    call: Call,
    name: String,
    interval: Duration,
    resource: PhantomData<T>,
}

impl<T: Pollable> Watch<T> {
    pub(crate) fn new(call: Call, name: String) -> Self {
        Self {
            call,
            name,
            interval: INTERVAL,
            resource: PhantomData,
        }
    }

    tenant_setter!();
    call_setters!();

    /// Sets the pause between two polls. The default is 250 ms. Zero is an error.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// Returns the stream of observations.
    pub fn stream(self) -> WatchStream<T> {
        let plan = check_interval(self.interval)
            .and_then(|()| PollPlan::new(&self.call, &self.name, self.interval));
        WatchStream::new(plan)
    }
}

impl<T> fmt::Debug for Watch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch")
            .field("call", &self.call)
            .field("name", &self.name)
            .field("interval", &self.interval)
            .finish_non_exhaustive()
    }
}

type Item<T> = Result<Observation<T>>;

/// A stream of observations of a resource: the first one, and then one whenever the resource has changed. Polling
/// begins when the first item is asked for, and lasts until the stream is dropped.
///
/// Retryable errors are not reported, and polling goes on. Any other error is the last item. The stream has no time
/// limit of its own: wrap it in `tokio::time::timeout`, or drop it.
#[must_use = "a stream does nothing until polled"]
pub struct WatchStream<T>(BoxStream<'static, Item<T>>);

struct Watching<T> {
    /// `None` after the end.
    plan: Option<Result<PollPlan<T>>>,
    polls: Option<Polls<T>>,
    start: Instant,
    last: Option<Arc<T>>,
}

impl<T: Resource> WatchStream<T> {
    pub(super) fn new(plan: Result<PollPlan<T>>) -> Self {
        let watching = Watching {
            plan: Some(plan),
            polls: None,
            start: Instant::now(),
            last: None,
        };
        Self(stream::unfold(watching, Watching::change).fuse().boxed())
    }

    /// Returns the next observation, or `None` after an error that ended the stream. This is `StreamExt::next` of the
    /// crate `futures`, without the import.
    pub async fn next(&mut self) -> Option<Item<T>> {
        self.0.next().await
    }
}

impl<T: Resource> Stream for WatchStream<T> {
    type Item = Item<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Item<T>>> {
        self.0.poll_next_unpin(context)
    }
}

impl<T: Resource> Watching<T> {
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

impl<T> fmt::Debug for WatchStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WatchStream").finish_non_exhaustive()
    }
}
