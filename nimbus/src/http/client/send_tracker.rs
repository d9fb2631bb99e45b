//! Tracks whether sending a request has begun: the HTTP client polls the body only when it has a connection.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use reqwest::Request;

const WAITING: u8 = 0;
const STARTED: u8 = 1;
const CANCELLED: u8 = 2;

/// The progress of one request. Without a state, it is not known.
#[derive(Clone, Debug)]
pub(crate) struct SendTracker(Option<Arc<AtomicU8>>);

impl SendTracker {
    pub(crate) const UNKNOWN: Self = Self(None);

    /// Tracks a request. The request cannot be cloned afterwards, which an HTTP/2 client may need to do.
    pub(crate) fn track(request: &mut Request) -> Self {
        let state = Arc::default();
        let body = TrackedBody {
            body: request.body_mut().take().unwrap_or_default(),
            state: Arc::clone(&state),
        };
        *request.body_mut() = Some(reqwest::Body::wrap(body));
        Self(Some(state))
    }

    /// Records that the request is waiting for a connection. Earlier polls of its body do not count.
    pub(crate) fn reset(&self) {
        if let Some(state) = &self.0 {
            state.store(WAITING, Ordering::Release);
        }
    }

    /// Cancels the request. Returns whether nothing of it was sent or will be sent.
    pub(crate) fn cancel(&self) -> bool {
        let state = self.0.as_ref();
        state.is_some_and(|state| swap(state, CANCELLED) != STARTED)
    }
}

/// Leaves the waiting state for good. Returns the new state.
fn swap(state: &AtomicU8, next: u8) -> u8 {
    let swapped = state.compare_exchange(WAITING, next, Ordering::AcqRel, Ordering::Acquire);
    swapped.map_or_else(|state| state, |_| next)
}

struct TrackedBody {
    body: reqwest::Body,
    state: Arc<AtomicU8>,
}

impl TrackedBody {
    fn may_be_sent(&self) -> bool {
        swap(&self.state, STARTED) == STARTED
    }
}

impl Body for TrackedBody {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if !self.may_be_sent() {
            // The connection is closed before it has sent anything.
            return Poll::Ready(Some(Err("the request was cancelled".into())));
        }
        let frame = Pin::new(&mut self.body).poll_frame(context);
        frame.map_err(Into::into)
    }

    /// A cancelled request claims to have a frame, so that the error in its place is polled.
    fn is_end_stream(&self) -> bool {
        self.may_be_sent() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.may_be_sent();
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use std::task::Waker;

    use super::*;

    fn tracked(text: &'static str) -> (SendTracker, TrackedBody) {
        let state = Arc::<AtomicU8>::default();
        let body = TrackedBody {
            body: text.into(),
            state: Arc::clone(&state),
        };
        (SendTracker(Some(state)), body)
    }

    fn poll(
        body: &mut TrackedBody,
    ) -> Poll<Option<Result<Frame<Bytes>, <TrackedBody as Body>::Error>>> {
        Pin::new(body).poll_frame(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn a_request_has_begun_as_soon_as_anything_is_asked_of_its_body() {
        let asked: [fn(&mut TrackedBody) -> bool; 3] = [
            |body| body.is_end_stream(),
            |body| body.size_hint().exact().is_some(),
            |body| poll(body).is_ready(),
        ];
        for ask in asked {
            let (tracker, mut body) = tracked("text");
            ask(&mut body);
            assert!(!tracker.cancel());
            tracker.reset();
            assert!(tracker.cancel());
        }
    }

    #[test]
    fn a_request_that_was_cancelled_is_not_sent_any_more() {
        for text in ["text", ""] {
            let (tracker, mut body) = tracked(text);
            assert!(tracker.cancel());
            assert!(!body.is_end_stream());
            assert!(matches!(poll(&mut body), Poll::Ready(Some(Err(_)))));
            assert!(tracker.cancel());
        }
    }

    #[test]
    fn of_a_request_that_is_not_tracked_nothing_is_known() {
        SendTracker::UNKNOWN.reset();
        assert!(!SendTracker::UNKNOWN.cancel());
    }
}
