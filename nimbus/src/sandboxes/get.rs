//! Reading a sandbox.

use nimbus_api::ResponseValue;

use crate::Result;
use crate::call::validate::path_segment;
use crate::call::{Call, awaitable, tenant_setter};
use crate::types::SandboxResource;

/// A call of [`Sandboxes::get`](super::Sandboxes::get).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Get {
    pub(super) call: Call,
    pub(super) id: String,
}

impl Get {
    tenant_setter!();

    async fn run(self) -> Result<ResponseValue<SandboxResource>> {
        let tenant = self.call.tenant()?;
        let id = path_segment("id", &self.id)?;
        let api = self.call.api().await?;
        Ok(api.sandboxes_get(tenant, id).await?)
    }
}

awaitable!(Get => SandboxResource);
