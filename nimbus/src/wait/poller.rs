//! The one who polls: a task for each resource that is waited for or watched, however many wait.
//!
//! The first wait starts it, and it ends when the last one leaves. It is a task of its own because a caller may keep a
//! wait without polling it, and would hold up all others if they depended on that one. For the same reason only waits
//! on one runtime share it.

use std::any::Any;
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::runtime::Id;
use tokio::sync::{Notify, watch};
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep_until, timeout_at};
use tracing::{Instrument as _, Span};

use super::registry::Registry;
use super::resource::Resource;
use crate::call::options::CallOptions;
use crate::deadline::saturating_deadline;
use crate::{BoxFuture, Error, Result};

/// The longest `Retry-After` that a poll honours.
const RETRY_AFTER_LIMIT: Duration = Duration::from_secs(20);

/// Reads the resource once.
pub(super) type PollFn<T> = Arc<dyn Fn() -> BoxFuture<'static, Result<T>> + Send + Sync>;

/// What makes two waits poll the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    pub(super) tenant: String,
    pub(super) name: String,
    pub(super) interval: Duration,
    /// Those of the client.
    pub(super) options: Arc<CallOptions>,
}

/// No option is a NaN: a jitter is from 0 to 1.
impl Eq for Key {}

/// The options of most waits are the same.
impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.tenant, &self.name, self.interval).hash(state);
    }
}

/// The pollers of a client for one kind of resource, by runtime and by what they poll.
pub(crate) type Pollers<T> = Registry<(Id, Key), Poller<T>>;

/// How far a poller is.
pub(super) struct Polled<T> {
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
pub struct Poller<T> {
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
    /// What the program has panicked with in a hook, for one of those who wait.
    panic: Mutex<Option<Box<dyn Any + Send>>>,
}

impl Demand {
    fn extend(&self, deadline: Instant) {
        self.has_newcomers.store(true, Ordering::Relaxed);
        self.joined.notify_one();
        let mut latest = lock(&self.latest);
        *latest = deadline.max(*latest);
    }

    fn is_over(&self) -> bool {
        *lock(&self.latest) <= Instant::now()
    }
}

fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a poller sees, from the moment on at which somebody has joined it.
pub(super) struct Subscription<T> {
    pub(super) polled: watch::Receiver<Polled<T>>,
    /// How many polls were begun before. What they see may be older than the wait, and does not count.
    before: u32,
    /// By when a poll must have begun that counts: the one under way may never end, and its task not be driven.
    pub(super) patience: Option<Instant>,
}

impl<T> Subscription<T> {
    /// How many polls were begun since.
    pub(super) fn count(&self) -> u32 {
        self.polled.borrow().begun.saturating_sub(self.before)
    }

    /// What the last poll has shown, if it was begun since.
    pub(super) fn last(&self) -> Option<Result<Arc<T>>> {
        let polled = self.polled.borrow();
        let (number, outcome) = polled.last.as_ref()?;
        (*number > self.before).then(|| outcome.clone())
    }
}

/// Whether somebody can join a poller.
pub(super) enum Join<T> {
    In(Subscription<T>),
    /// Its next poll would come too late.
    TooLate,
    /// Its last poll has not ended within an interval, or its next one is late by as much, or its task is gone.
    Stuck,
}

impl<T: Resource> Poller<T> {
    pub(super) fn start(
        poll: PollFn<T>,
        interval: Duration,
        deadline: Instant,
        registered: Option<(Pollers<T>, (Id, Key))>,
        span: Weak<Span>,
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
            panic: Mutex::default(),
        });
        let work = run(sender, Arc::clone(&demand), poll, interval, span);
        Self {
            polled,
            demand,
            interval,
            task: tokio::spawn(work).abort_handle(),
            registered,
        }
    }

    /// All that it sees.
    pub(super) fn subscription(&self) -> Subscription<T> {
        Subscription {
            polled: self.polled.clone(),
            before: 0,
            patience: None,
        }
    }

    /// Goes on with the panic that has ended it, if nobody else has.
    pub(super) fn propagate_panic(&self) {
        let panic = lock(&self.demand.panic).take();
        if let Some(panic) = panic {
            resume_unwind(panic);
        }
    }

    /// What it sees from its next poll on.
    pub(super) fn join(&self, deadline: Instant) -> Join<T> {
        let mut subscription = self.subscription();
        let phase = {
            // No poll begins while this is borrowed.
            let polled = subscription.polled.borrow_and_update();
            self.demand.extend(deadline);
            subscription.before = polled.begun;
            polled.phase
        };
        if subscription.polled.has_changed().is_err() {
            return Join::Stuck;
        }
        // One that is late may stand behind a worker that its caller blocks.
        let (since, is_in_time) = match phase {
            Phase::Due(at) => (at, at < deadline),
            Phase::UnderWay(since) => (since, true),
        };
        let patience = saturating_deadline(since, self.interval);
        if !is_in_time {
            Join::TooLate
        } else if patience > Instant::now() {
            subscription.patience = Some(patience);
            Join::In(subscription)
        } else {
            Join::Stuck
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

/// Polls until it is aborted, or the last deadline is over. Its polls belong to the span of the wait that began it, for as long
/// as that lasts, and must not keep it open.
async fn run<T: Resource>(
    sender: watch::Sender<Polled<T>>,
    demand: Arc<Demand>,
    poll: PollFn<T>,
    interval: Duration,
    span: Weak<Span>,
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
        let span = span.upgrade().map(|span| Span::clone(&span));
        let polling = poll().instrument(span.unwrap_or_else(Span::none));
        let outcome = match AssertUnwindSafe(polling).catch_unwind().await {
            Ok(outcome) => outcome.map(Arc::new),
            Err(panic) => {
                *lock(&demand.panic) = Some(panic);
                return;
            }
        };
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
