//! Changing a definition under its generation.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;

use super::definitions::Update;
use super::draft::{Draft, Revision};
use super::lookup::Definition;
use crate::call::validate::path_segment;
use crate::call::{Call, call_setters, tenant_setter, timeout_setter};
use crate::types::{ServiceBackendSpec, ServiceDefinition};
use crate::update::{Decision, Guarded, Standing, TRIES, change};
use crate::{Error, Result};

/// What the closures of [`Services::modify`](super::Services::modify) and [`remove`](super::Services::remove) may
/// return: nothing, or a result, whose error refuses the change and comes back as it is.
pub trait Verdict: sealed::Sealed {
    /// The error of the whole call.
    type Refusal: From<Error>;

    #[doc(hidden)]
    fn into_result(self) -> Result<(), Self::Refusal>;
}

impl Verdict for () {
    type Refusal = Error;

    fn into_result(self) -> Result<()> {
        Ok(())
    }
}

impl<E: From<Error>> Verdict for Result<(), E> {
    type Refusal = E;

    fn into_result(self) -> Self {
        self
    }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for () {}
    impl<E> Sealed for Result<(), E> {}
}

/// The future of a change.
pub type ChangeFuture<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

/// A call of [`Services::modify`](super::Services::modify).
#[must_use = "a call does nothing until awaited"]
pub struct Modify<'a, F> {
    call: Call<'a>,
    name: &'a str,
    edit: F,
    known_backend: Option<ServiceBackendSpec>,
    tries: u32,
}

impl<'a, F> Modify<'a, F> {
    pub(super) fn new(call: Call<'a>, name: &'a str, edit: F) -> Self {
        Self {
            call,
            name,
            edit,
            known_backend: None,
            tries: TRIES,
        }
    }

    tenant_setter!();
    call_setters!();
    timeout_setter!();

    /// What the backend is, for a service whose backend is shown redacted: it is sent along when something else has
    /// changed, as a label. By itself it is no change.
    pub fn known_backend(mut self, backend: impl Into<ServiceBackendSpec>) -> Self {
        self.known_backend = Some(backend.into());
        self
    }

    /// How often to read and write in all, when others change the definition at the same time; 16 unless set. Zero is
    /// refused.
    pub fn tries(mut self, tries: u32) -> Self {
        self.tries = tries;
        self
    }
}

pub(super) fn check_tries(tries: u32) -> Result<()> {
    if tries == 0 {
        let message = "tries must be greater than zero";
        return Err(Error::invalid_input("tries", message));
    }
    Ok(())
}

pub(super) struct Edited<'a, F>(pub(super) Modify<'a, F>);

impl<F, V> Guarded for Edited<'_, F>
where
    F: FnMut(&mut Draft) -> V + Send + Sync,
    V: Verdict,
{
    type Read = ServiceDefinition;
    type Change = Revision;
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
    ) -> Result<Decision<Revision, ServiceDefinition>, V::Refusal> {
        let mut draft = Draft::of(read);
        (self.0.edit)(&mut draft).into_result()?;
        Ok(match draft.revision(self.0.known_backend.as_ref())? {
            Some(revision) => Decision::Write(revision),
            None => Decision::Done(read.clone()),
        })
    }

    async fn write(
        &self,
        read: &ServiceDefinition,
        revision: &Revision,
    ) -> Result<ServiceDefinition> {
        let generation = read.metadata.generation;
        let Revision { labels, backend } = revision.clone();
        Update::new(
            self.0.call.clone(),
            self.0.name,
            generation,
            backend,
            labels,
        )
        .await
    }

    fn settle(
        &self,
        before: &ServiceDefinition,
        revision: &Revision,
        now: &Result<ServiceDefinition>,
    ) -> Standing<ServiceDefinition> {
        let Ok(now) = now else {
            return Standing::Open;
        };
        if now.metadata.created_at != before.metadata.created_at {
            return Standing::Unclear;
        }
        let generation = before.metadata.generation;
        if now.metadata.generation == generation {
            Standing::Open
        } else if now.metadata.generation == generation + 1 && !revision.shows_in(now) {
            Standing::Refused
        } else {
            Standing::Unclear
        }
    }
}

impl<'a, F, V> IntoFuture for Modify<'a, F>
where
    F: FnMut(&mut Draft) -> V + Send + Sync + 'a,
    V: Verdict + 'a,
{
    type Output = Result<ServiceDefinition, V::Refusal>;
    type IntoFuture = ChangeFuture<'a, ServiceDefinition, V::Refusal>;

    fn into_future(mut self) -> Self::IntoFuture {
        Box::pin(async move {
            check_tries(self.tries)?;
            path_segment("name", self.name)?;
            let (tries, deadline) = (self.tries, self.call.start()?);
            change(Edited(self), tries, deadline).await
        })
    }
}

impl<F> fmt::Debug for Modify<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Modify")
            .field("call", &self.call)
            .field("name", &self.name)
            .field("tries", &self.tries)
            .finish_non_exhaustive()
    }
}
