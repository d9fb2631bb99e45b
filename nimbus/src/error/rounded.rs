//! Durations in texts, as people write them.

use std::fmt;
use std::time::Duration;

/// Shows a duration with two digits or three: `2.2 ms`, `250 ms`, `1.5 s`, `30 s`.
pub(crate) struct Rounded(pub(crate) Duration);

impl fmt::Display for Rounded {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs_f64();
        let (value, unit) = match seconds {
            1.0.. => (seconds, "s"),
            0.001.. => (seconds * 1e3, "ms"),
            _ => (seconds * 1e6, "µs"),
        };
        // One digit behind the point, where it is not zero and says something.
        let tenths = (value * 10.0).round();
        if value < 100.0 && tenths % 10.0 != 0.0 {
            write!(formatter, "{:.1} {unit}", tenths / 10.0)
        } else {
            write!(formatter, "{value:.0} {unit}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_rounded_to_what_people_read() {
        for (nanoseconds, shown) in [
            (0, "0 µs"),
            (1_000, "1 µs"),
            (12_340, "12.3 µs"),
            (2_212_213, "2.2 ms"),
            (2_000_001, "2 ms"),
            (250_000_000, "250 ms"),
            (999_400_000, "999 ms"),
            (1_000_000_000, "1 s"),
            (1_500_000_000, "1.5 s"),
            (30_000_000_000, "30 s"),
            (30_040_000_000, "30 s"),
            (3_600_000_000_000, "3600 s"),
        ] {
            assert_eq!(
                Rounded(Duration::from_nanos(nanoseconds)).to_string(),
                shown
            );
        }
    }
}
