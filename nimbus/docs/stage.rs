// What the examples in the documentation run on, hidden in each of them: a control plane in memory, and a client of it.
//
// It is included, not imported, so that it is part of no crate's interface.

use nimbus::types::{
    ExternalEndpointPolicy, ExternalNoAuth, HttpHealthCheck, SandboxBackendKind, SandboxOciImageReferenceSource,
    SandboxOciImageRoot, SandboxProcessSpec, SandboxProfile, SandboxServiceOwner, SandboxSpec, SandboxStandaloneOwner,
    ServiceBackendSpec, ServiceExternalBackend, ServiceSandboxBackendSpec,
};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Runs an example. The tenant `demo` has the services `web` and `db`, which run in sandboxes once they are started, the
/// external service `search`, and a sandbox `job`.
fn on_stage(example: impl AsyncFnOnce(nimbus::Nimbus) -> Outcome) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let emulator = nimbus_emulator::Emulator::builder().any_backend().start().await?;
        let nimbus = emulator.client("demo")?;
        for name in ["web", "db"] {
            nimbus.services().create(name, backend(name)).label("tier", "edge").await?;
        }
        let search = ServiceExternalBackend::new(
            ExternalEndpointPolicy::new("https://search.example"),
            ExternalNoAuth::new(),
            HttpHealthCheck::new("/health"),
        );
        nimbus.services().create("search", search).await?;
        let owner = SandboxStandaloneOwner::new().display_name("job");
        let process = SandboxProcessSpec::new();
        let spec = SandboxSpec::new(owner, SandboxBackendKind::Container, image(), process);
        nimbus.sandboxes().create(SandboxProfile::Worker, spec).label("job", "nightly").await?;
        example(nimbus).await
    })
}

/// What is behind the services that run in sandboxes.
fn backend(service: &str) -> ServiceBackendSpec {
    let owner = SandboxServiceOwner::new().service_name(service);
    let process = SandboxProcessSpec::new();
    ServiceSandboxBackendSpec::new(SandboxSpec::new(owner, SandboxBackendKind::Container, image(), process)).into()
}

fn image() -> SandboxOciImageRoot {
    SandboxOciImageRoot::new(SandboxOciImageReferenceSource::new("docker.io/library/node:22"))
}
