//! What a call costs, in processor time. For `cargo xtask bench`, which runs it beside `canned`.
//!
//! `cost calls WAY OPERATION CONCURRENCY CALLS ENDPOINT` makes calls and says nothing, to be run under a tool that counts.
//! `cost decode WAY TIMES` decodes lists.
//! `cost times ROUNDS CALLS ENDPOINT` measures all ways in turn, and prints a line `OPERATION CONCURRENCY WAY ROUND
//! NANOSECONDS` for each.
//! `cost make` measures what a client costs to build and to clone.
//! `cost whole WAY CALLS ENDPOINT` reads a service over 64 connections, and prints the nanoseconds of one call, those of all
//! threads, and the most memory in kilobytes.
//! `cost clones THREADS CLONES ENDPOINT` makes one call through each of so many clones of a client, and prints the
//! nanoseconds of one call.
//! `cost waits COUNT ENDPOINT` waits so many times for the same service, which never gets there, for two seconds, and prints
//! the requests that were sent and the nanoseconds that it took.

use std::env;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use nimbus::{ErrorKind, ServiceWaitCondition};
use nimbus_benches::cost::clock::{peak_memory, process_time, thread_time};
use nimbus_benches::cost::measure::{Ways, decode};
use nimbus_benches::cost::sdk::Sdk;
use nimbus_benches::cost::{Caller as _, Operation, Outcome, SERVICE, replies};
use tokio::runtime::Builder;
use tokio::task::JoinSet;

/// How many calls at a time.
const CONCURRENCY: [u64; 2] = [1, 64];

fn main() -> Outcome {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let ["clones", threads, count, endpoint] = words.as_slice() {
        let mut runtime = Builder::new_multi_thread();
        let runtime = runtime
            .worker_threads(threads.parse()?)
            .enable_all()
            .build()?;
        return runtime.block_on(clones(count.parse()?, endpoint));
    }
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(on_one_thread(&words))
}

async fn on_one_thread(words: &[&str]) -> Outcome {
    match words {
        ["calls", way, operation, concurrency, calls, endpoint] => {
            let operation = Operation::named(operation).ok_or("no such operation")?;
            let (concurrency, calls) = (concurrency.parse()?, calls.parse()?);
            Ways::new(endpoint)?
                .run(way, operation, concurrency, calls)
                .await
        }
        ["decode", way, times] => {
            let text = replies::body(Operation::List)?;
            decode(way, &text, times.parse()?)
        }
        ["times", rounds, calls, endpoint] => {
            times(rounds.parse()?, calls.parse()?, endpoint).await
        }
        ["make"] => make(),
        ["waits", waiters, services, endpoint] => {
            waits(waiters.parse()?, services.parse()?, endpoint).await
        }
        ["whole", way, calls, endpoint] => whole(way, calls.parse()?, endpoint).await,
        _ => Err("usage: see the source".into()),
    }
}

async fn whole(way: &str, calls: u32, endpoint: &str) -> Outcome {
    let ways = Ways::new(endpoint)?;
    ways.run(way, Operation::Get, 64, 640).await?;
    let begun = process_time()?;
    ways.run(way, Operation::Get, 64, calls.into()).await?;
    let spent = process_time()?.saturating_sub(begun);
    println!("{} {}", (spent / calls).as_nanos(), peak_memory()?);
    Ok(())
}

/// Waits that are spread over so many services.
async fn waits(waiters: usize, services: usize, endpoint: &str) -> Outcome {
    const TIMEOUT: Duration = Duration::from_secs(2);
    let requests = async || {
        reqwest::get(format!("{endpoint}/requests"))
            .await?
            .json()
            .await
    };
    let sdk = Sdk::new(endpoint)?;
    sdk.get().await?;
    let before: u64 = requests().await?;
    let begun = thread_time()?;
    let mut tasks = JoinSet::new();
    for number in 0..waiters {
        let nimbus = sdk.0.clone();
        tasks.spawn(async move {
            let name = format!("{SERVICE}-{}", number % services);
            let wait = nimbus.services().wait(&name, ServiceWaitCondition::Stopped);
            let outcome = wait.wait_timeout(TIMEOUT).await;
            outcome.err().map(|error| error.kind())
        });
    }
    while let Some(done) = tasks.join_next().await {
        if done? != Some(ErrorKind::WaitTimeout) {
            return Err("a wait ended before its time".into());
        }
    }
    let spent = thread_time()?.saturating_sub(begun);
    let requests = requests().await? - before;
    println!("{requests} {} {}", spent.as_nanos(), peak_memory()?);
    Ok(())
}

async fn clones(count: usize, endpoint: &str) -> Outcome {
    const TASKS: usize = 64;
    let sdk = Sdk::new(endpoint)?;
    let clones: Arc<Vec<Sdk>> = Arc::new((0..count).map(|_| Sdk(sdk.0.clone())).collect());
    // The connections are there by the second time.
    for is_measured in [false, true] {
        let begun = process_time()?;
        let mut tasks = JoinSet::new();
        for task in 0..TASKS {
            let clones = Arc::clone(&clones);
            tasks.spawn(async move {
                for clone in clones.iter().skip(task).step_by(TASKS) {
                    clone.get().await?;
                }
                Outcome::Ok(())
            });
        }
        while let Some(done) = tasks.join_next().await {
            done??;
        }
        let spent = process_time()?.saturating_sub(begun);
        if is_measured {
            println!("{}", (spent / u32::try_from(count)?).as_nanos());
        }
    }
    Ok(())
}

async fn times(rounds: u64, calls: u64, endpoint: &str) -> Outcome {
    let ways = Ways::new(endpoint)?;
    for operation in Operation::ALL {
        // A list takes ten times as long.
        let calls = if operation == Operation::List {
            calls / 8
        } else {
            calls
        };
        for concurrency in CONCURRENCY {
            for way in Ways::NAMES {
                ways.run(way, operation, concurrency, calls).await?;
            }
            for round in 0..rounds {
                // Each round begins with another, so that none always follows the same.
                for step in 0..Ways::NAMES.len() {
                    let turn = (step + usize::try_from(round)?) % Ways::NAMES.len();
                    let way = Ways::NAMES[turn];
                    let time = ways.time(way, operation, concurrency, calls).await?;
                    println!(
                        "{} {concurrency} {way} {round} {}",
                        operation.name(),
                        time.as_nanos()
                    );
                }
            }
        }
    }
    Ok(())
}

fn make() -> Outcome {
    const TIMES: u32 = 100_000;
    let sdk = Sdk::new("http://127.0.0.1:1")?;
    let begun = Instant::now();
    for _ in 0..TIMES {
        drop(black_box(Sdk::new(black_box("http://127.0.0.1:1"))?));
    }
    println!("build {}", (begun.elapsed() / TIMES).as_nanos());
    let begun = Instant::now();
    for _ in 0..TIMES {
        drop(black_box(black_box(&sdk.0).clone()));
    }
    println!("clone {}", (begun.elapsed() / TIMES).as_nanos());
    Ok(())
}
