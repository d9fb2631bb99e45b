//! Work that several calls need at the same time: done once on each runtime, however many wait for it.
//!
//! A caller may stop polling its call at any point and keep it. So the work belongs to no call: whoever waits for it drives
//! it, and it ends when the last of them is dropped. It is no task, either: one that a worker has just spawned waits for
//! that worker, which its caller may block. Runtimes do not share work, only what comes of it: one that is not driven
//! would hold up the others.

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Shared, WeakShared};
use tokio::runtime::{Handle, Id};
use tokio::time::Instant;
use tracing::Instrument as _;

/// What comes of the work; none when it panicked.
type Outcome<T> = BoxFuture<'static, Option<T>>;

/// A part in work in flight, which can go on for as long as somebody holds one.
pub(crate) type Flight<T> = Shared<Outcome<T>>;

/// Work that goes on for as long as somebody else holds it, and when it was begun.
type InFlight<T> = (Instant, WeakShared<Outcome<T>>);

/// The work in flight of one kind: at most one piece on each runtime.
pub(crate) struct SingleFlight<T>(Mutex<HashMap<Id, InFlight<T>>>);

impl<T: Clone + Send + Sync + 'static> SingleFlight<T> {
    /// Takes part in the work that is in flight on this runtime, or begins it. Work that was begun longer ago than this is
    /// left alone: nobody may have driven it, so that all there is to come of it is that its time is over.
    ///
    /// It panics outside of a tokio runtime, as every timer and every connection does.
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

impl<T> fmt::Debug for SingleFlight<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SingleFlight")
            .finish_non_exhaustive()
    }
}
