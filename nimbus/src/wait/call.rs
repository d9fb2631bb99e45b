//! The call that waits, either by itself or after another call.

use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

use super::condition::Condition;
use super::options::{WaitOptions, wait_setters};
use super::polls::{PollPlan, Pollable};
use super::resource::PollOutcome;
use super::wait_loop::Waiting;
use crate::call::{Call, call_setters, tenant_setter};
use crate::http::tracing::in_span;
use crate::{BoxFuture, Error, Result};

/// How long a new resource may be missing: a server with several replicas may not know it everywhere yet.
const READ_LAG: Duration = Duration::from_secs(5);

/// A wait for a service or a sandbox, possibly after another call. It is made by
/// [`Services::wait`](crate::Services::wait), by [`Sandboxes::wait`](crate::Sandboxes::wait), or by `wait_until` on a
/// call.
#[must_use = "a call does nothing until awaited"]
pub struct Wait<'a, T> {
    call: Call,
    /// Empty until the first step has created it.
    name: String,
    until: Condition,
    first: Option<FirstStep<T>>,
    options: WaitOptions<'a, T>,
}

/// The call that the wait follows.
type FirstStep<T> = Box<dyn FnOnce(Call) -> BoxFuture<'static, Result<FirstOutcome<T>>> + Send>;

/// The outcome of the call that the wait follows.
pub(crate) enum FirstOutcome<T> {
    /// The resource that it returned.
    Seen(T),
    /// The resource that it created, and its id.
    Created(T, String),
    /// The resource that it returned. An observation counts for the condition only if the predicate accepts it.
    SeenBut(T, Box<dyn FnMut(&T) -> bool + Send>),
    /// It was refused, possibly because nothing was left to do. The polls decide.
    Refused(Error),
}

impl<'a, T: Pollable> Wait<'a, T> {
    pub(crate) fn new(call: Call, name: String, until: impl Into<Condition>) -> Self {
        Self {
            call,
            name,
            until: until.into(),
            first: None,
            options: WaitOptions::default(),
        }
    }

    /// Makes another call first. If this call creates the resource, the name is empty and its outcome gives it.
    pub(crate) fn after<F>(
        call: Call,
        name: String,
        until: impl Into<Condition>,
        first: impl FnOnce(Call) -> F + Send + 'static,
    ) -> Self
    where
        F: Future<Output = Result<FirstOutcome<T>>> + Send + 'static,
    {
        Self {
            call,
            name,
            until: until.into(),
            first: Some(Box::new(|call| Box::pin(first(call)))),
            options: WaitOptions::default(),
        }
    }

    pub(crate) fn with_options(mut self, options: WaitOptions<'a, T>) -> Self {
        self.options = options;
        self
    }

    tenant_setter!();
    call_setters!();
    wait_setters!(T, call);

    async fn run(self) -> Result<T> {
        let Self {
            mut call,
            mut name,
            until,
            first,
            mut options,
        } = self;
        let deadline = call.start()?;
        options.check()?;
        let outcome = match first {
            Some(first) => Some(first(call.clone()).await?),
            None => None,
        };
        let (mut seen, mut counts, mut refusal) = (None, None, None);
        match outcome {
            Some(FirstOutcome::Seen(first)) => seen = Some(first),
            Some(FirstOutcome::Created(first, id)) => {
                (seen, name) = (Some(first), id);
                options.lag = READ_LAG;
            }
            Some(FirstOutcome::SeenBut(first, filter)) => {
                (seen, counts) = (Some(first), Some(filter));
            }
            Some(FirstOutcome::Refused(error)) => refusal = Some(error),
            None => {}
        }
        let plan = PollPlan::new(&call, &name, options.interval)?;
        let tolerates_failure = options.tolerates_failure;
        let mut judge = |seen: &T| match counts.as_mut().is_none_or(|counts| counts(seen)) {
            true => until.judge(seen, tolerates_failure),
            false => PollOutcome::Pending,
        };
        let mut waiting = Waiting::new(&name, until, options, deadline);
        if let Some(seen) = seen {
            waiting.begin_with(seen, &mut judge)?;
        }
        if let Some(error) = refusal {
            waiting.suspect(error);
        }
        waiting.until(&plan, judge).await
    }
}

impl<'a, T: Pollable> IntoFuture for Wait<'a, T> {
    type Output = Result<T>;
    type IntoFuture = BoxFuture<'a, Result<T>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(in_span(T::WAIT, self.run(), |error| Some(error)))
    }
}

impl<T> fmt::Debug for Wait<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait")
            .field("call", &self.call)
            .field("name", &self.name)
            .field("until", &self.until)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
