//! A definition that is about to change: as it was read, and as it is to be.

use std::collections::BTreeMap;

use super::write::Revision;
use crate::types::{ServiceBackendSpec, ServiceDefinition};
use crate::{Error, Result};

/// A definition as it was read, and what [`Services::update_with`](crate::Services::update_with) is to make of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DefinitionDraft {
    /// The labels to write; those that were read, to begin with.
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

    /// The definition as it was read.
    pub fn definition(&self) -> &ServiceDefinition {
        &self.definition
    }

    /// The backend to write. None as long as the one that was read shows too little to be written back: that of a
    /// service in a sandbox, whose launch inputs are redacted, and any that this credential may not inspect.
    pub fn backend(&self) -> Option<&ServiceBackendSpec> {
        self.backend.as_ref()
    }

    /// Declares another backend. One that runs in a sandbox counts as changed in any case: what it was before is not
    /// shown.
    pub fn set_backend(&mut self, backend: impl Into<ServiceBackendSpec>) {
        self.backend = Some(backend.into());
    }

    /// What is to be written; nothing where nothing has changed. `current` is the backend that the caller knows the
    /// service to have.
    ///
    /// # Errors
    /// The backend has to be written back, and nobody knows it.
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
                    "the service {:?}: {reason}; say what its backend is with current_backend, or replace it with \
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
