//! Listing definitions, by page and as streams.

use nimbus_api::ResponseValue;

use crate::Result;
use crate::call::{Call, awaitable, page_setters, tenant_setter};
use crate::pagination::streamed;
use crate::types::{ServiceDefinition, ServiceDefinitionCollection};

/// A call of [`Services::list`](super::Services::list).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct List {
    call: Call,
    limit: Option<u32>,
    page_token: Option<String>,
}

impl List {
    pub(super) fn new(call: Call) -> Self {
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
        let page_token = self.page_token.as_deref();
        let api = self.call.api().await?;
        Ok(api.services_list(tenant, self.limit, page_token).await?)
    }
}

awaitable!(List => ServiceDefinitionCollection);
streamed!(List => ServiceDefinitionCollection, ServiceDefinition, "services_list_pages");
