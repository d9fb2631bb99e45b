//! A write with a generation, and how to determine its outcome by reading if the response was lost.

use std::collections::BTreeMap;

use crate::types::{ServiceBackendResponse, ServiceBackendSpec, ServiceDefinition};
use crate::{Error, Result};

/// A write to a definition: a creation if none was read, otherwise a change with the generation that was read.
#[derive(Clone, Debug)]
pub(crate) enum Write {
    Create(Box<Revision>),
    Update {
        before: Box<ServiceDefinition>,
        revision: Box<Revision>,
    },
    Delete {
        before: Box<ServiceDefinition>,
        force: bool,
    },
}

/// The content that is sent to declare or change a definition.
#[derive(Clone, Debug)]
pub(crate) struct Revision {
    pub(crate) labels: BTreeMap<String, String>,
    pub(crate) backend: ServiceBackendSpec,
    /// Whether no other write has these labels, so that a definition with them is the result of this write.
    pub(crate) is_unique: bool,
}

/// The state of a write whose response was lost, as determined by reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WriteState {
    /// It was applied, or its purpose has been achieved otherwise.
    Applied,
    /// It has not been applied so far: the generation is still the same.
    NotApplied,
    /// It was not applied and will not be: another write took its generation.
    Superseded,
    /// It may be one of the writes that have been applied since.
    Ambiguous,
}

impl Write {
    pub(crate) fn update(before: &ServiceDefinition, revision: Revision) -> Self {
        Self::Update {
            before: Box::new(before.clone()),
            revision: Box::new(revision),
        }
    }

    /// Determines the state of the write from what is read now.
    pub(super) fn state(&self, now: &Result<ServiceDefinition>) -> WriteState {
        let is_delete = matches!(self, Self::Delete { .. });
        let definition = match now {
            Ok(definition) => definition,
            Err(error) if is_delete && error.is_not_found() => return WriteState::Applied,
            Err(_) => return WriteState::NotApplied,
        };
        let now = &definition.metadata;
        let is_another = |before: &ServiceDefinition| now.created_at != before.metadata.created_at;
        let (revision, generation) = match self {
            // The definition to delete is gone; this is another one with the same name.
            Self::Delete { before, .. } if is_another(before) => return WriteState::Applied,
            Self::Delete { before, .. } if now.generation == before.metadata.generation => {
                return WriteState::NotApplied;
            }
            Self::Delete { .. } => return WriteState::Superseded,
            Self::Update { before, .. } if is_another(before) => return WriteState::Ambiguous,
            Self::Update { before, revision } => (revision, before.metadata.generation),
            Self::Create(revision) => (revision, 0),
        };
        match now.generation.checked_sub(generation) {
            Some(0) => WriteState::NotApplied,
            Some(1) if !revision.shows_in(definition) => WriteState::Superseded,
            Some(1) if revision.is_unique => WriteState::Applied,
            _ => WriteState::Ambiguous,
        }
    }

    /// Whether another write came first: the generation is stale, or the name is taken.
    pub(crate) fn is_outrun(&self, error: &Error) -> bool {
        match self {
            Self::Create(_) => error.is_conflict(),
            // It was deleted meanwhile, which reading it again shows.
            Self::Update { .. } if error.is_not_found() => true,
            _ => error.is_precondition_failed(),
        }
    }

    /// Returns the definition after the write was applied, given what was read after it.
    pub(super) fn applied(self, read: Result<ServiceDefinition>) -> Result<ServiceDefinition> {
        match self {
            Self::Delete { before, .. } => Ok(*before),
            _ => read,
        }
    }
}

impl Revision {
    /// Whether this definition may be the result of the write.
    pub(super) fn shows_in(&self, definition: &ServiceDefinition) -> bool {
        let backend = &definition.spec.backend;
        definition.metadata.labels == self.labels
            && shows(backend, &self.backend).unwrap_or_else(|| is_of_kind(backend, &self.backend))
    }
}

/// Whether the backend that is shown is this one, or `None` if it is not shown in full.
pub(super) fn shows(shown: &ServiceBackendResponse, backend: &ServiceBackendSpec) -> Option<bool> {
    let shown = ServiceBackendSpec::try_from(shown.clone()).ok()?;
    Some(shown == *backend)
}

/// Whether a backend that is not shown in full may be this one. Hidden parts may have any value of their kind.
pub(super) fn is_of_kind(shown: &ServiceBackendResponse, backend: &ServiceBackendSpec) -> bool {
    match shown {
        ServiceBackendResponse::Sandbox(_) => matches!(backend, ServiceBackendSpec::Sandbox(_)),
        _ => true,
    }
}

#[cfg(test)]
pub(super) mod tests;
