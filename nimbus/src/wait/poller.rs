//! The poller: one task for each resource that is waited for or watched, however many waits there are.
//!
//! The first wait starts it, and it ends when the last one leaves. It is a task of its own because a caller may hold
//! the future of a wait without polling it; if the others depended on that future, they would hang. For the same
//! reason, only waits on the same runtime share a poller.

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

/// The longest `Retry-After` that polling respects.
const RETRY_AFTER_LIMIT: Duration = Duration::from_secs(20);

/// Reads the resource once.
pub(super) type PollFn<T> = Arc<dyn Fn() -> BoxFuture<'static, Result<T>> + Send + Sync>;

/// What two waits must have in common to share their polls.
#[derive(Clone, PartialEq)]
pub struct Key {
    pub(super) tenant: String,
    pub(super) name: String,
    pub(super) interval: Duration,
    /// The options of the client.
    pub(super) options: Arc<CallOptions>,
}

/// Equality is total because no option is NaN: a jitter is from 0 to 1.
impl Eq for Key {}

/// The options are left out, because they are the same for most waits.
impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.tenant, &self.name, self.interval).hash(state);
    }
}

/// The pollers of a client for one kind of resource, by runtime and key.
pub(crate) type Pollers<T> = Registry<(Id, Key), Poller<T>>;

/// The progress of a poller.
pub(super) struct Polled<T> {
    /// The number of polls that were started.
    begun: u32,
    /// When the poll in progress was started, or when the next one is due.
    phase: Phase,
    /// The number of the last completed poll, counted from 1, and its outcome.
    last: Option<(u32, Result<Arc<T>>)>,
}

#[derive(Clone, Copy)]
enum Phase {
    UnderWay(Instant),
    Due(Instant),
}

/// A handle to a task that polls for as long as somebody holds the handle.
pub struct Poller<T> {
    polled: watch::Receiver<Polled<T>>,
    demand: Arc<Demand>,
    interval: Duration,
    task: AbortHandle,
    /// Where other waits find it.
    registered: Option<(Pollers<T>, (Id, Key))>,
}

/// The waits that the polls are for. It changes only while no poll is being started.
struct Demand {
    /// Whether a wait has joined since the last poll was started.
    has_newcomers: AtomicBool,
    /// Notified of each wait that joins.
    joined: Notify,
    /// The latest deadline of all waits that have joined. Polling ends then, because a wait may be held without being
    /// polled.
    latest: Mutex<Instant>,
    /// The panic of a hook, for one of the waits to continue.
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

/// The polls of a poller since a wait has joined it.
pub(super) struct Subscription<T> {
    pub(super) polled: watch::Receiver<Polled<T>>,
    /// The number of polls that were started before. Their outcomes may be older than the wait and do not count.
    before: u32,
    /// By when a poll that counts must have been started. The poll in progress may never end, or its task may not be
    /// driven.
    pub(super) patience: Option<Instant>,
}

impl<T> Subscription<T> {
    /// Returns the number of polls that were started since.
    pub(super) fn count(&self) -> u32 {
        self.polled.borrow().begun.saturating_sub(self.before)
    }

    /// Returns the outcome of the last poll, if it was started since.
    pub(super) fn last(&self) -> Option<Result<Arc<T>>> {
        let polled = self.polled.borrow();
        let (number, outcome) = polled.last.as_ref()?;
        (*number > self.before).then(|| outcome.clone())
    }
}

/// Whether a wait can join a poller.
pub(super) enum Join<T> {
    In(Subscription<T>),
    /// The next poll would come too late.
    TooLate,
    /// The poll in progress has taken longer than an interval, the next one is late by more than an interval, or the
    /// task is gone.
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

    /// Returns a subscription to all polls.
    pub(super) fn subscription(&self) -> Subscription<T> {
        Subscription {
            polled: self.polled.clone(),
            before: 0,
            patience: None,
        }
    }

    /// Continues the panic that ended the task, unless another wait has done so.
    pub(super) fn propagate_panic(&self) {
        let panic = lock(&self.demand.panic).take();
        if let Some(panic) = panic {
            resume_unwind(panic);
        }
    }

    /// Joins the poller, from its next poll on.
    pub(super) fn join(&self, deadline: Instant) -> Join<T> {
        let mut subscription = self.subscription();
        let phase = {
            // No poll is started while this is borrowed.
            let polled = subscription.polled.borrow_and_update();
            self.demand.extend(deadline);
            subscription.before = polled.begun;
            polled.phase
        };
        if subscription.polled.has_changed().is_err() {
            return Join::Stuck;
        }
        // A poller that is late may be queued behind a worker thread that a caller blocks.
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

/// Polls until the task is aborted or the latest deadline has passed. The polls belong to the span of the wait that
/// started the poller while that span lasts, but do not keep it open.
async fn run<T: Resource>(
    sender: watch::Sender<Polled<T>>,
    demand: Arc<Demand>,
    poll: PollFn<T>,
    interval: Duration,
    span: Weak<Span>,
) {
    // Lets waits that begin together share the first poll.
    tokio::task::yield_now().await;
    // Spreads out pollers that started together, for example for a thousand sandboxes.
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
            // Those who have joined get this poll.
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
            // Thousands of waits may be subscribed, so a poll without news does not wake them. An error always does,
            // and so does the poll after it.
            let is_new = match (&outcome, &polled.last) {
                (Ok(now), Some((_, Ok(before)))) => now.differs_from(before),
                _ => true,
            };
            polled.phase = Phase::Due(next);
            polled.last = Some((number, outcome));
            is_new || is_awaited
        });
        // A wait that joins ends the extra pause, which is only there to spread out the pollers.
        let _ = timeout_at(saturating_deadline(next, spread), demand.joined.notified()).await;
        sleep_until(next).await;
        spread = Duration::ZERO;
    }
}
