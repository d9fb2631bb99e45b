//! Start, stop, restart and get.

use std::future::IntoFuture;
use std::marker::PhantomData;
use std::time::Duration;

use nimbus_api::{ResponseValue, operations};

use super::condition::ServiceCondition;
use super::waiting::Wait;
use crate::call::{
    Call, CallFuture, Response, awaitable, call_setters, tenant_setter, timeout_setter,
};
use crate::client::into_result;
use crate::names::path_segment;
use crate::types::Service;
use crate::{Nimbus, Result};

/// A call of [`Services::get`](super::Services::get).
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Get<'a> {
    call: Call<'a>,
    name: &'a str,
}

impl<'a> Get<'a> {
    pub(super) fn new(call: Call<'a>, name: &'a str) -> Self {
        Self { call, name }
    }

    tenant_setter!();

    async fn run(self) -> Result<ResponseValue<Service>> {
        let tenant = self.call.tenant()?;
        let name = path_segment("name", self.name)?;
        let api = self.call.api().await?;
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
    call: Call<'a>,
    verb: Verb,
    name: &'a str,
    condition: PhantomData<C>,
}

impl<'a, C> Lifecycle<'a, C> {
    pub(super) fn new(nimbus: &'a Nimbus, verb: Verb, name: &'a str) -> Self {
        Self {
            call: Call::new(nimbus),
            verb,
            name,
            condition: PhantomData,
        }
    }

    tenant_setter!();
    call_setters!();
    timeout_setter!();

    /// Polls the service after the call until the condition holds, as
    /// [`Services::wait`](super::Services::wait) does, and returns what was seen then.
    pub fn wait_until(self, condition: C) -> LifecycleWait<'a>
    where
        C: Into<ServiceCondition>,
    {
        LifecycleWait {
            verb: self.verb,
            wait: Wait::new(self.call, self.name, condition.into()),
        }
    }

    /// Runs the call, for its value together with the reply's status and headers.
    ///
    /// # Errors
    /// As the call itself.
    pub async fn with_response(self) -> Result<Response<Service>> {
        Ok(act(&self.call, self.verb, self.name).await?.into())
    }
}

impl<'a, C: Send + 'a> IntoFuture for Lifecycle<'a, C> {
    type Output = Result<Service>;
    type IntoFuture = CallFuture<'a, Service>;

    fn into_future(self) -> Self::IntoFuture {
        let Self {
            call, verb, name, ..
        } = self;
        Box::pin(async move { Ok(act(&call, verb, name).await?.into_inner()) })
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
        act(&wait.call, verb, wait.name).await?;
        wait.run().await
    }
}

impl<'a> IntoFuture for LifecycleWait<'a> {
    type Output = Result<Service>;
    type IntoFuture = CallFuture<'a, Service>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

async fn act(call: &Call<'_>, verb: Verb, name: &str) -> Result<ResponseValue<Service>> {
    let tenant = call.tenant()?;
    let name = path_segment("name", name)?;
    let api = call.api().await?;
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
