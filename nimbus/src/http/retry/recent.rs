//! Counts recent events.

use std::sync::atomic::{AtomicU64, Ordering};

use tokio::time::Instant;

/// The length of the period that counts as recent, in seconds.
const SECONDS: usize = 10;

/// The upper half of a slot has the number of the second, and the lower half has its count.
const COUNT: u64 = u32::MAX as u64;

/// Counts by the second, without a lock.
#[derive(Debug)]
pub(super) struct Recent {
    start: Instant,
    slots: [AtomicU64; SECONDS],
}

impl Recent {
    pub(super) fn new() -> Self {
        Self {
            start: Instant::now(),
            slots: Default::default(),
        }
    }

    pub(super) fn count(&self) {
        let now = self.second();
        let slot = &self.slots[(now % SECONDS as u64) as usize];
        let add = |slot: u64| match slot >> 32 == now {
            true => Some(slot + 1),
            false => Some((now << 32) + 1),
        };
        let _ = slot.try_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }

    /// Returns the count of the current second and the nine before it.
    pub(super) fn total(&self) -> u64 {
        let oldest = self.second().saturating_sub(SECONDS as u64 - 1);
        let slots = self.slots.iter().map(|slot| slot.load(Ordering::Relaxed));
        let recent = slots.filter(|slot| slot >> 32 >= oldest);
        recent.map(|slot| slot & COUNT).sum()
    }

    fn second(&self) -> u64 {
        self.start.elapsed().as_secs()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::advance;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_happened_ten_seconds_ago_counts_no_more() {
        let recent = Recent::new();
        for second in 0..25 {
            for _ in 0..second {
                recent.count();
            }
            // This second, and the nine before it.
            let expected: u64 = (second.max(9) - 9..=second).sum();
            assert_eq!(recent.total(), expected, "{second}");
            advance(Duration::from_secs(1)).await;
        }
        advance(Duration::from_secs(8)).await;
        assert_eq!(recent.total(), 24);
        advance(Duration::from_secs(1)).await;
        assert_eq!(recent.total(), 0);
        advance(Duration::from_secs(1_000_000)).await;
        recent.count();
        assert_eq!(recent.total(), 1);
    }
}
