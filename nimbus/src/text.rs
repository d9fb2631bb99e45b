//! Texts for people to read: what a server wrote, made short and safe to show, and durations.

use std::fmt;
use std::hash::{BuildHasher as _, RandomState};
use std::time::Duration;

/// Marks where a text is cut off.
pub(crate) const ELLIPSIS: char = '…';

/// 32 hexadecimal digits that nobody else has. They come from the system's random numbers, which a program cannot seed.
pub(crate) fn unique_id() -> String {
    let random = || RandomState::new().hash_one(std::process::id());
    format!("{:016x}{:016x}", random(), random())
}

/// Cuts a text to at most `limit` bytes, including the ellipsis.
pub(crate) fn bounded(text: &str, limit: usize) -> String {
    if text.len() <= limit {
        return text.to_owned();
    }
    let end = text.floor_char_boundary(limit.saturating_sub(ELLIPSIS.len_utf8()));
    let mut start = text[..end].to_owned();
    start.push(ELLIPSIS);
    start
}

/// Puts a text on one line, so that a line from a server cannot be mistaken for a line of the program's log.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(['\n', '\t', ' ']) {
        if !word.is_empty() && !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Escapes control characters in the text of a server, which may be printed on a terminal.
pub(crate) fn printable(text: &str) -> String {
    if !text.chars().any(acts_on_a_terminal) {
        return text.to_owned();
    }
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if acts_on_a_terminal(c) {
            safe.extend(c.escape_default());
        } else {
            safe.push(c);
        }
    }
    safe
}

fn acts_on_a_terminal(c: char) -> bool {
    let breaks_or_reorders_lines = matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    (c.is_control() && c != '\n' && c != '\t') || breaks_or_reorders_lines
}

/// Shows a duration with two or three digits: `2.2 ms`, `250 ms`, `1.5 s`, `30 s`.
pub(crate) struct Rounded(pub(crate) Duration);

impl fmt::Display for Rounded {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs_f64();
        let (value, unit) = match seconds {
            1.0.. => (seconds, "s"),
            0.001.. => (seconds * 1e3, "ms"),
            _ => (seconds * 1e6, "µs"),
        };
        // One decimal place, if it is not zero and is significant.
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
