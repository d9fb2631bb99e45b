//! Declaring a service.

use std::collections::BTreeMap;

use nimbus_api::ResponseValue;

use crate::Result;
use crate::call::validate::{label_keys, owner_of_backend, path_segment};
use crate::call::{Call, awaitable, label_setters, tenant_setter};
use crate::types::{
    ServiceBackendSpec, ServiceCreateMetadata, ServiceCreateRequest, ServiceDefinition, ServiceSpec,
};

/// A call of [`Services::create`](super::Services::create).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Create {
    call: Call,
    name: String,
    backend: ServiceBackendSpec,
    labels: BTreeMap<String, String>,
}

impl Create {
    pub(super) fn new(call: Call, name: String, backend: ServiceBackendSpec) -> Self {
        Self {
            call,
            name,
            backend,
            labels: BTreeMap::new(),
        }
    }

    tenant_setter!();
    label_setters!();

    async fn run(self) -> Result<ResponseValue<ServiceDefinition>> {
        let tenant = self.call.tenant()?;
        let metadata = ServiceCreateMetadata::new(path_segment("name", &self.name)?);
        owner_of_backend(&self.backend, &self.name)?;
        label_keys(&self.labels)?;
        let request =
            ServiceCreateRequest::new(metadata.labels(self.labels), ServiceSpec::new(self.backend));
        let api = self.call.api().await?;
        Ok(api.services_create(tenant, &request).await?)
    }
}

awaitable!(Create => ServiceDefinition);
