//! Sandboxes: creating, reading, listing, waiting for and stopping them. A sandbox is addressed by its id.
//!
//! The API contract has no operation that runs a command in a sandbox: a sandbox runs the process of its spec.

mod create;
mod get;
mod list;
mod scope;
mod status;
mod stop;

pub use create::{Create, CreateAndWait};
pub use get::Get;
pub use list::List;
pub use scope::SCOPE_LABEL;
pub use stop::Stop;

use crate::call::Call;
use crate::types::{SandboxProfile, SandboxResource, SandboxSpec};
use crate::wait::{Wait, Watch};
use crate::{Nimbus, SandboxWaitCondition};

/// The sandboxes of a tenant. Made by [`Nimbus::sandboxes`].
///
/// Every call needs a tenant: its own, set with [`tenant`](Get::tenant) on the call, or the client's default.
#[derive(Clone, Debug)]
pub struct Sandboxes {
    nimbus: Nimbus,
}

impl Sandboxes {
    pub(crate) fn new(nimbus: &Nimbus) -> Self {
        let nimbus = nimbus.clone();
        Self { nimbus }
    }

    fn call(&self) -> Call {
        Call::new(&self.nimbus)
    }

    /// Creates a sandbox and launches it (`sandboxes_create`). Whether it is ready when the server responds depends on
    /// the backend. With [`wait_until`](Create::wait_until), it is then polled until it is ready or healthy.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # fn main() -> Outcome { on_stage(async |nimbus| {
    /// use nimbus::types::{SandboxProfile, SandboxSpec};
    ///
    /// let spec = SandboxSpec::container("docker.io/library/node:22")
    ///     .argv(["node", "run.js"])
    ///     .cwd("/app");
    /// let sandboxes = nimbus.sandboxes();
    /// let job = sandboxes.create(SandboxProfile::Worker, spec).until_ready().await?;
    /// # Ok(()) }) }
    /// ```
    ///
    /// # Errors
    /// Invalid input if its owner is a service; status 400 if the server does not accept the spec, for example because
    /// it runs another backend; status 429 if the tenant has 64 active sandboxes; status 500 if the launch fails.
    pub fn create(&self, profile: SandboxProfile, spec: impl Into<SandboxSpec>) -> Create {
        Create::new(self.call(), profile, spec.into())
    }

    /// Reads a sandbox, which refreshes its state (`sandboxes_get`).
    ///
    /// # Errors
    /// Not found if there is no such sandbox in the tenant.
    pub fn get(&self, id: impl Into<String>) -> Get {
        let (call, id) = (self.call(), id.into());
        Get { call, id }
    }

    /// Lists one page of the tenant's sandboxes, ordered by id (`sandboxes_list`). [`pages`](List::pages) and
    /// [`items`](List::items) return streams over all of them.
    ///
    /// # Errors
    /// Only those that [all calls](crate::guide::errors) have in common. An unknown tenant is not an error: its list is
    /// empty.
    pub fn list(&self) -> List {
        List::new(self.call())
    }

    /// Polls a sandbox (`sandboxes_get`) until a condition holds. By default it waits for up to 30 s and polls every
    /// 250 ms. Everything described for [`Services::wait`](crate::Services::wait) applies here too.
    ///
    /// # Errors
    /// [`WaitTimeout`](crate::ErrorKind::WaitTimeout) at the deadline; [`WaitFailed`](crate::ErrorKind::WaitFailed) as
    /// soon as the sandbox cannot become ready any more, because a sandbox is never started again; not found if there
    /// is no such sandbox, or if the server has forgotten it after its end. [Retryable](crate::Error::is_retryable)
    /// errors do not end the wait.
    pub fn wait<'a>(
        &self,
        id: impl Into<String>,
        until: SandboxWaitCondition,
    ) -> Wait<'a, SandboxResource> {
        Wait::new(self.call(), id.into(), until)
    }

    /// Watches a sandbox (`sandboxes_get`). [`stream`](Watch::stream) returns a stream of observations: the first one,
    /// and then one whenever the status or the labels have changed. It polls every 250 ms unless an
    /// [interval](Watch::interval) is set.
    ///
    /// # Errors
    /// Not found if there is no such sandbox, and other errors that are not [retryable](crate::Error::is_retryable), as
    /// the last item of the stream. Retryable errors do not end the stream.
    pub fn watch(&self, id: impl Into<String>) -> Watch<SandboxResource> {
        Watch::new(self.call(), id.into())
    }

    /// Stops a sandbox (`sandboxes_stop`). Stopping it again changes nothing. Open sessions on it stay open. With
    /// [`wait_until`](Stop::wait_until), it is then polled until it is stopped.
    ///
    /// # Errors
    /// Not found if there is no such sandbox in the tenant.
    pub fn stop(&self, id: impl Into<String>) -> Stop {
        let (call, id) = (self.call(), id.into());
        Stop { call, id }
    }
}
