//! Work that several calls need at the same time: done once on each runtime, however many wait for it.
//!
//! A caller may stop polling its call at any point and keep it. So the work is no part of a call: it is a task of the
//! runtime, which ends when the last call that waits for it is dropped. Runtimes do not share work, only what comes of
//! it: one that is not driven would hold up the others.

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::sync::{Mutex, PoisonError};

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Shared, WeakShared};
use tokio::runtime::{Handle, Id};
use tokio::task::JoinSet;
use tracing::Instrument as _;

/// What comes of the work; none when it panicked, or its runtime was shut down.
type Outcome<T> = BoxFuture<'static, Option<T>>;

/// A part in work in flight, which goes on for as long as somebody holds one.
pub(crate) type Flight<T> = Shared<Outcome<T>>;

/// The work in flight of one kind: at most one task on each runtime.
pub(crate) struct SingleFlight<T>(Mutex<HashMap<Id, WeakShared<Outcome<T>>>>);

impl<T: Clone + Send + Sync + 'static> SingleFlight<T> {
    /// Takes part in the work that is in flight on this runtime, or begins it.
    ///
    /// It panics outside of a tokio runtime, as every timer and every connection does.
    pub(crate) fn join<F>(&self, work: impl FnOnce() -> F) -> Flight<T>
    where
        F: Future<Output = T> + Send + 'static,
    {
        let runtime = Handle::current().id();
        let mut flights = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        flights.retain(|_, flight| flight.upgrade().is_some_and(|flight| !is_over(&flight)));
        if let Some(flight) = flights.get(&runtime).and_then(WeakShared::upgrade) {
            return flight;
        }
        // A set aborts its tasks when it is dropped.
        let mut task = JoinSet::new();
        task.spawn(work().in_current_span());
        let outcome = async move { task.join_next().await?.ok() };
        let flight = outcome.boxed().shared();
        flights.extend(flight.downgrade().map(|weak| (runtime, weak)));
        flight
    }
}

/// Whether there is an outcome, be it that nobody has come to see it.
pub(crate) fn is_over<T: Clone>(flight: &Flight<T>) -> bool {
    flight.clone().now_or_never().is_some()
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
