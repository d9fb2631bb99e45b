//! Work that has to be done even if the future that should do it is dropped: a session is closed, a sandbox is stopped, a
//! service is started again.

use std::any::Any;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::time::Duration;

use futures_util::FutureExt as _;
use nimbus_api::Operation;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::{JoinError, JoinHandle};
use tokio::time::{Instant, sleep};
use tracing::Instrument as _;

use crate::deadline::{Deadline, work_within};
use crate::{BoxFuture, Error, ErrorKind, Result, Sent};

/// The cleanups of a client and its clones that are under way.
#[derive(Clone, Default)]
pub(crate) struct Cleanups(watch::Sender<UnderWay>);

#[derive(Default)]
struct UnderWay {
    next: u64,
    /// A resource and its cleanup share a ticket, and may both be here.
    tickets: Vec<u64>,
}

/// Counts as under way until it is dropped.
struct Pending {
    cleanups: Cleanups,
    ticket: u64,
}

impl Cleanups {
    /// A number for a resource, by which [`ended`](Self::ended) tells what is older than itself.
    pub(crate) fn ticket(&self) -> u64 {
        let mut ticket = 0;
        self.0.send_modify(|under_way| {
            ticket = under_way.next;
            under_way.next += 1;
        });
        ticket
    }

    fn begin(&self, ticket: u64) -> Pending {
        self.0
            .send_modify(|under_way| under_way.tickets.push(ticket));
        Pending {
            cleanups: self.clone(),
            ticket,
        }
    }

    /// Waits for everything that is under way now, and not for what begins meanwhile.
    pub(crate) async fn ended(&self) {
        let mut under_way = self.0.subscribe();
        let limit = under_way.borrow().next;
        let is_ended =
            |under_way: &UnderWay| under_way.tickets.iter().all(|ticket| *ticket >= limit);
        // The sender is alive: it is ours.
        let _ = under_way.wait_for(is_ended).await;
    }

    /// Acquires a resource in a task of its own, which is given the ticket for its cleanup: a future that is dropped
    /// meanwhile must not lose what it acquires. The outcome is dropped then, which begins the cleanup.
    ///
    /// # Errors
    /// Those of the task.
    pub(crate) async fn acquire<T, F>(&self, task: impl FnOnce(u64) -> F) -> Result<T>
    where
        T: Send + 'static,
        F: Future<Output = Result<T>> + Send + 'static,
    {
        let ticket = self.ticket();
        let (pending, task) = (self.begin(ticket), task(ticket));
        // The resource comes first, as it is dropped first: its cleanup is under way before this no longer is.
        let task = async move { (task.await, pending) };
        match tokio::spawn(task.in_current_span()).await {
            Ok((acquired, _pending)) => acquired,
            Err(ended) => Err(panicked_or_ended(ended)),
        }
    }
}

/// Goes on with a panic of the task.
fn panicked_or_ended(ended: JoinError) -> Error {
    match ended.try_into_panic() {
        Ok(panic) => resume_unwind(panic),
        Err(_) => {
            let message = "the runtime was shut down";
            Error::transport(ErrorKind::Connection, Sent::Maybe, message, None)
        }
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        self.cleanups.0.send_modify(|under_way| {
            let mut tickets = under_way.tickets.iter();
            if let Some(index) = tickets.position(|ticket| *ticket == self.ticket) {
                under_way.tickets.swap_remove(index);
            }
        });
    }
}

type Task = Box<dyn Fn() -> BoxFuture<'static, Result<()>> + Send>;

/// Runs its task when it is told to, or when it is dropped. Either way it runs to its end in the background, even if
/// nobody waits for it. A failure is logged.
pub(crate) struct Cleanup {
    cleanups: Cleanups,
    ticket: u64,
    /// What it means if it fails.
    failure: String,
    task: Option<Task>,
}

impl Cleanup {
    pub(crate) fn new<F>(
        cleanups: &Cleanups,
        ticket: u64,
        failure: String,
        task: impl Fn() -> F + Send + 'static,
    ) -> Self
    where
        F: Future<Output = Result<()>> + Send + 'static,
    {
        Self {
            cleanups: cleanups.clone(),
            ticket,
            failure,
            task: Some(Box::new(move || Box::pin(task()))),
        }
    }

    /// # Errors
    /// Those of the task, which are logged as well.
    pub(crate) async fn run(mut self) -> Result<()> {
        match self.begin() {
            None => Ok(()),
            Some(task) => task
                .await
                .unwrap_or_else(|ended| Err(panicked_or_ended(ended))),
        }
    }

    /// It is not needed any more.
    pub(crate) fn cancel(mut self) {
        self.task = None;
    }

    fn begin(&mut self) -> Option<JoinHandle<Result<()>>> {
        let task = self.task.take()?;
        let mut unfinished = Unfinished {
            failure: std::mem::take(&mut self.failure),
            reason: "there is no runtime to do it on",
            _pending: self.cleanups.begin(self.ticket),
        };
        let runtime = Handle::try_current().ok()?;
        unfinished.reason = "its runtime has ended";
        Some(runtime.spawn(perform(task, unfinished).in_current_span()))
    }
}

impl Drop for Cleanup {
    fn drop(&mut self) {
        self.begin();
    }
}

/// Logs that a cleanup was not done, if it is dropped before its end.
struct Unfinished {
    failure: String,
    reason: &'static str,
    _pending: Pending,
}

impl Unfinished {
    fn end(mut self, result: &Result<()>) {
        let failure = std::mem::take(&mut self.failure);
        if let Err(error) = result {
            tracing::warn!(target: "nimbus", %error, "{failure}");
        }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.failure.is_empty() {
            tracing::warn!(target: "nimbus", "{}: {}", self.failure, self.reason);
        }
    }
}

/// The pause before a call is made again.
const PAUSE: Duration = Duration::from_secs(1);

/// Makes a call that does no harm if it is repeated, again after each error that may pass.
///
/// # Errors
/// The first error that does not pass, or a timeout of the operation.
pub(crate) async fn insist<F: Future<Output = Result<()>>>(
    timeout: Duration,
    operation: &'static Operation,
    call: impl Fn() -> F,
) -> Result<()> {
    let deadline = Deadline::after(Instant::now(), timeout);
    let attempts = async {
        loop {
            match call().await {
                Err(error) if error.is_retryable() => sleep(PAUSE).await,
                outcome => return outcome,
            }
        }
    };
    work_within(Some(deadline), operation, attempts).await
}

/// Does it once more when a hook of the program panics, and goes on with the panic afterwards.
async fn perform(task: Task, mut unfinished: Unfinished) -> Result<()> {
    let (result, panic): (_, Option<Box<dyn Any + Send>>) =
        match AssertUnwindSafe(task()).catch_unwind().await {
            Ok(result) => (result, None),
            Err(panic) => match AssertUnwindSafe(task()).catch_unwind().await {
                Ok(result) => (result, Some(panic)),
                Err(panic) => {
                    unfinished.reason = "a hook of the program panicked";
                    drop(unfinished);
                    resume_unwind(panic)
                }
            },
        };
    unfinished.end(&result);
    match panic {
        None => result,
        Some(panic) => resume_unwind(panic),
    }
}
