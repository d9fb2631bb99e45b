//! The one who polls: a task for each resource that is waited for or watched, however many wait.
//!
//! The first wait starts it, and it ends when the last one leaves. It is a task of its own because a caller may keep a
//! wait without polling it, and would hold up all others if they depended on that one. For the same reason only waits
//! on one runtime share it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::runtime::{Handle, Id};
use tokio::sync::{Notify, watch};
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep, sleep_until, timeout_at};
use tracing::Instrument as _;

use super::registry::{Key, Pollers};
use super::resource::{Pollable, Resource};
use crate::call::Call;
use crate::call::validate::path_segment;
use crate::deadline::saturating_deadline;
use crate::{BoxFuture, Error, Result};

/// The longest `Retry-After` that a poll honours.
const RETRY_AFTER_LIMIT: Duration = Duration::from_secs(20);

/// Reads the resource once.
type PollFn<T> = Arc<dyn Fn() -> BoxFuture<'static, Result<T>> + Send + Sync>;

/// How a resource is to be polled.
pub(super) struct PollPlan<T> {
    poll: PollFn<T>,
    interval: Duration,
    /// Where to find others who poll the same, unless this one's requests are of its own kind.
    shared: Option<(Pollers<T>, Key)>,
}

/// How far a poller is.
struct Polled<T> {
    /// How many polls were begun.
    begun: u32,
    /// When the last of them was begun, or the next one is due.
    phase: Phase,
    /// What the last poll that is over has shown, and which one that was, counted from 1.
    last: Option<(u32, Result<Arc<T>>)>,
}

#[derive(Clone, Copy)]
enum Phase {
    UnderWay(Instant),
    Due(Instant),
}

/// A task that polls for as long as somebody holds this.
pub(super) struct Poller<T> {
    polled: watch::Receiver<Polled<T>>,
    demand: Arc<Demand>,
    interval: Duration,
    task: AbortHandle,
    /// Where others find it.
    registered: Option<(Pollers<T>, (Id, Key))>,
}

/// For whom there are polls. It changes only while nobody begins one.
struct Demand {
    /// Whether somebody has joined since the last poll was begun.
    has_newcomers: AtomicBool,
    /// Told of each who has.
    joined: Notify,
    /// The last deadline of those who wait or have waited: a wait may be kept and not be polled any more.
    latest: Mutex<Instant>,
}

impl Demand {
    fn extend(&self, deadline: Instant) {
        self.has_newcomers.store(true, Ordering::Relaxed);
        self.joined.notify_one();
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        *latest = deadline.max(*latest);
    }

    fn is_over(&self) -> bool {
        let latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        *latest <= Instant::now()
    }
}

/// A wait's part in what a poller sees.
pub(super) struct Polls<T> {
    /// Held so that it goes on.
    _poller: Arc<Poller<T>>,
    polled: watch::Receiver<Polled<T>>,
    /// How many polls were begun before this part. What they see may be older than the wait, and does not count.
    before: u32,
    /// The polls that this wait had from other pollers.
    earlier: u32,
    /// By when a poll must have begun that counts: the one under way may never end, and its task not be driven.
    patience: Option<Instant>,
}

impl<T: Pollable> PollPlan<T> {
    /// How to poll for this call. Polls that are like those of other calls are shared with them.
    pub(super) fn new(call: &Call, name: &str, interval: Duration) -> Result<Self> {
        let name = path_segment(T::ARGUMENT, name)?.to_owned();
        let key = Key {
            tenant: call.tenant()?.to_owned(),
            name: name.clone(),
            interval,
        };
        let pollers = T::pollers(call.nimbus.waits());
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
        let Some((pollers, key)) = &self.shared else {
            return Polls::of(Arc::new(Poller::start(self, deadline, None)));
        };
        let key = (Handle::current().id(), key.clone());
        // Dropped after the lock is released: its own end takes the lock.
        let running;
        let mut registered = pollers.lock();
        running = registered.get(&key).and_then(Weak::upgrade);
        match running.as_ref().map(|poller| poller.join(deadline)) {
            Some(Join::In(polls)) => return polls,
            // It is as good as ever for those who wait longer.
            Some(Join::TooLate) => return Polls::of(Arc::new(Poller::start(self, deadline, None))),
            Some(Join::Stuck) | None => {}
        }
        let poller = Arc::new(Poller::start(
            self,
            deadline,
            Some((pollers.clone(), key.clone())),
        ));
        registered.insert(key, Arc::downgrade(&poller));
        Polls::of(poller)
    }
}

enum Join<T> {
    In(Polls<T>),
    /// Its next poll would come too late.
    TooLate,
    /// Its last poll has not ended within an interval, or its next one is late by as much, or its task is gone.
    Stuck,
}

impl<T: Resource> Poller<T> {
    fn start(
        plan: &PollPlan<T>,
        deadline: Instant,
        registered: Option<(Pollers<T>, (Id, Key))>,
    ) -> Self {
        let (sender, polled) = watch::channel(Polled {
            begun: 0,
            phase: Phase::Due(Instant::now()),
            last: None,
        });
        let demand = Arc::new(Demand {
            has_newcomers: AtomicBool::new(true),
            joined: Notify::new(),
            latest: Mutex::new(deadline),
        });
        let (poll, interval) = (Arc::clone(&plan.poll), plan.interval);
        let work = run(sender, Arc::clone(&demand), poll, interval);
        Self {
            polled,
            demand,
            interval,
            task: tokio::spawn(work.in_current_span()).abort_handle(),
            registered,
        }
    }

    fn join(self: &Arc<Self>, deadline: Instant) -> Join<T> {
        let mut polls = Polls::of(Arc::clone(self));
        let phase = {
            // No poll begins while this is borrowed.
            let polled = polls.polled.borrow_and_update();
            self.demand.extend(deadline);
            polls.before = polled.begun;
            polled.phase
        };
        if polls.polled.has_changed().is_err() {
            return Join::Stuck;
        }
        match phase {
            // One that is late may stand behind a worker that its caller blocks.
            Phase::Due(at)
                if at < deadline && saturating_deadline(at, self.interval) > Instant::now() =>
            {
                polls.patience = Some(saturating_deadline(at, self.interval));
                Join::In(polls)
            }
            Phase::UnderWay(since)
                if saturating_deadline(since, self.interval) > Instant::now() =>
            {
                polls.patience = Some(saturating_deadline(since, self.interval));
                Join::In(polls)
            }
            Phase::Due(at) if at >= deadline => Join::TooLate,
            Phase::Due(_) | Phase::UnderWay(_) => Join::Stuck,
        }
    }
}

impl<T> Drop for Poller<T> {
    fn drop(&mut self) {
        self.task.abort();
        if let Some((pollers, key)) = &self.registered {
            pollers.remove_ended(key);
        }
    }
}

impl<T: Resource> Polls<T> {
    fn of(poller: Arc<Poller<T>>) -> Self {
        Self {
            polled: poller.polled.clone(),
            _poller: poller,
            before: 0,
            earlier: 0,
            patience: None,
        }
    }

    /// How many were begun for this wait.
    pub(super) fn count(&self) -> u32 {
        let begun = self.polled.borrow().begun;
        self.earlier + begun.saturating_sub(self.before)
    }

    /// What the last poll has shown, if it was one for this wait.
    pub(super) fn last(&self) -> Option<Result<Arc<T>>> {
        let polled = self.polled.borrow();
        let (number, outcome) = polled.last.as_ref()?;
        (*number > self.before).then(|| outcome.clone())
    }

    /// What the next poll shows that shows something new.
    pub(super) async fn next(&mut self, plan: &PollPlan<T>, deadline: Instant) -> Result<Arc<T>> {
        loop {
            let changed = self.polled.changed();
            let changed = match self.patience {
                None => Some(changed.await),
                Some(patience) => timeout_at(patience, changed).await.ok(),
            };
            match changed {
                Some(Ok(())) => {
                    if let Some(outcome) = self.last() {
                        self.patience = None;
                        return outcome;
                    }
                }
                // Gone with its runtime.
                Some(Err(_)) => {
                    sleep(plan.interval).await;
                    self.replace(plan, deadline);
                }
                None if self.count() > self.earlier => self.patience = None,
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

/// Polls until it is aborted, or the last deadline is over.
async fn run<T: Resource>(
    sender: watch::Sender<Polled<T>>,
    demand: Arc<Demand>,
    poll: PollFn<T>,
    interval: Duration,
) {
    // Those who begin to wait together share the first poll already.
    tokio::task::yield_now().await;
    // Pollers that began together, as for a thousand sandboxes, go on at different times.
    let mut spread = interval.mul_f64(fastrand::f64());
    loop {
        let (mut number, mut is_awaited) = (None, false);
        sender.send_if_modified(|polled| {
            if demand.is_over() {
                return false;
            }
            polled.begun = polled.begun.saturating_add(1);
            polled.phase = Phase::UnderWay(Instant::now());
            number = Some(polled.begun);
            is_awaited = demand.has_newcomers.swap(false, Ordering::Relaxed);
            // They have this poll.
            let _ = demand.joined.notified().now_or_never();
            false
        });
        let Some(number) = number else {
            return;
        };
        let outcome = poll().await.map(Arc::new);
        let wish = outcome.as_ref().err().and_then(Error::retry_after);
        let pause = interval.max(wish.unwrap_or_default().min(RETRY_AFTER_LIMIT));
        let next = saturating_deadline(Instant::now(), pause);
        sender.send_if_modified(|polled| {
            // Thousands may wait: what tells them nothing new does not wake them. An error always does, and what
            // follows it.
            let is_new = match (&outcome, &polled.last) {
                (Ok(now), Some((_, Ok(before)))) => now.differs_from(before),
                _ => true,
            };
            polled.phase = Phase::Due(next);
            polled.last = Some((number, outcome));
            is_new || is_awaited
        });
        // Who joins does not wait for the sake of others.
        let _ = timeout_at(saturating_deadline(next, spread), demand.joined.notified()).await;
        sleep_until(next).await;
        spread = Duration::ZERO;
    }
}

#[cfg(test)]
mod tests;
