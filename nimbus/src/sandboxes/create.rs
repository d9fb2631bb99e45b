//! Creating a sandbox, and waiting for it.

use std::collections::BTreeMap;
use std::future::IntoFuture;

use nimbus_api::ResponseValue;

use super::scope::{SCOPE_LABEL, scope};
use crate::call::validate::{label_keys, owner_of_sandbox};
use crate::call::{Call, awaitable, call_setters, label_setters, tenant_setter};
use crate::http::tracing::in_span;
use crate::text::unique_id;
use crate::types::{SandboxCreateRequest, SandboxProfile, SandboxResource, SandboxSpec};
use crate::wait::{FirstOutcome, Wait, WaitOptions, wait_setters};
use crate::{BoxFuture, Error, Result, SandboxActivationWaitCondition};

/// A call of [`Sandboxes::create`](super::Sandboxes::create).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Create {
    call: Call,
    request: SandboxCreateRequest,
    labels: BTreeMap<String, String>,
}

impl Create {
    pub(super) fn new(call: Call, profile: SandboxProfile, spec: SandboxSpec) -> Self {
        Self {
            call,
            request: SandboxCreateRequest::new(profile, spec),
            labels: BTreeMap::new(),
        }
    }

    tenant_setter!();
    label_setters!();

    /// Polls the sandbox after the call until the condition holds, as [`Sandboxes::wait`](super::Sandboxes::wait) does.
    /// Returns the sandbox as last read.
    ///
    /// Reads may lag behind the write. For 5 s, or until the sandbox is found for the first time, not finding it does
    /// not end the wait.
    ///
    /// If the wait fails, the sandbox still exists, and its id is in the [`last_resource`](crate::Error::last_resource)
    /// of the error. It also still exists if the future is dropped. A [scope](CreateAndWait::scope) stops it in both
    /// cases.
    pub fn wait_until<'a>(self, condition: SandboxActivationWaitCondition) -> CreateAndWait<'a> {
        CreateAndWait {
            call: self.call.clone(),
            create: self,
            condition,
            options: WaitOptions::default(),
        }
    }

    /// Short for [`wait_until`](Self::wait_until) with the condition `Ready`.
    pub fn until_ready<'a>(self) -> CreateAndWait<'a> {
        self.wait_until(SandboxActivationWaitCondition::Ready)
    }

    /// Short for [`wait_until`](Self::wait_until) with the condition `Healthy`.
    pub fn until_healthy<'a>(self) -> CreateAndWait<'a> {
        self.wait_until(SandboxActivationWaitCondition::Healthy)
    }

    /// Creates the sandbox, passes it to the closure, and stops it when the work of the closure ends, successfully or
    /// not. Returns what the closure returned. A [`timeout`](Self::timeout) covers the creation and the work together.
    ///
    /// The sandbox is stopped before this returns, which may take a minute if the server does not respond. An error of
    /// the stop is not returned; it is logged through `tracing`, with the id.
    ///
    /// If the future is dropped before the work has ended, or if the work panics, the sandbox is stopped in the
    /// background, on the tokio runtime of the thread that drops it, even if it is still being created.
    /// [`Nimbus::shutdown`](crate::Nimbus::shutdown) waits for that. If the creation gets no response, the sandbox is
    /// found by a unique label, [`nimbus-scope`](super::SCOPE_LABEL), and stopped: immediately, or within some 36 s in the
    /// background.
    ///
    /// A sandbox does not expire by itself. It is left behind if the process is killed, if the runtime ends before
    /// `shutdown` has returned, if the future is dropped outside a runtime, and if the server does not respond for so
    /// long that all attempts to stop it fail. Sandboxes left behind can be [listed](super::List::label_key) by that
    /// label.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # fn main() -> Outcome { on_stage(async |nimbus| {
    /// use nimbus::types::{SandboxProfile, SandboxSpec};
    ///
    /// let node = SandboxSpec::container("docker.io/library/node:22").argv(["node", "run.js"]);
    /// let create = nimbus.sandboxes().create(SandboxProfile::Worker, node);
    /// let id = create
    ///     .until_ready()
    ///     .scope(async |sandbox| Ok::<_, nimbus::Error>(sandbox.metadata.id))
    ///     .await?;
    /// assert!(nimbus.sandboxes().get(&id).await?.status.lifecycle_state == "stopped");
    /// # Ok(()) }) }
    /// ```
    ///
    /// # Errors
    /// The errors of the creation and of the work.
    pub fn scope<'a, F, W, T, E>(self, work: F) -> BoxFuture<'a, Result<T, E>>
    where
        F: FnOnce(SandboxResource) -> W + Send + 'a,
        W: Future<Output = Result<T, E>> + Send + 'a,
        T: Send + 'a,
        E: From<Error> + Send + 'a,
    {
        let scope = async move {
            let (mut create, label) = self.for_scope()?;
            // This copy is for the stop, which has a time limit of its own.
            let call = create.call.clone();
            let deadline = create.call.start()?;
            scope(create.into_future(), label, call, deadline, work).await
        };
        Box::pin(in_span("sandboxes_scope", scope, |_| None))
    }

    /// The call with a unique label for a scope, and the value of that label.
    fn for_scope(self) -> Result<(Self, String)> {
        if self.labels.contains_key(SCOPE_LABEL) {
            let message = format!("the label {SCOPE_LABEL} is reserved for scopes");
            return Err(Error::invalid_input("labels", message));
        }
        let scope = unique_id();
        Ok((self.label(SCOPE_LABEL, &scope), scope))
    }

    async fn run(self) -> Result<ResponseValue<SandboxResource>> {
        let tenant = self.call.tenant()?;
        owner_of_sandbox(&self.request.spec)?;
        label_keys(&self.labels)?;
        let request = self.request.labels(self.labels);
        let api = self.call.api().await?;
        Ok(api.sandboxes_create(tenant, &request).await?)
    }
}

awaitable!(Create => SandboxResource);

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
