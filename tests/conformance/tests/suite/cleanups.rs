//! What the log says of cleanups: nothing when they succeed, and what is left behind when they cannot.

use std::future::pending;
use std::time::Duration;

use nimbus::types::{SandboxProfile, SandboxSpec};
use nimbus::{Error, Nimbus};
use nimbus_conformance::captured::Captured;
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources;
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

fn paused() -> Runtime {
    let mut builder = Builder::new_current_thread();
    builder.enable_all().start_paused(true).build().unwrap()
}

/// A client of a server that creates a sandbox and then does this.
async fn created_and(act: Act) -> Nimbus {
    let created = Act::Answer(201, resources::sandbox());
    PausedServer::start([created, act]).await.unwrap().nimbus()
}

/// A scope whose work ends when the future is dropped.
async fn endless(nimbus: Nimbus) -> Result<(), Error> {
    let node = SandboxSpec::container("docker.io/library/node:22");
    let create = nimbus.sandboxes().create(SandboxProfile::Worker, node);
    create.scope(async |_| pending().await).await
}

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn a_cleanup_whose_runtime_ends_is_logged_with_the_reason() {
    let logged = Captured::default();
    let _guard = logged.listen();
    let runtime = paused();
    runtime.block_on(async {
        let nimbus = created_and(Act::Hang).await;
        let _ = timeout(SECOND, endless(nimbus)).await;
    });
    assert!(!logged.text().contains("was not stopped"));
    drop(runtime);
    let text = logged.text();
    assert!(
        text.contains("was not stopped: its runtime has ended"),
        "{text}"
    );
}

#[test]
fn a_cleanup_without_a_runtime_is_logged_with_the_reason() {
    let logged = Captured::default();
    let _guard = logged.listen();
    let runtime = paused();
    let mut scope = Box::pin(async { endless(created_and(Act::Hang).await).await });
    runtime.block_on(async {
        let _ = timeout(SECOND, &mut scope).await;
    });
    drop(runtime);
    drop(scope);
    let text = logged.text();
    let reason = "was not stopped: there is no runtime to do it on";
    assert!(text.contains(reason), "{text}");
}

#[test]
fn a_sandbox_that_no_longer_exists_needs_no_stop_and_nothing_is_logged() {
    let logged = Captured::default();
    let _guard = logged.listen();
    paused().block_on(async {
        let gone = Act::Answer(404, resources::error("sandbox.not_found", "gone"));
        let nimbus = created_and(gone).await;
        let _ = timeout(SECOND, endless(nimbus.clone())).await;
        nimbus.shutdown().await;
    });
    let text = logged.text();
    assert!(
        text.contains("sandboxes_stop") && !text.contains("WARN"),
        "{text}"
    );
}
