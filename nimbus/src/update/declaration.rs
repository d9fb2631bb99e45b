//! The declared state of a service, and what has to be written to reach it.

use std::collections::BTreeMap;

use super::write::{Revision, Write, is_of_kind, shows};
use crate::Result;
use crate::text::unique_id;
use crate::types::{ServiceBackendSpec, ServiceDefinition};

/// The label in which [`Services::apply`](crate::Services::apply) stores the revision of a backend:
/// `<revision>@<generation>#<id>`. The generation is the one that the write resulted in, so that writes by others are
/// noticed. The id is random, so that a write whose response was lost can be recognized.
pub const REVISION_LABEL: &str = "nimbus-revision";

/// The declared state of a service.
#[derive(Clone, Debug)]
pub(crate) struct Declaration {
    pub(crate) backend: ServiceBackendSpec,
    pub(crate) labels: BTreeMap<String, String>,
    /// Whether labels that are not given are removed.
    pub(crate) replaces_labels: bool,
    pub(crate) revision: Option<String>,
}

impl Declaration {
    /// Returns what has to be written, or `None` if the definition is as declared.
    ///
    /// # Errors
    /// The error of reading, unless it says that there is no such definition.
    pub(crate) fn write(&self, read: Result<&ServiceDefinition>) -> Result<Option<Write>> {
        let read = match read {
            Ok(read) => read,
            Err(error) if error.is_not_found() => {
                let revision = self.revision(BTreeMap::new(), 1);
                return Ok(Some(Write::Create(Box::new(revision))));
            }
            Err(error) => return Err(error),
        };
        let mut kept = read.metadata.labels.clone();
        kept.remove(REVISION_LABEL);
        let wanted = self.labels_over(kept.clone());
        if wanted == kept && self.is_backend_of(read) {
            return Ok(None);
        }
        let revision = self.revision(kept, read.metadata.generation.saturating_add(1));
        Ok(Some(Write::update(read, revision)))
    }

    fn labels_over(&self, mut kept: BTreeMap<String, String>) -> BTreeMap<String, String> {
        if self.replaces_labels {
            kept.clear();
        }
        kept.extend(self.labels.clone());
        kept
    }

    /// Whether the definition has this backend already. One that is not shown in full is recognized by its revision, as
    /// long as nobody else has written since.
    fn is_backend_of(&self, read: &ServiceDefinition) -> bool {
        let shown = &read.spec.backend;
        shows(shown, &self.backend).unwrap_or_else(|| {
            let label = read.metadata.labels.get(REVISION_LABEL);
            let written = label.and_then(|label| parse(label));
            let generation = read.metadata.generation;
            is_of_kind(shown, &self.backend)
                && written.is_some()
                && written == self.revision.as_deref().map(|name| (name, generation))
        })
    }

    /// Returns what to write so that it results in this generation.
    fn revision(&self, kept: BTreeMap<String, String>, generation: u64) -> Revision {
        let mut labels = self.labels_over(kept);
        if let Some(name) = &self.revision {
            let label = format!("{name}@{generation}#{}", unique_id());
            labels.insert(REVISION_LABEL.to_owned(), label);
        }
        Revision {
            labels,
            backend: self.backend.clone(),
            is_unique: self.revision.is_some(),
        }
    }
}

/// Parses the revision and its generation. Returns `None` if the label was edited into something else.
fn parse(label: &str) -> Option<(&str, u64)> {
    let (label, _id) = label.rsplit_once('#')?;
    let (revision, generation) = label.rsplit_once('@')?;
    Some((revision, generation.parse().ok()?))
}

#[cfg(test)]
mod tests;
