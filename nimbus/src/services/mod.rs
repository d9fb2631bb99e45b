//! The verbs on services: their lifecycle, and their definitions.
//!
//! A service has two faces. Its **definition** is what was declared: it has a generation, and is created,
//! updated, deleted and listed. Its **runtime view**, [`Service`](crate::types::Service), is what it does now:
//! it is started, stopped, restarted, read and waited for. Neither contains the other.

mod condition;
mod definitions;
mod lifecycle;
mod waiting;

use std::collections::BTreeMap;

pub use condition::{Activation, Deactivation, ServiceCondition};
pub use definitions::{Create, Delete, List, Update};
pub use lifecycle::{Get, Lifecycle, LifecycleWait};
pub use waiting::Wait;

use crate::Nimbus;
use crate::call::Call;
use crate::types::ServiceBackendSpec;
use lifecycle::Verb;

/// The services of a tenant; made by [`Nimbus::services`].
///
/// Every call needs a tenant: its own ([`tenant`](Get::tenant) on the call), or the client's default.
#[derive(Clone, Copy, Debug)]
pub struct Services<'a> {
    nimbus: &'a Nimbus,
}

impl<'a> Services<'a> {
    pub(crate) fn new(nimbus: &'a Nimbus) -> Self {
        Self { nimbus }
    }

    /// Starts a service (`services_start`). With [`wait_until`](Lifecycle::wait_until), polls it afterwards
    /// until it is ready or healthy.
    ///
    /// Today's server answers when the service is ready or has failed, after 10 s at the most. A service that
    /// runs already keeps its sandbox.
    ///
    /// # Errors
    /// Not found when it is not declared; status 400 when its backend is built in or external; status 429
    /// when it does not come up within 10 s.
    pub fn start(&self, name: &'a str) -> Lifecycle<'a, Activation> {
        Lifecycle::new(self.nimbus, Verb::Start, name)
    }

    /// Stops a service (`services_stop`). With [`wait_until`](Lifecycle::wait_until), polls it afterwards
    /// until it is stopped.
    ///
    /// # Errors
    /// Not found when it is not declared, **and also when it is declared and does not run**: the server
    /// answers both alike. [`get`](Self::get) tells them apart.
    pub fn stop(&self, name: &'a str) -> Lifecycle<'a, Deactivation> {
        Lifecycle::new(self.nimbus, Verb::Stop, name)
    }

    /// Restarts a service, in a new sandbox (`services_restart`). With
    /// [`wait_until`](Lifecycle::wait_until), polls it afterwards until it is ready or healthy.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub fn restart(&self, name: &'a str) -> Lifecycle<'a, Activation> {
        Lifecycle::new(self.nimbus, Verb::Restart, name)
    }

    /// Reads the runtime view of a service (`services_get`). There is no generation in it: that is in
    /// definitions only.
    ///
    /// # Errors
    /// Not found when it is not declared.
    pub fn get(&self, name: &'a str) -> Get<'a> {
        Get::new(Call::new(self.nimbus), name)
    }

    /// Polls a service (`services_get`) until a condition holds; for 30 s, every 250 ms, unless set
    /// otherwise.
    ///
    /// # Errors
    /// [`WaitTimeout`](crate::ErrorKind::WaitTimeout) with the last observed status;
    /// [`WaitFailed`](crate::ErrorKind::WaitFailed) as soon as the service has failed; not found when it is
    /// not declared. Errors that may pass are polled through.
    pub fn wait(&self, name: &'a str, until: ServiceCondition) -> Wait<'a> {
        Wait::new(Call::new(self.nimbus), name, until)
    }

    /// Declares a service (`services_create`). Nothing runs until it is started.
    ///
    /// # Errors
    /// A conflict when the name is taken; status 400 when the backend is not acceptable.
    pub fn create(&self, name: &'a str, backend: impl Into<ServiceBackendSpec>) -> Create<'a> {
        Create::new(self.nimbus, name, backend.into())
    }

    /// Replaces a definition's backend **and labels** (`services_update`), if it still has the generation
    /// given: the `metadata.generation` that you read. Labels are an argument because the server wipes those
    /// that are not sent.
    ///
    /// # Errors
    /// [`is_precondition_failed`](crate::Error::is_precondition_failed) when the definition has moved on:
    /// read it again and decide again. A conflict while the service runs: stop it first.
    pub fn update(
        &self,
        name: &'a str,
        if_match_generation: u64,
        backend: impl Into<ServiceBackendSpec>,
        labels: BTreeMap<String, String>,
    ) -> Update<'a> {
        Update::new(
            self.nimbus,
            name,
            if_match_generation,
            backend.into(),
            labels,
        )
    }

    /// Deletes a definition (`services_delete`), if it still has the generation given.
    ///
    /// # Errors
    /// [`is_precondition_failed`](crate::Error::is_precondition_failed) when the definition has moved on,
    /// forced or not. Without [`force`](Delete::force), a conflict while it runs or sessions are open on it.
    pub fn delete(&self, name: &'a str, if_match_generation: u64) -> Delete<'a> {
        Delete::new(self.nimbus, name, if_match_generation)
    }

    /// One page of the tenant's definitions, ordered by name (`services_list`).
    ///
    /// # Errors
    /// As every call. An unknown tenant is not an error: its list is empty.
    pub fn list(&self) -> List<'a> {
        List::new(self.nimbus)
    }
}
