//! Start, stop, restart and get.

use std::future::IntoFuture;
use std::marker::PhantomData;
use std::time::Duration;

use nimbus_api::operations;

use super::condition::ServiceCondition;
use super::waiting::Wait;
use crate::call::{CallFuture, awaitable, tenant_setter};
use crate::client::into_result;
use crate::names::path_segment;
use crate::types::Service;
use crate::{Nimbus, Result};

/// A call of [`Services::get`](super::Services::get).
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Get<'a> {
    nimbus: &'a Nimbus,
    tenant: Option<&'a str>,
    name: &'a str,
}

impl<'a> Get<'a> {
    pub(super) fn new(nimbus: &'a Nimbus, name: &'a str) -> Self {
        let tenant = None;
        Self {
            nimbus,
            tenant,
            name,
        }
    }

    tenant_setter!();

    async fn run(self) -> Result<Service> {
        let tenant = self.nimbus.tenant_of(self.tenant)?;
        let name = path_segment("name", self.name)?;
        let api = self.nimbus.api().await?;
        into_result(
            &operations::SERVICES_GET,
            api.services_get(tenant, name).await,
        )
    }
}

awaitable!(Get => Service);

#[derive(Clone, Copy, Debug)]
pub(super) enum Verb {
    Start,
    Stop,
    Restart,
}

/// A call of [`Services::start`](super::Services::start), [`stop`](super::Services::stop) or
/// [`restart`](super::Services::restart). `C` is what it can wait for.
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Lifecycle<'a, C> {
    nimbus: &'a Nimbus,
    tenant: Option<&'a str>,
    verb: Verb,
    name: &'a str,
    condition: PhantomData<C>,
}

impl<'a, C: Into<ServiceCondition>> Lifecycle<'a, C> {
    pub(super) fn new(nimbus: &'a Nimbus, verb: Verb, name: &'a str) -> Self {
        Self {
            nimbus,
            tenant: None,
            verb,
            name,
            condition: PhantomData,
        }
    }

    tenant_setter!();

    /// Polls the service after the call until the condition holds, as [`Services::wait`](super::Services::wait)
    /// does, and returns what was seen then.
    pub fn wait_until(self, condition: C) -> LifecycleWait<'a> {
        let mut wait = Wait::new(self.nimbus, self.name, condition.into());
        wait.tenant = self.tenant;
        LifecycleWait {
            verb: self.verb,
            wait,
        }
    }
}

impl<'a, C: Send + 'a> IntoFuture for Lifecycle<'a, C> {
    type Output = Result<Service>;
    type IntoFuture = CallFuture<'a, Service>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(act(self.nimbus, self.verb, self.tenant, self.name))
    }
}

/// A lifecycle call that waits afterwards; made by [`Lifecycle::wait_until`].
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct LifecycleWait<'a> {
    verb: Verb,
    wait: Wait<'a>,
}

impl LifecycleWait<'_> {
    /// How long to poll once the call has been answered; 30 s unless set. Zero is refused.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.wait = self.wait.timeout(timeout);
        self
    }

    /// The pause between two polls; 250 ms unless set. Zero is refused.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.wait = self.wait.interval(interval);
        self
    }

    async fn run(self) -> Result<Service> {
        let Self { verb, wait } = self;
        wait.schedule.check()?;
        act(wait.nimbus, verb, wait.tenant, wait.name).await?;
        wait.run().await
    }
}

awaitable!(LifecycleWait => Service);

async fn act<'a>(
    nimbus: &'a Nimbus,
    verb: Verb,
    tenant: Option<&'a str>,
    name: &'a str,
) -> Result<Service> {
    let tenant = nimbus.tenant_of(tenant)?;
    let name = path_segment("name", name)?;
    let api = nimbus.api().await?;
    match verb {
        Verb::Start => into_result(
            &operations::SERVICES_START,
            api.services_start(tenant, name).await,
        ),
        Verb::Stop => into_result(
            &operations::SERVICES_STOP,
            api.services_stop(tenant, name).await,
        ),
        Verb::Restart => into_result(
            &operations::SERVICES_RESTART,
            api.services_restart(tenant, name).await,
        ),
    }
}
