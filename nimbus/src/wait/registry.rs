//! The pollers of a client, where waits find those that poll the same.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use tokio::runtime::Id;

use super::poller::Poller;

/// What makes two waits poll the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) tenant: String,
    pub(super) name: String,
    pub(super) interval: Duration,
}

/// By runtime, too: see [`Poller`].
type Registered<T> = HashMap<(Id, Key), Weak<Poller<T>>>;

/// The pollers of a client for one kind of resource.
pub struct Pollers<T>(Arc<Mutex<Registered<T>>>);

impl<T> Pollers<T> {
    pub(super) fn lock(&self) -> MutexGuard<'_, Registered<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the poller off the list, unless another one has taken its place already.
    pub(super) fn remove_ended(&self, key: &(Id, Key)) {
        let mut registered = self.lock();
        if registered
            .get(key)
            .is_some_and(|poller| poller.strong_count() == 0)
        {
            registered.remove(key);
        }
    }
}

impl<T> Clone for Pollers<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for Pollers<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}
