//! Stopping a service for a change and starting it again afterwards.

use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use nimbus_api::operations;
use tokio::sync::Mutex as AsyncMutex;

use super::start::Start;
use super::stop::Stop;
use crate::call::Call;
use crate::cleanup::{Cleanup, insist};
use crate::deadline::{Deadline, within};
use crate::update::Changed;
use crate::wait::{FirstOutcome, Wait};
use crate::{Error, ErrorKind, Result, Sent, ServiceStopWaitCondition};

/// The time limit of the stop, and of the wait for it.
const STOP_TIMEOUT: Duration = Duration::from_secs(60);
/// The time limit for starting it again, with all attempts, and for one of them. A start can take 10 s on the server.
const START_TIMEOUT: Duration = Duration::from_secs(120);
const START_ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);

/// Stops a service for a change, and starts it again.
pub(super) struct Stopping {
    /// For the stop and the start, which have time limits of their own.
    call: Call,
    name: String,
    /// Held while a stop is under way, which a start must not overtake.
    stop: Arc<AsyncMutex<()>>,
    restart: Mutex<Option<Cleanup>>,
}

impl Stopping {
    pub(super) fn new(call: Call, name: String) -> Self {
        Self {
            call,
            name,
            stop: Arc::default(),
            restart: Mutex::default(),
        }
    }

    /// Stops the service if it runs. If it did, it will be started again in any case.
    pub(super) async fn stop(&self, deadline: Option<Deadline>) -> Result<()> {
        let cleanups = self.call.nimbus.cleanups();
        let turn = Arc::clone(&self.stop).lock_owned().await;
        let is_first = lock(&self.restart).is_none();
        if is_first {
            // Set before the request, because its response may be lost.
            *lock(&self.restart) = Some(self.restarting());
        }
        let call = self.call.clone().for_cleanup(STOP_TIMEOUT);
        let name = self.name.clone();
        // In a task of its own, which ends even if this future is dropped.
        let stop = pin!(cleanups.acquire(|_| async move {
            let until = ServiceStopWaitCondition::Stopped;
            let stop = Wait::after(call, name.clone(), until, |call| async {
                Ok(FirstOutcome::Seen(Stop { call, name }.await?))
            });
            let stopped = stop.wait_timeout(STOP_TIMEOUT).await;
            drop(turn);
            stopped
        }));
        let stopped = within(deadline, stop).await;
        let error = match stopped {
            Ok(Ok(_)) => return Ok(()),
            Ok(Err(error)) => error,
            Err(Deadline { timeout, .. }) => {
                let error = Error::overdue(timeout, Sent::Yes, None);
                return Err(error.of(&operations::SERVICES_STOP));
            }
        };
        let is_refused = error.kind() == ErrorKind::Status && !error.is_ambiguous();
        if is_refused
            && is_first
            && let Some(restart) = lock(&self.restart).take()
        {
            restart.cancel();
        }
        match error.is_not_found() {
            // It does not run.
            true => Ok(()),
            false => Err(error),
        }
    }

    fn restarting(&self) -> Cleanup {
        let (call, name) = (self.call.clone(), self.name.clone());
        let failure =
            format!("the service {name:?} was stopped for a change and has not been started again");
        let stop = Arc::clone(&self.stop);
        let cleanups = self.call.nimbus.cleanups();
        Cleanup::new(cleanups, cleanups.ticket(), failure, move || {
            start(call.clone(), name.clone(), Arc::clone(&stop))
        })
    }

    /// Starts the service again. Returns `None` if it was not stopped.
    pub(super) async fn restart(&self) -> Option<Result<()>> {
        let restart = lock(&self.restart).take()?;
        Some(restart.run().await)
    }
}

/// Starts a service, with several attempts, once its stop is over. Starting a running service does no harm.
async fn start(call: Call, name: String, stop: Arc<AsyncMutex<()>>) -> Result<()> {
    drop(stop.lock().await);
    let call = call.for_cleanup(START_ATTEMPT_TIMEOUT);
    let attempt = || async {
        let (call, name) = (call.clone(), name.clone());
        (Start { call, name }).until_ready().await.map(drop)
    };
    insist(START_TIMEOUT, &operations::SERVICES_START, attempt).await
}

/// Combines the outcomes of the change and of the restart, if there was one. The error says in which state the service
/// was left.
pub(super) fn after(changed: Result<Changed>, restarted: Option<Result<()>>) -> Result<Changed> {
    match (changed, restarted) {
        (changed, None) | (changed @ Ok(_), Some(Ok(()))) => changed,
        (Err(error), Some(Ok(()))) => Err(error.map_message(|message| {
            let note = "the service was stopped for the change and has been started again: ";
            message.insert_str(0, note);
        })),
        (Ok(changed), Some(Err(error))) => Err(error
            .map_message(|message| {
                message.insert_str(
                    0,
                    "the service was changed but could not be started again: ",
                );
            })
            .with_definition(Some(changed.definition))),
        (Err(error), Some(Err(starting))) => Err(error
            .map_message(|message| {
                let note =
                    "the service was stopped for the change and could not be started again: ";
                message.insert_str(0, note);
            })
            .caused_by(Some(starting))),
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
