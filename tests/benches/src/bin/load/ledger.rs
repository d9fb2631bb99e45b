//! What the calls came to, and whether it agrees with what the server has.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use nimbus::{Error, ErrorKind, Sent};

use super::server::{HANGS, SLOW};

/// What calls came to that went well.
const SUCCESS: &str = "ok";

/// What so many calls bring about is hardly a matter of chance any more.
const ENOUGH: u64 = 10_000;

/// What became of something that was to be done once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// The call says that it was done.
    Done,
    /// The call says that it was not.
    NotDone,
    /// The call cannot tell.
    Unknown,
}

impl Fate {
    /// What the outcome of a call says.
    pub(crate) fn of<T>(outcome: &Result<T, Error>) -> Self {
        let Err(error) = outcome else {
            return Self::Done;
        };
        let status = error.status().map_or(0, |status| status.as_u16());
        match (error.sent(), error.kind()) {
            (Sent::No, _) => Self::NotDone,
            (_, ErrorKind::Status) if (400..500).contains(&status) => Self::NotDone,
            _ => Self::Unknown,
        }
    }

    /// Whether it may have been done so many times.
    fn allows(self, times: u64) -> bool {
        match self {
            Self::Done => times == 1,
            Self::NotDone => times == 0,
            Self::Unknown => times <= 1,
        }
    }
}

/// What all tasks write to.
#[derive(Default)]
pub(crate) struct Ledger(Mutex<Entries>);

/// What was written.
#[derive(Default)]
pub(crate) struct Entries {
    /// Creations by their marker.
    pub(crate) creations: BTreeMap<String, Fate>,
    /// Changes of each counter: done, and perhaps done.
    changes: BTreeMap<String, (u64, u64)>,
    /// Calls by what they came to.
    pub(crate) outcomes: BTreeMap<String, u64>,
    /// Attempts, as far as errors tell of them. Those that took too long do not count: a busy machine makes more of them.
    failed_attempts: u64,
}

impl Ledger {
    /// One call is over.
    pub(crate) fn call<T>(&self, outcome: &Result<T, Error>) {
        let mut entries = self.entries();
        let text = match outcome {
            Ok(_) => SUCCESS.to_owned(),
            Err(error) => {
                if error.kind() != ErrorKind::Timeout {
                    entries.failed_attempts += u64::from(error.attempts());
                }
                match error.status() {
                    Some(status) => format!("{:?} {}", error.kind(), status.as_u16()),
                    None => format!("{:?}", error.kind()),
                }
            }
        };
        *entries.outcomes.entry(text).or_default() += 1;
    }

    /// Something with this marker was to be created.
    pub(crate) fn creation(&self, marker: String, fate: Fate) {
        self.entries().creations.insert(marker, fate);
    }

    /// A counter was to be raised by one.
    pub(crate) fn change(&self, counter: &str, fate: Fate) {
        let mut entries = self.entries();
        let (done, perhaps) = entries.changes.entry(counter.to_owned()).or_default();
        match fate {
            Fate::Done => *done += 1,
            Fate::NotDone => {}
            Fate::Unknown => *perhaps += 1,
        }
    }

    /// All that was written.
    pub(crate) fn entries(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entries {
    /// Calls in all.
    pub(crate) fn calls(&self) -> u64 {
        self.outcomes.values().sum()
    }

    /// What disagrees with the creations that the server has, by marker.
    pub(crate) fn wrong_creations(&self, found: &BTreeMap<String, u64>) -> Vec<String> {
        let markers: BTreeSet<_> = self.creations.keys().chain(found.keys()).collect();
        let wrong = markers.into_iter().filter_map(|marker| {
            let fate = self.creations.get(marker).copied();
            let times = found.get(marker).copied().unwrap_or_default();
            // What nobody asked for was to be made as often as what was refused.
            let is_right = fate.unwrap_or(Fate::NotDone).allows(times);
            (!is_right).then(|| format!("{marker}: {fate:?}, and there are {times}"))
        });
        wrong.collect()
    }

    /// What disagrees with a counter and the generation of the definition it stands in. Every change raises both by one,
    /// unless one change has been lost to another.
    pub(crate) fn wrong_counter(
        &self,
        name: &str,
        counter: u64,
        generation: u64,
    ) -> Option<String> {
        let (done, perhaps) = self.changes.get(name).copied().unwrap_or_default();
        let agrees = counter + 1 == generation && (done..=done + perhaps).contains(&counter);
        (!agrees).then(|| {
            format!("{name}: counter {counter}, generation {generation}, {done} changes done and {perhaps} perhaps")
        })
    }

    /// Where so little happened that the rest says little: less than half of what is to be expected.
    pub(crate) fn too_little(&self, faults: &BTreeMap<&str, u64>, changes: u64) -> Vec<String> {
        let calls = self.calls();
        let successes = self.outcomes.get(SUCCESS).copied().unwrap_or_default();
        let creations = self.creations.len() as u64;
        let fail = faults
            .iter()
            .filter(|(name, _)| !name.starts_with(SLOW) && **name != HANGS);
        let failed: u64 = fail.map(|(_, times)| times).sum();
        let repeated = failed.saturating_sub(self.failed_attempts);
        let mut least = vec![("calls went well", successes, calls * 4 / 5)];
        if calls >= ENOUGH {
            least.extend([
                ("sandboxes were asked for", creations, calls / 60),
                ("changes were made", changes, calls / 30),
                ("requests failed", failed, calls / 50),
                ("requests failed, and not their call", repeated, calls / 100),
            ]);
            let met = faults.iter();
            least.extend(met.map(|(name, times)| (*name, *times, calls / 2000)));
        }
        let little = least.into_iter().filter(|(_, times, least)| times < least);
        little
            .map(|(what, times, least)| format!("only {times} of this, less than {least}: {what}"))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn creations_made_twice_lost_or_out_of_nowhere_are_seen() {
        for fate in [Fate::Done, Fate::NotDone, Fate::Unknown] {
            let ledger = Ledger::default();
            ledger.creation("a".to_owned(), fate);
            let wrong = |found| {
                ledger
                    .entries()
                    .wrong_creations(&BTreeMap::from(found))
                    .len()
            };
            assert_eq!(wrong([("a".to_owned(), 2)]), 1, "{fate:?}");
            let is_lost = usize::from(fate == Fate::Done);
            assert_eq!(wrong([("b".to_owned(), 1)]), 1 + is_lost, "{fate:?}");
        }
    }

    #[test]
    fn a_lost_change_is_seen() {
        let ledger = Ledger::default();
        for fate in [Fate::Done, Fate::Done, Fate::Unknown] {
            ledger.change("a", fate);
        }
        let wrong = |counter, generation| {
            let entries = ledger.entries();
            entries.wrong_counter("a", counter, generation).is_some()
        };
        assert!(!wrong(2, 3) && !wrong(3, 4));
        assert!(wrong(1, 2), "one is missing");
        assert!(wrong(2, 4), "one wrote over another");
        assert!(wrong(4, 5), "one was made twice");
    }
}
