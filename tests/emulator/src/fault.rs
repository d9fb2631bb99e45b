//! Faults: what goes wrong, for which requests, and how often.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use axum::http::Method;
use serde_json::{Value, json};

/// What a fault can look at to decide whether a request is meant.
#[derive(Debug)]
#[non_exhaustive]
pub struct RequestLine<'a> {
    /// The method.
    pub method: &'a Method,
    /// The request target as sent: path, and query if there is one.
    pub target: &'a str,
    /// The operation, as `services_start`; none for unknown routes.
    pub operation: Option<&'static str>,
}

type Predicate = Arc<dyn Fn(&RequestLine<'_>) -> bool + Send + Sync>;

/// Something that goes wrong. Effects can be combined: latency, then an answer that is cut short.
#[derive(Clone)]
#[must_use = "a fault does nothing until it is given to Emulator::fault"]
pub struct Fault {
    operation: Option<String>,
    predicate: Option<Predicate>,
    skip: u32,
    /// `None` is for ever.
    left: Option<u32>,
    pub(crate) effect: Effect,
}

/// What happens to a request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Effect {
    pub(crate) latency: Duration,
    pub(crate) cut: Option<Cut>,
    pub(crate) answer: Option<Answer>,
    /// The answer of the fault replaces the real one, instead of preventing it.
    pub(crate) answer_late: bool,
    pub(crate) headers: Vec<(String, String)>,
    /// Values in the JSON body that are replaced or added, by JSON pointer.
    pub(crate) values: Vec<(String, Value)>,
    pub(crate) shape: Shape,
}

/// When the connection is closed without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    BeforeHandling,
    AfterHandling,
}

#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Bytes,
}

/// How the body of the answer is sent.
#[derive(Debug, Clone, Default)]
pub(crate) enum Shape {
    #[default]
    Whole,
    /// Half of it, then the connection is closed.
    Truncated,
    /// In chunks of so many bytes, with a pause before each.
    Slow { chunk: usize, pause: Duration },
}

impl Fault {
    fn new(left: Option<u32>) -> Self {
        Self {
            operation: None,
            predicate: None,
            skip: 0,
            left,
            effect: Effect::default(),
        }
    }

    /// For the next request that matches.
    pub fn next() -> Self {
        Self::new(Some(1))
    }

    /// For the next `n` requests that match.
    pub fn times(n: u32) -> Self {
        Self::new(Some(n))
    }

    /// For every request that matches.
    pub fn always() -> Self {
        Self::new(None)
    }

    /// Only for this operation, as `services_start`.
    pub fn on(mut self, operation: impl Into<String>) -> Self {
        self.operation = Some(operation.into());
        self
    }

    /// Only for requests that pass this test.
    pub fn when(mut self, test: impl Fn(&RequestLine<'_>) -> bool + Send + Sync + 'static) -> Self {
        self.predicate = Some(Arc::new(test));
        self
    }

    /// Lets the first `n` requests that match pass.
    pub fn after(mut self, n: u32) -> Self {
        self.skip = n;
        self
    }

    /// Waits before anything else happens.
    pub fn latency(mut self, latency: Duration) -> Self {
        self.effect.latency = latency;
        self
    }

    /// Answers with this status and an empty body; the request is not handled.
    pub fn answer(mut self, status: u16) -> Self {
        self.effect.answer = Some(Answer {
            status,
            content_type: None,
            body: Bytes::new(),
        });
        self
    }

    /// The body of the answer, and its content type; the status is 200 unless one was given.
    pub fn body(mut self, content_type: impl Into<String>, body: impl Into<Bytes>) -> Self {
        let status = self.effect.answer.map_or(200, |answer| answer.status);
        self.effect.answer = Some(Answer {
            status,
            content_type: Some(content_type.into()),
            body: body.into(),
        });
        self
    }

    /// The body of the answer, as JSON.
    pub fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string())
    }

    /// Answers with this status and an error envelope.
    pub fn error(self, status: u16, code: &str, retryable: bool) -> Self {
        self.answer(status).json(&json!({ "error": {
            "code": code,
            "message": "a fault that was asked for",
            "requestId": "ws-protocol-fault",
            "timestamp": "2026-01-01T00:00:00.000Z",
            "severity": "error",
            "retryable": retryable,
            "detail": null,
        }}))
    }

    /// Has the request handled first; the answer of this fault then replaces the real one.
    pub fn after_handling(mut self) -> Self {
        self.effect.answer_late = true;
        self
    }

    /// Sets a header of the answer, the real one or the fault's.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.effect.headers.push((name.into(), value.into()));
        self
    }

    /// Sets `Retry-After`: seconds, or an HTTP date.
    pub fn retry_after(self, value: impl ToString) -> Self {
        self.header("retry-after", value.to_string())
    }

    /// Sends the answer with this content type, whatever it is.
    pub fn content_type(self, value: impl Into<String>) -> Self {
        self.header("content-type", value)
    }

    /// Puts a value into the JSON body of the answer, real or not, at a JSON pointer as `/status/health`:
    /// in place of what is there, or as a new field of an object. Elsewhere it changes nothing.
    pub fn set(mut self, pointer: impl Into<String>, value: impl Into<Value>) -> Self {
        self.effect.values.push((pointer.into(), value.into()));
        self
    }

    /// Closes the connection before the request is handled.
    pub fn drop_before(mut self) -> Self {
        self.effect.cut = Some(Cut::BeforeHandling);
        self
    }

    /// Closes the connection after the request was handled, without an answer.
    pub fn drop_after(mut self) -> Self {
        self.effect.cut = Some(Cut::AfterHandling);
        self
    }

    /// Sends the whole `Content-Length`, half of the body, and closes the connection.
    pub fn truncated(mut self) -> Self {
        self.effect.shape = Shape::Truncated;
        self
    }

    /// Sends the body in chunks of so many bytes, with a pause before each.
    pub fn slow_body(mut self, chunk: usize, pause: Duration) -> Self {
        let chunk = chunk.max(1);
        self.effect.shape = Shape::Slow { chunk, pause };
        self
    }

    fn matches(&self, request: &RequestLine<'_>) -> bool {
        self.operation
            .as_deref()
            .is_none_or(|wanted| request.operation == Some(wanted))
            && self.predicate.as_ref().is_none_or(|test| test(request))
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fault")
            .field("operation", &self.operation)
            .field("left", &self.left)
            .field("effect", &self.effect)
            .finish_non_exhaustive()
    }
}

/// The faults that wait for their requests, oldest first.
#[derive(Default)]
pub(crate) struct Faults(Mutex<Vec<Fault>>);

impl Faults {
    pub(crate) fn add(&self, fault: Fault) {
        let mut faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        faults.push(fault);
    }

    pub(crate) fn clear(&self) {
        let mut faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        faults.clear();
    }

    /// What is to happen to this request.
    pub(crate) fn take(&self, request: &RequestLine<'_>) -> Option<Effect> {
        let mut faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut effect = None;
        for fault in faults.iter_mut() {
            if !fault.matches(request) {
                continue;
            }
            if fault.skip > 0 {
                fault.skip -= 1;
                continue;
            }
            if fault.left == Some(0) {
                continue;
            }
            if let Some(left) = &mut fault.left {
                *left -= 1;
            }
            effect = Some(fault.effect.clone());
            break;
        }
        faults.retain(|fault| fault.left != Some(0));
        effect
    }
}
