//! Every operation of the contract, as a call of the SDK.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

use nimbus::types::{
    BuiltInProviderId, SandboxBackendKind, SandboxOciImageReferenceSource, SandboxOciImageRoot,
    SandboxProcessSpec, SandboxSpec, SandboxStandaloneOwner, ServiceBuiltInBackend, SessionChannel,
    SessionTarget,
};
use nimbus::{Nimbus, Result};

type Outcome<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// An operation and its call.
pub struct Operation {
    /// As the contract calls it.
    pub id: &'static str,
    /// The call; what it returns is left out.
    pub call: for<'a> fn(&'a Nimbus) -> Outcome<'a>,
}

macro_rules! operations {
    ($($id:literal: |$nimbus:ident| $call:expr),* $(,)?) => {
        vec![$(Operation {
            id: $id,
            call: |$nimbus| Box::pin(async move { $call.await.map(drop) }),
        }),*]
    };
}

/// All of them.
pub fn all() -> Vec<Operation> {
    operations! {
        "health_get": |nimbus| nimbus.health(),
        "tenants_list": |nimbus| nimbus.tenants().list(),
        "tenants_create": |nimbus| nimbus.tenants().create("demo"),
        "tenants_delete": |nimbus| nimbus.tenants().delete("demo"),
        "services_list": |nimbus| nimbus.services().list(),
        "services_create": |nimbus| nimbus.services().create("web", browser()),
        "services_get": |nimbus| nimbus.services().get("web"),
        "services_update": |nimbus| nimbus.services().update("web", 1, browser(), BTreeMap::new()),
        "services_delete": |nimbus| nimbus.services().delete("web", 1),
        "services_start": |nimbus| nimbus.services().start("web"),
        "services_stop": |nimbus| nimbus.services().stop("web"),
        "services_restart": |nimbus| nimbus.services().restart("web"),
        "sandboxes_list": |nimbus| nimbus.sandboxes().list(),
        "sandboxes_create": |nimbus| nimbus.sandboxes().create("worker".into(), sandbox()),
        "sandboxes_get": |nimbus| nimbus.sandboxes().get("an-id"),
        "sandboxes_stop": |nimbus| nimbus.sandboxes().stop("an-id"),
        "sessions_list": |nimbus| nimbus.sessions().list(),
        "sessions_open": |nimbus| nimbus.sessions().open(SessionTarget::service("web"), [SessionChannel::Cdp]),
        "sessions_get": |nimbus| nimbus.sessions().get("an-id"),
        "sessions_close": |nimbus| nimbus.sessions().close("an-id"),
    }
}

fn browser() -> ServiceBuiltInBackend {
    ServiceBuiltInBackend::new(BuiltInProviderId::Browser)
}

/// A sandbox that asks for no more than it must.
pub fn sandbox() -> SandboxSpec {
    SandboxSpec::new(
        SandboxStandaloneOwner::new(),
        SandboxBackendKind::Container,
        SandboxOciImageRoot::new(SandboxOciImageReferenceSource::new(
            "docker.io/library/node:22",
        )),
        SandboxProcessSpec::new()
            .argv(["node", "run.js"])
            .cwd("/app"),
    )
}
