//! Where the looks of a wait come from: its own polls, or those that it shares with others.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::shared::{Key, Polls, Subscription};
use super::{Observed, later};
use crate::Result;

/// The longest `Retry-After` that a poll honours.
const RETRY_AFTER_LIMIT: Duration = Duration::from_secs(20);

/// Reads the resource once.
pub(crate) type Look<T> =
    Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<T>> + Send>> + Send + Sync>;

/// How a resource is to be polled.
pub(crate) struct Plan<T> {
    pub(crate) look: Look<T>,
    pub(crate) interval: Duration,
    /// Where to find others who poll the same, unless this one's requests are of its own kind.
    pub(crate) shared: Option<(Polls<T>, Key)>,
}

/// The looks of one wait.
pub(crate) enum Looks<T> {
    Alone {
        look: Look<T>,
        interval: Duration,
        /// The first look is due at once.
        next: Option<Instant>,
        count: u32,
    },
    Shared {
        subscription: Subscription<T>,
        look: Look<T>,
        interval: Duration,
    },
}

impl<T: Observed> Plan<T> {
    pub(crate) fn looks(&self, deadline: Instant) -> Looks<T> {
        let (look, interval) = (Arc::clone(&self.look), self.interval);
        let subscription = self
            .shared
            .as_ref()
            .and_then(|(polls, key)| polls.join(key, &look, deadline));
        match subscription {
            Some(subscription) => Looks::Shared {
                subscription,
                look,
                interval,
            },
            None => Looks::Alone {
                look,
                interval,
                next: None,
                count: 0,
            },
        }
    }
}

impl<T: Observed> Looks<T> {
    /// How many were begun.
    pub(crate) fn count(&self) -> u32 {
        match self {
            Self::Alone { count, .. } => *count,
            Self::Shared { subscription, .. } => subscription.count(),
        }
    }

    /// The next look, at its time. None is begun at the deadline or later.
    pub(crate) async fn next(&mut self, deadline: Instant) -> Result<Arc<T>> {
        if let Self::Shared {
            subscription,
            look,
            interval,
        } = self
        {
            if let Some(outcome) = subscription.next().await {
                return outcome;
            }
            // The runtime that drove the shared polls has ended: this one goes on by itself.
            *self = Self::Alone {
                look: Arc::clone(look),
                interval: *interval,
                next: None,
                count: subscription.count(),
            };
        }
        let Self::Alone {
            look,
            interval,
            next,
            count,
        } = self
        else {
            return std::future::pending().await;
        };
        if let Some(next) = *next {
            if next >= deadline {
                return std::future::pending().await;
            }
            sleep_until(next).await;
        }
        *count = count.saturating_add(1);
        let outcome = look().await;
        *next = Some(later(Instant::now(), pause(&outcome, *interval)));
        outcome.map(Arc::new)
    }
}

/// The pause after a look. A server that asks for a longer one gets it.
pub(super) fn pause<T>(outcome: &Result<T>, interval: Duration) -> Duration {
    let wish = outcome.as_ref().err().and_then(crate::Error::retry_after);
    interval.max(wish.unwrap_or_default().min(RETRY_AFTER_LIMIT))
}
