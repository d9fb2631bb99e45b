//! What was measured.

use std::collections::BTreeMap;

/// What a figure is of: `get`, 64, `nimbus`.
pub(super) type Key = (String, u64, String);

/// All that was measured.
#[derive(Default)]
pub(super) struct Figures {
    /// Instructions of the client's process, for one call.
    pub(super) instructions: BTreeMap<Key, f64>,
    pub(super) allocations: BTreeMap<Key, f64>,
    /// Nanoseconds on a processor, for one call, a round each.
    pub(super) times: BTreeMap<Key, Vec<f64>>,
    /// What it takes to make a client, by name: nanoseconds.
    pub(super) made: BTreeMap<String, f64>,
    /// At 64 connections, by client: nanoseconds on processors for one call, and kilobytes at the most; a turn each.
    pub(super) clients: BTreeMap<String, (Vec<f64>, Vec<f64>)>,
    /// Nanoseconds on processors for one call of one of 10,000 clones, by threads.
    pub(super) clones: BTreeMap<u64, f64>,
    /// Requests, nanoseconds and peak kilobytes of so many waits for so many services.
    pub(super) waits: BTreeMap<(u64, u64), [f64; 3]>,
    /// Peak kilobytes of a stream of so many items.
    pub(super) streams: BTreeMap<u64, f64>,
}

impl Figures {
    pub(super) fn key(operation: &str, concurrency: u64, way: &str) -> Key {
        (operation.to_owned(), concurrency, way.to_owned())
    }

    /// The middle one of what the rounds had.
    pub(super) fn time(&self, key: &Key) -> Option<f64> {
        median(self.times.get(key)?.clone())
    }

    /// The middle ones of what a client's turns had: nanoseconds, and kilobytes.
    pub(super) fn client(&self, name: &str) -> Option<(f64, f64)> {
        let (times, memories) = self.clients.get(name)?;
        Some((median(times.clone())?, median(memories.clone())?))
    }

    /// The middle one of the ratios that the rounds had: what slows a round slows all that is measured in it.
    pub(super) fn time_ratio(&self, way: &Key, base: &Key) -> Option<f64> {
        let (way, base) = (self.times.get(way)?, self.times.get(base)?);
        median(way.iter().zip(base).map(|(way, base)| way / base).collect())
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_round_does_not_change_the_ratio() {
        let mut figures = Figures::default();
        let key = |way| Figures::key("get", 1, way);
        figures.times.insert(key("bare"), vec![10.0, 100.0, 10.0]);
        figures.times.insert(key("nimbus"), vec![11.0, 110.0, 30.0]);
        let ratio = figures.time_ratio(&key("nimbus"), &key("bare")).unwrap();
        assert!((ratio - 1.1).abs() < 1e-9, "{ratio}");
        assert_eq!(figures.time(&key("bare")), Some(10.0));
        assert_eq!(figures.time(&key("other")), None);
    }
}
