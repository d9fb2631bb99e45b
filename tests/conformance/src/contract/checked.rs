//! An emulator that is held to the document.

use std::ops::Deref;

use http::{Request, Response};
use nimbus_emulator::{Builder, Emulator, Exchange, FAULT_HEADER, Fault};

use super::exchange::check;
use super::violation::Violation;

/// The header of replies that a fault had a hand in; they need not fit the document.
pub const FAULT_MARK: &str = "x-nimbus-conformance-fault";

/// How many exchanges an emulator keeps.
const KEPT: usize = 4096;

/// An emulator whose exchanges are checked when it is dropped: one that the document does not describe fails the
/// test. A test that fails anyway is left to its own words.
#[derive(Debug)]
pub struct Checked {
    emulator: Emulator,
}

impl Checked {
    /// Starts an emulator with default options.
    ///
    /// # Panics
    /// As [`with`](Self::with).
    pub async fn start() -> Self {
        Self::with(Emulator::builder()).await
    }

    /// Starts an emulator with these options. It has to record.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn with(options: Builder) -> Self {
        match options.record(true).start().await {
            Ok(emulator) => Self { emulator },
            Err(error) => panic!("the emulator does not start: {error}"),
        }
    }

    /// Adds a fault; see [`Emulator::fault`]. Its replies are exempt.
    pub fn fault(&self, fault: Fault) {
        self.emulator.fault(fault.header(FAULT_MARK, "yes"));
    }

    /// Forgets the exchanges seen so far, once they are checked.
    ///
    /// # Panics
    /// When one of them does not fit the document.
    pub fn clear_requests(&self) {
        self.verify();
        self.emulator.clear_requests();
    }

    /// What the document does not describe in the exchanges seen so far.
    ///
    /// # Panics
    /// When there were more of them than are kept.
    pub fn violations(&self) -> Vec<String> {
        let exchanges = self.emulator.requests();
        // What the emulator no longer keeps cannot be checked.
        assert!(
            exchanges.len() < KEPT,
            "too many exchanges: clear_requests now and then"
        );
        let violations = exchanges.iter().flat_map(violations);
        violations.map(|violation| violation.to_string()).collect()
    }

    /// Checks the exchanges seen so far.
    ///
    /// # Panics
    /// When one of them does not fit the document.
    pub fn verify(&self) {
        let violations = self.violations().join("\n  ");
        assert!(
            violations.is_empty(),
            "exchanges that the document does not describe:\n  {violations}"
        );
    }
}

impl Deref for Checked {
    type Target = Emulator;

    fn deref(&self) -> &Emulator {
        &self.emulator
    }
}

impl Drop for Checked {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.verify();
        }
    }
}

/// What is wrong with a recorded exchange.
fn violations(exchange: &Exchange) -> Vec<Violation> {
    let fault = exchange.header(FAULT_HEADER).is_some()
        || exchange.response_headers.contains_key(FAULT_MARK);
    let Some(status) = exchange.status.filter(|_| !fault) else {
        return Vec::new();
    };
    let mut request = Request::new(exchange.body.to_vec());
    *request.method_mut() = exchange.method.clone();
    *request.headers_mut() = exchange.headers.clone();
    let mut reply = Response::new(exchange.response_body.to_vec());
    *reply.headers_mut() = exchange.response_headers.clone();
    match (exchange.target.parse(), status.try_into()) {
        (Ok(uri), Ok(status)) => {
            *request.uri_mut() = uri;
            *reply.status_mut() = status;
            check(&request, Some(&reply))
        }
        // The recorder took both from real messages.
        _ => unreachable!("a target or status that is none"),
    }
}
