//! The verbs on tenants themselves.

use nimbus_api::ResponseValue;

use crate::call::validate::path_segment;
use crate::call::{Call, awaitable};
use crate::types::{Tenant, TenantCreateRequest, TenantList};
use crate::{Nimbus, Result};

/// The tenants; made by [`Nimbus::tenants`]. For operators.
#[derive(Clone, Copy, Debug)]
pub struct Tenants<'a> {
    nimbus: &'a Nimbus,
}

impl<'a> Tenants<'a> {
    pub(crate) fn new(nimbus: &'a Nimbus) -> Self {
        Self { nimbus }
    }

    /// Creates a tenant (`tenants_create`).
    ///
    /// # Errors
    /// A conflict when the id is taken; status 400 when it is malformed or reserved (a leading `_`).
    pub fn create(&self, id: &'a str) -> Create<'a> {
        let call = Call::new(self.nimbus);
        Create { call, id }
    }

    /// All tenants, sorted by id, in one reply (`tenants_list`).
    ///
    /// # Errors
    /// As every call.
    pub fn list(&self) -> List<'a> {
        let call = Call::new(self.nimbus);
        List { call }
    }

    /// Deletes a tenant and stops its running services (`tenants_delete`). Today's server keeps its
    /// definitions, sandboxes and sessions.
    ///
    /// # Errors
    /// Not found when there is no such tenant.
    pub fn delete(&self, id: &'a str) -> Delete<'a> {
        let call = Call::new(self.nimbus);
        Delete { call, id }
    }
}

/// A call of [`Tenants::create`].
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Create<'a> {
    call: Call<'a>,
    id: &'a str,
}

/// A call of [`Tenants::list`].
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct List<'a> {
    call: Call<'a>,
}

/// A call of [`Tenants::delete`].
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Delete<'a> {
    call: Call<'a>,
    id: &'a str,
}

awaitable!(Create => Tenant, List => TenantList, Delete => ());

impl Create<'_> {
    async fn run(self) -> Result<ResponseValue<Tenant>> {
        let request = TenantCreateRequest::new(path_segment("id", self.id)?);
        let api = self.call.api().await?;
        Ok(api.tenants_create(&request).await?)
    }
}

impl List<'_> {
    async fn run(self) -> Result<ResponseValue<TenantList>> {
        let api = self.call.api().await?;
        Ok(api.tenants_list().await?)
    }
}

impl Delete<'_> {
    async fn run(self) -> Result<ResponseValue<()>> {
        let id = path_segment("id", self.id)?;
        let api = self.call.api().await?;
        Ok(api.tenants_delete(id).await?)
    }
}
