//! Creating a sandbox.

use std::collections::BTreeMap;
use std::future::IntoFuture;
use std::time::Duration;

use nimbus_api::ResponseValue;

use super::condition::SandboxCondition;
use super::waiting::plan;
use crate::call::{Call, CallFuture, awaitable, tenant_setter};
use crate::types::{SandboxCreateRequest, SandboxProfile, SandboxResource, SandboxSpec};
use crate::wait::{Wait, WaitOptions, wait_setters};
use crate::{Activation, Result};

/// For how long a sandbox that was created may not be found: a server of several parts may not know of it everywhere yet.
const LAG: Duration = Duration::from_secs(5);

/// A call of [`Sandboxes::create`](super::Sandboxes::create).
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Create<'a> {
    call: Call<'a>,
    request: SandboxCreateRequest,
    labels: BTreeMap<String, String>,
}

impl<'a> Create<'a> {
    pub(super) fn new(call: Call<'a>, profile: SandboxProfile, spec: SandboxSpec) -> Self {
        Self {
            call,
            request: SandboxCreateRequest::new(profile, spec),
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

    /// Polls the sandbox after the call until the condition holds, as
    /// [`Sandboxes::wait`](super::Sandboxes::wait) does, and returns what was seen then.
    ///
    /// Reads may lag behind the write: for 5 s, or until it is found for the first time, a sandbox that is not found does
    /// not end the wait.
    ///
    /// When the wait fails, the sandbox exists all the same: its id is in the error's
    /// [`last_resource`](crate::Error::last_resource). So does it when the future is dropped.
    pub fn wait_until(self, condition: Activation) -> CreateWait<'a> {
        CreateWait {
            create: self,
            until: condition.into(),
            options: WaitOptions::default(),
        }
    }

    async fn run(self) -> Result<ResponseValue<SandboxResource>> {
        let tenant = self.call.tenant()?;
        let request = self.request.labels(self.labels);
        let api = self.call.api().await?;
        Ok(api.sandboxes_create(tenant, &request).await?)
    }
}

awaitable!(Create => SandboxResource);

/// A creation that waits afterwards; made by [`Create::wait_until`].
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct CreateWait<'a> {
    create: Create<'a>,
    until: SandboxCondition,
    options: WaitOptions<'a, SandboxResource>,
}

impl<'a> CreateWait<'a> {
    wait_setters!(SandboxResource, create.call);

    async fn run(self) -> Result<SandboxResource> {
        let Self {
            mut create,
            until,
            mut options,
        } = self;
        let deadline = create.call.start()?;
        options.check()?;
        options.lag = LAG;
        let call = create.call.clone();
        let created = create.run().await?.into_inner();
        let id = created.metadata.id.clone();
        let plan = plan(&call, &id, options.interval)?;
        let tolerates_failure = options.tolerates_failure;
        let judge = |sandbox: &SandboxResource| until.judge(sandbox, tolerates_failure);
        let mut wait = Wait::new(&id, until.as_str(), options, deadline);
        wait.begin_with(created, judge)?;
        wait.until(&plan, judge).await
    }
}

impl<'a> IntoFuture for CreateWait<'a> {
    type Output = Result<SandboxResource>;
    type IntoFuture = CallFuture<'a, SandboxResource>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
