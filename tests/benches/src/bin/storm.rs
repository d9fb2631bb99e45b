//! Simulates ten thousand clients whose server is down for a minute, and writes the figure of `nimbus/docs/errors.md`.
//!
//! `cargo run --release -p nimbus-benches --bin storm` writes it; with `--check`, it fails when the figure is stale.

use std::io;
use std::path::Path;

use nimbus::RetryBudget;
use nimbus_benches::storm::{Course, DOWN, SECONDS, UP, plot, run};

const CLIENTS: u64 = 10_000;

/// What is promised of the budget: requests for each call.
const PROMISE: f64 = 1.2;

fn main() -> io::Result<()> {
    let with = simulate(RetryBudget::default())?;
    let without = simulate(RetryBudget::UNLIMITED)?;
    for (name, course) in [("budget", &with), ("no budget", &without)] {
        let total = course.total();
        println!(
            "{name}: {} calls, {} requests ({:.3} for each call; {:.3} while down, {:.3} after), {} served",
            total.calls,
            total.requests,
            total.load(),
            course.between(UP, UP + DOWN).load(),
            course.between(UP + DOWN, SECONDS).load(),
            total.served,
        );
    }
    if with.total().load() > PROMISE {
        return Err(io::Error::other(format!(
            "more than {PROMISE} requests for a call"
        )));
    }
    let figure = plot::svg(CLIENTS, &with, &without);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../nimbus/docs/storm.svg");
    if std::env::args().any(|argument| argument == "--check") {
        return match std::fs::read_to_string(&path)? == figure {
            true => Ok(()),
            false => Err(io::Error::other(
                "nimbus/docs/storm.svg is stale: run this without --check",
            )),
        };
    }
    std::fs::write(path, figure)
}

fn simulate(budget: RetryBudget) -> io::Result<Course> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()?;
    Ok(runtime.block_on(run(CLIENTS, budget)))
}
