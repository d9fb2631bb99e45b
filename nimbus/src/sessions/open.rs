//! Opening a session.

use std::future::{Future, IntoFuture};
use std::time::Duration;

use nimbus_api::ResponseValue;

use super::scope::scope;
use crate::call::{Call, awaitable, tenant_setter};
use crate::http::tracing::in_span;
use crate::types::{
    SandboxResource, SessionChannel, SessionOpenRequest, SessionResource, SessionTarget,
};
use crate::wait::{Wait, WaitOptions, wait_setters};
use crate::{BoxFuture, Error, Result, SandboxWaitCondition};

/// A call of [`Sessions::open`](super::Sessions::open).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Open {
    call: Call,
    target: SessionTarget,
    channels: Vec<SessionChannel>,
    requested_ttl: Option<Duration>,
}

impl Open {
    pub(super) fn new(call: Call, target: SessionTarget, channels: Vec<SessionChannel>) -> Self {
        Self {
            call,
            target,
            channels,
            requested_ttl: None,
        }
    }

    tenant_setter!();

    /// How long the session is to last; the server's 15 minutes unless set. It is sent in whole milliseconds,
    /// rounded up; zero is refused. More than an hour is lowered to an hour by the server.
    pub fn requested_ttl(mut self, ttl: Duration) -> Self {
        self.requested_ttl = Some(ttl);
        self
    }

    /// Waits until the target can take a session: a sandbox, until it is ready, as
    /// [`Sandboxes::wait`](crate::Sandboxes::wait) does. A service need not run, and is not waited for.
    pub fn when_ready<'a>(self) -> OpenWhenReady<'a> {
        OpenWhenReady {
            open: self,
            options: WaitOptions::default(),
        }
    }

    /// Opens the session, hands it to the work, and closes it when that ends, well or not. What the work returned
    /// comes back. A [`timeout`](Self::timeout) is for the opening and the work together. An error of the close is
    /// not one of the work: it is told through `tracing`, and the session expires by itself. The close may take 5
    /// s.
    ///
    /// When the future is dropped before the work has ended, or the work panics, the session is closed in the background,
    /// on the tokio runtime of the thread that drops it; so is one whose opening is under way at that moment.
    /// [`Nimbus::shutdown`](crate::Nimbus::shutdown) waits for that. Without a runtime, and when the answer to
    /// `sessions_open` is lost, the session is left to expire.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # use nimbus::types::{SessionChannel, SessionTarget};
    /// # fn main() -> Outcome { on_stage(async |nimbus| {
    /// # let job = nimbus.sandboxes().list().await?.items.remove(0);
    /// # let sandbox = &job.metadata.id;
    /// let open = nimbus.sessions().open(SessionTarget::sandbox(sandbox), [SessionChannel::Stdio]);
    /// let id = open
    ///     .scope(|session| async move { Ok::<_, nimbus::Error>(session.metadata.id) })
    ///     .await?;
    /// assert!(!nimbus.sessions().get(&id).await?.is_open());
    /// # Ok(()) }) }
    /// ```
    ///
    /// # Errors
    /// As opening, and those of the work.
    pub fn scope<'a, F, W, T, E>(self, work: F) -> BoxFuture<'a, Result<T, E>>
    where
        F: FnOnce(SessionResource) -> W + Send + 'a,
        W: Future<Output = Result<T, E>> + Send + 'a,
        T: Send + 'a,
        E: From<Error> + Send + 'a,
    {
        let mut open = self;
        let scope = async move {
            // The close has a time limit of its own.
            let call = open.call.clone();
            let deadline = open.call.start()?;
            scope(open, call, deadline, work).await
        };
        Box::pin(in_span("sessions_scope", scope, |_| None))
    }

    async fn run(self) -> Result<ResponseValue<SessionResource>> {
        let tenant = self.call.tenant()?;
        let mut request = SessionOpenRequest::new(tenant, self.target, self.channels);
        if let Some(ttl) = self.requested_ttl {
            request = request.requested_ttl_ms(milliseconds(ttl)?);
        }
        let api = self.call.api().await?;
        Ok(api.sessions_open(&request).await?)
    }
}

fn milliseconds(ttl: Duration) -> Result<u64> {
    let milliseconds = ttl.as_nanos().div_ceil(1_000_000);
    match u64::try_from(milliseconds) {
        Ok(0) => Err(Error::invalid_input(
            "requested_ttl",
            "requested_ttl must be greater than zero",
        )),
        // JSON readers need not take more than this.
        Ok(milliseconds) => Ok(milliseconds.min((1 << 53) - 1)),
        Err(_) => Ok((1 << 53) - 1),
    }
}

awaitable!(Open => SessionResource);

/// Opens a session once its target is ready; made by [`Open::when_ready`]. The setters are about the wait.
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct OpenWhenReady<'a> {
    open: Open,
    options: WaitOptions<'a, SandboxResource>,
}

impl<'a> OpenWhenReady<'a> {
    wait_setters!(SandboxResource, open.call);

    /// As [`Open::scope`].
    ///
    /// # Errors
    /// As waiting and opening, and those of the work.
    pub fn scope<F, W, T, E>(self, work: F) -> BoxFuture<'a, Result<T, E>>
    where
        F: FnOnce(SessionResource) -> W + Send + 'a,
        W: Future<Output = Result<T, E>> + Send + 'a,
        T: Send + 'a,
        E: From<Error> + Send + 'a,
    {
        let mut waiting = self;
        let scope = async move {
            let call = waiting.open.call.clone();
            let deadline = waiting.open.call.start()?;
            scope(waiting.ready().await?, call, deadline, work).await
        };
        Box::pin(in_span("sessions_scope", scope, |_| None))
    }

    /// Waits, and gives what is left to do.
    async fn ready(self) -> Result<Open> {
        let Self { mut open, options } = self;
        open.call.start()?;
        options.check()?;
        if let SessionTarget::Sandbox(sandbox) = &open.target {
            let call = open.call.clone();
            Wait::new(call, sandbox.id.clone(), SandboxWaitCondition::Ready)
                .with_options(options)
                .await?;
        }
        Ok(open)
    }
}

impl<'a> IntoFuture for OpenWhenReady<'a> {
    type Output = Result<SessionResource>;
    type IntoFuture = BoxFuture<'a, Result<SessionResource>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async { self.ready().await?.await })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lifetime_is_sent_in_whole_milliseconds_up_to_what_json_readers_take() {
        const MOST: u64 = 9_007_199_254_740_991;
        for (ttl, sent) in [
            (Duration::from_nanos(1), 1),
            (Duration::from_micros(1_001), 2),
            (Duration::from_millis(MOST), MOST),
            (Duration::from_millis(MOST + 1), MOST),
            (Duration::MAX, MOST),
        ] {
            assert_eq!(milliseconds(ttl).unwrap(), sent, "{ttl:?}");
        }
        assert!(milliseconds(Duration::ZERO).is_err());
    }
}
