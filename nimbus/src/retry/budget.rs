//! A limit on retries across all calls of a client, so that retries do not finish off a server that is down.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::{Error, Result};

/// One retry costs this many units, so that successes can earn less than a whole one.
const RETRY: u32 = 1000;

/// How many retries the calls of one client, with all its clones, may make beyond what their successes earn.
///
/// A client starts with [`reserve`](Self::new) retries. Each one spends one; each success earns a fraction of one, up
/// to the reserve. While a server is down, nothing is earned: the reserve is all there is, and then every call fails
/// on its first attempt.
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

    /// A reserve of `reserve` retries, to which every success adds the fraction `earned` of one.
    ///
    /// # Errors
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput), when the reserve is over a million, or `earned` is not
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

/// Ten retries, and one more for every ten successes.
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
}

/// The right to one retry. It goes back to the budget unless it is used.
#[derive(Debug)]
pub(crate) struct Permit(Option<Arc<Budget>>);

impl Budget {
    pub(crate) fn new(rules: RetryBudget) -> Self {
        Self {
            left: AtomicU32::new(rules.reserve),
            rules,
        }
    }

    /// The right to one retry, if there is one left.
    pub(crate) fn take(self: &Arc<Self>) -> Option<Permit> {
        if self.rules == RetryBudget::UNLIMITED {
            return Some(Permit(None));
        }
        let take = |left: u32| left.checked_sub(RETRY);
        self.left
            .try_update(Ordering::Relaxed, Ordering::Relaxed, take)
            .ok()
            .map(|_| Permit(Some(Arc::clone(self))))
    }

    /// Counts a success.
    pub(crate) fn earn(&self) {
        self.add(self.rules.earned);
    }

    fn add(&self, units: u32) {
        let full = self.rules.reserve;
        // The usual case, and one that does not write to what all threads share.
        if self.left.load(Ordering::Relaxed) >= full {
            return;
        }
        let add = |left: u32| Some(left.saturating_add(units).min(full));
        let _ = self
            .left
            .try_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }
}

impl Permit {
    /// The retry is about to be sent.
    pub(crate) fn spend(mut self) {
        self.0 = None;
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(budget) = self.0.take() {
            budget.add(RETRY);
        }
    }
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn successes_earn_retries_up_to_the_reserve() {
        let budget = budget(1, 0.5);
        budget.take().unwrap().spend();
        budget.earn();
        assert!(budget.take().is_none());
        budget.earn();
        budget.earn();
        budget.earn();
        budget.take().unwrap().spend();
        assert!(budget.take().is_none());
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
