//! Encoding names as segments of a path.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// Everything except RFC 3986's unreserved characters. This includes the backslash, which URL parsers treat as a slash.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Encodes a name so that the server decodes the very same one.
///
/// `""`, `.` and `..` are returned unchanged, because no encoding can represent them: URL parsers treat `%2e%2e` like
/// `..`. The generated client checks names before it makes a request.
pub fn encode(name: &str) -> String {
    encoded(name).to_string()
}

/// Like [`encode`], but piece by piece. Also suitable for the values of a query.
pub(crate) fn encoded(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, ENCODED)
}

/// Returns why an argument of an operation cannot be a segment: the request would reach another route.
pub(crate) fn check(argument: &str, name: &str) -> Result<(), String> {
    match name {
        "" => Err(format!("`{argument}` must not be empty")),
        "." | ".." => Err(format!(
            "`{argument}` must not be `{name}`, which cannot be a segment of a URL"
        )),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use percent_encoding::percent_decode_str;

    use super::*;

    #[test]
    fn names_that_climb_or_vanish_are_refused_with_their_argument() {
        for name in ["", ".", ".."] {
            let message = check("tenant", name).unwrap_err();
            assert!(message.contains("`tenant`"), "{message}");
        }
    }

    #[test]
    fn names_that_only_look_like_steps_are_let_through() {
        for name in ["...", "..a", "a..", " ", ". "] {
            assert!(check("name", name).is_ok(), "{name:?}");
        }
    }

    #[test]
    fn a_segment_decodes_to_the_very_same_name() {
        let names = [
            "web",
            "a.b",
            "a/b",
            "a\\b",
            "a b",
            "ü%2e",
            "%2e%2e",
            "a?b#c",
            "a+b&c=d",
            "tab\t\u{7f}\u{0}",
        ];
        for name in names {
            let encoded = encode(name);
            assert!(
                encoded.bytes().all(|byte| byte.is_ascii_graphic()),
                "{encoded}"
            );
            assert!(!encoded.contains(['/', '\\', '?', '#']), "{encoded}");
            assert_eq!(percent_decode_str(&encoded).decode_utf8().unwrap(), name);
        }
    }

    #[test]
    fn a_backslash_is_encoded() {
        assert_eq!(encode("a\\b"), "a%5Cb");
    }
}
