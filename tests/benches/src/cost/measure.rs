//! The ways to make the calls, side by side in one process.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use nimbus::types::SandboxCollection;

use super::bare::Bare;
use super::clock::thread_time;
use super::closed::Collection;
use super::generated::Generated;
use super::sdk::Sdk;
use super::{Operation, Outcome, load};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// All ways, against one server.
#[derive(Debug)]
pub struct Ways {
    bare: Arc<Bare>,
    generated: Arc<Generated>,
    sdk: Arc<Sdk>,
}

impl Ways {
    /// The names of the ways. The first is what the others are compared with.
    pub const NAMES: [&str; 3] = ["bare", "generated", "nimbus"];

    /// Against this server.
    ///
    /// # Errors
    /// As the clients.
    pub fn new(endpoint: &str) -> Result<Self, Failure> {
        Ok(Self {
            bare: Arc::new(Bare::new(endpoint)?),
            generated: Arc::new(Generated::new(endpoint)?),
            sdk: Arc::new(Sdk::new(endpoint)?),
        })
    }

    /// Makes calls in one way.
    ///
    /// # Errors
    /// When a call fails, or there is no such way.
    pub async fn run(
        &self,
        way: &str,
        operation: Operation,
        concurrency: u64,
        calls: u64,
    ) -> Outcome {
        match way {
            "bare" => load::run(&self.bare, operation, concurrency, calls).await,
            "generated" => load::run(&self.generated, operation, concurrency, calls).await,
            "nimbus" => load::run(&self.sdk, operation, concurrency, calls).await,
            other => Err(format!("no way is called {other}").into()),
        }
    }

    /// The processor time of one call, in one way, over so many calls.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub async fn time(
        &self,
        way: &str,
        operation: Operation,
        concurrency: u64,
        calls: u64,
    ) -> Result<Duration, Failure> {
        let begun = thread_time()?;
        self.run(way, operation, concurrency, calls).await?;
        let spent = thread_time()?.saturating_sub(begun);
        Ok(spent / u32::try_from(calls)?)
    }
}

/// Decodes the text of a list of sandboxes a number of times: `open` as the SDK, `closed` without tomorrow's values.
///
/// # Errors
/// When it cannot be decoded, or there is no such way.
pub fn decode(way: &str, text: &str, times: u64) -> Outcome {
    for _ in 0..times {
        let text = black_box(text.as_bytes());
        match way {
            "open" => drop(black_box(serde_json::from_slice::<SandboxCollection>(
                text,
            )?)),
            "closed" => drop(black_box(serde_json::from_slice::<Collection>(text)?)),
            other => return Err(format!("no way is called {other}").into()),
        }
    }
    Ok(())
}
