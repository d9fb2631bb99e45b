//! Whether a run did what it was for.

use super::ledger::Entries;
use super::server::{HANGS, SLOW};

/// What so many calls bring about is hardly a matter of chance any more.
const ENOUGH: u64 = 10_000;

/// Where so little happened that the rest says little: less than half of what is to be expected.
pub fn too_little(entries: &Entries, faults: &[(&str, u64)], changes: u64) -> Vec<String> {
    let calls = entries.calls;
    let fails = |name: &str| !name.starts_with(SLOW) && name != HANGS;
    let fail = faults.iter().filter(|(name, _)| fails(name));
    let failed: u64 = fail.map(|(_, times)| times).sum();
    let creations = entries.creations.len() as u64;
    let repeated = failed.saturating_sub(entries.failed_attempts);
    let mut least = vec![("calls went well", entries.successes(), calls * 4 / 5)];
    if calls >= ENOUGH {
        least.extend([
            ("sandboxes were asked for", creations, calls / 60),
            ("changes were made", changes, calls / 30),
            ("requests failed", failed, calls / 50),
            ("requests failed, and not their call", repeated, calls / 100),
        ]);
        let met = faults
            .iter()
            .map(|(name, times)| (*name, *times, calls / 2000));
        least.extend(met);
    }
    let little = least.into_iter().filter(|(_, times, least)| times < least);
    little
        .map(|(what, times, least)| format!("only {times} of this, less than {least}: {what}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::load::ledger::Fate;

    const FAULTS: [(&str, u64); 3] = [("503", 600), ("hang", 40), ("slow body", 60)];

    fn of_twenty_thousand(successes: u64) -> Entries {
        let creation = |number| (format!("{number}"), Fate::Done);
        Entries {
            creations: (0..800).map(creation).collect(),
            outcomes: BTreeMap::from([("ok".to_owned(), successes)]),
            calls: 20_000,
            failed_attempts: 400,
            ..Entries::default()
        }
    }

    #[test]
    fn a_run_as_it_is_expected_did_its_work() {
        let little = too_little(&of_twenty_thousand(19_500), &FAULTS, 1500);
        assert_eq!(little, Vec::<String>::new());
    }

    #[test]
    fn a_run_that_met_with_little_did_not_do_its_work() {
        let expected = of_twenty_thousand(19_500);
        let most_timed_out = of_twenty_thousand(9_000);
        let mut nothing_repeated = expected.clone();
        nothing_repeated.failed_attempts = 600;
        let mut few_creations = expected.clone();
        few_creations.creations.retain(|number, _| number == "1");
        let rare = [("503", 600), ("hang", 2), ("slow body", 60)];
        for (entries, faults, changes) in [
            (&most_timed_out, FAULTS, 1500),
            (&nothing_repeated, FAULTS, 1500),
            (&few_creations, FAULTS, 1500),
            (&expected, FAULTS, 10),
            (&expected, rare, 1500),
        ] {
            let little = too_little(entries, &faults, changes);
            assert_eq!(little.len(), 1, "{little:?}");
        }
    }
}
