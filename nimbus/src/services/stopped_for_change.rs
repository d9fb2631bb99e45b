//! Stopping a service for a change and starting it again afterwards.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::start::Start;
use super::stop::Stop;
use crate::call::Call;
use crate::cleanup::Cleanup;
use crate::update::Changed;
use crate::wait::{FirstOutcome, Wait};
use crate::{Result, ServiceStopWaitCondition};

/// The time limit for starting it again. Starting a service can take 10 s on the server.
const START_TIMEOUT: Duration = Duration::from_secs(60);

/// Stops a service for a change, and starts it again.
pub(super) struct Stopping {
    /// The call that starts it again. The time limit of the change does not apply to it.
    call: Call,
    name: String,
    restart: Mutex<Option<Cleanup>>,
}

impl Stopping {
    pub(super) fn new(call: Call, name: String) -> Self {
        let restart = Mutex::default();
        Self {
            call,
            name,
            restart,
        }
    }

    /// Stops the service and returns whether it was running. If so, it will be started again in any case.
    pub(super) async fn stop(&self, call: &Call) -> Result<bool> {
        let is_first = lock(&self.restart).is_none();
        if is_first {
            // Set before the request, because its response may be lost.
            *lock(&self.restart) = Some(self.restarting());
        }
        let (call, name) = (call.clone(), self.name.clone());
        let until = ServiceStopWaitCondition::Stopped;
        let stop = Wait::after(call, Some(name.clone()), until, |call| async {
            Ok(FirstOutcome::Seen(Stop { call, name }.await?))
        });
        match stop.await {
            Ok(_) => Ok(true),
            Err(error) if error.is_not_found() => {
                if is_first && let Some(restart) = lock(&self.restart).take() {
                    restart.cancel();
                }
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    fn restarting(&self) -> Cleanup {
        let (call, name) = (self.call.clone(), self.name.clone());
        let failure =
            format!("the service {name:?} was stopped for a change and has not been started again");
        let start = (Start { call, name }).timeout(START_TIMEOUT);
        Cleanup::new(self.call.nimbus.cleanups(), failure, async {
            start.await.map(drop)
        })
    }

    /// Starts the service again. Returns `None` if it was not stopped.
    pub(super) async fn restart(&self) -> Option<Result<()>> {
        let restart = lock(&self.restart).take()?;
        Some(restart.run().await)
    }
}

/// Combines the outcomes of the change and of the restart, if there was one. The error says in which state the service
/// was left.
pub(super) fn after(changed: Result<Changed>, restarted: Option<Result<()>>) -> Result<Changed> {
    match (changed, restarted) {
        (changed, None) | (changed @ Ok(_), Some(Ok(()))) => changed,
        (Err(error), Some(Ok(()))) => Err(error.map_message(|message| {
            message.push_str("; the service was stopped for the change and has been started again");
        })),
        (Ok(changed), Some(Err(error))) => Err(error
            .map_message(|message| {
                message.insert_str(0, "the service was changed but could not be started again: ");
            })
            .with_definition(Some(changed.definition))),
        (Err(error), Some(Err(starting))) => Err(error.map_message(|message| {
            let note = format!(
                "; the service was stopped for the change and could not be started again: {starting}"
            );
            message.push_str(&note);
        })),
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
