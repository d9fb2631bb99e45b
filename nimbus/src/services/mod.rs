//! The verbs on services: their lifecycle, and their definitions.
//!
//! A service has two faces. Its **definition** is what was declared: it has a generation, and is created,
//! updated, deleted and listed. Its **runtime view**, [`Service`](crate::types::Service), is what it does now:
//! it is started, stopped, restarted, read, waited for and watched. Neither contains the other.

mod condition;
mod definitions;
mod draft;
mod lifecycle;
mod lookup;
mod modify;
mod remove;
mod takeover;
mod waiting;

use std::collections::BTreeMap;

pub use condition::{Activation, Deactivation, ServiceCondition};
pub use definitions::{Create, Delete, List, Update};
pub use draft::Draft;
pub use lifecycle::{Get, Lifecycle, LifecycleWait};
pub use lookup::Definition;
pub use modify::{ChangeFuture, Modify, Verdict};
pub use remove::Remove;
pub use waiting::{Wait, Watch};

use crate::Nimbus;
use crate::call::Call;
use crate::types::{ServiceBackendSpec, ServiceDefinition};
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
    /// Not found when it is not declared; status 400 when its backend is built in, external, or of a kind that the
    /// server does not run; forbidden when a policy refuses its image; status 429 when it does not come up within
    /// 10 s; status 500 when its launch fails.
    pub fn start(&self, name: &'a str) -> Lifecycle<'a, Activation> {
        Lifecycle::new(self.nimbus, Verb::Start, name)
    }

    /// Stops a service (`services_stop`). With [`wait_until`](Lifecycle::wait_until), polls it afterwards
    /// until it is stopped.
    ///
    /// # Errors
    /// Not found when it is not declared, **and also when it is declared and does not run**: the server
    /// answers both alike. With `wait_until` they are told apart: stopping what does not run succeeds, and
    /// only what is not declared is not found.
    pub fn stop(&self, name: &'a str) -> Lifecycle<'a, Deactivation> {
        Lifecycle::new(self.nimbus, Verb::Stop, name)
    }

    /// Restarts a service, in a new sandbox (`services_restart`). With
    /// [`wait_until`](Lifecycle::wait_until), polls it afterwards until it is ready or healthy.
    ///
    /// Newer servers answer before they have done anything, and go on showing the old instance for a while. So
    /// with `wait_until` the service is read first (`services_get`), and what is seen after the restart counts
    /// only once it is certain to be of the new instance: it has another sandbox, or the service was seen to
    /// leave the state that it was in. This is as good as the server's word. If it gives the new instance the
    /// sandbox id of the old one, and is done between two polls, the wait comes to its deadline rather than take
    /// the old instance for the new one. If it gives no sandbox ids at all, a state from before cannot be told
    /// from one after, and the first poll that fits is believed. And it cannot be told whose restart it was, if
    /// several were asked for at the same time.
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
    pub fn wait(&self, name: &'a str, until: ServiceCondition) -> Wait<'a> {
        Wait::new(Call::new(self.nimbus), name, until)
    }

    /// Watches a service (`services_get`): [`changes`](Watch::changes) is a stream of what is seen, first and then
    /// whenever it has changed. It polls every 250 ms unless [set](Watch::interval) otherwise, and shares its polls as
    /// waits do.
    ///
    /// # Errors
    /// Not found when it is not declared, and others that do not pass by waiting, as the last item of the stream. Those
    /// that may pass are polled through.
    pub fn watch(&self, name: &'a str) -> Watch<'a> {
        Watch::new(Call::new(self.nimbus), name)
    }

    /// Declares a service (`services_create`). Nothing runs until it is started.
    ///
    /// # Errors
    /// A conflict when the name is taken; status 400 when the name or the backend is not acceptable.
    pub fn create(&self, name: &'a str, backend: impl Into<ServiceBackendSpec>) -> Create<'a> {
        Create::new(self.nimbus, name, backend.into())
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
        name: &'a str,
        if_match_generation: u64,
        backend: impl Into<ServiceBackendSpec>,
        labels: BTreeMap<String, String>,
    ) -> Update<'a> {
        Update::new(
            Call::new(self.nimbus),
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
    /// forced or not. Without [`force`](Delete::force), a conflict while it runs or sessions are open on it; with it,
    /// status 429 when an activation is not over within 10 s. Not found when there is no such definition. A conflict
    /// for one of the static catalog.
    pub fn delete(&self, name: &'a str, if_match_generation: u64) -> Delete<'a> {
        Delete::new(Call::new(self.nimbus), name, if_match_generation)
    }

    /// Finds a definition by its name. Only lists show definitions (`services_list`), so they are walked, 100
    /// definitions a request: one that stands at the end of 1,000 takes ten requests. Page tokens are opaque, so
    /// there is no shorter way.
    ///
    /// # Errors
    /// Not found ([`ErrorKind::NotFound`](crate::ErrorKind::NotFound)) when no page has it.
    pub fn definition(&self, name: &'a str) -> Definition<'a> {
        Definition::new(Call::new(self.nimbus), name)
    }

    /// Changes a definition: reads it as [`definition`](Self::definition) does, has the closure change what was
    /// read, and writes it with the generation that was read (`services_update`). When another change came in
    /// between, it begins anew with what is there then, after a short random pause, up to 16 times unless
    /// [set](Modify::tries) otherwise. What the closure does not touch stays as it is, labels included; when it
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
    /// back as it was read. To change its labels, [say what its backend is](Modify::known_backend); or
    /// [replace](Draft::replace_backend) it.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # fn main() -> Outcome { on_stage(async |nimbus| {
    /// let services = nimbus.services();
    /// let changed = services.modify("search", |draft| {
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
    pub fn modify<F, V>(&self, name: &'a str, edit: F) -> Modify<'a, F>
    where
        F: FnMut(&mut Draft) -> V + Send + Sync + 'a,
        V: Verdict,
    {
        Modify::new(Call::new(self.nimbus), name, edit)
    }

    /// Deletes a definition as it was read: reads it as [`definition`](Self::definition) does, has the closure
    /// look at it, and deletes it with the generation that was read (`services_delete`). When it has changed in
    /// between, it is read and looked at again. A closure that returns an error refuses, as with
    /// [`modify`](Self::modify). It returns the definition that was deleted.
    ///
    /// A delete whose answer gets lost is settled by reading again: what is gone is gone.
    ///
    /// # Errors
    /// As [`delete`](Self::delete), and not found when there is no such definition. That it has changed is an
    /// error only when it did so every time, 16 times unless [set](Remove::tries) otherwise.
    pub fn remove<F, V>(&self, name: &'a str, check: F) -> Remove<'a, F>
    where
        F: FnMut(&ServiceDefinition) -> V + Send + Sync + 'a,
        V: Verdict,
    {
        Remove::new(Call::new(self.nimbus), name, check)
    }

    /// One page of the tenant's definitions, ordered by name (`services_list`). [`pages`](List::pages) and
    /// [`items`](List::items) are streams over all of them.
    ///
    /// # Errors
    /// As every call. An unknown tenant is not an error: its list is empty.
    pub fn list(&self) -> List<'a> {
        List::new(Call::new(self.nimbus))
    }
}

#[cfg(test)]
mod tests;
