//! A session that lasts as long as the work with it.

use std::time::Duration;

use nimbus_api::operations;

use super::Close;
use super::open::Open;
use crate::call::Call;
use crate::cleanup::Cleanup;
use crate::deadline::{Deadline, work_within};
use crate::types::SessionResource;
use crate::{Error, Result};

/// Kept short, because the close delays the result of the work.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);

pub(super) async fn scope<F, W, T, E>(
    open: Open,
    call: Call,
    deadline: Option<Deadline>,
    work: F,
) -> Result<T, E>
where
    F: FnOnce(SessionResource) -> W,
    W: Future<Output = Result<T, E>>,
    E: From<Error>,
{
    let cleanups = call.nimbus.cleanups().clone();
    let opened = cleanups.acquire(async move {
        let session = open.await?;
        let close = closing(call, session.metadata.id.clone());
        Ok((session, close))
    });
    let (session, close) = opened.await?;
    let outcome = work_within(deadline, &operations::SESSIONS_OPEN, work(session)).await;
    close.run_and_log().await;
    outcome
}

fn closing(call: Call, id: String) -> Cleanup {
    let failure = format!("the session {id} was not closed and will expire by itself");
    let cleanups = call.nimbus.cleanups().clone();
    Cleanup::new(&cleanups, failure, async {
        match Close::new(call, id).timeout(CLOSE_TIMEOUT).await {
            // Nothing is left to close.
            Err(error) if error.is_not_found() => Ok(()),
            outcome => outcome.map(drop),
        }
    })
}
