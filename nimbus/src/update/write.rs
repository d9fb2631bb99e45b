//! A write under a generation, and what reading tells about one whose answer was lost.

use std::collections::BTreeMap;

use crate::Result;
use crate::types::{ServiceBackendResponse, ServiceBackendSpec, ServiceDefinition};

/// What is done to a definition that has the generation that was read.
#[derive(Clone, Debug)]
pub(crate) enum Write {
    Update(Box<Revision>),
    Delete { force: bool },
}

/// What is sent to change a definition.
#[derive(Clone, Debug)]
pub(crate) struct Revision {
    pub(crate) labels: BTreeMap<String, String>,
    pub(crate) backend: ServiceBackendSpec,
}

/// What a read tells about a write whose answer was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WriteState {
    /// It was carried out, or what it was for has come about.
    Applied,
    /// It was not, as of now: the generation is still the same.
    NotApplied,
    /// It was not and will not be: another write took its generation.
    Superseded,
    /// It may be one of the writes since.
    Ambiguous,
}

impl Write {
    /// How it stands, by what is there now, if it was decided upon `before`.
    pub(super) fn state(
        &self,
        before: &ServiceDefinition,
        now: &Result<ServiceDefinition>,
    ) -> WriteState {
        let is_delete = matches!(self, Self::Delete { .. });
        let definition = match now {
            Ok(definition) => definition,
            Err(error) if is_delete && error.is_not_found() => return WriteState::Applied,
            Err(_) => return WriteState::NotApplied,
        };
        let now = &definition.metadata;
        let is_another = now.created_at != before.metadata.created_at;
        let generation = before.metadata.generation;
        match self {
            // The one that was to be deleted is gone; this is another of its name.
            Self::Delete { .. } if is_another => WriteState::Applied,
            Self::Update(_) if is_another => WriteState::Ambiguous,
            _ if now.generation == generation => WriteState::NotApplied,
            Self::Delete { .. } => WriteState::Superseded,
            Self::Update(revision)
                if now.generation == generation + 1 && !revision.shows_in(definition) =>
            {
                WriteState::Superseded
            }
            Self::Update(_) => WriteState::Ambiguous,
        }
    }
}

impl Revision {
    /// Whether this definition may have come of it.
    pub(super) fn shows_in(&self, definition: &ServiceDefinition) -> bool {
        let backend = &definition.spec.backend;
        let same_backend = match (ServiceBackendSpec::try_from(backend.clone()), backend) {
            (Ok(shown), _) => shown == self.backend,
            // What is hidden may be anything of its kind.
            (Err(_), ServiceBackendResponse::Sandbox(_)) => {
                matches!(self.backend, ServiceBackendSpec::Sandbox(_))
            }
            (Err(_), _) => true,
        };
        same_backend && definition.metadata.labels == self.labels
    }
}

#[cfg(test)]
pub(super) mod tests;
