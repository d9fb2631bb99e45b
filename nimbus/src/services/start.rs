//! Starting a service.

use nimbus_api::ResponseValue;

use crate::call::validate::path_segment;
use crate::call::{Call, awaitable, tenant_setter};
use crate::types::Service;
use crate::wait::{FirstOutcome, Wait};
use crate::{Result, ServiceActivationWaitCondition};

/// A call of [`Services::start`](super::Services::start).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Start {
    pub(super) call: Call,
    pub(super) name: String,
}

impl Start {
    tenant_setter!();

    /// Polls the service after the call until the condition holds, as [`Services::wait`](super::Services::wait) does.
    /// Returns the service as last read.
    pub fn wait_until<'a>(self, condition: ServiceActivationWaitCondition) -> Wait<'a, Service> {
        let Self { call, name } = self;
        Wait::after(call, name.clone(), condition, |call| async {
            let started = Self { call, name }.await?;
            Ok(FirstOutcome::Seen(started))
        })
    }

    /// Short for [`wait_until`](Self::wait_until) with the condition `Ready`.
    pub fn until_ready<'a>(self) -> Wait<'a, Service> {
        self.wait_until(ServiceActivationWaitCondition::Ready)
    }

    /// Short for [`wait_until`](Self::wait_until) with the condition `Healthy`.
    pub fn until_healthy<'a>(self) -> Wait<'a, Service> {
        self.wait_until(ServiceActivationWaitCondition::Healthy)
    }

    async fn run(self) -> Result<ResponseValue<Service>> {
        let tenant = self.call.tenant()?;
        let name = path_segment("name", &self.name)?;
        let api = self.call.api().await?;
        Ok(api.services_start(tenant, name).await?)
    }
}

awaitable!(Start => Service);
