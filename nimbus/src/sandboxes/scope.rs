//! A sandbox that lasts as long as the work with it.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::time::Duration;

use futures_util::FutureExt as _;
use nimbus_api::operations;
use tokio::time::sleep;

use super::list::List;
use super::stop::Stop;
use crate::call::Call;
use crate::cleanup::{Cleanup, insist};
use crate::deadline::{Deadline, work_within};
use crate::types::SandboxResource;
use crate::{Error, Result};

/// The label of a sandbox that was created for a [scope](super::Create::scope). Its value is unique, so that a sandbox
/// can be found if the response to its creation was lost.
pub const SCOPE_LABEL: &str = "nimbus-scope";

/// The time limit for stopping a sandbox, with all attempts, and for one of them.
const STOP_TIMEOUT: Duration = Duration::from_secs(60);
const STOP_ATTEMPT_TIMEOUT: Duration = Duration::from_secs(25);
/// The time limit for a search.
const LIST_TIMEOUT: Duration = Duration::from_secs(10);

/// The pauses between searches for a sandbox whose creation got no response, because the server may still be creating
/// it.
const LATER: [Duration; 3] = [
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(30),
];

/// Creates a sandbox, which has the label of this scope, for the work, which may wait for it first. `call` is for the stop; its clock has not been started.
pub(super) async fn scope<F, W, T, E>(
    create: impl Future<Output = Result<SandboxResource>> + Send + 'static,
    scope: String,
    call: Call,
    deadline: Option<Deadline>,
    work: F,
) -> Result<T, E>
where
    F: FnOnce(SandboxResource) -> W,
    W: Future<Output = Result<T, E>>,
    E: From<Error>,
{
    let cleanups = call.nimbus.cleanups().clone();
    let created = cleanups.acquire(|ticket| async move {
        let created = AssertUnwindSafe(create).catch_unwind().await;
        match created {
            Ok(Ok(sandbox)) => {
                let stop = stopping(call, sandbox.metadata.id.clone(), ticket);
                Ok((sandbox, stop))
            }
            Ok(Err(error)) => {
                if error.is_ambiguous() {
                    stop_unanswered(call, scope, ticket, may_come(&error)).await;
                }
                Err(error)
            }
            // A hook of the program panicked, perhaps after the request.
            Err(panic) => {
                stop_unanswered(call, scope, ticket, true).await;
                resume_unwind(panic)
            }
        }
    });
    let (sandbox, stop) = created.await?;
    let outcome = work_within(deadline, &operations::SANDBOXES_CREATE, work(sandbox)).await;
    // A failure is logged.
    let _ = stop.run().await;
    outcome
}

/// Whether the server may still be creating the sandbox: it has not answered, or only a gateway in front of it has.
fn may_come(error: &Error) -> bool {
    let status = error.status().map(|status| status.as_u16());
    matches!(status, None | Some(408 | 502 | 504))
}

fn stopping(call: Call, id: String, ticket: u64) -> Cleanup {
    let failure = format!("the sandbox {id}, which does not expire by itself, was not stopped");
    let cleanups = call.nimbus.cleanups().clone();
    Cleanup::new(&cleanups, ticket, failure, move || {
        stop(call.clone(), id.clone())
    })
}

/// Stops a sandbox, with several attempts. Stopping a stopped sandbox does no harm.
async fn stop(call: Call, id: String) -> Result<()> {
    let call = call.for_cleanup(STOP_ATTEMPT_TIMEOUT);
    let attempt = || async {
        let (call, id) = (call.clone(), id.clone());
        match (Stop { call, id }).until_stopped().await {
            Err(error) if error.is_not_found() => Ok(()),
            outcome => outcome.map(drop),
        }
    };
    insist(STOP_TIMEOUT, &operations::SANDBOXES_STOP, attempt).await
}

/// Stops the sandbox whose creation got no response, if there is one. If the server may still be creating it, it is
/// searched for again in the background.
async fn stop_unanswered(call: Call, scope: String, ticket: u64, may_come: bool) {
    let failure = format!(
        "a sandbox labelled {SCOPE_LABEL}={scope} may have been created and may still be running"
    );
    let cleanups = call.nimbus.cleanups().clone();
    let is_stopped = stop_labelled(call.clone(), scope.clone()).await;
    let later = Cleanup::new(&cleanups, ticket, failure, move || {
        let (call, scope) = (call.clone(), scope.clone());
        async move {
            let mut last = Ok(false);
            for pause in LATER {
                sleep(pause).await;
                last = stop_labelled(call.clone(), scope.clone()).await;
                if let Ok(true) = last {
                    break;
                }
            }
            last.map(drop)
        }
    });
    match is_stopped {
        Ok(false) if may_come => {}
        Ok(_) => later.cancel(),
        Err(_) => {}
    }
}

/// Stops the sandbox with the label of this scope. Returns whether there was one.
async fn stop_labelled(call: Call, scope: String) -> Result<bool> {
    let list = List::new(call.clone().for_cleanup(LIST_TIMEOUT));
    let page = list.label(SCOPE_LABEL, scope).await?;
    let Some(sandbox) = page.items.into_iter().next() else {
        return Ok(false);
    };
    stop(call, sandbox.metadata.id).await?;
    Ok(true)
}
