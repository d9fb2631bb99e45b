//! Listing sandboxes, by page and as streams.

use nimbus_api::ResponseValue;

use crate::Result;
use crate::call::{Call, awaitable, page_setters, tenant_setter};
use crate::pagination::streamed;
use crate::types::{LifecycleState, SandboxCollection, SandboxResource};

/// A call of [`Sandboxes::list`](super::Sandboxes::list).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct List {
    call: Call,
    limit: Option<u32>,
    page_token: Option<String>,
    status: Option<LifecycleState>,
    label_key: Option<String>,
    label_value: Option<String>,
}

impl List {
    pub(super) fn new(call: Call) -> Self {
        Self {
            call,
            limit: None,
            page_token: None,
            status: None,
            label_key: None,
            label_value: None,
        }
    }

    tenant_setter!();
    page_setters!();

    /// Lists only sandboxes in this lifecycle state, as the server last saw it. (The same filter of sessions is called
    /// `state`, as in the API.)
    pub fn status(mut self, status: impl Into<LifecycleState>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Lists only sandboxes that have a label with this key, whatever its value.
    pub fn label_key(mut self, key: impl Into<String>) -> Self {
        (self.label_key, self.label_value) = (Some(key.into()), None);
        self
    }

    /// Lists only sandboxes whose label with this key has this value. (On `create`, `label` sets a label.)
    pub fn label(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        (self.label_key, self.label_value) = (Some(key.into()), Some(value.into()));
        self
    }

    async fn run(self) -> Result<ResponseValue<SandboxCollection>> {
        let tenant = self.call.tenant()?;
        let status = self.status.as_ref().map(LifecycleState::as_str);
        let api = self.call.api().await?;
        let listed = api.sandboxes_list(
            tenant,
            self.label_key.as_deref(),
            self.label_value.as_deref(),
            self.limit,
            self.page_token.as_deref(),
            status,
        );
        Ok(listed.await?)
    }
}

awaitable!(List => SandboxCollection);
streamed!(List => SandboxCollection, SandboxResource, "sandboxes_list_pages");
