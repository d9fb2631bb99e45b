//! A sandbox that lasts as long as the work with it.

use std::time::Duration;

use nimbus_api::operations;
use tokio::time::sleep;

use super::create::Create;
use super::list::List;
use super::stop::Stop;
use crate::call::Call;
use crate::cleanup::Cleanup;
use crate::deadline::{Deadline, work_within};
use crate::types::SandboxResource;
use crate::{Error, Result};

/// The label of a sandbox that was created for a [scope](super::Create::scope). Its value is unique, so that a sandbox
/// can be found if the response to its creation was lost.
pub const SCOPE_LABEL: &str = "nimbus-scope";

/// The time limit of one stop and the wait for it.
const STOP_TIMEOUT: Duration = Duration::from_secs(60);
const STOP_ATTEMPTS: u32 = 3;
const STOP_PAUSE: Duration = Duration::from_secs(1);

/// The pauses between searches for a sandbox whose creation got no response, because the server may still be creating
/// it.
const LATER: [Duration; 3] = [
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(30),
];

/// Creates a sandbox for the work, which may wait for it first. `call` is for the stop; its clock has not been started.
pub(super) async fn scope<F, W, T, E>(
    create: Create,
    call: Call,
    deadline: Option<Deadline>,
    work: F,
) -> Result<T, E>
where
    F: FnOnce(SandboxResource) -> W,
    W: Future<Output = Result<T, E>>,
    E: From<Error>,
{
    let scope = format!("{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..));
    let create = create.label(SCOPE_LABEL, &scope);
    let cleanups = call.nimbus.cleanups().clone();
    let created = cleanups.acquire(async move {
        match create.await {
            Ok(sandbox) => {
                let stop = stopping(call, sandbox.metadata.id.clone());
                Ok((sandbox, stop))
            }
            Err(error) => {
                if error.is_ambiguous() {
                    stop_unanswered(call, scope, error.status().is_none()).await;
                }
                Err(error)
            }
        }
    });
    let (sandbox, stop) = created.await?;
    let outcome = work_within(deadline, &operations::SANDBOXES_CREATE, work(sandbox)).await;
    stop.run_and_log().await;
    outcome
}

fn stopping(call: Call, id: String) -> Cleanup {
    let failure = format!("the sandbox {id}, which does not expire by itself, was not stopped");
    let cleanups = call.nimbus.cleanups().clone();
    Cleanup::new(&cleanups, failure, stop(call, id))
}

/// Stops a sandbox, with several attempts. Stopping a stopped sandbox does no harm.
async fn stop(call: Call, id: String) -> Result<()> {
    let mut attempts = 0;
    loop {
        let (call, id) = (call.clone(), id.clone());
        let stop = (Stop { call, id }).until_stopped().timeout(STOP_TIMEOUT);
        attempts += 1;
        match stop.await {
            Ok(_) => return Ok(()),
            Err(error) if error.is_not_found() => return Ok(()),
            Err(error) if attempts >= STOP_ATTEMPTS || !error.is_retryable() => return Err(error),
            Err(_) => sleep(STOP_PAUSE).await,
        }
    }
}

/// Stops the sandbox whose creation got no response, if there is one. If the server may still be creating it, it is
/// searched for again in the background.
async fn stop_unanswered(call: Call, scope: String, may_come: bool) {
    let failure = format!(
        "a sandbox labelled {SCOPE_LABEL}={scope} may have been created and may still be running"
    );
    let is_stopped = stop_labelled(call.clone(), &scope).await;
    let cleanups = call.nimbus.cleanups().clone();
    let later = Cleanup::new(&cleanups, failure, async move {
        let mut last = Ok(false);
        for pause in LATER {
            sleep(pause).await;
            last = stop_labelled(call.clone(), &scope).await;
            if let Ok(true) = last {
                break;
            }
        }
        last.map(drop)
    });
    match is_stopped {
        Ok(false) if may_come => {}
        Ok(_) => later.cancel(),
        Err(_) => {}
    }
}

/// Stops the sandbox with the label of this scope. Returns whether there was one.
async fn stop_labelled(call: Call, scope: &str) -> Result<bool> {
    let page = List::new(call.clone()).label(SCOPE_LABEL, scope).await?;
    let Some(sandbox) = page.items.into_iter().next() else {
        return Ok(false);
    };
    stop(call, sandbox.metadata.id).await?;
    Ok(true)
}
