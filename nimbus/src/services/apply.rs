//! Declaring a service, whatever is there.

use std::collections::BTreeMap;
use std::future::IntoFuture;
use std::sync::Mutex;

use super::definition::RemoteDefinition;
use super::stopped_for_change::{Stopping, after, lock};
use crate::call::validate::{label_keys, owner_of_backend};
use crate::call::{Call, call_setters, label_setters, tenant_setter, timeout_setter};
use crate::http::tracing::in_span;
use crate::types::{ServiceBackendSpec, ServiceDefinition, ServiceDefinitionSource};
use crate::update::{
    Changed, Declaration, Definition, MAX_ATTEMPTS, REVISION_LABEL, Write, change,
};
use crate::{BoxFuture, Error, Result};

/// What [`Services::apply`](super::Services::apply) has done, and the definition as it is then.
#[derive(Clone, Debug, PartialEq)]
pub enum Applied {
    /// There was no such service, and this call declared it.
    Created(ServiceDefinition),
    /// It was something else, and this call changed it.
    Updated(ServiceDefinition),
    /// It is what was declared, and this call wrote nothing. There is one exception: the answer to its write was lost, and
    /// what was found then is what was declared, but may have been written by somebody else who declared the same. A
    /// [revision](Apply::revision) tells the two apart, unless others have written in between.
    Unchanged(ServiceDefinition),
}

impl Applied {
    /// The definition as it is after the call.
    pub fn definition(&self) -> &ServiceDefinition {
        match self {
            Self::Created(definition) | Self::Updated(definition) | Self::Unchanged(definition) => {
                definition
            }
        }
    }

    /// Whether this call wrote the definition.
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

    /// Removes the labels that are not given. Without this they are kept.
    pub fn replace_labels(mut self) -> Self {
        self.replaces_labels = true;
        self
    }

    /// A name for what the backend is, such as the commit that it was built from. The server does not show the launch
    /// inputs of a sandbox, so that they cannot be compared: a service that was applied with the same revision, and was
    /// not written by anybody else since, counts as unchanged. Without a revision, a sandbox is written every time.
    ///
    /// The revision is kept in the label [`nimbus-revision`](super::REVISION_LABEL). Everybody who may list services can
    /// read it.
    pub fn revision(mut self, revision: impl Into<String>) -> Self {
        self.revision = Some(revision.into());
        self
    }

    /// Stops the service if it runs and has to be changed, and starts it again afterwards, also when the change fails. A
    /// service that runs cannot be changed without this.
    ///
    /// When the future is dropped in between, the service is started in the background;
    /// [`Nimbus::shutdown`](crate::Nimbus::shutdown) waits for that.
    pub fn stop_if_running(mut self) -> Self {
        self.stops = true;
        self
    }

    /// The definition as it was read already, by a list for instance, which saves finding it once more. If it has changed
    /// since, it is found anew. If it is what is declared, nothing is sent at all.
    pub fn current_definition(mut self, definition: ServiceDefinition) -> Self {
        self.current = Some(definition);
        self
    }

    /// How often in all to read and write, when others change the definition at the same time; 16 unless set. Zero is
    /// refused.
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
            stopping: stopping.as_ref(),
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
            let message = format!("the label {REVISION_LABEL} is set by revision");
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
                "current_definition is of the service {:?} of the tenant {:?}, not of {:?} of {tenant:?}",
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

/// A definition that is applied: it may have been read already, and its service may have to be stopped.
struct Applying<'a> {
    definition: RemoteDefinition,
    current: Mutex<Option<ServiceDefinition>>,
    stopping: Option<&'a Stopping>,
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
        let (Some(stopping), Write::Update { before, .. }) = (self.stopping, write) else {
            return Err(refused);
        };
        // One of the static catalog is refused for good, whether it runs or not.
        if before.metadata.source == Some(ServiceDefinitionSource::StaticCatalog)
            || !stopping.stop(&self.definition.call).await?
        {
            return Err(refused);
        }
        self.definition.write(write).await
    }
}
