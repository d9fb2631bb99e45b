//! What the targets have in common.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use nimbus::Error;

/// An error on one line: operation, status, code, message and request id, with the words in between.
const LINE: usize = 1200;

/// The text of a reply that an error keeps.
const BODY: usize = 2048;

const _: () = assert!(acts('\n') && acts('\u{1b}') && acts('\u{9b}') && acts('\u{2028}'));
const _: () = assert!(acts('\u{202e}') && !acts('a') && !acts(' ') && !acts('ü') && !acts('…'));

/// Whether a terminal, or a reader of lines, does something at this character other than showing it.
pub const fn acts(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

/// A text that may end in a log or on a terminal: one line, of so many bytes at most, that does nothing there.
#[track_caller]
pub fn assert_one_line(text: &str, limit: usize) {
    assert!(text.len() <= limit, "{} bytes: {text:?}", text.len());
    assert!(!text.contains(acts), "{text:?}");
}

/// What holds for every error that has a reply.
pub fn check_shown(error: &Error) {
    assert_one_line(&error.to_string(), LINE);
    assert_one_line(&format!("{error:?}"), LINE + 100);
    for (text, limit) in [
        (error.code(), 256),
        (error.request_id(), 256),
        (error.body(), BODY),
        (Some(error.message()), BODY),
    ] {
        let text = text.unwrap_or_default();
        assert!(text.len() <= limit, "{} bytes", text.len());
        assert!(!text.replace(['\n', '\t'], " ").contains(acts), "{text:?}");
    }
}

/// The outcome of something that waits for nothing.
pub fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => panic!("it waits, with nothing to wait for"),
    }
}
