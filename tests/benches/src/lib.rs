//! What the programs that measure the SDK have in common: the calls, the clock, and how many calls are made at a time.

use std::error::Error;
use std::fs;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use nimbus::types::{
    SandboxBackendKind, SandboxOciImageReferenceSource, SandboxOciImageRoot, SandboxProcessSpec,
    SandboxSpec, SandboxStandaloneOwner,
};
use tokio::task::JoinSet;

pub mod closed;
pub mod responses;
pub mod ways;

/// The tenant of all calls.
pub const TENANT: &str = "demo";
/// The service that is read.
pub const SERVICE: &str = "web";
/// The credential; the server does not look at it.
pub const TOKEN: &str = "a-token-as-long-as-tokens-are-01m84gmqpgkb6dhp6bm9c7ehv6";

/// What anything here comes to.
pub type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// What is called.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum Operation {
    /// Reads a service of 0.7 KB.
    Get,
    /// Creates a sandbox.
    Create,
    /// Lists 100 sandboxes, 67 KB.
    List,
}

/// How an operation is called, on the command line.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Calls {
    /// What is called.
    pub operation: Operation,
    /// How many calls at a time.
    pub concurrency: u32,
    /// How many calls in all.
    pub calls: u32,
}

/// What a caller puts together for every sandbox that it creates.
pub fn spec() -> SandboxSpec {
    let image = SandboxOciImageReferenceSource::new("docker.io/library/node:22");
    SandboxSpec::new(
        SandboxStandaloneOwner::new().display_name("batch-job"),
        SandboxBackendKind::Container,
        SandboxOciImageRoot::new(image),
        SandboxProcessSpec::new()
            .argv(["node", "run.js"])
            .cwd("/app"),
    )
}

/// One way to make the calls.
pub trait Caller: Send + Sync + 'static {
    /// Makes one call.
    fn call(&self, operation: Operation) -> impl Future<Output = Outcome> + Send;
}

/// Makes calls over connections that are there already, and says how long one has all threads of this process on processors,
/// in nanoseconds. Fails as the first call that does.
pub async fn run<C: Caller>(caller: C, calls: Calls) -> Outcome<u128> {
    let caller = Arc::new(caller);
    let first = Calls {
        calls: 2 * calls.concurrency,
        ..calls
    };
    make(&caller, first).await?;
    let begun = process_time()?;
    make(&caller, calls).await?;
    Ok(((process_time()? - begun) / calls.calls).as_nanos())
}

async fn make<C: Caller>(caller: &Arc<C>, calls: Calls) -> Outcome {
    let left = Arc::new(AtomicU32::new(calls.calls));
    let mut tasks = JoinSet::new();
    for _ in 0..calls.concurrency {
        let (caller, left) = (Arc::clone(caller), Arc::clone(&left));
        tasks.spawn(async move {
            let take =
                || left.try_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1));
            while take().is_ok() {
                caller.call(calls.operation).await?;
            }
            Outcome::Ok(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(())
}

/// The time that all threads of this process that still run have spent on processors, to the nanosecond.
pub fn process_time() -> Outcome<Duration> {
    let mut nanoseconds = 0;
    for thread in fs::read_dir("/proc/self/task")? {
        // A thread may end in between.
        if let Ok(text) = fs::read_to_string(thread?.path().join("schedstat")) {
            nanoseconds += text.split(' ').next().unwrap_or_default().parse::<u64>()?;
        }
    }
    Ok(Duration::from_nanos(nanoseconds))
}

/// The memory of this process in kilobytes, as Linux reports it: `VmHWM` is the maximum so far, `VmRSS` the current value.
pub fn memory(field: &str) -> Outcome<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let kilobytes =
        line.and_then(|line| line.trim_matches([':', '\t', ' ', 'k', 'B']).parse().ok());
    Ok(kilobytes.ok_or("unexpected format of /proc/self/status")?)
}
