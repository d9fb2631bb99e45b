//! What the calls came to, and whether it agrees with what the server has.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use nimbus::{Error, ErrorKind, Sent};

/// What calls came to that went well.
const SUCCESS: &str = "ok";

/// What became of something that was to be done once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The call says that it was done.
    Done,
    /// The call says that it was not.
    NotDone,
    /// The call cannot tell.
    Unknown,
}

impl Fate {
    /// What the outcome of a call says.
    pub fn of<T>(outcome: &Result<T, Error>) -> Self {
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
    pub fn allows(self, times: u64) -> bool {
        match self {
            Self::Done => times == 1,
            Self::NotDone => times == 0,
            Self::Unknown => times <= 1,
        }
    }
}

/// What all tasks write to.
#[derive(Debug, Default)]
pub struct Ledger(Mutex<Entries>);

/// What was written.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    /// Creations by their marker.
    pub creations: BTreeMap<String, Fate>,
    /// Changes of each counter: done, and perhaps done.
    pub changes: BTreeMap<String, (u64, u64)>,
    /// Calls by what they came to.
    pub outcomes: BTreeMap<String, u64>,
    /// Calls in all.
    pub calls: u64,
    /// Attempts, as far as errors tell of them. Those that took too long do not count: a busy machine makes more of them.
    pub failed_attempts: u64,
}

impl Ledger {
    /// One call is over.
    pub fn call<T>(&self, outcome: &Result<T, Error>) {
        let mut entries = self.entries();
        entries.calls += 1;
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
    pub fn creation(&self, marker: String, fate: Fate) {
        self.entries().creations.insert(marker, fate);
    }

    /// A counter was to be raised by one.
    pub fn change(&self, counter: &str, fate: Fate) {
        let mut entries = self.entries();
        let (done, perhaps) = entries.changes.entry(counter.to_owned()).or_default();
        match fate {
            Fate::Done => *done += 1,
            Fate::NotDone => {}
            Fate::Unknown => *perhaps += 1,
        }
    }

    /// All that was written.
    pub fn entries(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entries {
    /// What disagrees with the creations that the server has, by marker.
    pub fn wrong_creations(&self, found: &BTreeMap<String, u64>) -> Vec<String> {
        let mut wrong = Vec::new();
        for (marker, fate) in &self.creations {
            let times = found.get(marker).copied().unwrap_or_default();
            if !fate.allows(times) {
                wrong.push(format!("{marker}: {fate:?}, and there are {times}"));
            }
        }
        for marker in found
            .keys()
            .filter(|marker| !self.creations.contains_key(*marker))
        {
            wrong.push(format!("{marker}: nobody created it"));
        }
        wrong
    }

    /// Calls that came to what was asked for.
    pub fn successes(&self) -> u64 {
        self.outcomes.get(SUCCESS).copied().unwrap_or_default()
    }

    /// What disagrees with a counter and the generation of the definition it stands in. Every change raises both by one,
    /// unless one change has been lost to another.
    pub fn wrong_counter(&self, name: &str, counter: u64, generation: u64) -> Option<String> {
        let (done, perhaps) = self.changes.get(name).copied().unwrap_or_default();
        let agrees = counter + 1 == generation && (done..=done + perhaps).contains(&counter);
        (!agrees).then(|| {
            format!("{name}: counter {counter}, generation {generation}, {done} changes done and {perhaps} perhaps")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_creation_made_twice_is_seen_whatever_the_call_said() {
        for fate in [Fate::Done, Fate::NotDone, Fate::Unknown] {
            let ledger = Ledger::default();
            ledger.creation("a".to_owned(), fate);
            let twice = BTreeMap::from([("a".to_owned(), 2)]);
            assert_eq!(
                ledger.entries().wrong_creations(&twice).len(),
                1,
                "{fate:?}"
            );
        }
    }

    #[test]
    fn a_lost_creation_and_one_out_of_nowhere_are_seen() {
        let ledger = Ledger::default();
        ledger.creation("a".to_owned(), Fate::Done);
        let found = BTreeMap::from([("b".to_owned(), 1)]);
        assert_eq!(ledger.entries().wrong_creations(&found).len(), 2);
    }

    #[test]
    fn a_lost_change_is_seen() {
        let ledger = Ledger::default();
        ledger.change("a", Fate::Done);
        ledger.change("a", Fate::Done);
        ledger.change("a", Fate::Unknown);
        let entries = ledger.entries();
        assert!(
            entries.wrong_counter("a", 2, 3).is_none()
                && entries.wrong_counter("a", 3, 4).is_none()
        );
        assert!(entries.wrong_counter("a", 1, 2).is_some(), "one is missing");
        assert!(
            entries.wrong_counter("a", 2, 4).is_some(),
            "one wrote over another"
        );
        assert!(
            entries.wrong_counter("a", 4, 5).is_some(),
            "one was made twice"
        );
    }
}
