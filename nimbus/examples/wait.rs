//! Starts several services at the same time, and shows a line of progress for each.
//!
//! `cargo run --example wait` starts the emulator inside this process. If the output is not a terminal, only
//! the last lines are printed.

use std::time::Duration;

use futures_util::future::join_all;
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use nimbus::Nimbus;
use nimbus::types::SandboxSpec;
use nimbus_emulator::{Emulator, StartFailure};

const NAMES: [&str; 5] = ["gateway", "web", "search", "mail", "broken"];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::builder()
        .start_delay(Duration::from_millis(700))
        .stop_delay(Duration::from_millis(200))
        // Responds to a start before the service is ready, so that the wait has progress to show.
        .answers_early(true)
        .start()
        .await?;
    let nimbus = emulator.client("demo")?;
    for name in NAMES {
        let node = SandboxSpec::container("docker.io/library/node:22").argv(["node", "run.js"]);
        nimbus.services().create(name, node).await?;
    }
    emulator.fail_next_start("demo", "broken", StartFailure::Dies);

    let lines = MultiProgress::new();
    let starts = NAMES.map(|name| start(&nimbus, name, &lines));
    let started = join_all(starts).await;
    let failures = started.iter().filter(|outcome| outcome.is_err()).count();
    println!("{} are ready, {failures} failed", NAMES.len() - failures);

    // The first of two: dropping the other wait ends it.
    let services = nimbus.services();
    let web = services.restart("web").until_healthy();
    let search = services.restart("search").until_healthy();
    tokio::select! {
        outcome = web => println!("{} came first", outcome?.name),
        outcome = search => println!("{} came first", outcome?.name),
    }

    let stops = NAMES.map(|name| {
        // The service that failed does not run, so this counts as stopped.
        let stop = services.stop(name).until_stopped();
        stop.into_future()
    });
    for outcome in join_all(stops).await {
        println!("{} is stopped", outcome?.name);
    }
    Ok(())
}

async fn start(nimbus: &Nimbus, name: &str, lines: &MultiProgress) -> nimbus::Result<()> {
    let line = lines.add(ProgressBar::new_spinner());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {prefix:8} {elapsed:>4} {msg}") {
        line.set_style(style);
    }
    line.set_prefix(name.to_owned());
    line.enable_steady_tick(Duration::from_millis(100));
    let start = nimbus.services().start(name).until_ready();
    let outcome = start
        .interval(Duration::from_millis(50))
        .progress(|seen| {
            let state = seen.resource.lifecycle_state.as_ref();
            let state = state.map_or_else(String::new, ToString::to_string);
            line.set_message(format!("{state}, poll {}", seen.polls));
        })
        .await;
    match outcome {
        Ok(_) => {
            line.finish();
            Ok(())
        }
        Err(error) => {
            line.abandon_with_message(error.message().to_owned());
            Err(error)
        }
    }
}
