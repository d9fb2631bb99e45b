//! Polling a resource for one wait, by a poller of its own or a shared one.

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

/// A resource that is polled by its name or id.
pub trait Pollable: Resource {
    /// The name of the argument that identifies it.
    const ARGUMENT: &'static str;

    /// The name of a wait for it in traces.
    const WAIT: &'static str;

    /// Reads it once.
    fn read(call: Call, name: String) -> BoxFuture<'static, Result<Self>>;

    /// Returns the pollers of a client for this kind of resource.
    fn pollers(pollers: &ClientPollers) -> &Pollers<Self>;
}

/// How a resource is to be polled.
pub(super) struct PollPlan<T> {
    poll: PollFn<T>,
    interval: Duration,
    /// Where shared pollers are registered; `None` if the settings of this call make its requests different.
    shared: Option<(Pollers<T>, Key)>,
}

/// The part of one wait in the polls of a poller.
pub(super) struct Polls<T> {
    /// The poller runs for as long as this is held.
    poller: Arc<Poller<T>>,
    /// The span of the wait, if the wait started the poller.
    _span: Option<Arc<Span>>,
    subscription: Subscription<T>,
    /// The number of polls that this wait got from earlier pollers.
    earlier: u32,
}

impl<T: Pollable> PollPlan<T> {
    /// Plans the polls of this call. They are shared with other calls that poll in the same way.
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
    /// Joins the running poller for this resource if its next poll begins before the deadline and it is not stuck.
    /// Otherwise starts a new one.
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
        // Declared first, so that it is dropped after the lock is released: dropping a poller takes the lock.
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
                // The poller stays registered, because it still serves waits with a later deadline.
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
    /// Returns the number of polls that were started for this wait.
    pub(super) fn count(&self) -> u32 {
        self.earlier + self.subscription.count()
    }

    /// Returns the outcome of the last poll, if it was made for this wait.
    pub(super) fn last(&self) -> Option<Result<Arc<T>>> {
        self.subscription.last()
    }

    /// Returns the outcome of the next poll that shows something new.
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
                // The poller ended with its runtime or by a panic. One of the waits continues the panic; the others
                // start a new poller.
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
