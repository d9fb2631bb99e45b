//! Creating a service, or updating it to match a declaration.

use std::collections::BTreeMap;
use std::future::IntoFuture;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use super::definition::RemoteDefinition;
use super::stopped_for_change::{Stopping, after, lock};
use crate::call::validate::{label_keys, owner_of_backend};
use crate::call::{Call, call_setters, label_setters, tenant_setter, timeout_setter};
use crate::deadline::Deadline;
use crate::http::tracing::in_span;
use crate::types::{ServiceBackendSpec, ServiceDefinition, ServiceDefinitionSource};
use crate::update::{
    Changed, Declaration, Definition, MAX_ATTEMPTS, REVISION_LABEL, Write, change,
};
use crate::{BoxFuture, Error, Result};

/// What [`Services::apply`](super::Services::apply) has done, and the definition after it.
#[derive(Clone, Debug, PartialEq)]
pub enum Applied {
    /// The service did not exist, and this call created it.
    Created(ServiceDefinition),
    /// The service was different, and this call changed it.
    Updated(ServiceDefinition),
    /// The service is as declared, and this call wrote nothing. There is one exception: if the response to a write is
    /// lost and the definition is then found to be as declared, it may have been written by this call or by another one
    /// that declared the same. A [revision](Apply::revision) tells the two apart, unless others have written in
    /// between.
    Unchanged(ServiceDefinition),
}

impl Applied {
    /// Returns the definition after the call.
    pub fn definition(&self) -> &ServiceDefinition {
        match self {
            Self::Created(definition) | Self::Updated(definition) | Self::Unchanged(definition) => {
                definition
            }
        }
    }

    /// Returns whether this call wrote the definition.
    pub fn is_changed(&self) -> bool {
        !matches!(self, Self::Unchanged(_))
    }
}

/// A call of [`Services::apply`](super::Services::apply).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Apply {
    call: Call,
    name: String,
    backend: ServiceBackendSpec,
    labels: BTreeMap<String, String>,
    replaces_labels: bool,
    revision: Option<String>,
    stops: bool,
    current: Option<ServiceDefinition>,
    max_attempts: u32,
}

impl Apply {
    pub(super) fn new(call: Call, name: String, backend: ServiceBackendSpec) -> Self {
        Self {
            call,
            name,
            backend,
            labels: BTreeMap::new(),
            replaces_labels: false,
            revision: None,
            stops: false,
            current: None,
            max_attempts: MAX_ATTEMPTS,
        }
    }

    tenant_setter!();
    call_setters!();
    timeout_setter!();
    label_setters!();

    /// Removes the labels that are not given. By default they are kept.
    pub fn replace_labels(mut self) -> Self {
        self.replaces_labels = true;
        self
    }

    /// Sets a name for this version of the backend, such as the commit that it was built from. The server does not show
    /// the launch inputs of a sandbox, so they cannot be compared. Instead, a service that was applied with the same
    /// revision, and has not been written by anyone else since, counts as unchanged. Without a revision, a sandbox is
    /// written every time.
    ///
    /// Change the revision whenever the launch inputs change: with the same revision, `apply` leaves the old ones. For a
    /// backend that the server shows in full, a new revision alone is not a change: nothing is written.
    ///
    /// The revision is stored in the label [`nimbus-revision`](super::REVISION_LABEL). Everyone who may list services
    /// can read it.
    pub fn revision(mut self, revision: impl Into<String>) -> Self {
        self.revision = Some(revision.into());
        self
    }

    /// If the service is running and has to be changed, stops it first and starts it again afterwards, even if the
    /// change fails. Without this, a running service cannot be changed.
    ///
    /// The restart waits until the service is ready, for at most two minutes. It runs in the background if the future is
    /// dropped in between; [`Nimbus::shutdown`](crate::Nimbus::shutdown) waits for that.
    pub fn stop_if_running(mut self) -> Self {
        self.stops = true;
        self
    }

    /// Passes the definition as it was read before, for example from a list, which saves finding it again. It is not
    /// what is applied. If it has changed since, it is read again. If it is already as declared, no request is sent.
    pub fn current_definition(mut self, definition: ServiceDefinition) -> Self {
        self.current = Some(definition);
        self
    }

    /// Sets the number of attempts to read and write when others change the definition at the same time. The default is
    /// 16. Zero is an error.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    async fn run(self) -> Result<Applied> {
        self.check()?;
        let stopping = self
            .stops
            .then(|| Stopping::new(self.call.clone(), self.name.clone()));
        let declaration = Declaration {
            backend: self.backend,
            labels: self.labels,
            replaces_labels: self.replaces_labels,
            revision: self.revision,
        };
        let (call, name) = (self.call, self.name);
        let mut definition = RemoteDefinition { call, name };
        let deadline = definition.start(self.max_attempts)?;
        let applying = Applying {
            definition,
            current: Mutex::new(self.current),
            deadline,
            stopping: stopping.as_ref(),
            is_given_up: AtomicBool::new(false),
        };
        let decide = |read: Result<&ServiceDefinition>| declaration.write(read);
        let changed = change(&applying, decide, self.max_attempts, deadline).await;
        let restarted = match &stopping {
            Some(stopping) => stopping.restart().await,
            None => None,
        };
        let Changed {
            definition,
            written,
        } = after(changed, restarted)?;
        Ok(match written {
            Some(Write::Create(_)) => Applied::Created(definition),
            Some(_) => Applied::Updated(definition),
            None => Applied::Unchanged(definition),
        })
    }

    fn check(&self) -> Result<()> {
        let tenant = self.call.tenant()?;
        label_keys(&self.labels)?;
        owner_of_backend(&self.backend, &self.name)?;
        if self.labels.contains_key(REVISION_LABEL) {
            let message =
                format!("the label {REVISION_LABEL} is reserved: use .revision(..) to set it");
            return Err(Error::invalid_input("labels", message));
        }
        let revision = self.revision.as_deref();
        if revision.is_some_and(|revision| revision.trim().is_empty()) {
            return Err(Error::invalid_input(
                "revision",
                "revision must not be blank",
            ));
        }
        let Some(current) = &self.current else {
            return Ok(());
        };
        if current.metadata.name != self.name || current.metadata.tenant_id != tenant {
            let message = format!(
                "current_definition belongs to the service {:?} of the tenant {:?}, not to {:?} of {tenant:?}",
                current.metadata.name, current.metadata.tenant_id, self.name
            );
            return Err(Error::invalid_input("current_definition", message));
        }
        Ok(())
    }
}

impl IntoFuture for Apply {
    type Output = Result<Applied>;
    type IntoFuture = BoxFuture<'static, Result<Applied>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(in_span("services_apply", self.run(), |error| Some(error)))
    }
}

/// A definition being applied, which may have been read already, and whose service may have to be stopped.
struct Applying<'a> {
    definition: RemoteDefinition,
    current: Mutex<Option<ServiceDefinition>>,
    deadline: Option<Deadline>,
    stopping: Option<&'a Stopping>,
    /// The service could not be stopped.
    is_given_up: AtomicBool,
}

impl Definition for Applying<'_> {
    async fn read(&self) -> Result<ServiceDefinition> {
        let current = lock(&self.current).take();
        match current {
            Some(current) => Ok(current),
            None => self.definition.read().await,
        }
    }

    async fn write(&self, write: &Write) -> Result<ServiceDefinition> {
        let refused = match self.definition.write(write).await {
            Err(error) if error.is_conflict() => error,
            outcome => return outcome,
        };
        let Some(stopping) = self.stopping.filter(|_| may_run(write)) else {
            return Err(refused);
        };
        if let Err(error) = stopping.stop(self.deadline).await {
            self.is_given_up.store(true, Ordering::Relaxed);
            // The change was refused for certain, whatever has become of the stop.
            return Err(refused
                .map_message(|message| {
                    message.push_str(&format!("; it could not be stopped: {error}"));
                })
                .caused_by(Some(error)));
        }
        self.definition.write(write).await
    }

    /// Somebody else may start the service that was stopped for this, and then it is stopped again.
    fn is_outrun(&self, write: &Write, error: &Error) -> bool {
        let is_restarted = self.stopping.is_some()
            && error.is_conflict()
            && may_run(write)
            && !self.is_given_up.load(Ordering::Relaxed);
        is_restarted || write.is_outrun(error)
    }
}

/// Whether a conflict may mean that the service runs. One of the static catalog is always refused.
fn may_run(write: &Write) -> bool {
    let Write::Update { before, .. } = write else {
        return false;
    };
    before.metadata.source != Some(ServiceDefinitionSource::StaticCatalog)
}
