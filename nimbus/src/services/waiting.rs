//! Waiting for a service, and watching one.

use std::future::IntoFuture;
use std::time::Duration;

use super::condition::ServiceCondition;
use super::lifecycle::Get;
use crate::Result;
use crate::call::{Call, CallFuture, call_setters, tenant_setter};
use crate::types::Service;
use crate::wait::{self, Changes, PollPlan, WaitOptions, wait_setters};

/// A call of [`Services::wait`](super::Services::wait).
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Wait<'a> {
    call: Call<'a>,
    name: &'a str,
    until: ServiceCondition,
    options: WaitOptions<'a, Service>,
}

impl<'a> Wait<'a> {
    pub(super) fn new(call: Call<'a>, name: &'a str, until: ServiceCondition) -> Self {
        Self {
            call,
            name,
            until,
            options: WaitOptions::default(),
        }
    }

    tenant_setter!();
    call_setters!();
    wait_setters!(Service, call);

    async fn run(self) -> Result<Service> {
        let Self {
            mut call,
            name,
            until,
            options,
        } = self;
        let deadline = call.start()?;
        options.check()?;
        let plan = plan(&call, name, options.interval)?;
        let tolerates_failure = options.tolerates_failure;
        wait::Wait::new(name, until.as_str(), options, deadline)
            .until(&plan, |service| until.judge(service, tolerates_failure))
            .await
    }
}

impl<'a> IntoFuture for Wait<'a> {
    type Output = Result<Service>;
    type IntoFuture = CallFuture<'a, Service>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

/// A call of [`Services::watch`](super::Services::watch).
#[derive(Debug)]
#[must_use = "a call does nothing until its stream is polled"]
pub struct Watch<'a> {
    call: Call<'a>,
    name: &'a str,
    interval: Duration,
}

impl<'a> Watch<'a> {
    pub(super) fn new(call: Call<'a>, name: &'a str) -> Self {
        let interval = WaitOptions::<Service>::default().interval;
        Self {
            call,
            name,
            interval,
        }
    }

    tenant_setter!();
    call_setters!();

    /// The pause between two polls; 250 ms unless set. Zero is refused.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// The stream. It borrows nothing.
    pub fn changes(self) -> Changes<Service> {
        let options = WaitOptions::<Service> {
            interval: self.interval,
            ..WaitOptions::default()
        };
        let checked = options.check();
        Changes::new(checked.and_then(|()| plan(&self.call, self.name, self.interval)))
    }
}

/// How to poll a service.
pub(super) fn plan(call: &Call<'_>, name: &str, interval: Duration) -> Result<PollPlan<Service>> {
    let pollers = &call.nimbus.waits().services;
    PollPlan::new(call, "name", name, interval, pollers, |call, name| {
        Box::pin(async move { Get::new(call.call(), &name).await })
    })
}
