//! What the tests of the verbs lean on.

use nimbus::types::{
    ExternalEndpointPolicy, ExternalNoAuth, HttpHealthCheck, SandboxBackendKind,
    SandboxOciImageReferenceSource, SandboxOciImageRoot, SandboxOwnerSpec, SandboxProcessSpec,
    SandboxServiceOwner, SandboxSpec, SandboxStandaloneOwner, ServiceBackendSpec,
    ServiceExternalBackend, ServiceSandboxBackendSpec,
};

fn spec(owner: impl Into<SandboxOwnerSpec>) -> SandboxSpec {
    let image = SandboxOciImageReferenceSource::new("docker.io/library/node:22");
    SandboxSpec::new(
        owner,
        SandboxBackendKind::Container,
        SandboxOciImageRoot::new(image),
        SandboxProcessSpec::new().argv(["node", "run.js"]),
    )
}

/// A sandbox on its own.
pub(crate) fn batch_job() -> SandboxSpec {
    spec(SandboxStandaloneOwner::new().display_name("batch-job"))
}

/// A service in a sandbox of its own.
pub(crate) fn in_sandbox() -> ServiceBackendSpec {
    ServiceSandboxBackendSpec::new(spec(SandboxServiceOwner::new())).into()
}

/// A service that runs elsewhere.
pub(crate) fn elsewhere() -> ServiceBackendSpec {
    ServiceExternalBackend::new(
        ExternalEndpointPolicy::new("https://search.internal:9200"),
        ExternalNoAuth::new(),
        HttpHealthCheck::new("/healthz"),
    )
    .into()
}
