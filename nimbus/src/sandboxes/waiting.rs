//! Waiting for a sandbox, and watching one.

use std::future::IntoFuture;
use std::sync::Arc;
use std::time::Duration;

use super::Get;
use super::condition::SandboxCondition;
use crate::Result;
use crate::call::{Call, CallFuture, call_setters, tenant_setter};
use crate::names::path_segment;
use crate::types::SandboxResource;
use crate::wait::{self, Changes, Key, Plan, Terms, wait_setters};

/// A call of [`Sandboxes::wait`](super::Sandboxes::wait).
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Wait<'a> {
    call: Call<'a>,
    id: &'a str,
    until: SandboxCondition,
    terms: Terms<'a, SandboxResource>,
}

impl<'a> Wait<'a> {
    pub(super) fn new(call: Call<'a>, id: &'a str, until: SandboxCondition) -> Self {
        Self {
            call,
            id,
            until,
            terms: Terms::default(),
        }
    }

    /// For calls that wait for a sandbox first.
    pub(crate) fn on(
        call: Call<'a>,
        id: &'a str,
        until: SandboxCondition,
        terms: Terms<'a, SandboxResource>,
    ) -> Self {
        Self {
            call,
            id,
            until,
            terms,
        }
    }

    tenant_setter!();
    call_setters!();
    wait_setters!(SandboxResource);

    async fn run(self) -> Result<SandboxResource> {
        let Self {
            call,
            id,
            until,
            terms,
        } = self;
        terms.check()?;
        let plan = plan(call, id, terms.interval)?;
        let tolerates_failure = terms.tolerates_failure;
        wait::Wait::new(id, until.as_str(), terms)
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
        let interval = Terms::<SandboxResource>::default().interval;
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
        let terms = Terms::<SandboxResource> {
            interval: self.interval,
            ..Terms::default()
        };
        let checked = terms.check();
        Changes::new(checked.and_then(|()| plan(self.call, self.id, self.interval)))
    }
}

/// How to poll a sandbox.
pub(super) fn plan(call: Call<'_>, id: &str, interval: Duration) -> Result<Plan<SandboxResource>> {
    let tenant = call.tenant()?.to_owned();
    let id: Arc<str> = path_segment("id", id)?.into();
    let waits = call.nimbus.waits();
    let shared = (!call.has_settings()).then(|| {
        let key = Key {
            tenant,
            name: id.as_ref().to_owned(),
            interval,
        };
        (waits.sandboxes.clone(), key)
    });
    let call = Arc::new(call.polled().owned());
    let look = move || {
        let (call, id) = (Arc::clone(&call), Arc::clone(&id));
        Box::pin(async move {
            Get {
                call: call.call(),
                id: &id,
            }
            .await
        }) as _
    };
    Ok(Plan {
        look: Arc::new(look),
        interval,
        shared,
    })
}
