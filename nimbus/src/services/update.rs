//! Replacing a definition that still has the generation that was read.

use std::collections::BTreeMap;

use nimbus_api::ResponseValue;

use crate::Result;
use crate::call::validate::{owner_of_backend, path_segment};
use crate::call::{Call, awaitable, tenant_setter};
use crate::types::{
    ServiceBackendSpec, ServiceDefinition, ServiceSpec, ServiceUpdateMetadata, ServiceUpdateRequest,
};

/// A call of [`Services::update`](super::Services::update).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Update {
    call: Call,
    name: String,
    request: ServiceUpdateRequest,
}

impl Update {
    pub(super) fn new(
        call: Call,
        name: String,
        if_match_generation: u64,
        backend: ServiceBackendSpec,
        labels: BTreeMap<String, String>,
    ) -> Self {
        let metadata = ServiceUpdateMetadata::new(if_match_generation)
            .name(&name)
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
        let name = path_segment("name", &self.name)?;
        owner_of_backend(&self.request.spec.backend, name)?;
        let api = self.call.api().await?;
        Ok(api.services_update(tenant, name, &self.request).await?)
    }
}

awaitable!(Update => ServiceDefinition);
