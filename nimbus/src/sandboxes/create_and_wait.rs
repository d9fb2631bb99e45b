//! Creating a sandbox and waiting for it.

use std::future::IntoFuture;

use super::create::Create;
use super::scope::scope;
use crate::call::{Call, call_setters, tenant_setter};
use crate::http::tracing::in_span;
use crate::types::SandboxResource;
use crate::wait::{FirstOutcome, Wait, WaitOptions, wait_setters};
use crate::{BoxFuture, Error, Result, SandboxActivationWaitCondition};

/// A call that creates a sandbox and waits for it. Made by [`Create::wait_until`]. The setters apply to both.
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct CreateAndWait<'a> {
    call: Call,
    create: Create,
    condition: SandboxActivationWaitCondition,
    options: WaitOptions<'a, SandboxResource>,
}

impl<'a> CreateAndWait<'a> {
    pub(super) fn new(create: Create, condition: SandboxActivationWaitCondition) -> Self {
        Self {
            call: create.call.clone(),
            create,
            condition,
            options: WaitOptions::default(),
        }
    }

    tenant_setter!();
    call_setters!();
    wait_setters!(SandboxResource, call);

    /// Like [`Create::scope`], but waits before the work. A sandbox that does not come up is stopped as well.
    ///
    /// # Errors
    /// The errors of the creation, of the wait and of the work.
    pub fn scope<F, W, T, E>(self, work: F) -> BoxFuture<'a, Result<T, E>>
    where
        F: FnOnce(SandboxResource) -> W + Send + 'a,
        W: Future<Output = Result<T, E>> + Send + 'a,
        T: Send + 'a,
        E: From<Error> + Send + 'a,
    {
        let mut waiting = self;
        let scope = async move {
            let call = waiting.call.clone();
            let (mut create, label) = waiting.create.for_scope()?;
            waiting.options.check()?;
            let deadline = waiting.call.start()?;
            let Self {
                call: started,
                condition,
                options,
                ..
            } = waiting;
            create.call = started.clone();
            let work = async |sandbox| {
                let waiting = Wait::after(started, String::new(), condition, |_| async {
                    Ok(created(sandbox))
                });
                work(waiting.with_options(options).await?).await
            };
            scope(create.into_future(), label, call, deadline, work).await
        };
        Box::pin(in_span("sandboxes_scope", scope, |_| None))
    }

    fn wait(self) -> Wait<'a, SandboxResource> {
        let mut create = self.create;
        Wait::after(self.call, String::new(), self.condition, |call| async {
            create.call = call;
            Ok(created(create.await?))
        })
        .with_options(self.options)
    }
}

impl<'a> IntoFuture for CreateAndWait<'a> {
    type Output = Result<SandboxResource>;
    type IntoFuture = BoxFuture<'a, Result<SandboxResource>>;

    fn into_future(self) -> Self::IntoFuture {
        self.wait().into_future()
    }
}

fn created(sandbox: SandboxResource) -> FirstOutcome<SandboxResource> {
    let id = sandbox.metadata.id.clone();
    FirstOutcome::Created(sandbox, id)
}
