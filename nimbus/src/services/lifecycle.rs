//! Start, stop, restart and get.

use std::future::IntoFuture;
use std::marker::PhantomData;

use nimbus_api::ResponseValue;

use super::condition::ServiceCondition;
use super::takeover::Takeover;
use super::waiting::plan;
use crate::call::validate::path_segment;
use crate::call::{
    Call, CallFuture, Response, awaitable, call_setters, tenant_setter, timeout_setter,
};
use crate::types::Service;
use crate::wait::{PollOutcome, Wait, WaitOptions, wait_setters};
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
        Ok(api.services_get(tenant, name).await?)
    }
}

awaitable!(Get => Service);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
            call: self.call,
            verb: self.verb,
            name: self.name,
            until: condition.into(),
            options: WaitOptions::default(),
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
    call: Call<'a>,
    verb: Verb,
    name: &'a str,
    until: ServiceCondition,
    options: WaitOptions<'a, Service>,
}

impl<'a> LifecycleWait<'a> {
    wait_setters!(Service, call);

    async fn run(self) -> Result<Service> {
        let Self {
            mut call,
            verb,
            name,
            until,
            options,
        } = self;
        let deadline = call.start()?;
        options.check()?;
        let plan = plan(&call, name, options.interval)?;
        // Without this, the old instance could not be told from the new one.
        let mut takeover = match verb {
            Verb::Restart => Some(Takeover::of(Get::new(call.clone(), name).await?, until)),
            Verb::Start | Verb::Stop => None,
        };
        let tolerates_failure = options.tolerates_failure;
        let mut judge = |service: &Service| {
            let is_of_before = |takeover: &mut Takeover| !takeover.is_proven_by(service);
            if takeover.as_mut().is_some_and(is_of_before) {
                PollOutcome::Pending
            } else {
                until.judge(service, tolerates_failure)
            }
        };
        let answer = act(&call, verb, name).await;
        let mut wait = Wait::new(name, until.as_str(), options, deadline);
        match answer {
            Ok(reply) => wait.begin_with(reply.into_inner(), &mut judge)?,
            // What does not run cannot be stopped, the server says, with the same words as for what does not exist. A
            // poll tells which it is.
            Err(error) if verb == Verb::Stop && error.is_not_found() => wait.suspect(error),
            Err(error) => return Err(error),
        }
        wait.until(&plan, judge).await
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
        Verb::Start => Ok(api.services_start(tenant, name).await?),
        Verb::Stop => Ok(api.services_stop(tenant, name).await?),
        Verb::Restart => Ok(api.services_restart(tenant, name).await?),
    }
}
