//! A sandbox and a session that last as long as the work with them.
//!
//! `cargo run --example sessions` starts the emulator inside this process.

use std::time::Duration;

use nimbus::types::{SandboxProfile, SandboxSpec, SessionChannel, SessionTarget};
use nimbus::{Nimbus, Timestamp};
use nimbus_emulator::Emulator;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::builder()
        .sandbox_delay(Duration::from_millis(300))
        .start()
        .await?;
    let nimbus = emulator.client("demo")?;
    let node = SandboxSpec::container("docker.io/library/node:22").argv(["node", "run.js"]);
    let create = nimbus.sandboxes().create(SandboxProfile::Worker, node);
    create
        .scope(async |sandbox| {
            println!(
                "{} is {}",
                sandbox.metadata.id, sandbox.status.lifecycle_state
            );
            work(&nimbus, &sandbox.metadata.id).await
        })
        .await?;
    Ok(())
}

async fn work(nimbus: &Nimbus, id: &str) -> nimbus::Result<()> {
    let open = |channel| {
        let target = SessionTarget::sandbox(id);
        nimbus.sessions().open(target, [channel])
    };

    // The sandbox is still starting, so a session cannot be opened.
    if let Err(error) = open(SessionChannel::Stdio).await {
        println!("refused: {error}");
    }
    let session = open(SessionChannel::Stdio)
        .requested_ttl(Duration::from_secs(60))
        .when_ready()
        .scope(async |session| {
            let left = session.expires_in(Timestamp::now());
            println!("{} has {} s left", session.metadata.id, left.as_secs());
            Ok::<_, nimbus::Error>(session.metadata.id)
        })
        .await?;
    let closed = nimbus.sessions().get(&session).await?;
    println!("{session} is {}", closed.status.lifecycle_state);

    // Sandboxes have no channel for browser pages.
    if let Err(error) = open(SessionChannel::Cdp).await {
        println!("refused: {error}");
    }
    Ok(())
}
