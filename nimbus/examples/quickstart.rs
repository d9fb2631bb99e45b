//! The whole lifecycle of services, sandboxes and sessions, over real HTTP, on an emulator or a server.
//!
//! `cargo run --example quickstart` starts the emulator inside this process. If `NIMBUS_ENDPOINT` is set, the same steps
//! run on that server, in a new tenant that is deleted afterwards. This needs an operator's token, because it creates a
//! tenant, and a server that runs containers.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Duration;

use nimbus::types::{
    SandboxProfile, SandboxSpec, SandboxStandaloneOwner, Service, SessionChannel, SessionTarget,
    SessionTargetSnapshot,
};
use nimbus::{Nimbus, Observation, Result, SandboxSpecBuilder, SandboxWaitCondition};
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
    // A server is used only if the variable is set, never one that a credential file names.
    if std::env::var_os("NIMBUS_ENDPOINT").is_some_and(|endpoint| !endpoint.is_empty()) {
        let tenant = format!("quickstart-{}", std::process::id());
        let nimbus = Nimbus::builder().tenant(&tenant).connect().await?;
        let origins = nimbus.origins().await?;
        println!(
            "Using the server from {}, with {}.",
            origins.endpoint, origins.credential
        );
        return run_and_clean_up(&nimbus, &tenant).await;
    }
    let emulator = Emulator::builder()
        .start_delay(Duration::from_millis(600))
        .stop_delay(Duration::from_millis(200))
        .sandbox_delay(Duration::from_millis(400))
        // Without this, a start responds when the service is ready, and there is no progress to show.
        .answers_early(true)
        .start()
        .await?;
    println!(
        "NIMBUS_ENDPOINT is not set: started an emulator of the control plane, on {}.",
        emulator.endpoint()
    );
    run_and_clean_up(&emulator.client("quickstart")?, "quickstart").await
}

async fn run_and_clean_up(nimbus: &Nimbus, tenant: &str) -> Outcome {
    step("create a tenant");
    println!("{}", nimbus.tenants().create(tenant).await?.id);
    let outcome = run(nimbus).await;
    let cleaned = match outcome {
        Ok(()) => Ok(()),
        Err(_) => {
            println!();
            clean_up(nimbus).await
        }
    };
    step("delete the tenant");
    let deleted = nimbus.tenants().delete(tenant).await;
    // The first error explains those after it.
    outcome?;
    cleaned?;
    deleted?;
    println!("gone");
    Ok(())
}

/// Removes what was left behind by a run that failed.
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

async fn run(nimbus: &Nimbus) -> Outcome {
    let services = nimbus.services();

    step("create a service");
    let created = services.create("web", node()).label("tier", "edge").await?;
    println!("web, generation {}", created.metadata.generation);

    step("start it");
    let start = services.start("web").until_ready();
    let web = start.progress(show_states()).await?;
    println!();
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
    stop.progress(show_states()).await?;
    println!();

    step("update it, now stopped");
    let updated = update().await?;
    println!(
        "generation {}, {:?}",
        updated.metadata.generation, updated.metadata.labels
    );

    step("update it once more");
    // The generation is stale now.
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
        .reason("quickstart finished")
        .await?;
    let reason = closed.status.close_reason.unwrap_or_default();
    println!("{}: {reason}", closed.status.lifecycle_state);

    step("stop the sandbox");
    let stopped = nimbus.sandboxes().stop(id).until_stopped().await?;
    println!("{}", stopped.status.lifecycle_state);

    step("delete the service");
    services.delete("web", updated.metadata.generation).await?;
    println!("gone");
    Ok(())
}

/// Prints each state that a service goes through.
fn show_states() -> impl FnMut(&Observation<Service>) + Send {
    let mut shown = String::new();
    move |seen| {
        let state = seen.resource.lifecycle_state.as_ref();
        let state = state.map_or_else(String::new, ToString::to_string);
        if state != shown {
            let arrow = if shown.is_empty() { "" } else { " -> " };
            print!("{arrow}{state}");
            shown = state;
        }
    }
}

fn node() -> SandboxSpecBuilder {
    SandboxSpec::container("docker.io/library/node:22")
        .argv(["node", "run.js"])
        .cwd("/app")
}

fn step(what: &str) {
    use std::io::Write as _;
    print!("{what:28}");
    // The line is not complete yet.
    let _ = std::io::stdout().flush();
}

/// Prints an error that is expected.
fn refused<T>(outcome: Result<T>) -> Outcome {
    match outcome {
        Ok(_) => Err("the server accepted what it should refuse".into()),
        Err(error) => {
            println!("refused: {error}");
            Ok(())
        }
    }
}
