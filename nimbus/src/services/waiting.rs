//! Waiting for a service.

use std::future::IntoFuture;
use std::time::Duration;

use super::condition::{self, ServiceCondition};
use super::lifecycle::Get;
use crate::Result;
use crate::call::{Call, CallFuture, call_setters, tenant_setter};
use crate::names::path_segment;
use crate::types::Service;
use crate::wait::{Outlook, Schedule, Subject};

/// A call of [`Services::wait`](super::Services::wait).
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Wait<'a> {
    pub(super) call: Call<'a>,
    pub(super) name: &'a str,
    until: ServiceCondition,
    pub(super) schedule: Schedule,
}

impl<'a> Wait<'a> {
    pub(super) fn new(call: Call<'a>, name: &'a str, until: ServiceCondition) -> Self {
        Self {
            call,
            name,
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

    pub(super) async fn run(self) -> Result<Service> {
        let Self {
            call,
            name,
            until,
            schedule,
        } = self;
        let subject = Subject {
            thing: "service",
            name: path_segment("name", name)?,
            condition: until.as_str(),
        };
        let call = call.polled();
        let look = || Get::new(call.clone(), name);
        let judge = |service: &Service| {
            let outlook = if until.holds(service) {
                Outlook::Holds
            } else if until.is_ended_by_failure() && condition::has_failed(service) {
                Outlook::Never
            } else {
                Outlook::NotYet
            };
            (outlook, condition::observed(service))
        };
        crate::wait::poll(subject, schedule, look, judge).await
    }
}

impl<'a> IntoFuture for Wait<'a> {
    type Output = Result<Service>;
    type IntoFuture = CallFuture<'a, Service>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
