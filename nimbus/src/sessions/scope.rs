//! A session that lasts as long as the work with it.

use std::future::Future;
use std::time::Duration;

use nimbus_api::operations;
use tokio::runtime::Handle;
use tokio::time::timeout_at;

use super::Close;
use crate::call::Call;
use crate::deadline::Deadline;
use crate::types::SessionResource;
use crate::{Error, Result, Sent};

/// A close must not hold up what the work returned.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);

/// Closes a session, at the latest when it is dropped.
struct Lease(Option<OpenSession>);

struct OpenSession {
    call: Call,
    id: String,
}

pub(super) async fn scope<F, W, T, E>(
    call: Call,
    deadline: Option<Deadline>,
    open: impl Future<Output = Result<SessionResource>>,
    work: F,
) -> Result<T, E>
where
    F: FnOnce(SessionResource) -> W,
    W: Future<Output = Result<T, E>>,
    E: From<Error>,
{
    let session = open.await?;
    let id = session.metadata.id.clone();
    let mut lease = Lease(Some(OpenSession { call, id }));
    let outcome = match deadline {
        None => work(session).await,
        Some(Deadline { timeout, at }) => {
            let outcome = timeout_at(at, work(session)).await;
            outcome.unwrap_or_else(|_| {
                let error = Error::overdue(timeout, Sent::Yes, None);
                Err(error.of(&operations::SESSIONS_OPEN).into())
            })
        }
    };
    lease.close().await;
    outcome
}

impl Lease {
    async fn close(&mut self) {
        // Taken only once it is done: when this is dropped half-way, the close is sent once more, which does no harm.
        if let Some(session) = &self.0 {
            session.close().await;
        }
        self.0 = None;
    }
}

impl OpenSession {
    async fn close(&self) {
        let close = Close::new(self.call.clone(), self.id.clone()).timeout(CLOSE_TIMEOUT);
        match close.await {
            Ok(_) => {}
            // Nothing is left to close.
            Err(error) if error.is_not_found() => {}
            Err(error) => tracing::warn!(
                target: "nimbus",
                session = %self.id,
                error = %error,
                "the session could not be closed; it expires by itself"
            ),
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(session) = self.0.take() else {
            return;
        };
        match Handle::try_current() {
            Ok(runtime) => {
                runtime.spawn(async move { session.close().await });
            }
            Err(_) => tracing::warn!(
                target: "nimbus",
                session = %session.id,
                "the session is not closed, as there is no runtime to do it on; it expires by itself"
            ),
        }
    }
}
