//! What comes of a call whose attempts end so and so: whether it is repeated, after which pause, and how it ends.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use nimbus::auth::Token;
use nimbus::{Credential, Nimbus, RetryBudget, RetryPolicy};
use nimbus_api::operations;
use nimbus_conformance::script::TENANT;
use serde::Deserialize;
use tokio::time::Instant;

use super::arguments::Arguments;
use super::calls;
use super::cases::{Case, equal, run};
use super::failure::{error_of, kind, value_of};
use super::server::{Act, Fault, Server};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Input {
    operation: String,
    safety: String,
    policy: Option<Policy>,
    budget: Option<Budget>,
    timeout_ms: Option<u64>,
    attempt_timeout_ms: Option<u64>,
    tokens: Option<Vec<String>>,
    outcomes: Vec<Act>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Policy {
    max_attempts: Option<u32>,
    initial_backoff_ms: Option<u64>,
    max_backoff_ms: Option<u64>,
    max_retry_after_ms: Option<u64>,
    jitter: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    reserve: u32,
    earned: f64,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Expect {
    attempts: usize,
    /// From, to.
    pauses_ms: Vec<(u64, u64)>,
    elapsed_ms: Option<(u64, u64)>,
    /// None when the call succeeds.
    error: Option<Failed>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Failed {
    kind: String,
    status: Option<u16>,
    sent: String,
}

#[tokio::test(start_paused = true)]
async fn every_call_is_repeated_as_its_vector_says() {
    run("retries", check).await;
}

async fn check(server: &Server, case: &Case<Input, Expect>) -> Result<(), String> {
    let (input, expect) = (&case.input, &case.expect);
    let operation = operations::by_id(&input.operation).ok_or("there is no such operation")?;
    equal(
        "safety",
        format!("{:?}", operation.retry).to_lowercase(),
        input.safety.clone(),
    )?;
    server.play(input.outcomes.clone());
    let nimbus = client(server, input).map_err(|error| format!("no client: {error}"))?;
    let start = Instant::now();
    let arguments = Arguments::plain(operation.id);
    let call = calls::make(&nimbus, operation.id, &arguments);
    let outcome = call.await;
    let elapsed = start.elapsed();

    let attempts = server.attempts();
    equal("the number of attempts", attempts.len(), expect.attempts)?;
    match &expect.error {
        None => drop(value_of(outcome)?),
        Some(failed) => {
            let error = error_of(outcome)?;
            equal("kind", &kind(error.kind()), &failed.kind)?;
            equal(
                "status",
                error.status().map(|status| status.as_u16()),
                failed.status,
            )?;
            let sent = format!("{:?}", error.sent()).to_lowercase();
            equal("sent", &sent, &failed.sent)?;
            equal(
                "the error's attempts",
                error.attempts() as usize,
                expect.attempts,
            )?;
        }
    }
    equal(
        "the number of pauses",
        attempts.len() - 1,
        expect.pauses_ms.len(),
    )?;
    for (at, (from, to)) in expect.pauses_ms.iter().enumerate() {
        let spent = spent(&input.outcomes[at.min(input.outcomes.len() - 1)], input);
        let pause = (attempts[at + 1] - attempts[at]).saturating_sub(spent);
        within(&format!("pause {}", at + 1), pause, *from, *to)?;
    }
    match expect.elapsed_ms {
        Some((from, to)) => within("the time of the call", elapsed, from, to),
        None => Ok(()),
    }
}

/// tokio rounds timers up to the next millisecond, so that there may be some more.
fn within(what: &str, seen: Duration, from: u64, to: u64) -> Result<(), String> {
    const SLACK: Duration = Duration::from_millis(3);
    let (from, to) = (Duration::from_millis(from), Duration::from_millis(to));
    if from <= seen && seen <= to + SLACK {
        Ok(())
    } else {
        Err(format!("{what} is {seen:?}, not from {from:?} to {to:?}"))
    }
}

/// How long an attempt takes. The clock stands still while one is on its way.
fn spent(outcome: &Act, input: &Input) -> Duration {
    let limit = input.attempt_timeout_ms.unwrap_or(30_000);
    Duration::from_millis(match outcome {
        Act::Response(response) => response.delay_ms.min(limit),
        Act::Fails(Fault::Silence) => limit,
        Act::Fails(_) => 0,
    })
}

fn client(server: &Server, input: &Input) -> nimbus::Result<Nimbus> {
    let mut options = server.options().tenant(TENANT);
    if let Some(policy) = &input.policy {
        options = options.retry(retry(policy)?);
    }
    if let Some(Budget { reserve, earned }) = input.budget {
        options = options.retry_budget(RetryBudget::new(reserve, earned)?);
    }
    if let Some(timeout) = input.timeout_ms {
        options = options.timeout(Duration::from_millis(timeout));
    }
    if let Some(timeout) = input.attempt_timeout_ms {
        options = options.attempt_timeout(Duration::from_millis(timeout));
    }
    if let Some(tokens) = input.tokens.clone() {
        let asked = AtomicUsize::new(0);
        options = options.credential(Credential::source(move |_| {
            let at = asked.fetch_add(1, Ordering::Relaxed).min(tokens.len() - 1);
            std::future::ready(Ok(Token::new(tokens[at].clone())))
        }));
    }
    options.build()
}

fn retry(policy: &Policy) -> nimbus::Result<RetryPolicy> {
    let mut retry = RetryPolicy::builder();
    if let Some(attempts) = policy.max_attempts {
        retry = retry.max_attempts(attempts);
    }
    if let Some(backoff) = policy.initial_backoff_ms {
        retry = retry.initial_backoff(Duration::from_millis(backoff));
    }
    if let Some(limit) = policy.max_backoff_ms {
        retry = retry.max_backoff(Duration::from_millis(limit));
    }
    if let Some(limit) = policy.max_retry_after_ms {
        retry = retry.max_retry_after(Duration::from_millis(limit));
    }
    if let Some(jitter) = policy.jitter {
        retry = retry.jitter(jitter);
    }
    retry.build()
}
