//! Restarting a service.

use nimbus_api::ResponseValue;

use super::get::Get;
use super::restart_tracker::RestartTracker;
use crate::call::validate::path_segment;
use crate::call::{Call, awaitable, tenant_setter};
use crate::types::Service;
use crate::wait::{FirstOutcome, Wait};
use crate::{Result, ServiceActivationWaitCondition};

/// A call of [`Services::restart`](super::Services::restart).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Restart {
    pub(super) call: Call,
    pub(super) name: String,
}

impl Restart {
    tenant_setter!();

    /// Reads the service, restarts it, and polls it until the condition holds for the new instance, as
    /// [`Services::wait`](super::Services::wait) does. Returns the service as last read.
    pub fn wait_until<'a>(self, condition: ServiceActivationWaitCondition) -> Wait<'a, Service> {
        let Self { call, name } = self;
        Wait::after(call, name.clone(), condition, move |call| async move {
            // Without this read, the old instance could not be told from the new one.
            let get = Get {
                call: call.clone(),
                name: name.clone(),
            };
            let mut tracker = RestartTracker::new(get.await?, condition.into());
            let restarted = Self { call, name }.await?;
            let is_new = Box::new(move |seen: &Service| tracker.is_proven_by(seen));
            Ok(FirstOutcome::SeenBut(restarted, is_new))
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
        Ok(api.services_restart(tenant, name).await?)
    }
}

awaitable!(Restart => Service);
