//! Create, update, delete and list definitions.

use std::collections::BTreeMap;
use std::sync::Arc;

use nimbus_api::ResponseValue;

use crate::call::validate::path_segment;
use crate::call::{Call, awaitable, page_setters, tenant_setter};
use crate::pagination::{Fetch, streamed};
use crate::types::{
    ServiceBackendSpec, ServiceCreateMetadata, ServiceCreateRequest, ServiceDefinition,
    ServiceDefinitionCollection, ServiceSpec, ServiceUpdateMetadata, ServiceUpdateRequest,
};
use crate::{Nimbus, Result};

/// A call of [`Services::create`](super::Services::create).
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Create<'a> {
    call: Call<'a>,
    name: &'a str,
    backend: ServiceBackendSpec,
    labels: BTreeMap<String, String>,
}

impl<'a> Create<'a> {
    pub(super) fn new(nimbus: &'a Nimbus, name: &'a str, backend: ServiceBackendSpec) -> Self {
        Self {
            call: Call::new(nimbus),
            name,
            backend,
            labels: BTreeMap::new(),
        }
    }

    tenant_setter!();

    /// One more label.
    pub fn label(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.labels.insert(key.into(), value.into());
        self
    }

    /// More labels.
    pub fn labels(mut self, labels: impl IntoIterator<Item = (String, String)>) -> Self {
        self.labels.extend(labels);
        self
    }

    async fn run(self) -> Result<ResponseValue<ServiceDefinition>> {
        let tenant = self.call.tenant()?;
        let metadata = ServiceCreateMetadata::new(path_segment("name", self.name)?);
        let request =
            ServiceCreateRequest::new(metadata.labels(self.labels), ServiceSpec::new(self.backend));
        let api = self.call.api().await?;
        Ok(api.services_create(tenant, &request).await?)
    }
}

/// A call of [`Services::update`](super::Services::update).
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Update<'a> {
    call: Call<'a>,
    name: &'a str,
    request: ServiceUpdateRequest,
}

impl<'a> Update<'a> {
    pub(super) fn new(
        call: Call<'a>,
        name: &'a str,
        if_match_generation: u64,
        backend: ServiceBackendSpec,
        labels: BTreeMap<String, String>,
    ) -> Self {
        let metadata = ServiceUpdateMetadata::new(if_match_generation)
            .name(name)
            .labels(labels);
        Self {
            call,
            name,
            request: ServiceUpdateRequest::new(metadata, ServiceSpec::new(backend)),
        }
    }

    tenant_setter!();

    async fn run(self) -> Result<ResponseValue<ServiceDefinition>> {
        let tenant = self.call.tenant()?;
        let name = path_segment("name", self.name)?;
        let api = self.call.api().await?;
        Ok(api.services_update(tenant, name, &self.request).await?)
    }
}

/// A call of [`Services::delete`](super::Services::delete).
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Delete<'a> {
    call: Call<'a>,
    name: &'a str,
    if_match_generation: u64,
    force: Option<bool>,
}

impl<'a> Delete<'a> {
    pub(super) fn new(call: Call<'a>, name: &'a str, if_match_generation: u64) -> Self {
        Self {
            call,
            name,
            if_match_generation,
            force: None,
        }
    }

    tenant_setter!();

    /// Whether to close open sessions and stop the backend first. A stale generation is refused all the same.
    pub fn force(mut self, force: bool) -> Self {
        self.force = Some(force);
        self
    }

    async fn run(self) -> Result<ResponseValue<()>> {
        let tenant = self.call.tenant()?;
        let name = path_segment("name", self.name)?;
        let api = self.call.api().await?;
        let reply = api
            .services_delete(tenant, name, self.force, self.if_match_generation)
            .await?;
        Ok(reply)
    }
}

/// A call of [`Services::list`](super::Services::list).
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct List<'a> {
    call: Call<'a>,
    limit: Option<u32>,
    page_token: Option<&'a str>,
}

impl<'a> List<'a> {
    pub(super) fn new(call: Call<'a>) -> Self {
        Self {
            call,
            limit: None,
            page_token: None,
        }
    }

    tenant_setter!();
    page_setters!();

    async fn run(self) -> Result<ResponseValue<ServiceDefinitionCollection>> {
        let tenant = self.call.tenant()?;
        let api = self.call.api().await?;
        let reply = api
            .services_list(tenant, self.limit, self.page_token)
            .await?;
        Ok(reply)
    }

    fn fetch(self) -> (Option<String>, Fetch<ServiceDefinitionCollection>) {
        let Self {
            call,
            limit,
            page_token,
        } = self;
        let call = Arc::new(call.owned());
        let fetch = move |token: Option<String>| {
            let call = Arc::clone(&call);
            Box::pin(async move {
                let list = List {
                    call: call.call(),
                    limit,
                    page_token: token.as_deref(),
                };
                Ok(list.run().await?.into_inner())
            }) as _
        };
        (page_token.map(ToOwned::to_owned), Arc::new(fetch))
    }
}

streamed!(List => ServiceDefinitionCollection, ServiceDefinition);

awaitable!(
    Create => ServiceDefinition,
    Update => ServiceDefinition,
    Delete => (),
    List => ServiceDefinitionCollection,
);
