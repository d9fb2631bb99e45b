//! Waiting for a service, and watching one.

use std::future::IntoFuture;
use std::sync::Arc;
use std::time::Duration;

use super::condition::ServiceCondition;
use super::lifecycle::Get;
use crate::Result;
use crate::call::{Call, CallFuture, call_setters, tenant_setter};
use crate::names::path_segment;
use crate::types::Service;
use crate::wait::{self, Changes, Key, Plan, Terms, wait_setters};

/// A call of [`Services::wait`](super::Services::wait).
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Wait<'a> {
    call: Call<'a>,
    name: &'a str,
    until: ServiceCondition,
    terms: Terms<'a, Service>,
}

impl<'a> Wait<'a> {
    pub(super) fn new(call: Call<'a>, name: &'a str, until: ServiceCondition) -> Self {
        Self {
            call,
            name,
            until,
            terms: Terms::default(),
        }
    }

    tenant_setter!();
    call_setters!();
    wait_setters!(Service);

    async fn run(self) -> Result<Service> {
        let Self {
            call,
            name,
            until,
            terms,
        } = self;
        terms.check()?;
        let plan = plan(call, name, terms.interval)?;
        let tolerates_failure = terms.tolerates_failure;
        wait::Wait::new(name, until.as_str(), terms)
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
        let interval = Terms::<Service>::default().interval;
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
        let terms = Terms::<Service> {
            interval: self.interval,
            ..Terms::default()
        };
        let checked = terms.check();
        Changes::new(checked.and_then(|()| plan(self.call, self.name, self.interval)))
    }
}

/// How to poll a service.
pub(super) fn plan(call: Call<'_>, name: &str, interval: Duration) -> Result<Plan<Service>> {
    let tenant = call.tenant()?.to_owned();
    let name: Arc<str> = path_segment("name", name)?.into();
    let waits = call.nimbus.waits();
    let shared = (!call.has_settings()).then(|| {
        let key = Key {
            tenant,
            name: name.as_ref().to_owned(),
            interval,
        };
        (waits.services.clone(), key)
    });
    let call = Arc::new(call.polled().owned());
    let look = move || {
        let (call, name) = (Arc::clone(&call), Arc::clone(&name));
        Box::pin(async move { Get::new(call.call(), &name).await }) as _
    };
    Ok(Plan {
        look: Arc::new(look),
        interval,
        shared,
    })
}
