//! A session that lasts as long as the work with it.

use std::time::Duration;

use nimbus_api::operations;

use super::Close;
use crate::call::Call;
use crate::cleanup::Cleanup;
use crate::deadline::{Deadline, work_within};
use crate::types::SessionResource;
use crate::{Error, Result};

/// Kept short, because the close delays the result of the work.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);

pub(super) async fn scope<F, W, T, E>(
    open: impl Future<Output = Result<SessionResource>> + Send + 'static,
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
    let opened = cleanups.acquire(|ticket| async move {
        let session = open.await?;
        let close = closing(call, &session, ticket);
        Ok((session, close))
    });
    let (session, close) = opened.await?;
    let outcome = work_within(deadline, &operations::SESSIONS_OPEN, work(session)).await;
    // A failure is logged.
    let _ = close.run().await;
    outcome
}

fn closing(mut call: Call, session: &SessionResource, ticket: u64) -> Cleanup {
    let id = session.metadata.id.clone();
    // Some servers require the tenant of those who may act for several.
    call.tenant = Some(session.metadata.tenant_id.clone());
    let call = call.for_cleanup(CLOSE_TIMEOUT);
    let failure = format!("the session {id} was not closed and will expire by itself");
    let cleanups = call.nimbus.cleanups().clone();
    Cleanup::new(&cleanups, ticket, failure, move || {
        let close = Close::new(call.clone(), id.clone());
        async {
            match close.await {
                // Nothing is left to close.
                Err(error) if error.is_not_found() => Ok(()),
                outcome => outcome.map(drop),
            }
        }
    })
}
