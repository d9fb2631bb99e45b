//! Deleting a definition as it was read.

use std::fmt;
use std::future::IntoFuture;

use super::definitions::Delete;
use super::lookup::Definition;
use super::modify::{ChangeFuture, Verdict, check_tries};
use crate::Result;
use crate::call::validate::path_segment;
use crate::call::{Call, call_setters, tenant_setter, timeout_setter};
use crate::types::ServiceDefinition;
use crate::update::{Decision, Guarded, Standing, TRIES, change};

/// A call of [`Services::remove`](super::Services::remove).
#[must_use = "a call does nothing until awaited"]
pub struct Remove<'a, F> {
    call: Call<'a>,
    name: &'a str,
    check: F,
    force: bool,
    tries: u32,
}

impl<'a, F> Remove<'a, F> {
    pub(super) fn new(call: Call<'a>, name: &'a str, check: F) -> Self {
        Self {
            call,
            name,
            check,
            force: false,
            tries: TRIES,
        }
    }

    tenant_setter!();
    call_setters!();
    timeout_setter!();

    /// Whether to close open sessions and stop the backend first.
    pub fn force(mut self, force: bool) -> Self {
        self.force = force;
        self
    }

    /// How often to read and delete in all, when others change the definition at the same time; 16 unless set. Zero is
    /// refused.
    pub fn tries(mut self, tries: u32) -> Self {
        self.tries = tries;
        self
    }
}

pub(super) struct Checked<'a, F>(pub(super) Remove<'a, F>);

impl<F, V> Guarded for Checked<'_, F>
where
    F: FnMut(&ServiceDefinition) -> V + Send + Sync,
    V: Verdict,
{
    type Read = ServiceDefinition;
    type Change = ();
    type Done = ServiceDefinition;
    type Refusal = V::Refusal;

    async fn read(&self) -> Result<ServiceDefinition> {
        Definition::new(self.0.call.clone(), self.0.name)
            .run()
            .await
    }

    fn decide(
        &mut self,
        read: &ServiceDefinition,
    ) -> Result<Decision<(), ServiceDefinition>, V::Refusal> {
        (self.0.check)(read).into_result()?;
        Ok(Decision::Write(()))
    }

    async fn write(&self, read: &ServiceDefinition, (): &()) -> Result<ServiceDefinition> {
        let generation = read.metadata.generation;
        let mut delete = Delete::new(self.0.call.clone(), self.0.name, generation);
        if self.0.force {
            delete = delete.force(true);
        }
        delete.await?;
        Ok(read.clone())
    }

    fn settle(
        &self,
        before: &ServiceDefinition,
        (): &(),
        now: &Result<ServiceDefinition>,
    ) -> Standing<ServiceDefinition> {
        match now {
            Err(error) if error.is_not_found() => Standing::Done(before.clone()),
            Err(_) => Standing::Open,
            // The one that was to be deleted is gone; this is another of its name.
            Ok(now) if now.metadata.created_at != before.metadata.created_at => {
                Standing::Done(before.clone())
            }
            Ok(now) if now.metadata.generation == before.metadata.generation => Standing::Open,
            Ok(_) => Standing::Refused,
        }
    }
}

impl<'a, F, V> IntoFuture for Remove<'a, F>
where
    F: FnMut(&ServiceDefinition) -> V + Send + Sync + 'a,
    V: Verdict + 'a,
{
    type Output = Result<ServiceDefinition, V::Refusal>;
    type IntoFuture = ChangeFuture<'a, ServiceDefinition, V::Refusal>;

    fn into_future(mut self) -> Self::IntoFuture {
        Box::pin(async move {
            check_tries(self.tries)?;
            path_segment("name", self.name)?;
            let (tries, deadline) = (self.tries, self.call.start()?);
            change(Checked(self), tries, deadline).await
        })
    }
}

impl<F> fmt::Debug for Remove<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remove")
            .field("call", &self.call)
            .field("name", &self.name)
            .field("force", &self.force)
            .field("tries", &self.tries)
            .finish_non_exhaustive()
    }
}
