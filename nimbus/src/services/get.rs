//! Reading the runtime view of a service.

use nimbus_api::ResponseValue;

use crate::Result;
use crate::call::validate::path_segment;
use crate::call::{Call, awaitable, tenant_setter};
use crate::types::Service;

/// A call of [`Services::get`](super::Services::get).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Get {
    pub(super) call: Call,
    pub(super) name: String,
}

impl Get {
    tenant_setter!();

    async fn run(self) -> Result<ResponseValue<Service>> {
        let tenant = self.call.tenant()?;
        let name = path_segment("name", &self.name)?;
        let api = self.call.api().await?;
        Ok(api.services_get(tenant, name).await?)
    }
}

awaitable!(Get => Service);
