//! What the targets have in common.

use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use nimbus::Error;
use nimbus_api::{Client, Request, Response, Transport, TransportError, TransportHandle};
use reqwest::Url;

/// An error on one line: operation, status, code, message and request id, with the words in between.
const LINE: usize = 1200;

/// The text of a response that an error keeps.
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

/// What holds for every error that has a response.
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

/// The outcome of something that is there when it has been asked for so often: without a waker, asking is all there is.
pub fn within<T>(polls: usize, future: impl Future<Output = T>) -> T {
    let (mut future, mut context) = (pin!(future), Context::from_waker(Waker::noop()));
    for _ in 0..polls {
        if let Poll::Ready(outcome) = future.as_mut().poll(&mut context) {
            return outcome;
        }
    }
    panic!("it waits, with nothing to wait for")
}

/// Answers every request with this body, and keeps where the last one was to go, as a server would read it.
#[derive(Clone, Default)]
pub struct Canned {
    pub body: Bytes,
    pub asked: Arc<Mutex<Option<Url>>>,
}

impl Canned {
    /// A generated client of it.
    pub fn client(&self, base: &str) -> Client {
        Client::new(base.parse().unwrap(), TransportHandle::new(self.clone()))
    }
}

impl Transport for Canned {
    fn send<'a>(
        &'a self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<Response, TransportError>> + Send + 'a>> {
        let url = Url::parse(request.to_reqwest().url().as_str()).unwrap();
        *self.asked.lock().unwrap() = Some(url);
        Box::pin(async { Ok(Response::new(self.body.clone())) })
    }
}
