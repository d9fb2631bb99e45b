//! What went over the wire.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Method};

use crate::auth::{ADMIN_HEADER, API_KEY_HEADER};

const KEPT: usize = 4096;

/// One request, and its answer as far as there was one.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Exchange {
    /// The method.
    pub method: Method,
    /// The request target exactly as sent: path, and query if there is one.
    pub target: String,
    /// The operation this route belongs to, as `services_start`; none for unknown routes.
    pub operation: Option<&'static str>,
    /// The request's headers. Credentials among them are marked sensitive, so `Debug` hides them.
    pub headers: HeaderMap,
    /// The request's body.
    pub body: Bytes,
    /// The status of the answer.
    pub status: Option<u16>,
    /// The headers of the answer.
    pub response_headers: HeaderMap,
    /// The body of the answer, in full even where a fault cut it.
    pub response_body: Bytes,
}

impl Exchange {
    /// The target's path, not decoded.
    pub fn path(&self) -> &str {
        self.target
            .split_once('?')
            .map_or(self.target.as_str(), |(path, _)| path)
    }

    /// The target's query, not decoded.
    pub fn query(&self) -> Option<&str> {
        self.target.split_once('?').map(|(_, query)| query)
    }

    /// A request header, when it is there and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Keeps the newest exchanges.
pub(crate) struct Recorder {
    on: bool,
    log: Mutex<Log>,
}

#[derive(Default)]
struct Log {
    /// The number of the oldest exchange that is kept.
    first: u64,
    kept: VecDeque<Exchange>,
}

impl Recorder {
    pub(crate) fn new(on: bool) -> Self {
        Self {
            on,
            log: Mutex::default(),
        }
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a request; the number returned is for its answer.
    pub(crate) fn request(&self, make: impl FnOnce() -> Exchange) -> Option<u64> {
        if !self.on {
            return None;
        }
        let mut exchange = make();
        for name in [AUTHORIZATION.as_str(), ADMIN_HEADER, API_KEY_HEADER] {
            if let Some(value) = exchange.headers.get_mut(name) {
                value.set_sensitive(true);
            }
        }
        let mut log = self.log();
        if log.kept.len() == KEPT {
            log.kept.pop_front();
            log.first += 1;
        }
        log.kept.push_back(exchange);
        Some(log.first + log.kept.len() as u64 - 1)
    }

    /// Adds the answer to the request of this number.
    pub(crate) fn response(&self, number: u64, status: u16, headers: &HeaderMap, body: &Bytes) {
        let mut log = self.log();
        let index = number
            .checked_sub(log.first)
            .and_then(|index| usize::try_from(index).ok());
        if let Some(exchange) = index.and_then(|index| log.kept.get_mut(index)) {
            exchange.status = Some(status);
            exchange.response_headers = headers.clone();
            exchange.response_body = body.clone();
        }
    }

    pub(crate) fn all(&self) -> Vec<Exchange> {
        self.log().kept.iter().cloned().collect()
    }

    pub(crate) fn clear(&self) {
        let mut log = self.log();
        // Answers that are still to come must not land on later requests.
        log.first += log.kept.len() as u64;
        log.kept.clear();
    }
}
