//! What has to be done at the end of a piece of work, even if the future that should do it is dropped: a session is closed,
//! a sandbox is stopped, a service is started again.

use std::panic::resume_unwind;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tracing::Instrument as _;

use crate::{BoxFuture, Error, ErrorKind, Result, Sent};

/// The cleanups of one client, and of its clones, that are under way.
#[derive(Clone, Default)]
pub(crate) struct Cleanups(watch::Sender<usize>);

/// One that is under way, until it is dropped.
struct Pending(Cleanups);

impl Cleanups {
    fn begin(&self) -> Pending {
        self.0.send_modify(|pending| *pending += 1);
        Pending(self.clone())
    }

    /// Waits until none is under way.
    pub(crate) async fn ended(&self) {
        let mut pending = self.0.subscribe();
        // The sender is alive: it is ours.
        let _ = pending.wait_for(|pending| *pending == 0).await;
    }

    /// Runs what acquires a resource to its end, in a task of its own: a future that is dropped meanwhile must not lose
    /// what it acquires. Whatever comes of it is dropped then, which is where its cleanup is begun.
    ///
    /// # Errors
    /// Those of the task.
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

/// Runs its task once: when it is told to, or when it is dropped.
pub(crate) struct Cleanup {
    cleanups: Cleanups,
    /// What it means if it fails.
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

    /// If this is dropped before it has ended, the rest is done in the background.
    ///
    /// # Errors
    /// Those of the task.
    pub(crate) async fn run(mut self) -> Result<()> {
        let _pending = self.cleanups.begin();
        let result = match &mut self.task {
            Some(task) => task.await,
            None => Ok(()),
        };
        self.task = None;
        result
    }

    /// It is not needed any more.
    pub(crate) fn cancel(mut self) {
        self.task = None;
    }

    /// Runs it where an error has nobody to go to.
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
