//! Stopping a service.

use nimbus_api::ResponseValue;

use crate::call::validate::path_segment;
use crate::call::{Call, awaitable, tenant_setter};
use crate::types::Service;
use crate::wait::{FirstOutcome, Wait};
use crate::{Result, ServiceStopWaitCondition};

/// A call of [`Services::stop`](super::Services::stop).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Stop {
    pub(super) call: Call,
    pub(super) name: String,
}

impl Stop {
    tenant_setter!();

    /// Polls the service after the call until the condition holds, as [`Services::wait`](super::Services::wait) does.
    /// Returns the service as last read.
    pub fn wait_until<'a>(self, condition: ServiceStopWaitCondition) -> Wait<'a, Service> {
        let Self { call, name } = self;
        Wait::after(call, name.clone(), condition, |call| async {
            match (Self { call, name }).await {
                Ok(stopped) => Ok(FirstOutcome::Seen(stopped)),
                // The server answers in the same way for a service that is not running and for one that does not exist.
                // A poll tells which it is.
                Err(error) if error.is_not_found() => Ok(FirstOutcome::Refused(error)),
                Err(error) => Err(error),
            }
        })
    }

    /// Short for [`wait_until`](Self::wait_until) with the condition `Stopped`.
    pub fn until_stopped<'a>(self) -> Wait<'a, Service> {
        self.wait_until(ServiceStopWaitCondition::Stopped)
    }

    async fn run(self) -> Result<ResponseValue<Service>> {
        let tenant = self.call.tenant()?;
        let name = path_segment("name", &self.name)?;
        let api = self.call.api().await?;
        Ok(api.services_stop(tenant, name).await?)
    }
}

awaitable!(Stop => Service);
