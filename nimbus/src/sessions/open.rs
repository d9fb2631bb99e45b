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

    /// Sets how long the session lasts. The server's default is 15 minutes, and it lowers more than an hour to an hour.
    /// The value is sent in whole milliseconds, rounded up. Zero is an error.
    pub fn requested_ttl(mut self, ttl: Duration) -> Self {
        self.requested_ttl = Some(ttl);
        self
    }

    /// Waits before the call until a session can be opened on the target. A sandbox is polled until it is ready, as
    /// [`Sandboxes::wait`](crate::Sandboxes::wait) does. A service need not be running, so it is not waited for.
    pub fn when_ready<'a>(self) -> OpenWhenReady<'a> {
        OpenWhenReady {
            open: self,
            options: WaitOptions::default(),
        }
    }

    /// Opens the session, passes it to the closure, and closes it when the work of the closure ends, successfully or
    /// not. Returns what the closure returned. A [`timeout`](Self::timeout) covers the opening and the work together.
    /// An error of the close is not returned; it is logged through `tracing`, and the session expires by itself. The
    /// close may take 5 s.
    ///
    /// If the future is dropped before the work has ended, or if the work panics, the session is closed in the
    /// background, on the tokio runtime of the thread that drops it, even if it is still being opened.
    /// [`Nimbus::shutdown`](crate::Nimbus::shutdown) waits for that. Without a runtime, or if the response to
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
    /// The errors of opening the session and of the work.
    pub fn scope<'a, F, W, T, E>(self, work: F) -> BoxFuture<'a, Result<T, E>>
    where
        F: FnOnce(SessionResource) -> W + Send + 'a,
        W: Future<Output = Result<T, E>> + Send + 'a,
        T: Send + 'a,
        E: From<Error> + Send + 'a,
    {
        let mut open = self;
        let scope = async move {
            // This copy is for the close, which has a time limit of its own.
            let call = open.call.clone();
            let deadline = open.call.start()?;
            scope(open.into_future(), call, deadline, work).await
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
        // JSON readers need not support larger numbers.
        Ok(milliseconds) => Ok(milliseconds.min((1 << 53) - 1)),
        Err(_) => Ok((1 << 53) - 1),
    }
}

awaitable!(Open => SessionResource);

/// A call that opens a session once its target is ready. Made by [`Open::when_ready`]. The setters apply to the wait.
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct OpenWhenReady<'a> {
    open: Open,
    options: WaitOptions<'a, SandboxResource>,
}

impl<'a> OpenWhenReady<'a> {
    wait_setters!(SandboxResource, open.call);

    /// Like [`Open::scope`], but waits before the session is opened.
    ///
    /// # Errors
    /// The errors of the wait, of opening the session and of the work.
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
            let open = waiting.ready().await?;
            scope(open.into_future(), call, deadline, work).await
        };
        Box::pin(in_span("sessions_scope", scope, |_| None))
    }

    /// Waits, and returns the call that opens the session.
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
