//! A call that is dropped, wherever it stands, leaves nothing behind.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use nimbus::auth::Token;
use nimbus::discovery::Environment;
use nimbus::{Credential, Nimbus, NimbusBuilder, RetryBudget};
use nimbus_conformance::paused::{self, PausedServer};
use nimbus_conformance::resources;
use nimbus_conformance::script::TENANT;
use nimbus_conformance::wire::{Act, FaultServer};
use serde_json::json;
use tokio::task::yield_now;
use tokio::time::timeout;

use crate::wire_retry::fast;

/// Polls a future so many times, and drops it.
struct Polls<F>(u32, Pin<Box<F>>);

impl<F: Future> Future for Polls<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.0 == 0 {
            return Poll::Ready(None);
        }
        self.0 -= 1;
        match self.1.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            // Nobody will come again: the poll that is not made is the end.
            Poll::Pending if self.0 == 0 => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    }
}

/// A source that takes a few turns to answer, with another token each time.
fn source() -> Credential {
    let given = Arc::new(AtomicU32::new(0));
    Credential::source(move |_| {
        let token = format!("token-{}", given.fetch_add(1, Ordering::Relaxed));
        async move {
            yield_now().await;
            Ok(Token::new(token))
        }
    })
}

fn options(server: &FaultServer) -> NimbusBuilder {
    Nimbus::builder()
        .environment(Environment::from(Environment::fake()))
        .endpoint(server.url())
        .tenant(TENANT)
        .credential(source())
        .retry(fast())
}

#[tokio::test]
async fn a_call_dropped_at_any_point_leaves_a_client_that_works_and_no_task() {
    let tasks = || {
        tokio::runtime::Handle::current()
            .metrics()
            .num_alive_tasks()
    };
    let before = tasks();
    let mut points = 0;
    for polls in 1.. {
        // Discovery, a token, an attempt turned down, a pause, a 401, another token, a reset, a pause, a reply.
        let slow_down = Act::json("429 Slow Down", &resources::error("rate.limited", "later"));
        let acts = [
            slow_down,
            Act::empty("401 Unauthorized"),
            Act::Reset,
            Act::json("200 OK", &resources::ready()),
        ];
        let server = FaultServer::start(acts.iter().cloned().chain([acts[3].clone()]))
            .await
            .unwrap();
        let nimbus = options(&server).build().unwrap();
        let call = nimbus.services().get("web").into_future();
        let outcome = Polls(polls, Box::pin(call)).await;
        // Whatever the server still has in store, a call gets through it in three attempts and a new token.
        nimbus.services().get("web").await.unwrap();
        nimbus.services().get("web").await.unwrap();
        drop((nimbus, server));
        if let Some(outcome) = outcome {
            outcome.unwrap();
            break;
        }
        points += 1;
    }
    assert!(points > 8, "only {points} points to drop at");
    let gone = timeout(Duration::from_secs(120), async {
        while tasks() > before {
            yield_now().await;
        }
    });
    assert!(gone.await.is_ok(), "{} tasks are left", tasks() - before);
}

#[tokio::test(start_paused = true)]
async fn a_call_dropped_in_its_pause_gives_the_retry_back() {
    let later = json!({ "error": { "code": "x", "detail": { "retryAfterMs": 10_000 } } });
    let ok = paused::Act::Answer(200, resources::ready());
    let acts = [
        paused::Act::Answer(429, later.clone()),
        paused::Act::Answer(429, later),
        ok,
    ];
    let server = PausedServer::start(acts).await.unwrap();
    let budget = RetryBudget::new(1, 0.0).unwrap();
    let nimbus = server
        .options()
        .tenant(TENANT)
        .retry_budget(budget)
        .build()
        .unwrap();
    let call = nimbus.services().start("web").into_future();
    timeout(Duration::from_secs(5), call).await.unwrap_err();
    nimbus.services().start("web").await.unwrap();
    assert_eq!(server.lines().len(), 3);
}

#[tokio::test]
async fn calls_dropped_during_the_first_discovery_and_the_first_token_hold_no_lock() {
    let server = FaultServer::start([Act::json("200 OK", &resources::ready())])
        .await
        .unwrap();
    for polls in 1..6 {
        let nimbus = options(&server).build().unwrap();
        let mut dropped = Vec::new();
        for _ in 0..4 {
            let call = nimbus.services().get("web").into_future();
            dropped.push(Polls(polls, Box::pin(call)).await.is_none());
        }
        nimbus.services().get("web").await.unwrap();
    }
}
