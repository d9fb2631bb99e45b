//! A limit on retries across all calls of a client, so that retries do not overload a server that is recovering.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::recent::Recent;
use crate::{Error, Result};

/// The units that one retry costs, so that a success can earn a fraction of a retry.
const RETRY: u32 = 1000;

/// A limit on the retries that all calls of one client and its clones may make.
///
/// A client starts with [`reserve`](Self::new) retries. Each retry spends one, and each success earns a fraction of
/// one. The budget can hold the reserve, or the same fraction of the successes of the last 10 s, whichever is more.
///
/// By default, that is ten retries, or a tenth of the successes. A busy client can repeat all calls that fail at once
/// when a proxy is reloaded: with 32 concurrent calls, this takes 320 successes in 10 s. A client that has just
/// started, or makes fewer calls, has ten retries: if 32 calls fail at once, 22 of them fail on their first attempt.
/// While a server is down, nothing is earned: when the budget is used up, every call fails on its first attempt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetryBudget {
    reserve: u32,
    earned: u32,
}

impl RetryBudget {
    /// No limit.
    pub const UNLIMITED: Self = Self {
        reserve: u32::MAX,
        earned: 0,
    };

    /// Creates a budget with a reserve of `reserve` retries, to which every successful call adds `earned` retries, for
    /// example 0.1. It can hold that fraction of the successes of the last 10 s, if that is more than the reserve. With
    /// 0, nothing is ever added.
    ///
    /// # Errors
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput), if the reserve is over a million, or if `earned` is not
    /// between 0 and 1.
    pub fn new(reserve: u32, earned: f64) -> Result<Self> {
        if reserve > 1_000_000 {
            return Err(Error::invalid_input(
                "reserve",
                "reserve must not be over 1000000",
            ));
        }
        if !(0.0..=1.0).contains(&earned) {
            return Err(Error::invalid_input("earned", "earned must be from 0 to 1"));
        }
        Ok(Self {
            reserve: reserve * RETRY,
            earned: (earned * f64::from(RETRY)).round() as u32,
        })
    }
}

/// A reserve of ten retries, and one more for every ten successes, up to a tenth of the successes of the last 10 s if
/// that is more than ten.
impl Default for RetryBudget {
    fn default() -> Self {
        Self {
            reserve: 10 * RETRY,
            earned: RETRY / 10,
        }
    }
}

/// The budget of one client.
#[derive(Debug)]
pub(crate) struct Budget {
    rules: RetryBudget,
    left: AtomicU32,
    successes: Recent,
}

/// The permit for one retry. It returns to the budget if it is not used.
#[derive(Debug)]
pub(crate) struct RetryPermit(Option<Arc<Budget>>);

impl Budget {
    pub(crate) fn new(rules: RetryBudget) -> Self {
        Self {
            left: AtomicU32::new(rules.reserve),
            rules,
            successes: Recent::new(),
        }
    }

    /// Takes the permit for one retry, if there is one left.
    pub(crate) fn take(self: &Arc<Self>) -> Option<RetryPermit> {
        if self.rules == RetryBudget::UNLIMITED {
            return Some(RetryPermit(None));
        }
        // What was saved up by successes is lost once they are no longer recent.
        let full = self.full();
        let take = |left: u32| left.min(full).checked_sub(RETRY);
        self.left
            .try_update(Ordering::Relaxed, Ordering::Relaxed, take)
            .ok()
            .map(|_| RetryPermit(Some(Arc::clone(self))))
    }

    /// Counts a success.
    pub(crate) fn earn(&self) {
        if self.rules.earned > 0 {
            self.successes.count();
            self.add(self.rules.earned);
        }
    }

    /// Returns how much the budget can hold now.
    fn full(&self) -> u32 {
        let share = u64::from(self.rules.earned) * self.successes.total();
        u32::try_from(share).map_or(u32::MAX, |share| share.max(self.rules.reserve))
    }

    fn add(&self, units: u32) {
        let full = self.full();
        // This is the usual case, and it avoids a write to memory that all threads share.
        if self.left.load(Ordering::Relaxed) >= full {
            return;
        }
        let add = |left: u32| Some(left.saturating_add(units).min(full));
        let _ = self
            .left
            .try_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }
}

impl RetryPermit {
    /// Uses the permit: the retry is about to be sent.
    pub(crate) fn spend(mut self) {
        self.0 = None;
    }
}

impl Drop for RetryPermit {
    fn drop(&mut self) {
        if let Some(budget) = self.0.take() {
            budget.add(RETRY);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::advance;

    use super::*;

    fn budget(reserve: u32, earned: f64) -> Arc<Budget> {
        Arc::new(Budget::new(RetryBudget::new(reserve, earned).unwrap()))
    }

    #[test]
    fn the_reserve_is_all_there_is_while_nothing_succeeds() {
        let budget = budget(2, 0.5);
        budget.take().unwrap().spend();
        budget.take().unwrap().spend();
        assert!(budget.take().is_none());
    }

    /// Returns how many retries can be made in a row.
    fn spent(budget: &Arc<Budget>) -> usize {
        std::iter::from_fn(|| budget.take().map(RetryPermit::spend)).count()
    }

    #[tokio::test(start_paused = true)]
    async fn a_tenth_of_the_successes_of_the_last_ten_seconds_can_be_saved_up() {
        let budget = Arc::new(Budget::new(RetryBudget::default()));
        for (successes, retries) in [(0, 10), (50, 5), (100, 10), (1000, 100), (0, 0), (990, 99)] {
            (0..successes).for_each(|_| budget.earn());
            assert_eq!(spent(&budget), retries, "{successes}");
            advance(Duration::from_secs(10)).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_was_saved_up_is_ten_again_when_its_successes_are_long_ago() {
        let budget = Arc::new(Budget::new(RetryBudget::default()));
        (0..1000).for_each(|_| budget.earn());
        advance(Duration::from_secs(10)).await;
        assert_eq!(spent(&budget), 10);
    }

    #[tokio::test(start_paused = true)]
    async fn an_outage_earns_nothing() {
        let budget = Arc::new(Budget::new(RetryBudget::default()));
        (0..1000).for_each(|_| budget.earn());
        assert_eq!(spent(&budget), 100);
        advance(Duration::from_secs(60)).await;
        assert_eq!(spent(&budget), 0);
    }

    #[test]
    fn a_retry_is_earned_by_as_many_successes_as_make_a_whole_one() {
        let budget = budget(1, 0.5);
        budget.take().unwrap().spend();
        budget.earn();
        assert!(budget.take().is_none());
        budget.earn();
        assert_eq!(spent(&budget), 1);
    }

    #[test]
    fn a_permit_that_is_dropped_unused_goes_back() {
        let budget = budget(1, 0.0);
        drop(budget.take().unwrap());
        assert!(budget.take().is_some());
    }

    #[test]
    fn an_unlimited_budget_never_ends() {
        let budget = Arc::new(Budget::new(RetryBudget::UNLIMITED));
        for _ in 0..10_000 {
            budget.take().unwrap().spend();
        }
    }

    #[test]
    fn a_budget_that_cannot_be_is_refused_by_field() {
        assert_eq!(
            RetryBudget::new(1_000_001, 0.1).unwrap_err().argument(),
            Some("reserve")
        );
        assert_eq!(
            RetryBudget::new(1, -0.1).unwrap_err().argument(),
            Some("earned")
        );
        assert_eq!(
            RetryBudget::new(1, f64::NAN).unwrap_err().argument(),
            Some("earned")
        );
    }
}
