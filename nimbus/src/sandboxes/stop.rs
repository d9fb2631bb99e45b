//! Stopping a sandbox.

use nimbus_api::ResponseValue;

use crate::call::validate::path_segment;
use crate::call::{Call, awaitable, tenant_setter};
use crate::types::SandboxResource;
use crate::wait::{FirstOutcome, Wait};
use crate::{Result, SandboxStopWaitCondition};

/// A call of [`Sandboxes::stop`](super::Sandboxes::stop).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Stop {
    pub(super) call: Call,
    pub(super) id: String,
}

impl Stop {
    tenant_setter!();

    /// Polls the sandbox after the call until the condition holds, as [`Sandboxes::wait`](super::Sandboxes::wait) does.
    /// Returns the sandbox as last read.
    ///
    /// If a server refuses to stop a sandbox that is already stopped, that is not an error here.
    pub fn wait_until<'a>(self, condition: SandboxStopWaitCondition) -> Wait<'a, SandboxResource> {
        let Self { call, id } = self;
        Wait::after(call, id.clone(), condition, |call| async {
            match (Self { call, id }).await {
                Ok(stopped) => Ok(FirstOutcome::Seen(stopped)),
                // A poll tells whether it is already stopped or does not exist.
                Err(error) if error.is_not_found() => Ok(FirstOutcome::Refused(error)),
                Err(error) => Err(error),
            }
        })
    }

    /// Short for [`wait_until`](Self::wait_until) with the condition `Stopped`.
    pub fn until_stopped<'a>(self) -> Wait<'a, SandboxResource> {
        self.wait_until(SandboxStopWaitCondition::Stopped)
    }

    async fn run(self) -> Result<ResponseValue<SandboxResource>> {
        let tenant = self.call.tenant()?;
        let id = path_segment("id", &self.id)?;
        let api = self.call.api().await?;
        Ok(api.sandboxes_stop(tenant, id).await?)
    }
}

awaitable!(Stop => SandboxResource);
