//! Stopping a sandbox.

use std::future::IntoFuture;

use nimbus_api::ResponseValue;

use super::condition::SandboxCondition;
use super::waiting::plan;
use crate::call::validate::path_segment;
use crate::call::{Call, CallFuture, awaitable, tenant_setter};
use crate::types::SandboxResource;
use crate::wait::{Wait, WaitOptions, wait_setters};
use crate::{Deactivation, Result};

/// A call of [`Sandboxes::stop`](super::Sandboxes::stop).
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Stop<'a> {
    call: Call<'a>,
    id: &'a str,
}

impl<'a> Stop<'a> {
    pub(super) fn new(call: Call<'a>, id: &'a str) -> Self {
        Self { call, id }
    }

    tenant_setter!();

    /// Polls the sandbox after the call until the condition holds, as
    /// [`Sandboxes::wait`](super::Sandboxes::wait) does, and returns what was seen then.
    ///
    /// Where a server refuses to stop what is stopped already, that is no error here.
    pub fn wait_until(self, condition: Deactivation) -> StopWait<'a> {
        StopWait {
            stop: self,
            until: condition.into(),
            options: WaitOptions::default(),
        }
    }

    async fn run(self) -> Result<ResponseValue<SandboxResource>> {
        let tenant = self.call.tenant()?;
        let id = path_segment("id", self.id)?;
        let api = self.call.api().await?;
        Ok(api.sandboxes_stop(tenant, id).await?)
    }
}

awaitable!(Stop => SandboxResource);

/// A stop that waits afterwards; made by [`Stop::wait_until`].
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct StopWait<'a> {
    stop: Stop<'a>,
    until: SandboxCondition,
    options: WaitOptions<'a, SandboxResource>,
}

impl<'a> StopWait<'a> {
    wait_setters!(SandboxResource, stop.call);

    async fn run(self) -> Result<SandboxResource> {
        let Self {
            mut stop,
            until,
            options,
        } = self;
        let deadline = stop.call.start()?;
        options.check()?;
        let (call, id) = (stop.call.clone(), stop.id);
        let plan = plan(&call, id, options.interval)?;
        let tolerates_failure = options.tolerates_failure;
        let judge = |sandbox: &SandboxResource| until.judge(sandbox, tolerates_failure);
        let answer = stop.run().await;
        let mut wait = Wait::new(id, until.as_str(), options, deadline);
        match answer {
            Ok(reply) => wait.begin_with(reply.into_inner(), judge)?,
            // A poll tells whether it is stopped already, or is not there.
            Err(error) if error.is_not_found() => wait.suspect(error),
            Err(error) => return Err(error),
        }
        wait.until(&plan, judge).await
    }
}

impl<'a> IntoFuture for StopWait<'a> {
    type Output = Result<SandboxResource>;
    type IntoFuture = CallFuture<'a, SandboxResource>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
