//! Mixed calls from 256 tasks, one in twenty of whose requests goes wrong at the server.
//!
//! `cargo run --release -p nimbus-benches --bin load [calls]` makes 200000 calls unless told otherwise. It fails when a
//! creation was made twice or lost, when an update was lost, when a call panicked or hung, when memory grew, or when too
//! little happened for any of that to be seen.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use nimbus::Nimbus;
use nimbus_benches::load::calls::{Caller, counters, is_hasty, prepare, sandboxes};
use nimbus_benches::load::ledger::Ledger;
use nimbus_benches::load::server::{self, Server};
use nimbus_benches::load::work::too_little;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const TASKS: u64 = 256;
const CALLS: u64 = 200_000;

/// A hasty caller gives an attempt so much. On a busy machine it may be too little for any reply: what its calls come to is
/// not counted on.
const HASTE: Duration = Duration::from_secs(1);

/// All others give an attempt so much, which only what hangs for good takes.
const PATIENCE: Duration = Duration::from_secs(120);

/// Some calls are several requests. One that takes this long hangs.
const LIMIT: Duration = Duration::from_secs(1200);

/// What the client may grow by after its first quarter, in KiB: the ledger, and what an allocator keeps.
const GROWTH: u64 = 24 * 1024;

#[tokio::main]
async fn main() -> ExitCode {
    let argument = std::env::args().nth(1);
    let outcome = match argument.as_deref() {
        Some(server::SERVE) => server::serve().await.map_err(Into::into),
        Some(calls) => match calls.parse() {
            Ok(calls) => run(calls).await,
            Err(_) => Err(format!("{calls} is not a number of calls").into()),
        },
        None => run(CALLS).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(calls: u64) -> Outcome {
    let mut server = Server::spawn()?;
    let client = |patience| {
        let options = Nimbus::builder()
            .endpoint(&server.endpoint)
            .token(server.token.as_str());
        options.tenant("demo").attempt_timeout(patience).build()
    };
    let (patient, hasty) = (client(PATIENCE)?, client(HASTE)?);
    prepare(&patient).await?;
    server.go_wrong()?;
    let ledger = Arc::new(Ledger::default());
    let start = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..TASKS {
        let nimbus = if is_hasty(number) { &hasty } else { &patient };
        let (nimbus, ledger) = (nimbus.clone(), Arc::clone(&ledger));
        tasks.spawn(async move { work(&nimbus, &ledger, number, calls.div_ceil(TASKS)).await });
    }
    let mut at_quarter = None;
    while let Some(task) = tasks.join_next().await {
        // A panic comes out here.
        at_quarter = at_quarter.max(task??);
    }
    let took = start.elapsed();
    let at_end = resident();
    let faults = server.calm()?;

    let found = sandboxes(&patient, TASKS).await?;
    let entries = ledger.entries().clone();
    let mut wrong = entries.wrong_creations(&found);
    let mut changes = 0;
    for (name, counter, generation) in counters(&patient).await? {
        changes += counter;
        wrong.extend(entries.wrong_counter(&name, counter, generation));
    }
    println!(
        "{} calls of {TASKS} tasks in {took:.1?}, {:.0} a second",
        entries.calls,
        entries.calls as f64 / took.as_secs_f64()
    );
    for (outcome, calls) in &entries.outcomes {
        println!("  {calls:>8} {outcome}");
    }
    println!("requests that met a fault:");
    for (name, times) in &faults {
        println!("  {times:>8} {name}");
    }
    println!(
        "{} creations asked for, {} made; {changes} changes made",
        entries.creations.len(),
        found.values().sum::<u64>()
    );
    wrong.extend(too_little(&entries, &faults, changes));
    if let (Some(quarter), Some(end)) = (at_quarter, at_end) {
        println!("resident memory: {quarter} KiB after a quarter, {end} KiB at the end");
        if end > quarter + GROWTH {
            wrong.push(format!("memory grew by {} KiB", end - quarter));
        }
    }
    match wrong.as_slice() {
        [] => {
            println!("nothing was made twice, and nothing was lost");
            Ok(())
        }
        wrong => Err(wrong.join("\n").into()),
    }
}

/// One task's calls, and the memory after a quarter of them.
async fn work(nimbus: &Nimbus, ledger: &Ledger, number: u64, steps: u64) -> Outcome<Option<u64>> {
    let mut random = fastrand::Rng::with_seed(number);
    let mut caller = Caller {
        nimbus,
        ledger,
        number,
        sandbox: None,
    };
    let mut at_quarter = None;
    for step in 0..steps {
        if step == steps / 4 && !is_hasty(number) {
            at_quarter = resident();
        }
        tokio::time::timeout(LIMIT, caller.step(step, &mut random))
            .await
            .map_err(|_| format!("call {step} of task {number} took longer than {LIMIT:?}"))?;
    }
    Ok(at_quarter)
}

/// The memory of this process, in KiB, where the system tells.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
