//! Reading a session.

use nimbus_api::ResponseValue;

use crate::Result;
use crate::call::validate::path_segment;
use crate::call::{Call, awaitable};
use crate::types::SessionResource;

/// The tenant setter of calls that address a session by its id.
macro_rules! optional_tenant_setter {
    () => {
        /// Sets the session's tenant, for servers that need it. The current server does not, and none is sent unless it
        /// is set here: the client's default is not used. A value that is not a valid tenant id is an error, as on
        /// every call.
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
