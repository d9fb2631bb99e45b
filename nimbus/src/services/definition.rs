//! The definition of a service, as calls that change it read and write it.

use super::delete::Delete;
use super::get_definition::GetDefinition;
use super::update::Update;
use crate::Result;
use crate::call::Call;
use crate::types::ServiceDefinition;
use crate::update::{Definition, Revision, Write};

pub(super) struct RemoteDefinition {
    pub(super) call: Call,
    pub(super) name: String,
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
