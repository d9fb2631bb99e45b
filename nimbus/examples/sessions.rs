//! A session that lasts as long as the work with it.
//!
//! `cargo run -p nimbus --example sessions` starts the emulator inside this process.

use std::time::Duration;

use nimbus::Timestamp;
use nimbus::types::{SandboxProfile, SandboxSpec, SessionChannel, SessionTarget};
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
    let sandbox = create.await?;
    let id = sandbox.metadata.id.as_str();
    println!("{id} is {}", sandbox.status.lifecycle_state);
    let open = |channel| {
        let target = SessionTarget::sandbox(id);
        nimbus.sessions().open(target, [channel])
    };

    // It is starting, which a session cannot be opened on.
    if let Err(error) = open(SessionChannel::Stdio).await {
        println!("refused: {error}");
    }
    let session = open(SessionChannel::Stdio)
        .requested_ttl(Duration::from_secs(60))
        .when_ready()
        .scope(|session| async move {
            let left = session.expires_in(Timestamp::now());
            println!("{} has {} s left", session.metadata.id, left.as_secs());
            Ok::<_, nimbus::Error>(session.metadata.id)
        })
        .await?;
    let closed = nimbus.sessions().get(&session).await?;
    println!("{session} is {}", closed.status.lifecycle_state);

    // A sandbox has no pages to show.
    match open(SessionChannel::Cdp).await {
        Ok(_) => return Err("the server accepted what it should refuse".into()),
        Err(error) => println!("refused: {error}"),
    }
    Ok(())
}
