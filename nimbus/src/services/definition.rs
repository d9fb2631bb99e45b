//! The definition of a service, as calls that change it read and write it.

use super::delete::Delete;
use super::get_definition::GetDefinition;
use super::update::Update;
use crate::call::Call;
use crate::call::options::at_least_one;
use crate::call::validate::path_segment;
use crate::types::ServiceDefinition;
use crate::update::{Definition, Revision, Write, change};
use crate::{Error, Result};

pub(super) struct RemoteDefinition {
    pub(super) call: Call,
    pub(super) name: String,
}

impl RemoteDefinition {
    /// Changes it as `decide` wants it, within the time limit of the call.
    ///
    /// # Errors
    /// The name or the number of attempts cannot be used; and those of the change.
    pub(super) async fn change<E: From<Error>>(
        mut self,
        max_attempts: u32,
        decide: impl FnMut(&ServiceDefinition) -> Result<Option<Write>, E> + Send,
    ) -> Result<ServiceDefinition, E> {
        at_least_one("max_attempts", max_attempts)?;
        path_segment("name", &self.name)?;
        let deadline = self.call.start()?;
        change(&self, decide, max_attempts, deadline).await
    }
}

impl Definition for RemoteDefinition {
    async fn read(&self) -> Result<ServiceDefinition> {
        let (call, name) = (self.call.clone(), self.name.clone());
        GetDefinition { call, name }.await
    }

    async fn write(&self, before: &ServiceDefinition, write: &Write) -> Result<ServiceDefinition> {
        let (call, name) = (self.call.clone(), self.name.clone());
        let generation = before.metadata.generation;
        match write.clone() {
            Write::Update(revision) => {
                let Revision { labels, backend } = *revision;
                Update::new(call, name, generation, backend, labels).await
            }
            Write::Delete { force } => {
                let mut delete = Delete::new(call, name, generation);
                if force {
                    delete = delete.force(true);
                }
                delete.await?;
                Ok(before.clone())
            }
        }
    }
}
