//! Reading and writing the definition of a service, for the calls that change it.

use super::create::Create;
use super::delete::Delete;
use super::get_definition::GetDefinition;
use super::update::Update;
use crate::call::Call;
use crate::call::options::at_least_one;
use crate::call::validate::path_segment;
use crate::deadline::Deadline;
use crate::types::ServiceDefinition;
use crate::update::{Definition, Revision, Write, change};
use crate::{Error, Result};

pub(super) struct RemoteDefinition {
    pub(super) call: Call,
    pub(super) name: String,
}

impl RemoteDefinition {
    /// Starts the clock of the call.
    ///
    /// # Errors
    /// The name, the number of attempts or the timeout is not valid.
    pub(super) fn start(&mut self, max_attempts: u32) -> Result<Option<Deadline>> {
        at_least_one("max_attempts", max_attempts)?;
        path_segment("name", &self.name)?;
        self.call.start()
    }

    /// Makes the change that `decide` returns, within the time limit of the call.
    ///
    /// # Errors
    /// The errors of [`start`](Self::start) and of the change.
    pub(super) async fn change<E: From<Error>>(
        mut self,
        max_attempts: u32,
        decide: impl FnMut(Result<&ServiceDefinition>) -> Result<Option<Write>, E> + Send,
    ) -> Result<ServiceDefinition, E> {
        let deadline = self.start(max_attempts)?;
        let changed = change(&self, decide, max_attempts, deadline).await?;
        Ok(changed.definition)
    }
}

impl Definition for RemoteDefinition {
    async fn read(&self) -> Result<ServiceDefinition> {
        let (call, name) = (self.call.clone(), self.name.clone());
        GetDefinition { call, name }.await
    }

    async fn write(&self, write: &Write) -> Result<ServiceDefinition> {
        let (call, name) = (self.call.clone(), self.name.clone());
        match write.clone() {
            Write::Create(revision) => {
                let Revision {
                    labels, backend, ..
                } = *revision;
                Create::new(call, name, backend).labels(labels).await
            }
            Write::Update { before, revision } => {
                let Revision {
                    labels, backend, ..
                } = *revision;
                Update::new(call, name, before.metadata.generation, backend, labels).await
            }
            Write::Delete { before, force } => {
                let mut delete = Delete::new(call, name, before.metadata.generation);
                if force {
                    delete = delete.force(true);
                }
                delete.await?;
                Ok(*before)
            }
        }
    }
}
