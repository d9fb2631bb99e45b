//! A service that is stopped for a change, and runs again after it.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::start::Start;
use super::stop::Stop;
use crate::call::Call;
use crate::cleanup::Cleanup;
use crate::update::Changed;
use crate::wait::{FirstOutcome, Wait};
use crate::{Result, ServiceStopWaitCondition};

/// To start it again. A start may block 10 s on the server.
const START_TIMEOUT: Duration = Duration::from_secs(60);

/// A service that is stopped for a change.
pub(super) struct Stopping {
    /// To start it again: the time limit of the change does not count for that.
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

    /// Whether it ran. If it did, it is certain to be started again.
    pub(super) async fn stop(&self, call: &Call) -> Result<bool> {
        let is_first = lock(&self.restart).is_none();
        if is_first {
            // Before the request: its answer may get lost.
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
            format!("the service {name:?} was stopped for a change, and is not started again");
        let start = (Start { call, name }).timeout(START_TIMEOUT);
        Cleanup::new(self.call.nimbus.cleanups(), failure, async {
            start.await.map(drop)
        })
    }

    /// Starts it again; nothing, if it was not stopped.
    pub(super) async fn restart(&self) -> Option<Result<()>> {
        let restart = lock(&self.restart).take()?;
        Some(restart.run().await)
    }
}

/// What a change comes to, with the restart of its service if there was one. The error says how the service was left.
pub(super) fn after(changed: Result<Changed>, restarted: Option<Result<()>>) -> Result<Changed> {
    match (changed, restarted) {
        (changed, None) | (changed @ Ok(_), Some(Ok(()))) => changed,
        (Err(error), Some(Ok(()))) => Err(error.map_message(|message| {
            message.push_str("; the service was stopped for the change, and runs again");
        })),
        (Ok(changed), Some(Err(error))) => Err(error
            .map_message(|message| {
                message.insert_str(0, "the service was changed, and could not be started again: ");
            })
            .with_definition(Some(changed.definition))),
        (Err(error), Some(Err(starting))) => Err(error.map_message(|message| {
            let note = format!(
                "; the service was stopped for the change, and could not be started again: {starting}"
            );
            message.push_str(&note);
        })),
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
