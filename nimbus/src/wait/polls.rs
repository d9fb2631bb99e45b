//! How a resource is polled for one wait: by a poller of its own, or by one that it shares.

use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::{Instant, sleep, timeout_at};
use tracing::Span;

use super::poller::{Join, Key, PollFn, Poller, Pollers, Subscription};
use super::resource::Resource;
use crate::call::Call;
use crate::call::validate::path_segment;
use crate::types::{SandboxResource, Service};
use crate::{BoxFuture, Result};

/// The pollers that the waits of a client share.
#[derive(Default)]
pub struct ClientPollers {
    pub(crate) services: Pollers<Service>,
    pub(crate) sandboxes: Pollers<SandboxResource>,
}

/// What is polled by its name or id.
pub trait Pollable: Resource {
    /// The argument that names it.
    const ARGUMENT: &'static str;

    /// What a wait for it is called in traces.
    const WAIT: &'static str;

    /// Its name or id.
    fn name(&self) -> &str;

    /// Reads it once.
    fn read(call: Call, name: String) -> BoxFuture<'static, Result<Self>>;

    /// Those of a client that poll such resources.
    fn pollers(pollers: &ClientPollers) -> &Pollers<Self>;
}

/// How a resource is to be polled.
pub(super) struct PollPlan<T> {
    poll: PollFn<T>,
    interval: Duration,
    /// Where to find others who poll the same, unless this one's requests are of its own kind.
    shared: Option<(Pollers<T>, Key)>,
}

/// A wait's part in what a poller sees.
pub(super) struct Polls<T> {
    /// It goes on for as long as it is held.
    poller: Arc<Poller<T>>,
    /// That of the wait, if it has begun the poller.
    _span: Option<Arc<Span>>,
    subscription: Subscription<T>,
    /// The polls that this wait had from other pollers.
    earlier: u32,
}

impl<T: Pollable> PollPlan<T> {
    /// How to poll for this call. Polls that are like those of other calls are shared with them.
    pub(super) fn new(call: &Call, name: &str, interval: Duration) -> Result<Self> {
        let name = path_segment(T::ARGUMENT, name)?.to_owned();
        let key = Key {
            tenant: call.tenant()?.to_owned(),
            name: name.clone(),
            interval,
            options: Arc::clone(call.nimbus.calls()?),
        };
        let pollers = T::pollers(call.nimbus.pollers());
        let shared = call.is_plain().then(|| (pollers.clone(), key));
        let call = call.clone().polled();
        Ok(Self {
            poll: Arc::new(move || T::read(call.clone(), name.clone())),
            interval,
            shared,
        })
    }
}

impl<T: Resource> PollPlan<T> {
    /// Joins the poller that polls this already, if its next poll begins before the deadline and it is not stuck; or starts
    /// one.
    pub(super) fn polls(&self, deadline: Instant) -> Polls<T> {
        let start = |place| {
            let (poll, span) = (Arc::clone(&self.poll), Arc::new(Span::current()));
            let of = Arc::downgrade(&span);
            let poller = Poller::start(poll, self.interval, deadline, place, of);
            Polls {
                subscription: poller.subscription(),
                poller: Arc::new(poller),
                _span: Some(span),
                earlier: 0,
            }
        };
        let Some((pollers, key)) = &self.shared else {
            return start(None);
        };
        let key = (Handle::current().id(), key.clone());
        // Dropped after the lock is released: its own end takes the lock.
        let running;
        let mut registered = pollers.lock();
        running = registered.get(&key).and_then(Weak::upgrade);
        if let Some(poller) = &running {
            match poller.join(deadline) {
                Join::In(subscription) => {
                    return Polls {
                        poller: Arc::clone(poller),
                        _span: None,
                        subscription,
                        earlier: 0,
                    };
                }
                // It is as good as ever for those who wait longer.
                Join::TooLate => return start(None),
                Join::Stuck => {}
            }
        }
        let polls = start(Some((pollers.clone(), key.clone())));
        registered.insert(key, Arc::downgrade(&polls.poller));
        polls
    }
}

impl<T: Resource> Polls<T> {
    /// How many were begun for this wait.
    pub(super) fn count(&self) -> u32 {
        self.earlier + self.subscription.count()
    }

    /// What the last poll has shown, if it was one for this wait.
    pub(super) fn last(&self) -> Option<Result<Arc<T>>> {
        self.subscription.last()
    }

    /// What the next poll shows that shows something new.
    pub(super) async fn next(&mut self, plan: &PollPlan<T>, deadline: Instant) -> Result<Arc<T>> {
        loop {
            let changed = self.subscription.polled.changed();
            let changed = match self.subscription.patience {
                None => Some(changed.await),
                Some(patience) => timeout_at(patience, changed).await.ok(),
            };
            match changed {
                Some(Ok(())) => {
                    if let Some(outcome) = self.last() {
                        self.subscription.patience = None;
                        return outcome;
                    }
                }
                // Gone with its runtime, or with a panic: one who waits has that, and the others poll on.
                Some(Err(_)) => {
                    self.poller.propagate_panic();
                    sleep(plan.interval).await;
                    self.replace(plan, deadline);
                }
                None if self.subscription.count() > 0 => self.subscription.patience = None,
                None => self.replace(plan, deadline),
            }
        }
    }

    fn replace(&mut self, plan: &PollPlan<T>, deadline: Instant) {
        let earlier = self.count();
        *self = plan.polls(deadline);
        self.earlier = earlier;
    }
}

#[cfg(test)]
mod tests;
