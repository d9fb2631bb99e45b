//! What the built-in client does while it makes a connection: it ends with the attempt that the connection is for, says
//! which proxy was in the way, and listens where a server has spoken first.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use hyper::rt::Read;
use tokio::time::{Instant, timeout_at};

use super::early::EarlyReply;
use crate::builder::CONNECT_TIMEOUT;
use crate::rounded::Rounded;
use crate::wait::later;

pub(super) type BoxError = Box<dyn std::error::Error + Send + Sync>;

tokio::task_local! {
    static ATTEMPT: Attempt;
}

/// What the making of a connection has to know of the attempt that the connection is for.
#[derive(Clone, Copy)]
pub(crate) struct Attempt {
    pub(crate) deadline: Instant,
    /// The server has spoken before it was asked, and may do so again: what it says then is the reply.
    pub(crate) listens: bool,
}

impl Attempt {
    /// Runs an attempt, so that the connections that are made for it know of it.
    pub(crate) async fn run<T>(self, attempt: impl Future<Output = T>) -> T {
        ATTEMPT.scope(self, attempt).await
    }
}

/// The attempt was over before there was a connection.
#[derive(Debug)]
pub(crate) struct TooLate;

impl fmt::Display for TooLate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the attempt was over before there was a connection")
    }
}

impl std::error::Error for TooLate {}

/// No connection came about by way of this proxy.
#[derive(Debug)]
pub(crate) struct ByProxy {
    /// Without its user and password.
    pub(crate) proxy: String,
    source: BoxError,
}

impl fmt::Display for ByProxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "by way of the proxy {}", self.proxy)
    }
}

impl std::error::Error for ByProxy {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}

/// Makes a connection. To be called, not polled, within the attempt: one that is made while another becomes free goes on by
/// itself.
pub(super) fn connect<C: Read + Unpin>(
    connecting: impl Future<Output = Result<C, BoxError>>,
    proxy: Option<String>,
) -> impl Future<Output = Result<C, BoxError>> {
    let attempt = ATTEMPT.try_get().ok();
    async move {
        let outcome = connect_for(attempt, connecting).await;
        match proxy {
            Some(proxy) => outcome.map_err(|source| ByProxy { proxy, source }.into()),
            None => outcome,
        }
    }
}

async fn connect_for<C: Read + Unpin>(
    attempt: Option<Attempt>,
    connecting: impl Future<Output = Result<C, BoxError>>,
) -> Result<C, BoxError> {
    let limit = later(Instant::now(), CONNECT_TIMEOUT);
    let deadline = attempt.map_or(limit, |attempt| attempt.deadline.min(limit));
    let Ok(outcome) = timeout_at(deadline, connecting).await else {
        return Err(match deadline == limit {
            true => overdue(CONNECT_TIMEOUT).into(),
            false => TooLate.into(),
        });
    };
    let mut connection = outcome?;
    if attempt.is_some_and(|attempt| attempt.listens)
        && let Some(reply) = EarlyReply::listen(&mut connection).await
    {
        return Err(reply.into());
    }
    Ok(connection)
}

fn overdue(limit: Duration) -> std::io::Error {
    let message = format!("no connection within {}", Rounded(limit));
    std::io::Error::new(std::io::ErrorKind::TimedOut, message)
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use hyper_util::rt::TokioIo;
    use tokio::io::{AsyncWriteExt as _, DuplexStream, duplex};

    use super::*;

    type Io = TokioIo<DuplexStream>;

    fn attempt(seconds: u64, listens: bool) -> Attempt {
        let deadline = Instant::now() + Duration::from_secs(seconds);
        Attempt { deadline, listens }
    }

    fn never() -> impl Future<Output = Result<Io, BoxError>> {
        pending()
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_is_waited_for_as_long_as_its_attempt_lasts_and_no_longer_than_10_s() {
        for (seconds, waited) in [(3, 3), (10, 10), (30, 10)] {
            let start = Instant::now();
            let proxy = Some("http://proxy.example".to_owned());
            let connecting = attempt(seconds, false).run(async { connect(never(), proxy).await });
            let error = connecting.await.unwrap_err();
            assert_eq!(start.elapsed().as_secs(), waited);
            let error = error.downcast::<ByProxy>().unwrap();
            assert_eq!(error.source.is::<TooLate>(), seconds < 10, "{error:?}");
        }
        let error = connect(never(), None).await.unwrap_err();
        assert_eq!(error.to_string(), "no connection within 10 s");
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_keeps_silent_this_time_is_sent_the_request() {
        for listens in [true, false] {
            let (ours, mut theirs) = duplex(64);
            let connecting = async { Ok(TokioIo::new(ours)) };
            let connecting = attempt(30, listens).run(async { connect(connecting, None).await });
            let (outcome, _) = tokio::join!(connecting, async {
                tokio::time::sleep(Duration::from_secs(2)).await;
                theirs.write_all(b"too late").await
            });
            assert!(outcome.is_ok());
        }
    }
}
