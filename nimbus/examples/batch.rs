//! Runs two hundred sandboxes, twenty at a time. Neither an error nor Ctrl-C leaves any of them behind.
//!
//! `cargo run --example batch` starts the emulator inside this process.

use std::error::Error;
use std::time::Duration;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use indicatif::ProgressBar;
use nimbus::Nimbus;
use nimbus::types::{LifecycleState, SandboxProfile, SandboxSpec};
use nimbus_emulator::Emulator;

const SANDBOXES: u64 = 200;
const AT_A_TIME: usize = 20;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let emulator = Emulator::builder().start().await?;
    let nimbus = emulator.client("demo")?;
    let bar = ProgressBar::new(SANDBOXES);
    let outcome = tokio::select! {
        done = run_all(&nimbus, &bar) => done,
        _ = tokio::signal::ctrl_c() => Ok(()),
    };
    // After an error, too: the sandboxes of the other jobs are stopped in the background.
    nimbus.shutdown().await;
    outcome?;
    bar.finish();
    println!(
        "{} jobs done, {} sandboxes left",
        bar.position(),
        left(&nimbus).await?
    );
    Ok(())
}

/// Runs all jobs; the first error ends the others.
async fn run_all(nimbus: &Nimbus, bar: &ProgressBar) -> nimbus::Result<()> {
    let jobs = stream::iter(0..SANDBOXES).map(|number| job(nimbus, number, bar));
    jobs.buffer_unordered(AT_A_TIME).try_collect().await
}

async fn job(nimbus: &Nimbus, number: u64, bar: &ProgressBar) -> nimbus::Result<()> {
    let spec = SandboxSpec::container("docker.io/library/node:22")
        .argv(["node", "job.js"])
        .env_var("JOB", number.to_string());
    let create = nimbus.sandboxes().create(SandboxProfile::Worker, spec);
    let create = create.label("batch", "nightly").until_ready();
    create
        .scope(async |_sandbox| {
            // Use the sandbox here.
            tokio::time::sleep(Duration::from_millis(5)).await;
            bar.inc(1);
            Ok(())
        })
        .await
}

/// How many sandboxes still run.
async fn left(nimbus: &Nimbus) -> nimbus::Result<usize> {
    let ready = nimbus.sandboxes().list().status(LifecycleState::Ready);
    let ready: Vec<_> = ready.items().try_collect().await?;
    Ok(ready.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_batch_that_is_interrupted_leaves_nothing_behind() {
        let emulator = Emulator::builder().start().await.unwrap();
        let nimbus = emulator.client("demo").unwrap();
        let bar = ProgressBar::hidden();
        bar.set_length(SANDBOXES);
        let thirty_jobs = async {
            while bar.position() < 30 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::select! {
            _ = run_all(&nimbus, &bar) => panic!("it is not interrupted"),
            () = thirty_jobs => {}
        }
        nimbus.shutdown().await;
        assert_eq!(left(&nimbus).await.unwrap(), 0);
        let all: Vec<_> = nimbus
            .sandboxes()
            .list()
            .items()
            .try_collect()
            .await
            .unwrap();
        assert!(all.len() >= 30);
    }
}
