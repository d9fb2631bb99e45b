//! The cost of a call: the same three calls, made in several ways against canned replies.

pub mod bare;
pub mod clock;
pub mod closed;
pub mod generated;
pub mod load;
pub mod measure;
pub mod replies;
pub mod sdk;

use std::error::Error;
use std::future::Future;

use nimbus::types::{
    SandboxBackendKind, SandboxCreateRequest, SandboxOciImageReferenceSource, SandboxOciImageRoot,
    SandboxProcessSpec, SandboxProfile, SandboxSpec, SandboxStandaloneOwner,
};

/// The tenant of all calls.
pub const TENANT: &str = "demo";
/// The service that is read.
pub const SERVICE: &str = "web";
/// The credential; the server does not look at it.
pub const TOKEN: &str = "a-token-as-long-as-tokens-are-01m84gmqpgkb6dhp6bm9c7ehv6";

/// What a call comes to.
pub type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

/// One way to make the calls.
pub trait Caller: Send + Sync + 'static {
    /// Reads a service of 0.7 KB.
    fn get(&self) -> impl Future<Output = Outcome> + Send;
    /// Creates a sandbox.
    fn create(&self) -> impl Future<Output = Outcome> + Send;
    /// Lists 100 sandboxes, 67 KB.
    fn list(&self) -> impl Future<Output = Outcome> + Send;
}

/// What is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// [`Caller::get`].
    Get,
    /// [`Caller::create`].
    Create,
    /// [`Caller::list`].
    List,
}

impl Operation {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Get, Self::Create, Self::List];

    /// The name, as on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Create => "create",
            Self::List => "list",
        }
    }

    /// The operation of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// What a caller puts together for every sandbox that it creates.
pub fn spec() -> SandboxSpec {
    let image = SandboxOciImageReferenceSource::new("docker.io/library/node:22");
    SandboxSpec::new(
        SandboxStandaloneOwner::new().display_name("batch-job"),
        SandboxBackendKind::Container,
        SandboxOciImageRoot::new(image),
        SandboxProcessSpec::new()
            .argv(["node", "run.js"])
            .cwd("/app"),
    )
}

/// The body of a create.
pub fn body() -> SandboxCreateRequest {
    SandboxCreateRequest::new(SandboxProfile::Worker, spec()).labels([("job", "nightly")])
}
