//! Streams made of steps.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Gives an item and the state that follows, or nothing more.
pub(crate) type Step<S, T> = Pin<Box<dyn Future<Output = Option<(T, S)>> + Send>>;

/// A stream that does one step after the other, each when the item before it has been taken.
pub(crate) struct Steps<S, T> {
    step: fn(S) -> Step<S, T>,
    waiting: Option<S>,
    running: Option<Step<S, T>>,
}

impl<S, T> Steps<S, T> {
    pub(crate) fn new(first: S, step: fn(S) -> Step<S, T>) -> Self {
        Self {
            step,
            waiting: Some(first),
            running: None,
        }
    }

    /// As a stream's `poll_next`; after the end it stays at the end.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<T>>
    where
        S: Unpin,
    {
        if let Some(state) = self.waiting.take() {
            self.running = Some((self.step)(state));
        }
        let Some(running) = &mut self.running else {
            return Poll::Ready(None);
        };
        let Poll::Ready(outcome) = running.as_mut().poll(context) else {
            return Poll::Pending;
        };
        self.running = None;
        Poll::Ready(outcome.map(|(item, state)| {
            self.waiting = Some(state);
            item
        }))
    }
}
