//! Mixed calls from 256 tasks, one in twenty of whose requests goes wrong at the server.
//!
//! `cargo run --release -p nimbus-benches --bin load [calls]` makes 200000 calls unless told otherwise. It fails when a
//! creation was made twice or lost, when an update was lost, when a call panicked or hung, or when memory grew.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use nimbus::{Nimbus, Retry};
use nimbus_benches::load::calls::{Caller, counters, prepare, sandboxes};
use nimbus_benches::load::ledger::Ledger;
use nimbus_benches::load::server::{self, HANG, Server};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const TASKS: u64 = 256;
const CALLS: u64 = 200_000;

/// A call that takes longer hangs.
const LIMIT: Duration = Duration::from_secs(60);

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
    let client = || {
        let options = Nimbus::builder()
            .endpoint(&server.endpoint)
            .token(server.token.as_str());
        options.tenant("demo").attempt_timeout(HANG / 5)
    };
    let patient = Retry::builder().attempts(10).build()?;
    let calm = client().retry(patient).build()?;
    prepare(&calm).await?;
    let nimbus = client().build()?;
    let ledger = Arc::new(Ledger::default());
    let next = Arc::new(AtomicU64::new(0));
    let start = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..TASKS {
        let (nimbus, ledger, next) = (nimbus.clone(), Arc::clone(&ledger), Arc::clone(&next));
        tasks.spawn(async move {
            let mut random = fastrand::Rng::with_seed(number);
            let (nimbus, ledger) = (&nimbus, &*ledger);
            let mut caller = Caller {
                nimbus,
                ledger,
                number,
                sandbox: None,
            };
            let mut at_quarter = None;
            loop {
                let step = next.fetch_add(1, Ordering::Relaxed);
                if step >= calls {
                    return Ok(at_quarter);
                }
                if step == calls / 4 {
                    at_quarter = resident();
                }
                if tokio::time::timeout(LIMIT, caller.step(step, &mut random))
                    .await
                    .is_err()
                {
                    return Err(format!("call {step} took longer than {LIMIT:?}"));
                }
            }
        });
    }
    let mut at_quarter = None;
    while let Some(task) = tasks.join_next().await {
        // A panic comes out here.
        at_quarter = at_quarter.max(task??);
    }
    let took = start.elapsed();
    let at_end = resident();
    server.calm()?;

    let found = sandboxes(&calm, TASKS).await?;
    let entries = ledger.entries().clone();
    let mut wrong = entries.wrong_creations(&found);
    let mut changes = 0;
    for (name, counter, generation) in counters(&calm).await? {
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
    println!(
        "{} creations asked for, {} made; {changes} changes made",
        entries.creations.len(),
        found.values().sum::<u64>()
    );
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

/// The memory of this process, in KiB, where the system tells.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
