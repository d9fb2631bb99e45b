//! Services: their lifecycle and their definitions.
//!
//! A service has two representations. Its **definition** is what was written; it has a generation, and is created,
//! updated, deleted and listed. Its **runtime view**, [`Service`], is its current state, which the calls that start,
//! stop, restart, read, wait for and watch a service return. Neither contains the other.

mod apply;
mod create;
mod definition;
mod delete;
mod delete_with;
mod get;
mod get_definition;
mod list;
mod restart;
mod restart_tracker;
mod start;
mod status;
mod stop;
mod stopped_for_change;
mod update;
mod update_with;

use std::collections::BTreeMap;

pub use apply::{Applied, Apply};
pub use create::Create;
pub use delete::Delete;
pub use delete_with::DeleteWith;
pub use get::Get;
pub use get_definition::GetDefinition;
pub use list::List;
pub use restart::Restart;
pub use start::Start;
pub use stop::Stop;
pub use update::Update;
pub use update_with::UpdateWith;

pub use crate::update::{DefinitionDraft, REVISION_LABEL, UpdateOutcome};

use crate::call::Call;
use crate::types::{Service, ServiceBackendSpec, ServiceDefinition};
use crate::wait::{Wait, Watch};
use crate::{Nimbus, ServiceWaitCondition};

/// The services of a tenant. Made by [`Nimbus::services`].
///
/// Every call needs a tenant: its own, set with [`tenant`](Get::tenant) on the call, or the client's default.
#[derive(Clone, Debug)]
pub struct Services {
    nimbus: Nimbus,
}

impl Services {
    pub(crate) fn new(nimbus: &Nimbus) -> Self {
        let nimbus = nimbus.clone();
        Self { nimbus }
    }

    fn call(&self) -> Call {
        Call::new(&self.nimbus)
    }

    /// Starts a service (`services_start`). With [`wait_until`](Start::wait_until), it is then polled until it is ready
    /// or healthy.
    ///
    /// The current server responds when the service is ready or has failed, after 10 s at most. A service that is
    /// already running keeps its sandbox.
    ///
    /// # Errors
    /// Not found if there is no such service; status 400 if its backend is built in, external, or of a kind that the
    /// server does not run; forbidden if a policy refuses its image; status 429 if it does not come up within 10 s;
    /// status 500 if its launch fails.
    pub fn start(&self, name: impl Into<String>) -> Start {
        let (call, name) = (self.call(), name.into());
        Start { call, name }
    }

    /// Stops a service (`services_stop`). With [`wait_until`](Stop::wait_until), it is then polled until it is stopped.
    ///
    /// # Errors
    /// Not found if there is no such service, **and also if it exists but is not running**: the server responds in the
    /// same way to both. `wait_until` tells them apart: stopping a service that is not running succeeds, and only one
    /// that does not exist is not found.
    pub fn stop(&self, name: impl Into<String>) -> Stop {
        let (call, name) = (self.call(), name.into());
        Stop { call, name }
    }

    /// Restarts a service in a new sandbox (`services_restart`). With [`wait_until`](Restart::wait_until), it is then
    /// polled until it is ready or healthy.
    ///
    /// Newer servers respond before they have done anything, and keep showing the old instance for a while. With
    /// `wait_until`, the service is therefore read first (`services_get`), and what is read after the restart counts
    /// only once it is certain to be the new instance: it has another sandbox, or the service was seen to leave its
    /// previous state.
    ///
    /// Limitations:
    /// - If the server gives the new instance the sandbox id of the old one and finishes the restart between two polls,
    ///   the wait times out.
    /// - Without sandbox ids, the state before the restart cannot be told from the state after it, and the first poll
    ///   that satisfies the condition ends the wait.
    /// - If several restarts are requested at the same time, it cannot be told which of them was seen.
    ///
    /// # Errors
    /// The same as those of [`start`](Self::start).
    pub fn restart(&self, name: impl Into<String>) -> Restart {
        let (call, name) = (self.call(), name.into());
        Restart { call, name }
    }

    /// Reads the runtime view of a service (`services_get`). It has no generation; only definitions have one.
    ///
    /// # Errors
    /// Not found if there is no such service.
    pub fn get(&self, name: impl Into<String>) -> Get {
        let (call, name) = (self.call(), name.into());
        Get { call, name }
    }

    /// Polls a service (`services_get`) until a condition holds. By default it waits for up to 30 s and polls every
    /// 250 ms. The first poll is immediate, and there is always at least one. The deadline applies up to the last byte
    /// of the last response. Dropping the future ends the wait.
    ///
    /// Waits of one client and its clones for the same service with the same interval share their polls on a runtime:
    /// the server gets one request per interval, however many waits there are. Each wait keeps its own condition and
    /// deadline, and sees no less than it would alone: a wait that joins others takes part from their next poll on, if
    /// that begins before its deadline, and does not depend on a poll that hangs. A wait with settings of its own, such
    /// as a header, polls by itself.
    ///
    /// # Errors
    /// [`WaitTimeout`](crate::ErrorKind::WaitTimeout) at the deadline; [`WaitFailed`](crate::ErrorKind::WaitFailed) as
    /// soon as the service has failed, unless that is [tolerated](Wait::tolerate_failure); not found if there is no
    /// such service; unauthorized and other errors that are not [retryable](crate::Error::is_retryable). Retryable
    /// errors do not end the wait. Every error has the last observation and the progress of the wait:
    /// [`last_status`](crate::Error::last_status), [`last_resource`](crate::Error::last_resource),
    /// [`polls`](crate::Error::polls), [`elapsed`](crate::Error::elapsed).
    pub fn wait<'a>(
        &self,
        name: impl Into<String>,
        until: ServiceWaitCondition,
    ) -> Wait<'a, Service> {
        Wait::new(self.call(), name.into(), until)
    }

    /// Watches a service (`services_get`). [`stream`](Watch::stream) returns a stream of observations: the first one,
    /// and then one whenever the service has changed. It polls every 250 ms unless an [interval](Watch::interval) is
    /// set, and shares its polls as waits do.
    ///
    /// # Errors
    /// Not found if there is no such service, and other errors that are not [retryable](crate::Error::is_retryable),
    /// as the last item of the stream. Retryable errors do not end the stream.
    pub fn watch(&self, name: impl Into<String>) -> Watch<Service> {
        Watch::new(self.call(), name.into())
    }

    /// Creates a service (`services_create`). Nothing runs until it is started.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # fn main() -> Outcome { on_stage(async |nimbus| {
    /// use nimbus::types::{BuiltInProviderId, SandboxSpec, ServiceBackendSpec};
    ///
    /// let services = nimbus.services();
    /// let node = SandboxSpec::container("docker.io/library/node:22").argv(["node", "run.js"]);
    /// services.create("app", node).labels([("tier", "edge")]).await?;
    /// services.create("proxy", BuiltInProviderId::LoadBalancer).await?;
    /// let bank = ServiceBackendSpec::external("https://bank.example", "/healthz");
    /// services.create("bank", bank).await?;
    /// # Ok(()) }) }
    /// ```
    ///
    /// # Errors
    /// A conflict if the name is taken; invalid input if the owner of its sandbox is not this service; status 400 if
    /// the server does not accept the name or the backend.
    pub fn create(
        &self,
        name: impl Into<String>,
        backend: impl Into<ServiceBackendSpec>,
    ) -> Create {
        Create::new(self.call(), name.into(), backend.into())
    }

    /// Creates the service, or updates it to match these arguments. It finds the definition as
    /// [`get_definition`](Self::get_definition) does, and then creates it (`services_create`), changes it with the
    /// generation that was read (`services_update`), or does nothing. The [result](Applied) says which. If another
    /// writer comes first, it starts over with the new definition.
    ///
    /// Labels that are given are set, and others are kept unless they are to be [replaced](Apply::replace_labels). A
    /// backend that the server shows in full is compared with the declared one. The server does not show the launch
    /// inputs of a sandbox: set a [revision](Apply::revision), or it is written every time.
    ///
    /// A running service cannot be changed, unless the call may [stop](Apply::stop_if_running) it. A service that was
    /// not running is not started.
    ///
    /// Finding a definition reads the list, 100 services per request. To apply many services, list them once and pass
    /// each definition to [`current_definition`](Apply::current_definition).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # fn main() -> Outcome { on_stage(async |nimbus| {
    /// use nimbus::services::Applied;
    /// use nimbus::types::SandboxSpec;
    ///
    /// let services = nimbus.services();
    /// let node = SandboxSpec::container("docker.io/library/node:22").argv(["node", "run.js"]);
    /// let apply = services.apply("app", node).label("tier", "edge").revision("4f2a91c");
    /// assert!(matches!(apply.clone().await?, Applied::Created(_)));
    /// assert!(matches!(apply.await?, Applied::Unchanged(_)));
    /// # Ok(()) }) }
    /// ```
    ///
    /// # Errors
    /// A conflict if the service is running and has to be changed, or if it differs and belongs to the static
    /// catalog (the services that the server itself defines, which cannot be changed);
    /// [`is_precondition_failed`](crate::Error::is_precondition_failed) if others changed it on every attempt. If the
    /// response to a write was lost and its outcome cannot be determined, the error says so. The definition as last
    /// read is in [`last_resource`](crate::Error::last_resource).
    pub fn apply(&self, name: impl Into<String>, backend: impl Into<ServiceBackendSpec>) -> Apply {
        Apply::new(self.call(), name.into(), backend.into())
    }

    /// Replaces the backend **and labels** of a definition (`services_update`), if it still has the given generation,
    /// which is the `metadata.generation` that you read. Labels are an argument because the server removes those that
    /// are not sent.
    ///
    /// # Errors
    /// [`is_precondition_failed`](crate::Error::is_precondition_failed) if the definition has changed since: read it
    /// again and decide again. A conflict if the service is running (stop it first), or if it belongs to the static
    /// catalog. Not found if there is no such definition; status 400 if the server does not accept the backend.
    pub fn update(
        &self,
        name: impl Into<String>,
        if_match_generation: u64,
        backend: impl Into<ServiceBackendSpec>,
        labels: BTreeMap<String, String>,
    ) -> Update {
        Update::new(
            self.call(),
            name.into(),
            if_match_generation,
            backend.into(),
            labels,
        )
    }

    /// Deletes a definition (`services_delete`), if it still has the given generation.
    ///
    /// # Errors
    /// [`is_precondition_failed`](crate::Error::is_precondition_failed) if the definition has changed since, forced or
    /// not. Without [`force`](Delete::force), a conflict if the service is running or has open sessions; with it,
    /// status 429 if a start in progress does not end within 10 s. Not found if there is no such definition. A conflict
    /// if the service belongs to the static catalog.
    pub fn delete(&self, name: impl Into<String>, if_match_generation: u64) -> Delete {
        Delete::new(self.call(), name.into(), if_match_generation)
    }

    /// Finds a definition by its name. Only lists show definitions (`services_list`), so this reads the list, 100
    /// definitions per request: finding the last of 1,000 takes ten requests. Page tokens are opaque, so there is no
    /// shorter way.
    ///
    /// # Errors
    /// Not found ([`ErrorKind::NotFound`](crate::ErrorKind::NotFound)) if no page has it.
    pub fn get_definition(&self, name: impl Into<String>) -> GetDefinition {
        let (call, name) = (self.call(), name.into());
        GetDefinition { call, name }
    }

    /// Changes a definition: reads it as [`get_definition`](Self::get_definition) does, lets the closure edit it, and
    /// writes it with the generation that was read (`services_update`). If another change came in between, it starts
    /// over with the new definition after a short random pause, with at most 16 attempts unless
    /// [set](UpdateWith::max_attempts) otherwise. What the closure does not touch stays as it is, including labels; if
    /// it changes nothing, nothing is written. Returns the definition after the change.
    ///
    /// The closure may run several times, so it should do nothing but inspect and edit the draft. It may return a
    /// `Result`: an error cancels the change and is returned as it is. The error type must implement
    /// `From<nimbus::Error>`.
    ///
    /// If the response to a write is lost, the definition is read again to find out what happened. If the write was not
    /// applied, it is sent again with the same generation. If the definition has changed, the closure runs once more:
    /// if it has nothing left to change, the call succeeds; otherwise it cannot be told whether this write or another
    /// one was applied, and the error of the write is returned.
    ///
    /// The launch inputs of a service in a sandbox are never shown, so its definition cannot be written back as it was
    /// read. To change its labels, pass the backend with [`current_backend`](UpdateWith::current_backend), or
    /// [replace](DefinitionDraft::set_backend) it.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # fn main() -> Outcome { on_stage(async |nimbus| {
    /// let services = nimbus.services();
    /// let changed = services.update_with("search", |draft| {
    ///     draft.labels.insert("tier".to_owned(), "core".to_owned());
    /// }).await?;
    /// assert_eq!(changed.metadata.labels["tier"], "core");
    /// # Ok(()) }) }
    /// ```
    ///
    /// # Errors
    /// Not found if there is no such definition; invalid input, before anything is written, if its backend would have
    /// to be written back but is redacted; a conflict if the service is running;
    /// [`is_precondition_failed`](crate::Error::is_precondition_failed) if others changed it on every attempt. The
    /// definition as last read is in [`last_resource`](crate::Error::last_resource).
    pub fn update_with<'a, F, V>(
        &self,
        name: impl Into<String>,
        edit: F,
    ) -> UpdateWith<'a, V::Error>
    where
        F: FnMut(&mut DefinitionDraft) -> V + Send + 'a,
        V: UpdateOutcome,
    {
        UpdateWith::new(self.call(), name.into(), edit)
    }

    /// Deletes a definition after checking it: reads it as [`get_definition`](Self::get_definition) does, lets the
    /// closure inspect it, and deletes it with the generation that was read (`services_delete`). If it has changed in
    /// between, it is read and checked again. The closure can cancel with an error, as with
    /// [`update_with`](Self::update_with). Returns the definition that was deleted.
    ///
    /// If the response to the delete is lost, the definition is read again: if it is gone, the call succeeds.
    ///
    /// # Errors
    /// The errors of [`delete`](Self::delete), and not found if there is no such definition. A changed definition is an
    /// error only if it changed on every attempt, of which there are 16 unless [set](DeleteWith::max_attempts)
    /// otherwise.
    pub fn delete_with<'a, F, V>(
        &self,
        name: impl Into<String>,
        check: F,
    ) -> DeleteWith<'a, V::Error>
    where
        F: FnMut(&ServiceDefinition) -> V + Send + 'a,
        V: UpdateOutcome,
    {
        DeleteWith::new(self.call(), name.into(), check)
    }

    /// Lists one page of the tenant's definitions, ordered by name (`services_list`). [`pages`](List::pages) and
    /// [`items`](List::items) return streams over all of them.
    ///
    /// The server does not filter services, by label or otherwise: filter the items of the stream.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # fn main() -> Outcome { on_stage(async |nimbus| {
    /// let mut items = nimbus.services().list().items();
    /// while let Some(service) = items.next().await {
    ///     let metadata = service?.metadata;
    ///     if metadata.labels.get("tier").is_some_and(|tier| tier == "edge") {
    ///         println!("{}", metadata.name);
    ///     }
    /// }
    /// # Ok(()) }) }
    /// ```
    ///
    /// # Errors
    /// Only those that [all calls](crate::guide::errors) have in common. An unknown tenant is not an error: its list is
    /// empty.
    pub fn list(&self) -> List {
        List::new(self.call())
    }
}
