//! Waiting for a sandbox.

use std::future::IntoFuture;
use std::time::Duration;

use super::Get;
use crate::Result;
use crate::call::{Call, CallFuture, call_setters, tenant_setter};
use crate::names::path_segment;
use crate::types::SandboxResource;
use crate::wait::{Outlook, Schedule, Subject};

/// What [`Sandboxes::wait`](super::Sandboxes::wait) can wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SandboxCondition {
    /// `status.readiness` or `status.lifecycleState` is `ready`.
    Ready,
    /// `status.lifecycleState` or `status.readiness` is `stopped`.
    Stopped,
}

impl SandboxCondition {
    fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Stopped => "stopped",
        }
    }
}

/// A call of [`Sandboxes::wait`](super::Sandboxes::wait).
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Wait<'a> {
    call: Call<'a>,
    id: &'a str,
    until: SandboxCondition,
    schedule: Schedule,
}

impl<'a> Wait<'a> {
    pub(super) fn new(call: Call<'a>, id: &'a str, until: SandboxCondition) -> Self {
        Self {
            call,
            id,
            until,
            schedule: Schedule::default(),
        }
    }

    tenant_setter!();
    call_setters!();

    /// How long to poll; 30 s unless set. Zero is refused.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.schedule.timeout = timeout;
        self
    }

    /// The pause between two polls; 250 ms unless set. Zero is refused.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.schedule.interval = interval;
        self
    }

    async fn run(self) -> Result<SandboxResource> {
        let Self {
            call,
            id,
            until,
            schedule,
        } = self;
        let subject = Subject {
            thing: "sandbox",
            name: path_segment("id", id)?,
            condition: until.as_str(),
        };
        let call = call.polled();
        let look = || Get {
            call: call.clone(),
            id,
        };
        let judge = |sandbox: &SandboxResource| {
            let status = &sandbox.status;
            let words = [status.readiness.as_str(), status.lifecycle_state.as_str()];
            let is = |state: &str| words.iter().any(|word| word.eq_ignore_ascii_case(state));
            let outlook = if is(until.as_str()) {
                Outlook::Holds
            } else if until == SandboxCondition::Ready && (is("failed") || is("stopped")) {
                // A sandbox is never started again.
                Outlook::Never
            } else {
                Outlook::NotYet
            };
            (outlook, words[0].to_ascii_lowercase())
        };
        crate::wait::poll(subject, schedule, look, judge).await
    }
}

impl<'a> IntoFuture for Wait<'a> {
    type Output = Result<SandboxResource>;
    type IntoFuture = CallFuture<'a, SandboxResource>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
