//! What a call costs, for `cargo xtask bench`, which runs it beside `canned`. Prints lines of a quantity and a value, behind the
//! name of what is measured where there are several. Times are nanoseconds on processors, of all threads, for one call unless it
//! says otherwise; memory is the most that the process has held, in kilobytes.

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use clap::{Parser, ValueEnum};
use nimbus::{ErrorKind, ServiceWaitCondition};
use nimbus_benches::ways::{Bare, Generated, Sdk};
use nimbus_benches::{
    Caller, Calls, Operation, Outcome, SERVICE, closed, memory, process_time, run,
};
use tokio::runtime::Builder;
use tokio::task::JoinSet;

#[derive(Parser)]
struct Arguments {
    /// Where `canned` listens
    endpoint: String,
    #[command(subcommand)]
    measure: Measure,
}

#[derive(Parser)]
enum Measure {
    /// Makes calls and prints nothing, to be run under a tool that counts
    Count {
        way: Way,
        #[command(flatten)]
        calls: Calls,
    },
    /// Decodes lists, likewise: as the SDK does, or without values of newer servers
    Decode { way: Way, times: u32 },
    /// The time of calls in these ways, in turn in each round, and the memory of the process
    Times {
        rounds: usize,
        #[command(flatten)]
        calls: Calls,
        ways: Vec<Way>,
    },
    /// Builds and clones clients
    Make,
    /// One call through each of so many clones of a client
    Clones { threads: usize, clones: u32 },
    /// Waits of two seconds for services that never get there: requests, and the time of all waits
    Waits { waiters: usize, services: usize },
    /// Streams a list
    Stream { items: usize },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Way {
    Bare,
    Generated,
    Nimbus,
}

fn main() -> Outcome {
    let Arguments { endpoint, measure } = Arguments::parse();
    let mut builder = match measure {
        Measure::Clones { .. } => Builder::new_multi_thread(),
        _ => Builder::new_current_thread(),
    };
    if let Measure::Clones { threads, .. } = measure {
        builder.worker_threads(threads);
    }
    let runtime = builder.enable_all().build()?;
    runtime.block_on(run_measure(&endpoint, measure))
}

async fn run_measure(endpoint: &str, measure: Measure) -> Outcome {
    match measure {
        Measure::Count { way, calls } => self::calls(endpoint, way, calls).await.map(drop),
        Measure::Decode { way, times } => closed::decode(matches!(way, Way::Nimbus), times),
        Measure::Times {
            rounds,
            calls,
            ways,
        } => times(endpoint, rounds, calls, ways).await,
        Measure::Make => make(),
        Measure::Clones { clones: count, .. } => clones(endpoint, count).await,
        Measure::Waits { waiters, services } => waits(endpoint, waiters, services).await,
        Measure::Stream { items } => stream(endpoint, items).await,
    }
}

async fn calls(endpoint: &str, way: Way, calls: Calls) -> Outcome<u128> {
    match way {
        Way::Bare => run(Bare::new(endpoint)?, calls).await,
        Way::Generated => run(Generated::new(endpoint)?, calls).await,
        Way::Nimbus => run(Sdk::new(endpoint)?, calls).await,
    }
}

async fn times(endpoint: &str, rounds: usize, calls: Calls, mut ways: Vec<Way>) -> Outcome {
    for _ in 0..rounds {
        for way in &ways {
            let time = self::calls(endpoint, *way, calls).await?;
            println!("{} time {time}", name(*way));
        }
        // Each round begins with another, so that none always follows the same.
        ways.rotate_left(1);
    }
    if let [way] = ways[..] {
        println!("{} memory {}", name(way), memory("VmHWM")?);
    }
    Ok(())
}

fn name(way: Way) -> String {
    format!("{way:?}").to_lowercase()
}

fn make() -> Outcome {
    const TIMES: u32 = 100_000;
    let sdk = Sdk::new("http://127.0.0.1:1")?;
    let time = |name: &str, make: &dyn Fn() -> Outcome<Sdk>| {
        let begun = Instant::now();
        for _ in 0..TIMES {
            drop(black_box(make()?));
        }
        println!(
            "{name} nanoseconds {}",
            (begun.elapsed() / TIMES).as_nanos()
        );
        Outcome::Ok(())
    };
    time("build", &|| Sdk::new(black_box("http://127.0.0.1:1")))?;
    time("clone", &|| Ok(Sdk(black_box(&sdk.0).clone())))
}

/// Clones of one client that have their turns.
struct Clones(Vec<Sdk>, AtomicUsize);

impl Caller for Clones {
    async fn call(&self, operation: Operation) -> Outcome {
        let turn = self.1.fetch_add(1, Ordering::Relaxed);
        self.0[turn % self.0.len()].call(operation).await
    }
}

async fn clones(endpoint: &str, count: u32) -> Outcome {
    let sdk = Sdk::new(endpoint)?;
    let clones = (0..count).map(|_| Sdk(sdk.0.clone())).collect();
    let calls = Calls {
        operation: Operation::Get,
        concurrency: 64,
        calls: count,
    };
    let time = run(Clones(clones, AtomicUsize::new(0)), calls).await?;
    println!("time {time}");
    Ok(())
}

/// Waits that are spread over so many services.
async fn waits(endpoint: &str, waiters: usize, services: usize) -> Outcome {
    const TIMEOUT: Duration = Duration::from_secs(2);
    let sdk = Sdk::new(endpoint)?;
    sdk.call(Operation::Get).await?;
    let requests = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&requests);
    let nimbus = sdk.0.with_on_request(move |_, _| {
        counted.fetch_add(1, Ordering::Relaxed);
    });
    let begun = process_time()?;
    let mut tasks = JoinSet::new();
    for number in 0..waiters {
        let nimbus = nimbus.clone();
        tasks.spawn(async move {
            let name = format!("{SERVICE}-{}", number % services);
            let wait = nimbus.services().wait(&name, ServiceWaitCondition::Stopped);
            wait.wait_timeout(TIMEOUT)
                .await
                .map_err(|error| error.kind())
        });
    }
    while let Some(done) = tasks.join_next().await {
        if done?.err() != Some(ErrorKind::WaitTimeout) {
            return Err("a wait ended before its time".into());
        }
    }
    let time = (process_time()? - begun).as_nanos();
    let (requests, memory) = (requests.load(Ordering::Relaxed), memory("VmHWM")?);
    println!("requests {requests}\ntime {time}\nmemory {memory}");
    Ok(())
}

/// The tenant of that name has so many sandboxes. Fails when the stream keeps what it has given.
async fn stream(endpoint: &str, items: usize) -> Outcome {
    let nimbus = Sdk::new(endpoint)?.0.with_tenant(items.to_string());
    let mut sandboxes = nimbus.sandboxes().list().items();
    let (mut seen, mut early) = (0, 0);
    while let Some(sandbox) = sandboxes.next().await {
        sandbox?;
        seen += 1;
        if seen == 1_000 {
            early = memory("VmHWM")?;
        }
    }
    let peak = memory("VmHWM")?;
    if seen != items || peak > early + 4096 {
        return Err(format!("{seen} of {items} items: {early} KB, then {peak} KB").into());
    }
    println!("memory {peak}");
    Ok(())
}
