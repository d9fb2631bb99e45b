//! Deleting a definition that still has the generation that was read.

use nimbus_api::ResponseValue;

use crate::Result;
use crate::call::validate::path_segment;
use crate::call::{Call, awaitable, tenant_setter};

/// A call of [`Services::delete`](super::Services::delete).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Delete {
    call: Call,
    name: String,
    if_match_generation: u64,
    force: Option<bool>,
}

impl Delete {
    pub(super) fn new(call: Call, name: String, if_match_generation: u64) -> Self {
        Self {
            call,
            name,
            if_match_generation,
            force: None,
        }
    }

    tenant_setter!();

    /// Sets whether to close open sessions and stop the backend first. A stale generation is refused even then.
    pub fn force(mut self, force: bool) -> Self {
        self.force = Some(force);
        self
    }

    async fn run(self) -> Result<ResponseValue<()>> {
        let tenant = self.call.tenant()?;
        let name = path_segment("name", &self.name)?;
        let api = self.call.api().await?;
        let deleted = api.services_delete(tenant, name, self.force, self.if_match_generation);
        Ok(deleted.await?)
    }
}

awaitable!(Delete => ());
