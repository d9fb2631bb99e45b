//! The verbs on services: their lifecycle, and their definitions.
//!
//! A service has two faces. Its **definition** is what was declared: it has a generation, and is created,
//! updated, deleted and listed. Its **runtime view**, [`Service`], is what it does now:
//! it is started, stopped, restarted, read, waited for and watched. Neither contains the other.

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

/// The services of a tenant; made by [`Nimbus::services`].
///
/// Every call needs a tenant: its own ([`tenant`](Get::tenant) on the call), or the client's default.
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

    /// Starts a service (`services_start`). With [`wait_until`](Start::wait_until), polls it afterwards
    /// until it is ready or healthy.
    ///
    /// Today's server answers when the service is ready or has failed, after 10 s at the most. A service that
    /// runs already keeps its sandbox.
    ///
    /// # Errors
    /// Not found when it is not declared; status 400 when its backend is built in, external, or of a kind that the
    /// server does not run; forbidden when a policy refuses its image; status 429 when it does not come up within
    /// 10 s; status 500 when its launch fails.
    pub fn start(&self, name: impl Into<String>) -> Start {
        let (call, name) = (self.call(), name.into());
        Start { call, name }
    }

    /// Stops a service (`services_stop`). With [`wait_until`](Stop::wait_until), polls it afterwards
    /// until it is stopped.
    ///
    /// # Errors
    /// Not found when it is not declared, **and also when it is declared and does not run**: the server
    /// answers both alike. With `wait_until` they are told apart: stopping what does not run succeeds, and
    /// only what is not declared is not found.
    pub fn stop(&self, name: impl Into<String>) -> Stop {
        let (call, name) = (self.call(), name.into());
        Stop { call, name }
    }

    /// Restarts a service, in a new sandbox (`services_restart`). With
    /// [`wait_until`](Restart::wait_until), polls it afterwards until it is ready or healthy.
    ///
    /// Newer servers answer before they have done anything, and go on showing the old instance for a while. So with
    /// `wait_until` the service is read first (`services_get`), and what is seen after the restart counts only once it
    /// is certain to be of the new instance: it has another sandbox, or the service was seen to leave the state that it
    /// was in.
    ///
    /// Limitations:
    /// - A server that gives the new instance the sandbox id of the old one, and is done between two polls, makes the
    ///   wait time out.
    /// - Without any sandbox ids, a state from before cannot be told from one after, and the first poll that fits is
    ///   believed.
    /// - When several restarts are asked for at the same time, it cannot be told whose was seen.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub fn restart(&self, name: impl Into<String>) -> Restart {
        let (call, name) = (self.call(), name.into());
        Restart { call, name }
    }

    /// Reads the runtime view of a service (`services_get`). There is no generation in it: that is in
    /// definitions only.
    ///
    /// # Errors
    /// Not found when it is not declared.
    pub fn get(&self, name: impl Into<String>) -> Get {
        let (call, name) = (self.call(), name.into());
        Get { call, name }
    }

    /// Polls a service (`services_get`) until a condition holds; for 30 s, every 250 ms, unless set
    /// otherwise. It polls at least once, at first at once. The deadline holds to the last byte of the last response;
    /// dropping the future ends the wait.
    ///
    /// Waits of one client, and of its clones, for the same service at the same interval share their polls on a
    /// runtime: the server is asked once an interval, however many they are. Each keeps its own condition and deadline,
    /// and sees no less than it would alone: one that joins others takes part from their next poll on, if that begins
    /// before its deadline, and does not depend on a poll that hangs. One with settings of its own, as a header, polls by
    /// itself.
    ///
    /// # Errors
    /// [`WaitTimeout`](crate::ErrorKind::WaitTimeout) at the deadline;
    /// [`WaitFailed`](crate::ErrorKind::WaitFailed) as soon as the service has failed, unless that is
    /// [tolerated](Wait::tolerate_failure); not found when it is not declared; unauthorized and other errors that
    /// do not pass by waiting. Those that may pass are polled through. All tell what was seen last, and how far
    /// the wait had come: [`last_status`](crate::Error::last_status),
    /// [`last_resource`](crate::Error::last_resource), [`polls`](crate::Error::polls),
    /// [`elapsed`](crate::Error::elapsed).
    pub fn wait<'a>(
        &self,
        name: impl Into<String>,
        until: ServiceWaitCondition,
    ) -> Wait<'a, Service> {
        Wait::new(self.call(), name.into(), until)
    }

    /// Watches a service (`services_get`): [`stream`](Watch::stream) is a stream of what is seen, first and then
    /// whenever it has changed. It polls every 250 ms unless [set](Watch::interval) otherwise, and shares its polls as
    /// waits do.
    ///
    /// # Errors
    /// Not found when it is not declared, and others that do not pass by waiting, as the last item of the stream. Those
    /// that may pass are polled through.
    pub fn watch(&self, name: impl Into<String>) -> Watch<Service> {
        Watch::new(self.call(), name.into())
    }

    /// Declares a service (`services_create`). Nothing runs until it is started.
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
    /// A conflict when the name is taken; invalid input when the owner of its sandbox is not this service; status 400 when
    /// the name or the backend is not acceptable.
    pub fn create(
        &self,
        name: impl Into<String>,
        backend: impl Into<ServiceBackendSpec>,
    ) -> Create {
        Create::new(self.call(), name.into(), backend.into())
    }

    /// Declares a service, whatever is there: finds its definition as [`get_definition`](Self::get_definition) does, and
    /// creates it (`services_create`), changes it under the generation that was read (`services_update`), or does nothing.
    /// The [result](Applied) says which. When another writer comes first, it begins anew with what is there then.
    ///
    /// Labels that are given are set, and others are kept unless they are to be [replaced](Apply::replace_labels). A
    /// backend that the server shows in full is compared with the one that is declared. The launch inputs of a sandbox
    /// are not shown: name its [revision](Apply::revision), or it is written every time.
    ///
    /// A service that runs cannot be changed, unless it is [stopped](Apply::stop_if_running) for that. Nothing is started
    /// that did not run.
    ///
    /// Finding a definition walks the list, 100 services a request. Where many services are applied, list them once and
    /// hand each definition [in](Apply::current_definition).
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
    /// A conflict when the service runs and has to be changed, and for one of the static catalog that is something else;
    /// [`is_precondition_failed`](crate::Error::is_precondition_failed) when others changed it every time. An error also
    /// says so when the answer to a write was lost and it cannot be told what became of it. The definition as it was read
    /// last is in [`last_resource`](crate::Error::last_resource).
    pub fn apply(&self, name: impl Into<String>, backend: impl Into<ServiceBackendSpec>) -> Apply {
        Apply::new(self.call(), name.into(), backend.into())
    }

    /// Replaces a definition's backend **and labels** (`services_update`), if it still has the generation
    /// given: the `metadata.generation` that you read. Labels are an argument because the server wipes those
    /// that are not sent.
    ///
    /// # Errors
    /// [`is_precondition_failed`](crate::Error::is_precondition_failed) when the definition has moved on:
    /// read it again and decide again. A conflict while the service runs (stop it first), and for one of the static
    /// catalog. Not found when there is no such definition; status 400 when the backend is not acceptable.
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

    /// Deletes a definition (`services_delete`), if it still has the generation given.
    ///
    /// # Errors
    /// [`is_precondition_failed`](crate::Error::is_precondition_failed) when the definition has moved on,
    /// forced or not. Without [`force`](Delete::force), a conflict while it runs or sessions are open on it; with it,
    /// status 429 when an activation is not over within 10 s. Not found when there is no such definition. A conflict
    /// for one of the static catalog.
    pub fn delete(&self, name: impl Into<String>, if_match_generation: u64) -> Delete {
        Delete::new(self.call(), name.into(), if_match_generation)
    }

    /// Finds a definition by its name. Only lists show definitions (`services_list`), so they are walked, 100
    /// definitions a request: one that stands at the end of 1,000 takes ten requests. Page tokens are opaque, so
    /// there is no shorter way.
    ///
    /// # Errors
    /// Not found ([`ErrorKind::NotFound`](crate::ErrorKind::NotFound)) when no page has it.
    pub fn get_definition(&self, name: impl Into<String>) -> GetDefinition {
        let (call, name) = (self.call(), name.into());
        GetDefinition { call, name }
    }

    /// Changes a definition: reads it as [`get_definition`](Self::get_definition) does, has the closure change what was
    /// read, and writes it with the generation that was read (`services_update`). When another change came in
    /// between, it begins anew with what is there then, after a short random pause, up to 16 times unless
    /// [set](UpdateWith::max_attempts) otherwise. What the closure does not touch stays as it is, labels included; when it
    /// changes nothing, nothing is written. It returns the definition as it is then.
    ///
    /// The closure may run several times, so it should do nothing but look and change. It may return a result: an
    /// error refuses the change and comes back as it is. Its type must be able to hold an
    /// [`Error`](crate::Error) too (`From<nimbus::Error>`).
    ///
    /// A write whose answer gets lost is settled by reading again. It is written again, with the same
    /// generation, if it was not carried out. If the definition has moved on, the closure is asked once more:
    /// with nothing left to change, all is well; with something left, it cannot be told whether this write or
    /// another one was carried out, and the error of the write comes back.
    ///
    /// The launch inputs of a service in a sandbox are never shown, so that its definition cannot be written
    /// back as it was read. To change its labels, [say what its backend is](UpdateWith::current_backend); or
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
    /// Not found when there is no such definition; invalid input when its backend would have to be written back
    /// and is redacted, before anything is written; a conflict while the service runs;
    /// [`is_precondition_failed`](crate::Error::is_precondition_failed) when others changed it every time. The
    /// definition as it was read last is in [`last_resource`](crate::Error::last_resource).
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

    /// Deletes a definition as it was read: reads it as [`get_definition`](Self::get_definition) does, has the closure
    /// look at it, and deletes it with the generation that was read (`services_delete`). When it has changed in
    /// between, it is read and looked at again. A closure that returns an error refuses, as with
    /// [`update_with`](Self::update_with). It returns the definition that was deleted.
    ///
    /// A delete whose answer gets lost is settled by reading again: what is gone is gone.
    ///
    /// # Errors
    /// As [`delete`](Self::delete), and not found when there is no such definition. That it has changed is an
    /// error only when it did so every time, 16 times unless [set](DeleteWith::max_attempts) otherwise.
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

    /// One page of the tenant's definitions, ordered by name (`services_list`). [`pages`](List::pages) and
    /// [`items`](List::items) are streams over all of them.
    ///
    /// The server does not filter services, by label or otherwise: filter what the stream gives.
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
    /// As every call. An unknown tenant is not an error: its list is empty.
    pub fn list(&self) -> List {
        List::new(self.call())
    }
}
