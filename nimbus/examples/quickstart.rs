//! The whole life of services, sandboxes and sessions, against a real HTTP control plane.
//!
//! `cargo run --example quickstart` starts the emulator inside this process. With `NIMBUS_ENDPOINT` and a
//! credential set, the same walk is done on that server, in a tenant of its own, and cleaned up afterwards.

use std::collections::BTreeMap;
use std::future::IntoFuture;
use std::pin::pin;
use std::process::ExitCode;
use std::time::Duration;

use nimbus::types::{
    SandboxProfile, SandboxSpec, SandboxStandaloneOwner, Service, SessionChannel, SessionTarget,
    SessionTargetSnapshot,
};
use nimbus::{Nimbus, Result, SandboxSpecBuilder, SandboxWaitCondition};
use nimbus_emulator::Emulator;

type Outcome = Result<(), Box<dyn std::error::Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match quickstart().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nquickstart failed: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn quickstart() -> Outcome {
    // Only an endpoint that was set on purpose is used: a walk like this belongs to no server by accident.
    if std::env::var_os("NIMBUS_ENDPOINT").is_some_and(|endpoint| !endpoint.is_empty()) {
        let tenant = format!("quickstart-{}", std::process::id());
        let nimbus = Nimbus::builder().tenant(&tenant).connect().await?;
        let origins = nimbus.origins().await?;
        println!(
            "Using the server from {}, with {}.",
            origins.endpoint, origins.credential
        );
        return walk_and_clean_up(&nimbus, &tenant).await;
    }
    let emulator = Emulator::builder()
        .start_delay(Duration::from_millis(600))
        .stop_delay(Duration::from_millis(200))
        .sandbox_delay(Duration::from_millis(400))
        .start()
        .await?;
    println!(
        "NIMBUS_ENDPOINT is not set: started an emulator of the control plane, on {}.",
        emulator.endpoint()
    );
    walk_and_clean_up(&emulator.client("quickstart")?, "quickstart").await
}

async fn walk_and_clean_up(nimbus: &Nimbus, tenant: &str) -> Outcome {
    step("create a tenant");
    println!("{}", nimbus.tenants().create(tenant).await?.id);
    let outcome = walk(nimbus).await;
    if outcome.is_err() {
        println!();
        clean_up(nimbus).await?;
    }
    step("delete the tenant");
    nimbus.tenants().delete(tenant).await?;
    println!("gone");
    outcome
}

/// Removes what a walk that failed left behind.
async fn clean_up(nimbus: &Nimbus) -> Result<()> {
    for definition in nimbus.services().list().await?.items {
        let metadata = &definition.metadata;
        let delete = nimbus
            .services()
            .delete(&metadata.name, metadata.generation);
        delete.force(true).await?;
    }
    for sandbox in nimbus.sandboxes().list().await?.items {
        nimbus.sandboxes().stop(&sandbox.metadata.id).await?;
    }
    Ok(())
}

async fn walk(nimbus: &Nimbus) -> Outcome {
    let services = nimbus.services();

    step("create a service");
    let created = services.create("web", node()).label("tier", "edge").await?;
    println!("web, generation {}", created.metadata.generation);

    step("start it");
    let start = services.start("web").until_ready();
    let web = with_progress(nimbus, "web", start).await?;
    for endpoint in web.endpoints.iter().flatten() {
        println!(
            "{:28}{} on {}:{}",
            "", endpoint.name, endpoint.host, endpoint.port
        );
    }

    step("list the services");
    for definition in services.list().await?.items {
        let metadata = definition.metadata;
        println!(
            "{}, generation {}, {:?}",
            metadata.name, metadata.generation, metadata.labels
        );
    }

    step("update it while it runs");
    let labels = BTreeMap::from([("tier".to_owned(), "core".to_owned())]);
    let generation = created.metadata.generation;
    let update = || services.update("web", generation, node(), labels.clone());
    refused(update().await)?;

    step("stop it");
    let stop = services.stop("web").until_stopped();
    with_progress(nimbus, "web", stop).await?;

    step("update it now");
    let updated = update().await?;
    println!(
        "generation {}, {:?}",
        updated.metadata.generation, updated.metadata.labels
    );

    step("update from the old one");
    refused(update().await)?;

    step("create a sandbox");
    let spec = node().owner(SandboxStandaloneOwner::new().display_name("batch-job"));
    let create = nimbus.sandboxes().create(SandboxProfile::Worker, spec);
    let sandbox = create.label("job", "nightly").await?;
    let id = sandbox.metadata.id.as_str();
    println!("{id}, {}", sandbox.status.lifecycle_state);

    step("wait until it is ready");
    let sandbox = nimbus
        .sandboxes()
        .wait(id, SandboxWaitCondition::Ready)
        .await?;
    println!("{}", sandbox.status.lifecycle_state);

    step("list by label");
    let found = nimbus.sandboxes().list().label("job", "nightly").await?;
    for sandbox in found.items {
        println!(
            "{}, {}",
            sandbox.metadata.id, sandbox.status.lifecycle_state
        );
    }

    step("open a session on it");
    let open = nimbus
        .sessions()
        .open(SessionTarget::sandbox(id), [SessionChannel::Stdio]);
    let session = open.requested_ttl(Duration::from_secs(60)).await?;
    println!("expires at {}", session.spec.expires_at);
    if let SessionTargetSnapshot::Sandbox(bound) = &session.spec.target_snapshot {
        let (generation, profile) = (bound.generation, &bound.profile);
        println!("{:28}bound to generation {generation} of a {profile}", "");
    }

    step("close it");
    let closed = nimbus
        .sessions()
        .close(&session.metadata.id)
        .reason("walk finished")
        .await?;
    let reason = closed.status.close_reason.unwrap_or_default();
    println!("{}: {reason}", closed.status.lifecycle_state);

    step("stop the sandbox");
    println!(
        "{}",
        nimbus.sandboxes().stop(id).await?.status.lifecycle_state
    );

    step("delete the service");
    services.delete("web", updated.metadata.generation).await?;
    println!("gone");
    Ok(())
}

/// Runs a lifecycle call, and shows meanwhile what the service goes through.
async fn with_progress(
    nimbus: &Nimbus,
    name: &str,
    call: impl IntoFuture<Output = Result<Service>>,
) -> Result<Service> {
    let mut call = pin!(call.into_future());
    let mut ticks = tokio::time::interval(Duration::from_millis(50));
    let mut shown = String::new();
    let mut show = |service: &Service| {
        let state = service.lifecycle_state.as_ref().map(ToString::to_string);
        let state = state.unwrap_or_default();
        if state != shown {
            let arrow = if shown.is_empty() { "" } else { " -> " };
            print!("{arrow}{state}");
            shown = state;
        }
    };
    let service = loop {
        tokio::select! {
            outcome = &mut call => break outcome?,
            _ = ticks.tick() => show(&nimbus.services().get(name).await?),
        }
    };
    show(&service);
    println!();
    Ok(service)
}

fn node() -> SandboxSpecBuilder {
    SandboxSpec::container("docker.io/library/node:22")
        .argv(["node", "run.js"])
        .cwd("/app")
}

fn step(what: &str) {
    use std::io::Write as _;
    print!("{what:28}");
    // Progress is shown as it comes.
    let _ = std::io::stdout().flush();
}

/// Shows a refusal that is part of the walk.
fn refused<T>(outcome: Result<T>) -> Outcome {
    match outcome {
        Ok(_) => Err("the server accepted what it should refuse".into()),
        Err(error) => {
            println!("refused: {error}");
            Ok(())
        }
    }
}
