//! The verbs on sandboxes. A sandbox is addressed by its id.

mod condition;
mod create;
mod stop;
mod waiting;

use std::sync::Arc;

pub use condition::SandboxCondition;
pub use create::{Create, CreateWait};
use nimbus_api::ResponseValue;
pub use stop::{Stop, StopWait};
pub use waiting::{Wait, Watch};

use crate::call::validate::path_segment;
use crate::call::{Call, awaitable, page_setters, tenant_setter};
use crate::pagination::{Fetch, streamed};
use crate::types::{
    LifecycleState, SandboxCollection, SandboxProfile, SandboxResource, SandboxSpec,
};
use crate::{Nimbus, Result};

/// The sandboxes of a tenant; made by [`Nimbus::sandboxes`].
///
/// Every call needs a tenant: its own ([`tenant`](Get::tenant) on the call), or the client's default.
#[derive(Clone, Copy, Debug)]
pub struct Sandboxes<'a> {
    nimbus: &'a Nimbus,
}

impl<'a> Sandboxes<'a> {
    pub(crate) fn new(nimbus: &'a Nimbus) -> Self {
        Self { nimbus }
    }

    /// Creates a sandbox and launches it (`sandboxes_create`). Whether it is ready by the time of the answer
    /// depends on the backend: with [`wait_until`](Create::wait_until), polls it afterwards until it is.
    ///
    /// # Errors
    /// Status 400 when the spec is not acceptable, as when the server runs another backend; status 429 when
    /// the tenant has 64 active sandboxes; status 500 when the launch fails.
    pub fn create(&self, profile: SandboxProfile, spec: SandboxSpec) -> Create<'a> {
        Create::new(Call::new(self.nimbus), profile, spec)
    }

    /// Reads a sandbox, which refreshes its state (`sandboxes_get`).
    ///
    /// # Errors
    /// Not found when there is no such sandbox in the tenant.
    pub fn get(&self, id: &'a str) -> Get<'a> {
        Get {
            call: Call::new(self.nimbus),
            id,
        }
    }

    /// One page of the tenant's sandboxes, ordered by id (`sandboxes_list`). [`pages`](List::pages) and
    /// [`items`](List::items) are streams over all of them.
    ///
    /// # Errors
    /// As every call. An unknown tenant is not an error: its list is empty.
    pub fn list(&self) -> List<'a> {
        List {
            call: Call::new(self.nimbus),
            limit: None,
            page_token: None,
            status: None,
            label_key: None,
            label_value: None,
        }
    }

    /// Polls a sandbox (`sandboxes_get`) until a condition holds; for 30 s, every 250 ms, unless set otherwise.
    /// All that is said of [`Services::wait`](crate::Services::wait) holds here too.
    ///
    /// # Errors
    /// [`WaitTimeout`](crate::ErrorKind::WaitTimeout) at the deadline;
    /// [`WaitFailed`](crate::ErrorKind::WaitFailed) as soon as the sandbox can no longer come to be ready, as it is
    /// never started again; not found when there is no such sandbox, or when the server has forgotten it after its
    /// end. Errors that may pass are polled through.
    pub fn wait(&self, id: &'a str, until: SandboxCondition) -> Wait<'a> {
        Wait::new(Call::new(self.nimbus), id, until)
    }

    /// Watches a sandbox (`sandboxes_get`): [`changes`](Watch::changes) is a stream of what is seen, first and then
    /// whenever its status or its labels have changed. It polls every 250 ms unless [set](Watch::interval) otherwise.
    ///
    /// # Errors
    /// Not found when there is no such sandbox, and others that do not pass by waiting, as the last item of the stream.
    /// Those that may pass are polled through.
    pub fn watch(&self, id: &'a str) -> Watch<'a> {
        Watch::new(Call::new(self.nimbus), id)
    }

    /// Stops a sandbox (`sandboxes_stop`). Stopping it again changes nothing. Open sessions on it stay open. With
    /// [`wait_until`](Stop::wait_until), polls it afterwards until it is stopped.
    ///
    /// # Errors
    /// Not found when there is no such sandbox in the tenant.
    pub fn stop(&self, id: &'a str) -> Stop<'a> {
        Stop::new(Call::new(self.nimbus), id)
    }
}

/// A call of [`Sandboxes::get`].
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Get<'a> {
    call: Call<'a>,
    id: &'a str,
}

impl<'a> Get<'a> {
    tenant_setter!();

    async fn run(self) -> Result<ResponseValue<SandboxResource>> {
        let tenant = self.call.tenant()?;
        let id = path_segment("id", self.id)?;
        let api = self.call.api().await?;
        Ok(api.sandboxes_get(tenant, id).await?)
    }
}

/// A call of [`Sandboxes::list`].
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct List<'a> {
    call: Call<'a>,
    limit: Option<u32>,
    page_token: Option<&'a str>,
    status: Option<LifecycleState>,
    label_key: Option<&'a str>,
    label_value: Option<&'a str>,
}

impl<'a> List<'a> {
    tenant_setter!();
    page_setters!();

    /// Only sandboxes in this lifecycle state, as it was last seen.
    pub fn status(mut self, status: impl Into<LifecycleState>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Only sandboxes that have a label of this key, whatever its value.
    pub fn label_key(mut self, key: &'a str) -> Self {
        (self.label_key, self.label_value) = (Some(key), None);
        self
    }

    /// Only sandboxes whose label of this key has this value.
    pub fn label(mut self, key: &'a str, value: &'a str) -> Self {
        (self.label_key, self.label_value) = (Some(key), Some(value));
        self
    }

    async fn run(self) -> Result<ResponseValue<SandboxCollection>> {
        let tenant = self.call.tenant()?;
        let status = self.status.as_ref().map(LifecycleState::as_str);
        let api = self.call.api().await?;
        let reply = api
            .sandboxes_list(
                tenant,
                self.label_key,
                self.label_value,
                self.limit,
                self.page_token,
                status,
            )
            .await?;
        Ok(reply)
    }

    fn fetch(self) -> (Option<String>, Fetch<SandboxCollection>) {
        let call = Arc::new(self.call.owned());
        let owned = |text: Option<&str>| text.map(ToOwned::to_owned);
        let (key, value) = (owned(self.label_key), owned(self.label_value));
        let (limit, status) = (self.limit, self.status);
        let fetch = move |token: Option<String>| {
            let call = Arc::clone(&call);
            let (status, key, value) = (status.clone(), key.clone(), value.clone());
            Box::pin(async move {
                let list = List {
                    call: call.call(),
                    limit,
                    page_token: token.as_deref(),
                    status,
                    label_key: key.as_deref(),
                    label_value: value.as_deref(),
                };
                Ok(list.run().await?.into_inner())
            }) as _
        };
        (owned(self.page_token), Arc::new(fetch))
    }
}

streamed!(List => SandboxCollection, SandboxResource);

awaitable!(
    Get => SandboxResource,
    List => SandboxCollection,
);
