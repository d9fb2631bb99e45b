//! Not part of the API. The retry policy and the budget as the transport uses them, without a network: for the
//! simulation of thousands of clients in `tests/benches`, which real ones would be too heavy for.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use nimbus_api::operations;
use reqwest::header::HeaderMap;

use crate::error::ErrorResponse;
use crate::http::retry::{Budget, RetryPermit};
use crate::{Error, ErrorKind, RetryBudget, RetryPolicy, Sent};

/// What a client decides with.
#[derive(Debug)]
pub struct Client {
    retry: RetryPolicy,
    budget: Arc<Budget>,
    refused: Error,
    overloaded: Error,
}

/// How an attempt failed.
#[derive(Clone, Copy, Debug)]
pub enum Failure {
    /// Nobody listens.
    Refused,
    /// Status 503.
    Overloaded,
}

/// A retry that may be made, after a pause.
#[derive(Debug)]
pub struct Again {
    /// How long the pause is.
    pub pause: Duration,
    permit: RetryPermit,
}

impl Client {
    /// A client with nothing spent.
    pub fn new(retry: RetryPolicy, budget: RetryBudget) -> Self {
        let down = ErrorResponse::new(StatusCode::SERVICE_UNAVAILABLE, HeaderMap::new(), b"");
        Self {
            retry,
            budget: Arc::new(Budget::new(budget)),
            refused: Error::transport(ErrorKind::Connect, Sent::No, "refused", None),
            overloaded: Error::status_response(down),
        }
    }

    /// An attempt succeeded.
    pub fn succeeded(&self) {
        self.budget.earn();
    }

    /// The attempt with this number failed, of a call that only reads. `random` is from 0 to 1.
    pub fn failed(&self, failure: Failure, attempts: u32, random: f64) -> Option<Again> {
        let error = match failure {
            Failure::Refused => &self.refused,
            Failure::Overloaded => &self.overloaded,
        };
        let operation = &operations::SERVICES_GET;
        let pause = self.retry.pause(error, operation, attempts, random)?;
        let permit = self.budget.take()?;
        Some(Again { pause, permit })
    }
}

impl Again {
    /// The pause is over, and the attempt is made.
    pub fn spend(self) {
        self.permit.spend();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_retries_until_its_budget_is_spent_and_earns_more_by_successes() {
        let client = Client::new(RetryPolicy::default(), RetryBudget::default());
        let again = || client.failed(Failure::Overloaded, 1, 0.5);
        let mut retries = 0;
        while let Some(retry) = again() {
            assert!(retry.pause > Duration::ZERO);
            retry.spend();
            retries += 1;
            assert!(retries < 100);
        }
        assert!(retries > 0);
        for _ in 0..10 {
            client.succeeded();
        }
        assert!(again().is_some());
    }
}
