//! Changing a definition that others may change at the same time.

use std::fmt;
use std::future::IntoFuture;

use super::definition::RemoteDefinition;
use crate::call::{Call, call_setters, tenant_setter, timeout_setter};
use crate::http::tracing::in_span;
use crate::types::{ServiceBackendSpec, ServiceDefinition};
use crate::update::{DefinitionDraft, MAX_ATTEMPTS, UpdateOutcome, Write};
use crate::{BoxFuture, Error, Result};

/// Edits what was read, or refuses.
type Edit<'a, E> = Box<dyn FnMut(&mut DefinitionDraft) -> Result<(), E> + Send + 'a>;

/// A call of [`Services::update_with`](super::Services::update_with).
#[must_use = "a call does nothing until awaited"]
pub struct UpdateWith<'a, E> {
    call: Call,
    name: String,
    edit: Edit<'a, E>,
    current_backend: Option<ServiceBackendSpec>,
    max_attempts: u32,
}

impl<'a, E> UpdateWith<'a, E> {
    pub(super) fn new<V: UpdateOutcome<Error = E>>(
        call: Call,
        name: String,
        mut edit: impl FnMut(&mut DefinitionDraft) -> V + Send + 'a,
    ) -> Self {
        Self {
            call,
            name,
            edit: Box::new(move |draft| edit(draft).into_result()),
            current_backend: None,
            max_attempts: MAX_ATTEMPTS,
        }
    }

    tenant_setter!();
    call_setters!();
    timeout_setter!();

    /// Passes the backend that the service has now, if it is redacted when it is read. It is sent when something else
    /// has changed, for example a label, and does not count as a change by itself. To change the backend, use
    /// [`set_backend`](crate::services::DefinitionDraft::set_backend).
    pub fn current_backend(mut self, backend: impl Into<ServiceBackendSpec>) -> Self {
        self.current_backend = Some(backend.into());
        self
    }

    /// Sets the number of attempts to read and write when others change the definition at the same time. The default is
    /// 16. Zero is an error.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }
}

impl<'a, E: From<Error> + 'a> IntoFuture for UpdateWith<'a, E> {
    type Output = Result<ServiceDefinition, E>;
    type IntoFuture = BoxFuture<'a, Result<ServiceDefinition, E>>;

    fn into_future(self) -> Self::IntoFuture {
        let Self {
            call,
            name,
            mut edit,
            current_backend,
            max_attempts,
        } = self;
        let change = async move {
            let decide = |read: Result<&ServiceDefinition>| -> Result<_, E> {
                let read = read?;
                let mut draft = DefinitionDraft::new(read);
                edit(&mut draft)?;
                let revision = draft.revision(current_backend.as_ref())?;
                Ok(revision.map(|revision| Write::update(read, revision)))
            };
            RemoteDefinition { call, name }
                .change(max_attempts, decide)
                .await
        };
        Box::pin(in_span("services_update_with", change, |_| None))
    }
}

impl<E> fmt::Debug for UpdateWith<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UpdateWith")
            .field("call", &self.call)
            .field("name", &self.name)
            .field("max_attempts", &self.max_attempts)
            .finish_non_exhaustive()
    }
}
