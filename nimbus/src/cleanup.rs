//! Cleanup at the end of some work, even if the future that should do it is dropped: closing a session, stopping a
//! sandbox, or starting a service again.

use std::panic::resume_unwind;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tracing::Instrument as _;

use crate::{BoxFuture, Error, ErrorKind, Result, Sent};

/// The number of cleanups in progress for one client and its clones.
#[derive(Clone, Default)]
pub(crate) struct Cleanups(watch::Sender<usize>);

/// A cleanup in progress, until this is dropped.
struct Pending(Cleanups);

impl Cleanups {
    fn begin(&self) -> Pending {
        self.0.send_modify(|pending| *pending += 1);
        Pending(self.clone())
    }

    /// Waits until no cleanup is in progress.
    pub(crate) async fn ended(&self) {
        let mut pending = self.0.subscribe();
        // This cannot fail, because `self` holds the sender.
        let _ = pending.wait_for(|pending| *pending == 0).await;
    }

    /// Runs a task that acquires a resource to its end, so that a future that is dropped meanwhile does not lose the
    /// resource. In that case, the outcome of the task is dropped, which starts the cleanup.
    ///
    /// # Errors
    /// The errors of the task.
    pub(crate) async fn acquire<T: Send + 'static>(
        &self,
        task: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Result<T> {
        let pending = self.begin();
        let task = async move {
            let acquired = task.await;
            drop(pending);
            acquired
        };
        let joined = tokio::spawn(task.in_current_span()).await;
        joined.unwrap_or_else(|ended| match ended.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            Err(_) => {
                let message = "the runtime was shut down";
                Err(Error::transport(
                    ErrorKind::Connection,
                    Sent::Maybe,
                    message,
                    None,
                ))
            }
        })
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        self.0.0.send_modify(|pending| *pending -= 1);
    }
}

/// Runs its task once: on request, or when it is dropped.
pub(crate) struct Cleanup {
    cleanups: Cleanups,
    /// What to log if the task fails.
    failure: String,
    task: Option<BoxFuture<'static, Result<()>>>,
}

impl Cleanup {
    pub(crate) fn new(
        cleanups: &Cleanups,
        failure: String,
        task: impl Future<Output = Result<()>> + Send + 'static,
    ) -> Self {
        Self {
            cleanups: cleanups.clone(),
            failure,
            task: Some(Box::pin(task)),
        }
    }

    /// Runs the task. If this future is dropped before the task has ended, the rest runs in the background.
    ///
    /// # Errors
    /// The errors of the task.
    pub(crate) async fn run(mut self) -> Result<()> {
        let _pending = self.cleanups.begin();
        let result = match &mut self.task {
            Some(task) => task.await,
            None => Ok(()),
        };
        self.task = None;
        result
    }

    /// Drops the task without running it.
    pub(crate) fn cancel(mut self) {
        self.task = None;
    }

    /// Runs the task and logs its error, for callers that cannot return it.
    pub(crate) async fn run_and_log(self) {
        let failure = self.failure.clone();
        if let Err(error) = self.run().await {
            tracing::warn!(target: "nimbus", %error, "{failure}");
        }
    }
}

impl Drop for Cleanup {
    fn drop(&mut self) {
        let Some(task) = self.task.take() else {
            return;
        };
        let failure = std::mem::take(&mut self.failure);
        let Ok(runtime) = Handle::try_current() else {
            tracing::warn!(target: "nimbus", "{failure}: there is no tokio runtime to do it on");
            return;
        };
        let pending = self.cleanups.begin();
        runtime.spawn(async move {
            if let Err(error) = task.await {
                tracing::warn!(target: "nimbus", %error, "{failure}");
            }
            drop(pending);
        });
    }
}
