//! Waiting for a service.

use std::time::Duration;

use super::condition::{self, ServiceCondition};
use super::lifecycle::Get;
use crate::call::{awaitable, tenant_setter};
use crate::names::path_segment;
use crate::types::Service;
use crate::wait::{Outlook, Schedule, Subject};
use crate::{Nimbus, Result};

/// A call of [`Services::wait`](super::Services::wait).
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Wait<'a> {
    pub(super) nimbus: &'a Nimbus,
    pub(super) tenant: Option<&'a str>,
    pub(super) name: &'a str,
    until: ServiceCondition,
    pub(super) schedule: Schedule,
}

impl<'a> Wait<'a> {
    pub(super) fn new(nimbus: &'a Nimbus, name: &'a str, until: ServiceCondition) -> Self {
        Self {
            nimbus,
            tenant: None,
            name,
            until,
            schedule: Schedule::default(),
        }
    }

    tenant_setter!();

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
            nimbus,
            tenant,
            name,
            until,
            schedule,
        } = self;
        let tenant = nimbus.tenant_of(tenant)?;
        let subject = Subject {
            thing: "service",
            name: path_segment("name", name)?,
            condition: until.as_str(),
        };
        let look = || Get::new(nimbus, name).tenant(tenant);
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

awaitable!(Wait => Service);
