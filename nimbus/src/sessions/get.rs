//! Reading a session.

use nimbus_api::ResponseValue;

use crate::Result;
use crate::call::validate::path_segment;
use crate::call::{Call, awaitable};
use crate::types::SessionResource;

/// The setter of calls that address a session by its id.
macro_rules! optional_tenant_setter {
    () => {
        /// The session's tenant, for servers that want it. Today's needs none, and none is sent unless set
        /// here: the client's default is not used. One that cannot be a tenant's id is refused, as everywhere.
        pub fn tenant(mut self, tenant: impl Into<String>) -> Self {
            self.call.tenant = Some(tenant.into());
            self
        }
    };
}

pub(super) use optional_tenant_setter;

/// A call of [`Sessions::get`](super::Sessions::get).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Get {
    pub(super) call: Call,
    pub(super) id: String,
}

impl Get {
    optional_tenant_setter!();

    async fn run(self) -> Result<ResponseValue<SessionResource>> {
        let id = path_segment("id", &self.id)?;
        let tenant = self.call.own_tenant()?;
        let api = self.call.api().await?;
        Ok(api.sessions_get(id, tenant).await?)
    }
}

awaitable!(Get => SessionResource);
