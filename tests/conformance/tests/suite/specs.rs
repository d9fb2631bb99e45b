//! Specs that tests send.

use nimbus::types::{
    BuiltInProviderId, SandboxBackendKind, SandboxOciImageReferenceSource, SandboxOciImageRoot,
    SandboxProcessSpec, SandboxSpec, SandboxStandaloneOwner, ServiceBackendSpec,
    ServiceBuiltInBackend,
};

/// The shortest backend.
pub(crate) fn browser() -> ServiceBackendSpec {
    ServiceBuiltInBackend::new(BuiltInProviderId::Browser).into()
}

/// The sandbox of the reference's example.
pub(crate) fn sandbox_spec() -> SandboxSpec {
    SandboxSpec::new(
        SandboxStandaloneOwner::new().display_name("batch-job"),
        SandboxBackendKind::Krun,
        SandboxOciImageRoot::new(SandboxOciImageReferenceSource::new("docker.io/library/node:22")),
        SandboxProcessSpec::new()
            .argv(["node", "run.js"])
            .cwd("/app"),
    )
}
