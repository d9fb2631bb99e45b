// What the examples in the documentation run on, hidden in each of them: a control plane in memory, and a client of it.
//
// It is included, not imported, so that it is part of no crate's interface.

use nimbus::types::{SandboxProfile, SandboxSpec, ServiceBackendSpec};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Runs an example. The tenant `demo` has the services `web` and `db`, which run in sandboxes once they are started, the
/// external service `search`, and a sandbox `job`.
fn on_stage(example: impl AsyncFnOnce(nimbus::Nimbus) -> Outcome) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let emulator = nimbus_emulator::Emulator::builder().any_backend().start().await?;
        let nimbus = emulator.client("demo")?;
        let node = SandboxSpec::container("docker.io/library/node:22");
        for name in ["web", "db"] {
            nimbus.services().create(name, node.clone()).label("tier", "edge").await?;
        }
        let search = ServiceBackendSpec::external("https://search.example", "/health");
        nimbus.services().create("search", search).await?;
        nimbus.sandboxes().create(SandboxProfile::Worker, node).label("job", "nightly").await?;
        example(nimbus).await
    })
}
