//! Deleting a definition after checking it.

use std::fmt;
use std::future::IntoFuture;

use super::definition::RemoteDefinition;
use crate::call::{Call, call_setters, tenant_setter, timeout_setter};
use crate::http::tracing::in_span;
use crate::types::ServiceDefinition;
use crate::update::{MAX_ATTEMPTS, UpdateOutcome, Write};
use crate::{BoxFuture, Error, Result};

/// Checks what was read, and may refuse to delete it.
type Check<'a, E> = Box<dyn FnMut(&ServiceDefinition) -> Result<(), E> + Send + 'a>;

/// A call of [`Services::delete_with`](super::Services::delete_with).
#[must_use = "a call does nothing until awaited"]
pub struct DeleteWith<'a, E> {
    call: Call,
    name: String,
    check: Check<'a, E>,
    force: bool,
    max_attempts: u32,
}

impl<'a, E> DeleteWith<'a, E> {
    pub(super) fn new<V: UpdateOutcome<Error = E>>(
        call: Call,
        name: String,
        mut check: impl FnMut(&ServiceDefinition) -> V + Send + 'a,
    ) -> Self {
        Self {
            call,
            name,
            check: Box::new(move |read| check(read).into_result()),
            force: false,
            max_attempts: MAX_ATTEMPTS,
        }
    }

    tenant_setter!();
    call_setters!();
    timeout_setter!();

    /// Sets whether to close open sessions and stop the backend first.
    pub fn force(mut self, force: bool) -> Self {
        self.force = force;
        self
    }

    /// Sets the number of attempts to read and delete when others change the definition at the same time. The default
    /// is 16. Zero is an error.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }
}

impl<'a, E: From<Error> + 'a> IntoFuture for DeleteWith<'a, E> {
    type Output = Result<ServiceDefinition, E>;
    type IntoFuture = BoxFuture<'a, Result<ServiceDefinition, E>>;

    fn into_future(self) -> Self::IntoFuture {
        let Self {
            call,
            name,
            mut check,
            force,
            max_attempts,
        } = self;
        let change = async move {
            let decide = |read: Result<&ServiceDefinition>| -> Result<_, E> {
                let read = read?;
                check(read)?;
                let before = Box::new(read.clone());
                Ok(Some(Write::Delete { before, force }))
            };
            RemoteDefinition { call, name }
                .change(max_attempts, decide)
                .await
        };
        Box::pin(in_span("services_delete_with", change, |_| None))
    }
}

impl<E> fmt::Debug for DeleteWith<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeleteWith")
            .field("call", &self.call)
            .field("name", &self.name)
            .field("force", &self.force)
            .field("max_attempts", &self.max_attempts)
            .finish_non_exhaustive()
    }
}
