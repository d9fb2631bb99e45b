//! The draft of a change to a definition.

use std::collections::BTreeMap;

use super::write::Revision;
use crate::types::{ServiceBackendSpec, ServiceDefinition};
use crate::{Error, Result};

/// A definition as it was read, with the changes that [`Services::update_with`](crate::Services::update_with) is to
/// write.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DefinitionDraft {
    /// The labels to write. Initially, these are the labels that were read.
    pub labels: BTreeMap<String, String>,
    backend: Option<ServiceBackendSpec>,
    definition: ServiceDefinition,
}

impl DefinitionDraft {
    pub(crate) fn new(definition: &ServiceDefinition) -> Self {
        Self {
            labels: definition.metadata.labels.clone(),
            backend: definition.spec.backend.clone().try_into().ok(),
            definition: definition.clone(),
        }
    }

    /// Returns the definition as it was read.
    pub fn definition(&self) -> &ServiceDefinition {
        &self.definition
    }

    /// Returns the backend to write. It is `None` if the backend that was read cannot be written back and has not been
    /// replaced: this is so for a service in a sandbox, whose launch inputs are redacted, and for any backend that this
    /// credential may not inspect.
    pub fn backend(&self) -> Option<&ServiceBackendSpec> {
        self.backend.as_ref()
    }

    /// Replaces the backend. A backend in a sandbox always counts as changed, because the previous one is not shown.
    pub fn set_backend(&mut self, backend: impl Into<ServiceBackendSpec>) {
        self.backend = Some(backend.into());
    }

    /// Returns what to write, or `None` if nothing has changed. `current` is the backend that the service has according
    /// to the caller.
    ///
    /// # Errors
    /// The backend has to be written back but is not known.
    pub(crate) fn revision(self, current: Option<&ServiceBackendSpec>) -> Result<Option<Revision>> {
        let Self {
            labels,
            backend,
            definition,
        } = self;
        let before = ServiceBackendSpec::try_from(definition.spec.backend);
        if backend.as_ref() == before.as_ref().ok() && labels == definition.metadata.labels {
            return Ok(None);
        }
        let backend = match (backend.or_else(|| current.cloned()), before) {
            (Some(backend), _) | (None, Ok(backend)) => backend,
            (None, Err(reason)) => {
                let message = format!(
                    "the service {:?}: {reason}; pass its backend with current_backend, or replace it with \
                     set_backend",
                    definition.metadata.name
                );
                return Err(Error::invalid_input("backend", message));
            }
        };
        Ok(Some(Revision {
            labels,
            backend,
            is_unique: false,
        }))
    }
}
