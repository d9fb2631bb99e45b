//! Mixed calls from 256 tasks, one in twenty of whose requests goes wrong at the server.
//!
//! `cargo run --release -p nimbus-benches --bin load [calls]` makes 200000 calls unless told otherwise. It fails when a
//! creation was made twice or lost, when an update was lost, when a call panicked or hung, when memory grew, or when too
//! little happened for any of that to be seen.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use calls::{Caller, counters, is_hasty, prepare, sandboxes};
use ledger::Ledger;
use nimbus::Nimbus;
use nimbus_benches::{Outcome, memory};
use server::Server;

mod calls;
mod ledger;
mod server;

const TASKS: u64 = 256;
const CALLS: u64 = 200_000;

/// The attempt timeout of a hasty caller. On a busy machine it may be too short for any response, so that its results are not
/// relied on.
const HASTE: Duration = Duration::from_secs(1);

/// The attempt timeout of all others, which only an attempt that hangs reaches.
const PATIENCE: Duration = Duration::from_secs(120);

/// Some calls are several requests. One that takes this long hangs.
const LIMIT: Duration = Duration::from_secs(1200);

/// What the client may grow by after its first quarter, in KiB: the ledger, and what an allocator keeps.
const GROWTH: u64 = 24 * 1024;

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match std::env::args().nth(1).as_deref() {
        Some(server::SERVE) => server::serve().await,
        calls => run(calls).await,
    };
    let Err(error) = outcome else {
        return ExitCode::SUCCESS;
    };
    // Not returned from `main`, which would print its fields.
    eprintln!("error: {error}");
    ExitCode::FAILURE
}

async fn run(calls: Option<&str>) -> Outcome {
    let calls: u64 = calls.map_or(Ok(CALLS), str::parse)?;
    let server = Server::spawn()?;
    let client = |patience| {
        let options = Nimbus::builder()
            .endpoint(&server.endpoint)
            .token(server.token.as_str());
        options.tenant("demo").attempt_timeout(patience).build()
    };
    let (patient, hasty) = (client(PATIENCE)?, client(HASTE)?);
    prepare(&patient).await?;
    let ledger = Arc::new(Ledger::default());
    let start = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..TASKS {
        let nimbus = if is_hasty(number) { &hasty } else { &patient };
        let (nimbus, ledger) = (nimbus.clone(), Arc::clone(&ledger));
        tasks.spawn(async move { work(&nimbus, &ledger, number, calls.div_ceil(TASKS)).await });
    }
    let mut quarter = 0;
    while let Some(task) = tasks.join_next().await {
        // A panic comes out here.
        quarter = quarter.max(task??);
    }
    let took = start.elapsed();
    let end = memory("VmRSS")?;
    let found = sandboxes(&patient, TASKS).await?;
    let counters = counters(&patient).await?;
    let faults = server.end()?;

    let entries = ledger.entries();
    let changes = counters.iter().map(|(_, counter, _)| counter).sum();
    println!(
        "{} calls of {TASKS} tasks in {took:.1?}: {:#?}",
        entries.calls(),
        entries.outcomes
    );
    println!("requests that met a fault: {faults:#?}");
    println!(
        "{} creations asked for, {} made; {changes} changes made",
        entries.creations.len(),
        found.values().sum::<u64>()
    );
    println!("resident memory: {quarter} KiB after a quarter, {end} KiB at the end");
    let mut wrong = entries.wrong_creations(&found);
    wrong.extend(counters.iter().filter_map(|(name, counter, generation)| {
        entries.wrong_counter(name, *counter, *generation)
    }));
    wrong.extend(entries.too_little(&faults, changes));
    if end > quarter + GROWTH {
        wrong.push(format!("memory grew by {} KiB", end - quarter));
    }
    if wrong.is_empty() {
        println!("nothing was made twice, and nothing was lost");
        return Ok(());
    }
    println!("{}", wrong.join("\n"));
    Err("the results of calls do not match the state of the server".into())
}

/// One task's calls, and the memory after a quarter of them.
async fn work(nimbus: &Nimbus, ledger: &Ledger, number: u64, steps: u64) -> Outcome<u64> {
    let mut random = fastrand::Rng::with_seed(number);
    let mut caller = Caller {
        nimbus,
        ledger,
        number,
        sandbox: None,
    };
    let mut at_quarter = 0;
    for step in 0..steps {
        if step == steps / 4 && !is_hasty(number) {
            at_quarter = memory("VmRSS")?;
        }
        tokio::time::timeout(LIMIT, caller.step(step, &mut random))
            .await
            .map_err(|_| format!("call {step} of task {number} took longer than {LIMIT:?}"))?;
    }
    Ok(at_quarter)
}
