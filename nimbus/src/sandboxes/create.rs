//! Creating a sandbox.

use std::collections::BTreeMap;

use nimbus_api::ResponseValue;

use crate::call::validate::{label_keys, owner_of_sandbox};
use crate::call::{Call, awaitable, label_setters, tenant_setter};
use crate::types::{SandboxCreateRequest, SandboxProfile, SandboxResource, SandboxSpec};
use crate::wait::{FirstOutcome, Wait};
use crate::{Result, SandboxActivationWaitCondition};

/// A call of [`Sandboxes::create`](super::Sandboxes::create).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Create {
    call: Call,
    request: SandboxCreateRequest,
    labels: BTreeMap<String, String>,
}

impl Create {
    pub(super) fn new(call: Call, profile: SandboxProfile, spec: SandboxSpec) -> Self {
        Self {
            call,
            request: SandboxCreateRequest::new(profile, spec),
            labels: BTreeMap::new(),
        }
    }

    tenant_setter!();
    label_setters!();

    /// Polls the sandbox after the call until the condition holds, as
    /// [`Sandboxes::wait`](super::Sandboxes::wait) does, and returns what was seen then.
    ///
    /// Reads may lag behind the write: for 5 s, or until it is found for the first time, a sandbox that is not found does
    /// not end the wait.
    ///
    /// When the wait fails, the sandbox exists all the same: its id is in the error's
    /// [`last_resource`](crate::Error::last_resource). So does it when the future is dropped.
    pub fn wait_until<'a>(
        self,
        condition: SandboxActivationWaitCondition,
    ) -> Wait<'a, SandboxResource> {
        Wait::after(self.call.clone(), None, condition, |call| async {
            let created = Self { call, ..self }.await?;
            Ok(FirstOutcome::Seen(created))
        })
    }

    /// Short for [`wait_until`](Self::wait_until) ready.
    pub fn until_ready<'a>(self) -> Wait<'a, SandboxResource> {
        self.wait_until(SandboxActivationWaitCondition::Ready)
    }

    /// Short for [`wait_until`](Self::wait_until) healthy.
    pub fn until_healthy<'a>(self) -> Wait<'a, SandboxResource> {
        self.wait_until(SandboxActivationWaitCondition::Healthy)
    }

    async fn run(self) -> Result<ResponseValue<SandboxResource>> {
        let tenant = self.call.tenant()?;
        owner_of_sandbox(&self.request.spec)?;
        label_keys(&self.labels)?;
        let request = self.request.labels(self.labels);
        let api = self.call.api().await?;
        Ok(api.sandboxes_create(tenant, &request).await?)
    }
}

awaitable!(Create => SandboxResource);
