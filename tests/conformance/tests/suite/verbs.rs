//! What the tests of the verbs lean on.

use std::fmt::Debug;
use std::pin::Pin;

use nimbus::types::{
    ExternalEndpointPolicy, ExternalNoAuth, HttpHealthCheck, SandboxBackendKind,
    SandboxOciImageReferenceSource, SandboxOciImageRoot, SandboxOwnerSpec, SandboxProcessSpec,
    SandboxServiceOwner, SandboxSpec, SandboxStandaloneOwner, ServiceBackendSpec,
    ServiceExternalBackend, ServiceSandboxBackendSpec,
};
use nimbus_emulator::Emulator;
use tokio::task::yield_now;

/// Polls a future until it has sent a request for this operation.
pub(crate) async fn until_sent<F>(emulator: &Emulator, operation: &str, future: &mut Pin<&mut F>)
where
    F: Future<Output: Debug>,
{
    let is_sent = || {
        let requests = emulator.requests();
        requests
            .iter()
            .any(|seen| seen.operation == Some(operation))
    };
    while !is_sent() {
        tokio::select! {
            biased;
            early = &mut *future => panic!("{early:?}"),
            () = yield_now() => {}
        }
    }
}

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
