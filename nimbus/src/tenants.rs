//! Managing tenants.

use nimbus_api::ResponseValue;

use crate::call::validate::path_segment;
use crate::call::{Call, awaitable};
use crate::types::{Tenant, TenantCreateRequest, TenantList};
use crate::{Nimbus, Result};

/// The tenants, for operators. Made by [`Nimbus::tenants`].
#[derive(Clone, Debug)]
pub struct Tenants {
    nimbus: Nimbus,
}

impl Tenants {
    pub(crate) fn new(nimbus: &Nimbus) -> Self {
        let nimbus = nimbus.clone();
        Self { nimbus }
    }

    /// Creates a tenant (`tenants_create`).
    ///
    /// # Errors
    /// A conflict if the id is taken; status 400 if it is malformed or reserved (with a leading `_`).
    pub fn create(&self, id: impl Into<String>) -> Create {
        let (call, id) = (Call::new(&self.nimbus), id.into());
        Create { call, id }
    }

    /// Lists all tenants, sorted by id, in one response (`tenants_list`).
    ///
    /// # Errors
    /// Only those that [all calls](crate::guide::errors) have in common.
    pub fn list(&self) -> List {
        let call = Call::new(&self.nimbus);
        List { call }
    }

    /// Deletes a tenant and stops its running services (`tenants_delete`). The current server keeps its definitions,
    /// sandboxes and sessions.
    ///
    /// # Errors
    /// Not found if there is no such tenant.
    pub fn delete(&self, id: impl Into<String>) -> Delete {
        let (call, id) = (Call::new(&self.nimbus), id.into());
        Delete { call, id }
    }
}

/// A call of [`Tenants::create`].
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Create {
    call: Call,
    id: String,
}

/// A call of [`Tenants::list`].
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct List {
    call: Call,
}

/// A call of [`Tenants::delete`].
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Delete {
    call: Call,
    id: String,
}

awaitable!(Create => Tenant, List => TenantList, Delete => ());

impl Create {
    async fn run(self) -> Result<ResponseValue<Tenant>> {
        let request = TenantCreateRequest::new(path_segment("id", &self.id)?);
        let api = self.call.api().await?;
        Ok(api.tenants_create(&request).await?)
    }
}

impl List {
    async fn run(self) -> Result<ResponseValue<TenantList>> {
        let api = self.call.api().await?;
        Ok(api.tenants_list().await?)
    }
}

impl Delete {
    async fn run(self) -> Result<ResponseValue<()>> {
        let id = path_segment("id", &self.id)?;
        let api = self.call.api().await?;
        Ok(api.tenants_delete(id).await?)
    }
}
