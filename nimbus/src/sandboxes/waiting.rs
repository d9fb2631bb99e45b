//! Waiting for a sandbox, and watching one.

use std::future::IntoFuture;
use std::time::Duration;

use super::Get;
use super::condition::SandboxCondition;
use crate::Result;
use crate::call::{Call, CallFuture, call_setters, tenant_setter};
use crate::types::SandboxResource;
use crate::wait::{self, Changes, PollPlan, WaitOptions, wait_setters};

/// A call of [`Sandboxes::wait`](super::Sandboxes::wait).
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Wait<'a> {
    call: Call<'a>,
    id: &'a str,
    until: SandboxCondition,
    options: WaitOptions<'a, SandboxResource>,
}

impl<'a> Wait<'a> {
    pub(super) fn new(call: Call<'a>, id: &'a str, until: SandboxCondition) -> Self {
        Self {
            call,
            id,
            until,
            options: WaitOptions::default(),
        }
    }

    /// For calls that wait for a sandbox first.
    pub(crate) fn on(
        call: Call<'a>,
        id: &'a str,
        until: SandboxCondition,
        options: WaitOptions<'a, SandboxResource>,
    ) -> Self {
        Self {
            call,
            id,
            until,
            options,
        }
    }

    tenant_setter!();
    call_setters!();
    wait_setters!(SandboxResource, call);

    async fn run(self) -> Result<SandboxResource> {
        let Self {
            mut call,
            id,
            until,
            options,
        } = self;
        let deadline = call.start()?;
        options.check()?;
        let plan = plan(&call, id, options.interval)?;
        let tolerates_failure = options.tolerates_failure;
        wait::Wait::new(id, until.as_str(), options, deadline)
            .until(&plan, |sandbox| until.judge(sandbox, tolerates_failure))
            .await
    }
}

impl<'a> IntoFuture for Wait<'a> {
    type Output = Result<SandboxResource>;
    type IntoFuture = CallFuture<'a, SandboxResource>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

/// A call of [`Sandboxes::watch`](super::Sandboxes::watch).
#[derive(Debug)]
#[must_use = "a call does nothing until its stream is polled"]
pub struct Watch<'a> {
    call: Call<'a>,
    id: &'a str,
    interval: Duration,
}

impl<'a> Watch<'a> {
    pub(super) fn new(call: Call<'a>, id: &'a str) -> Self {
        let interval = WaitOptions::<SandboxResource>::default().interval;
        Self { call, id, interval }
    }

    tenant_setter!();
    call_setters!();

    /// The pause between two polls; 250 ms unless set. Zero is refused.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// The stream. It borrows nothing.
    pub fn changes(self) -> Changes<SandboxResource> {
        let options = WaitOptions::<SandboxResource> {
            interval: self.interval,
            ..WaitOptions::default()
        };
        let checked = options.check();
        Changes::new(checked.and_then(|()| plan(&self.call, self.id, self.interval)))
    }
}

/// How to poll a sandbox.
pub(super) fn plan(
    call: &Call<'_>,
    id: &str,
    interval: Duration,
) -> Result<PollPlan<SandboxResource>> {
    let pollers = &call.nimbus.waits().sandboxes;
    PollPlan::new(call, "id", id, interval, pollers, |call, id| {
        Box::pin(async move {
            Get {
                call: call.call(),
                id: &id,
            }
            .await
        })
    })
}
