//! Waits of one client for one resource share their polls: however many they are, the server is asked once an interval.
//!
//! The first wait spawns the polling; it is aborted when the last one leaves. Were it driven by one of the waits
//! instead, a caller who keeps that one without polling it would hold up all others.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{Receiver, WeakSender, channel};
use tokio::task::AbortHandle;
use tokio::time::Instant;
use tracing::Instrument as _;

use super::Observed;
use super::looks::Look;
use super::polling::{Progress, Seen, lock, poll};
use crate::Result;

/// So many looks may pass before a wait that does not get to run misses one.
const BACKLOG: usize = 16;

/// What makes two waits poll the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) tenant: String,
    pub(crate) name: String,
    pub(crate) interval: Duration,
}

type Registry<T> = Mutex<HashMap<Key, Weak<Polling<T>>>>;

/// All polls of a client for one kind of resource that are under way.
pub(crate) struct Polls<T>(Arc<Registry<T>>);

/// Polls that are under way for as long as somebody holds this.
struct Polling<T> {
    key: Key,
    registry: Weak<Registry<T>>,
    progress: Arc<Progress>,
    /// The sender itself belongs to the task, so that its end shows.
    sender: WeakSender<Seen<T>>,
    task: AbortHandle,
}

/// A wait's part in shared polls.
pub(crate) struct Subscription<T> {
    polling: Arc<Polling<T>>,
    receiver: Receiver<Seen<T>>,
    /// How many looks were begun before. What they see may be older than the wait, and does not count.
    before: u32,
}

enum Joined<T> {
    In(Subscription<T>),
    /// Their next look would come too late.
    TooLate,
    /// The runtime that they ran on has ended.
    Dead,
}

impl<T: Observed> Polls<T> {
    /// None when the caller has to poll by itself.
    pub(crate) fn join(
        &self,
        key: &Key,
        look: &Look<T>,
        deadline: Instant,
    ) -> Option<Subscription<T>> {
        let runtime = Handle::try_current().ok()?;
        // Dropped after the lock is released: its own end takes the lock.
        let found;
        let mut polls = lock(&self.0);
        found = polls.get(key).and_then(Weak::upgrade);
        if let Some(polling) = &found {
            match Polling::join(polling, deadline) {
                Joined::In(subscription) => return Some(subscription),
                Joined::TooLate => return None,
                Joined::Dead => {}
            }
        }
        let progress = Arc::new(Progress::new(deadline));
        let (sender, receiver) = channel(BACKLOG);
        let weak_sender = sender.downgrade();
        let work = poll(
            Arc::clone(&progress),
            sender,
            Arc::clone(look),
            key.interval,
        );
        let task = runtime.spawn(work.in_current_span()).abort_handle();
        let polling = Arc::new(Polling {
            key: key.clone(),
            registry: Arc::downgrade(&self.0),
            progress,
            sender: weak_sender,
            task,
        });
        polls.insert(key.clone(), Arc::downgrade(&polling));
        Some(Subscription {
            polling,
            receiver,
            before: 0,
        })
    }
}

impl<T> Polling<T> {
    fn join(this: &Arc<Self>, deadline: Instant) -> Joined<T> {
        let Some(sender) = this.sender.upgrade() else {
            return Joined::Dead;
        };
        // First, so that nothing that is sent because of the newcomer can be missed.
        let receiver = sender.subscribe();
        match this.progress.join(deadline, this.key.interval) {
            None => Joined::TooLate,
            Some(before) => Joined::In(Subscription {
                polling: Arc::clone(this),
                receiver,
                before,
            }),
        }
    }
}

impl<T> Drop for Polling<T> {
    fn drop(&mut self) {
        self.task.abort();
        if let Some(registry) = self.registry.upgrade() {
            let mut polls = lock(&registry);
            // In the meantime, others may have taken the place.
            if polls
                .get(&self.key)
                .is_some_and(|polling| polling.strong_count() == 0)
            {
                polls.remove(&self.key);
            }
        }
    }
}

impl<T: Observed> Subscription<T> {
    pub(crate) fn count(&self) -> u32 {
        self.polling.progress.begun().saturating_sub(self.before)
    }

    /// The next look that shows something else than the one before; none when there will be no more.
    pub(crate) async fn next(&mut self) -> Option<Result<Arc<T>>> {
        loop {
            match self.receiver.recv().await {
                Ok(seen) if seen.number > self.before => return Some(seen.outcome),
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    }
}

impl<T> Clone for Polls<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for Polls<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> fmt::Debug for Polls<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Polls")
            .field("under_way", &lock(&self.0).len())
            .finish()
    }
}

/// With `rustls-no-provider` alone, there is no provider here to connect with; `tests/tls` brings one.
#[cfg(all(
    test,
    any(
        feature = "rustls",
        feature = "native-tls",
        not(feature = "rustls-no-provider")
    )
))]
mod tests {
    use std::future::IntoFuture as _;
    use std::pin::pin;

    use crate::discovery::Environment;
    use crate::{Nimbus, ServiceCondition};

    use super::*;

    /// Nobody listens there; a wait goes on all the same.
    #[tokio::test(start_paused = true)]
    async fn polls_are_kept_as_long_as_somebody_waits() {
        let builder = Nimbus::builder().environment(Environment::in_memory());
        let builder = builder.endpoint("http://127.0.0.1:1").token("a-token");
        let nimbus = builder.tenant("demo").build().unwrap();
        let polls = || format!("{:?}", nimbus.waits().services);
        let wait = nimbus.services().wait("web", ServiceCondition::Ready);
        let mut wait = pin!(wait.timeout(Duration::from_secs(3)).into_future());
        let early = tokio::time::timeout(Duration::from_secs(1), &mut wait);
        assert!(early.await.is_err());
        assert_eq!(polls(), "Polls { under_way: 1 }");
        wait.await.unwrap_err();
        assert_eq!(polls(), "Polls { under_way: 0 }");
    }
}
