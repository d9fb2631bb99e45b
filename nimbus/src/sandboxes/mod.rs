//! The verbs on sandboxes. A sandbox is addressed by its id.
//!
//! The contract has no operation that runs a command in a sandbox: open a [session](crate::sessions) with the channel
//! `stdio` on it.

mod create;
mod create_and_wait;
mod get;
mod list;
mod scope;
mod status;
mod stop;

pub use create::Create;
pub use create_and_wait::CreateAndWait;
pub use get::Get;
pub use list::List;
pub use scope::SCOPE_LABEL;
pub use stop::Stop;

use crate::call::Call;
use crate::types::{SandboxProfile, SandboxResource, SandboxSpec};
use crate::wait::{Wait, Watch};
use crate::{Nimbus, SandboxWaitCondition};

/// The sandboxes of a tenant; made by [`Nimbus::sandboxes`].
///
/// Every call needs a tenant: its own ([`tenant`](Get::tenant) on the call), or the client's default.
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

    /// Creates a sandbox and launches it (`sandboxes_create`). Whether it is ready by the time of the answer
    /// depends on the backend: with [`wait_until`](Create::wait_until), polls it afterwards until it is.
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
    /// Invalid input when a service is to own it; status 400 when the spec is not acceptable, as when the server runs another backend; status 429 when
    /// the tenant has 64 active sandboxes; status 500 when the launch fails.
    pub fn create(&self, profile: SandboxProfile, spec: impl Into<SandboxSpec>) -> Create {
        Create::new(self.call(), profile, spec.into())
    }

    /// Reads a sandbox, which refreshes its state (`sandboxes_get`).
    ///
    /// # Errors
    /// Not found when there is no such sandbox in the tenant.
    pub fn get(&self, id: impl Into<String>) -> Get {
        let (call, id) = (self.call(), id.into());
        Get { call, id }
    }

    /// One page of the tenant's sandboxes, ordered by id (`sandboxes_list`). [`pages`](List::pages) and
    /// [`items`](List::items) are streams over all of them.
    ///
    /// # Errors
    /// As every call. An unknown tenant is not an error: its list is empty.
    pub fn list(&self) -> List {
        List::new(self.call())
    }

    /// Polls a sandbox (`sandboxes_get`) until a condition holds; for 30 s, every 250 ms, unless set otherwise.
    /// All that is said of [`Services::wait`](crate::Services::wait) holds here too.
    ///
    /// # Errors
    /// [`WaitTimeout`](crate::ErrorKind::WaitTimeout) at the deadline;
    /// [`WaitFailed`](crate::ErrorKind::WaitFailed) as soon as the sandbox can no longer come to be ready, as it is
    /// never started again; not found when there is no such sandbox, or when the server has forgotten it after its
    /// end. Errors that may pass are polled through.
    pub fn wait<'a>(
        &self,
        id: impl Into<String>,
        until: SandboxWaitCondition,
    ) -> Wait<'a, SandboxResource> {
        Wait::new(self.call(), id.into(), until)
    }

    /// Watches a sandbox (`sandboxes_get`): [`stream`](Watch::stream) is a stream of what is seen, first and then
    /// whenever its status or its labels have changed. It polls every 250 ms unless [set](Watch::interval) otherwise.
    ///
    /// # Errors
    /// Not found when there is no such sandbox, and others that do not pass by waiting, as the last item of the stream.
    /// Those that may pass are polled through.
    pub fn watch(&self, id: impl Into<String>) -> Watch<SandboxResource> {
        Watch::new(self.call(), id.into())
    }

    /// Stops a sandbox (`sandboxes_stop`). Stopping it again changes nothing. Open sessions on it stay open. With
    /// [`wait_until`](Stop::wait_until), polls it afterwards until it is stopped.
    ///
    /// # Errors
    /// Not found when there is no such sandbox in the tenant.
    pub fn stop(&self, id: impl Into<String>) -> Stop {
        let (call, id) = (self.call(), id.into());
        Stop { call, id }
    }
}
