//! Work that several calls need at the same time, done once on each runtime however many calls wait for it.
//!
//! A caller may stop polling a call at any point and still hold it, so the work belongs to no single call: whichever
//! call waits for it drives it, and it ends when the last of them is dropped. It is not a task either, because a newly
//! spawned task can be queued behind a worker thread that a caller blocks. Runtimes share only the outcome of the work,
//! because a runtime that is not driven would hold up the others.

use std::collections::HashMap;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Shared, WeakShared};
use tokio::runtime::{Handle, Id};
use tokio::time::Instant;
use tracing::Instrument as _;

/// The outcome of the work, or `None` if it panicked.
type Outcome<T> = BoxFuture<'static, Option<T>>;

/// A share in the work in flight, which can go on for as long as somebody holds a share.
pub(crate) type Flight<T> = Shared<Outcome<T>>;

/// When the work was started, and a weak reference to it.
type InFlight<T> = (Instant, WeakShared<Outcome<T>>);

/// The work in flight of one kind, at most one on each runtime.
pub(crate) struct SingleFlight<T>(Mutex<HashMap<Id, InFlight<T>>>);

impl<T: Clone + Send + Sync + 'static> SingleFlight<T> {
    /// Joins the work that is in flight on this runtime, or starts it. Work that was started longer ago than `limit` is
    /// ignored: perhaps nobody has driven it, and then its only possible outcome is a timeout.
    ///
    /// Panics outside of a tokio runtime, like every timer and every connection.
    pub(crate) fn join<F>(&self, limit: Duration, work: impl FnOnce() -> F) -> Flight<T>
    where
        F: Future<Output = T> + Send + 'static,
    {
        let runtime = Handle::current().id();
        let mut flights = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let in_flight = |(_, flight): &InFlight<T>| {
            let flight = flight.upgrade();
            flight.filter(|flight| flight.peek().is_none())
        };
        flights.retain(|_, flight| in_flight(flight).is_some());
        let now = Instant::now();
        let current = flights.get(&runtime);
        let current = current.filter(|(begun, _)| now.duration_since(*begun) < limit);
        if let Some(flight) = current.and_then(in_flight) {
            return flight;
        }
        let outcome = AssertUnwindSafe(work().in_current_span()).catch_unwind();
        let flight = outcome.map(Result::ok).boxed().shared();
        flights.extend(flight.downgrade().map(|weak| (runtime, (now, weak))));
        flight
    }
}

impl<T> Default for SingleFlight<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}
