//! Not part of the API. What a fuzzer feeds: one function for each part of the SDK that reads what others write, with
//! what must hold whatever they write. The fuzzer's side is `tests/fuzz`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a property that does not hold is a panic"
)]

mod credential_file;
mod endpoint;
mod error_reply;
mod jwt;
mod name;
mod page_tokens;
mod reply_body;
mod retry_after;
#[cfg(test)]
mod tests;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// A part of the SDK, and what feeds it.
pub type Target = (&'static str, fn(&[u8]));

/// All of them. Each has a folder with its name in `tests/fuzz/corpus`.
pub const TARGETS: &[Target] = &[
    ("credential_file", credential_file::check),
    ("endpoint", endpoint::check),
    ("error_reply", error_reply::check),
    ("jwt", jwt::check),
    ("name", name::check),
    ("page_tokens", page_tokens::check),
    ("reply_body", reply_body::check),
    ("retry_after", retry_after::check),
];

/// Feeds a target.
///
/// # Panics
/// When there is no such target, and when what it promises does not hold.
pub fn run(target: &str, data: &[u8]) {
    let found = TARGETS.iter().find(|(name, _)| *name == target);
    let (_, check) = found.unwrap_or_else(|| panic!("there is no target {target}"));
    check(data);
}

/// The outcome of something that waits for nothing.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => panic!("it waits, with nothing to wait for"),
    }
}

/// A text that may end in a log or on a terminal: one line, of so many bytes at most, that does nothing there.
#[track_caller]
fn assert_one_line(text: &str, limit: usize) {
    assert!(text.len() <= limit, "{} bytes: {text:?}", text.len());
    assert!(!text.contains(acts), "{text:?}");
}

/// Whether a terminal, or a reader of lines, does something at this character other than showing it.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
