//! A registry of values that are shared for as long as somebody holds them.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// Finds shared values by their keys. A clone is the same registry.
pub struct Registry<K, V>(Arc<Mutex<HashMap<K, Weak<V>>>>);

impl<K: Eq + Hash, V> Registry<K, V> {
    pub(super) fn lock(&self) -> MutexGuard<'_, HashMap<K, Weak<V>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes a value that nobody holds any more, unless another one has replaced it already.
    pub(super) fn remove_ended(&self, key: &K) {
        let mut registered = self.lock();
        let ended = |value: &Weak<V>| value.strong_count() == 0;
        if registered.get(key).is_some_and(ended) {
            registered.remove(key);
        }
    }
}

impl<K, V> Clone for Registry<K, V> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K, V> Default for Registry<K, V> {
    fn default() -> Self {
        Self(Arc::default())
    }
}
