//! Undoes encodings, so that a credential can be found. The results are never shown.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::SHORTEST;

/// Accepts any trailing bits and padding at the end of a run of base64.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Undoes one level of JSON escapes and percent-encoding. Control characters are removed, so that a line break hides
/// nothing, and so is an escape that is cut off at the end.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '%']) {
        plain.push_str(&rest[..at]);
        let Some((c, length)) = escaped(&rest[at..]) else {
            rest = "";
            break;
        };
        plain.push(c);
        rest = &rest[at + length..];
    }
    plain.push_str(rest);
    plain.retain(|c| !c.is_control());
    plain
}

/// Returns the character of an escape and the length of the escape, or `None` if it is cut off.
fn escaped(text: &str) -> Option<(char, usize)> {
    let code = |start: usize, end: usize| {
        let code = u32::from_str_radix(text.get(start..end)?, 16).ok()?;
        Some((char::from_u32(code)?, end))
    };
    let mut chars = text.chars();
    let (first, second) = (chars.next()?, chars.next()?);
    if first == '%' {
        return code(1, 3).or((text.len() > 2).then_some((first, 1)));
    }
    match second {
        'u' => code(2, 6).or((text.len() > 5).then_some((second, 2))),
        'b' | 'f' | 'n' | 'r' | 't' => Some(('\n', 2)),
        other => Some((other, 1 + other.len_utf8())),
    }
}

/// Decodes the runs of base64 in a text, in either alphabet. The text before a run may consist of the same characters,
/// so each of the first four offsets is tried as the start of the run.
pub(super) fn decoded(text: &str) -> impl Iterator<Item = String> {
    let runs = text.split(|c: char| !(c.is_ascii_alphanumeric() || "+/-_".contains(c)));
    let long = runs.filter(|run| run.len() * 3 / 4 >= SHORTEST);
    long.flat_map(|run| {
        let run = run.replace('-', "+").replace('_', "/");
        let starts = 0..4;
        starts.filter_map(move |start| {
            let run = run.get(start..)?;
            // A single character at the end is less than a byte.
            let whole = run.len() - usize::from(run.len() % 4 == 1);
            let bytes = BASE64.decode(&run[..whole]).ok()?;
            Some(String::from_utf8_lossy(&bytes).into_owned())
        })
    })
}
