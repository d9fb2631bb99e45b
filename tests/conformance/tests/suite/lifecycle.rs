//! Whole flows: the SDK against the emulator, every exchange of which is held to the document.

mod access;
mod sandboxes;
mod services;
mod sessions;
mod tenants;
mod waits;

use std::time::Duration;

use nimbus::Nimbus;
use nimbus::types::{
    ExternalEndpointPolicy, ExternalNoAuth, HttpHealthCheck, SandboxBackendKind,
    SandboxOciImageReferenceSource, SandboxOciImageRoot, SandboxOwnerSpec, SandboxProcessSpec,
    SandboxServiceOwner, SandboxSpec, SandboxStandaloneOwner, ServiceBackendSpec,
    ServiceExternalBackend, ServiceSandboxBackendSpec,
};
use nimbus_conformance::contract::Checked;
use nimbus_emulator::{Builder, Emulator};

/// Between two polls: they cost next to nothing here.
const BRISK: Duration = Duration::from_millis(1);

/// For clients that share an emulator.
async fn emulator(options: Builder) -> (Checked, Nimbus) {
    let emulator = Checked::with(options).await;
    let nimbus = emulator.client("demo").unwrap();
    (emulator, nimbus)
}

async fn start() -> (Checked, Nimbus) {
    emulator(Emulator::builder()).await
}

/// A client of the same emulator, with another token.
fn client_with(emulator: &Checked, token: &str) -> Nimbus {
    Nimbus::builder()
        .environment(nimbus::discovery::Environment::from(
            nimbus::discovery::Environment::fake(),
        ))
        .endpoint(emulator.endpoint())
        .token(token)
        .tenant("demo")
        .build()
        .unwrap()
}

fn sandbox(owner: impl Into<SandboxOwnerSpec>) -> SandboxSpec {
    let image = SandboxOciImageReferenceSource::new("docker.io/library/node:22");
    SandboxSpec::new(
        owner,
        SandboxBackendKind::Container,
        SandboxOciImageRoot::new(image),
        SandboxProcessSpec::new()
            .argv(["node", "run.js"])
            .cwd("/app"),
    )
}

/// A sandbox on its own.
fn batch_job() -> SandboxSpec {
    sandbox(SandboxStandaloneOwner::new().display_name("batch-job"))
}

/// A service in a sandbox of its own.
fn in_sandbox() -> ServiceBackendSpec {
    ServiceSandboxBackendSpec::new(sandbox(SandboxServiceOwner::new())).into()
}

/// A service that runs elsewhere.
fn elsewhere() -> ServiceBackendSpec {
    ServiceExternalBackend::new(
        ExternalEndpointPolicy::new("https://search.internal:9200"),
        ExternalNoAuth::new(),
        HttpHealthCheck::new("/healthz"),
    )
    .into()
}
