//! The client. It has only options at first, and a connection from the first call on.

mod connection;
mod overrides;

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use tokio::time::{Instant, timeout_at};

use crate::builder::{NimbusBuilder, Options};
use crate::call::Call;
use crate::call::options::{CallOptions, Settings};
use crate::cleanup::Cleanups;
use crate::deadline::saturating_deadline;
use crate::discovery::Origins;
use crate::single_flight::SingleFlight;
use crate::wait::ClientPollers;
use crate::{Error, Result, Sandboxes, Sent, Services, Sessions, Tenants, health};
use connection::Connection;
use overrides::Overrides;

/// A client of the Nimbus control plane.
///
/// It is cheap to clone. Clones, including those with [settings of their own](#method.with_tenant), share the endpoint,
/// the credential, and the connections of each runtime. Creating a client does no I/O: the first call discovers the
/// endpoint and the credential, once for all clones. A failed discovery is not remembered, so the next call tries
/// again.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
/// # fn main() -> Outcome { on_stage(async |staged| {
/// use nimbus::Nimbus;
///
/// let nimbus = Nimbus::builder().tenant("demo").build()?;
/// # let nimbus = staged;
/// let service = nimbus.services().start("web").until_ready().await?;
/// # Ok(()) }) }
/// ```
#[derive(Clone)]
pub struct Nimbus {
    shared: Arc<Shared>,
    /// `None` unless this is a clone with options of its own.
    overrides: Option<Arc<Overrides>>,
}

struct Shared {
    options: Options,
    connection: OnceLock<Arc<Connection>>,
    connecting: SingleFlight<Result<Arc<Connection>>>,
    pollers: ClientPollers,
    cleanups: Cleanups,
}

impl Nimbus {
    /// Creates a client that discovers its endpoint and credential, as described in [`crate::discovery`]. Calls that
    /// need a tenant must set it.
    pub fn new() -> Self {
        Self::with_options(Options::default())
    }

    /// Returns a builder for a client with options.
    pub fn builder() -> NimbusBuilder {
        NimbusBuilder::default()
    }

    /// Creates a client and discovers its endpoint and credential now, so that a failure is reported here rather than
    /// by the first call. No request is sent.
    ///
    /// # Errors
    /// [`Discovery`](crate::ErrorKind::Discovery), which lists every place that was searched and what to set.
    pub async fn default_client() -> Result<Self> {
        Self::builder().connect().await
    }

    pub(crate) fn with_options(options: Options) -> Self {
        Self {
            shared: Arc::new(Shared {
                options,
                connection: OnceLock::new(),
                connecting: SingleFlight::default(),
                pollers: ClientPollers::default(),
                cleanups: Cleanups::default(),
            }),
            overrides: None,
        }
    }

    /// Returns the options that apply to the calls of this client, unless a call sets its own.
    ///
    /// # Errors
    /// An option of a clone is not valid.
    pub(crate) fn calls(&self) -> Result<&Arc<CallOptions>> {
        match &self.overrides {
            None => Ok(&self.shared.options.calls),
            Some(overrides) => overrides.calls.as_ref().map_err(Clone::clone),
        }
    }

    pub(crate) fn pollers(&self) -> &ClientPollers {
        &self.shared.pollers
    }

    pub(crate) fn cleanups(&self) -> &Cleanups {
        &self.shared.cleanups
    }

    /// Waits for cleanups that run in the background, and does not close the client. A cleanup stops the sandbox or
    /// closes the session of a [scope](crate::sandboxes::Create::scope), or starts a service again that
    /// [`apply`](Services::apply) had stopped. Call it before the runtime ends. Each cleanup has its own time limit,
    /// and logs its failure through `tracing`.
    ///
    /// It does not end calls and scopes that are still running: drop their futures first. Cleanups that begin after
    /// this call are not waited for. A cleanup on a runtime that is not running does not finish.
    pub async fn shutdown(&self) {
        self.cleanups().ended().await;
    }

    /// Returns the default tenant, if it is set.
    pub fn tenant(&self) -> Option<&str> {
        let own = self.overrides.as_ref();
        let own = own.and_then(|overrides| overrides.tenant.as_deref());
        own.or(self.shared.options.tenant.as_deref())
    }

    /// Returns the calls for the lifecycle and the definitions of services.
    pub fn services(&self) -> Services {
        Services::new(self)
    }

    /// Returns the calls for the creation and the lifecycle of sandboxes.
    pub fn sandboxes(&self) -> Sandboxes {
        Sandboxes::new(self)
    }

    /// Returns the calls for sessions on services or sandboxes.
    pub fn sessions(&self) -> Sessions {
        Sessions::new(self)
    }

    /// Returns the calls for managing tenants. They are for operators.
    pub fn tenants(&self) -> Tenants {
        Tenants::new(self)
    }

    /// Checks whether the control plane responds (`health_get`).
    ///
    /// # Errors
    /// Only those that [all calls](crate::guide::errors) have in common. The server needs no credential for this, but
    /// the client still discovers one.
    pub fn health(&self) -> health::Get {
        health::Get {
            call: Call::new(self),
        }
    }

    /// Returns the places that the endpoint, the credential and the proxy in use came from, such as a variable, and
    /// never a value.
    ///
    /// # Errors
    /// [`Discovery`](crate::ErrorKind::Discovery), if they have not been discovered yet and cannot be.
    pub async fn origins(&self) -> Result<&Origins> {
        Ok(&self.connection().await?.origins)
    }

    /// Returns the generated client, with the settings of one call if it has any.
    pub(crate) async fn api(
        &self,
        settings: Option<&Settings>,
    ) -> Result<Cow<'_, nimbus_api::Client>> {
        // Checked first, so that a mistake in the settings is reported before any discovery.
        let calls = self.calls()?;
        let mut own = settings.map(|settings| settings.over(calls)).transpose()?;
        let connection = match self.shared.connection.get() {
            Some(connection) => connection,
            // Boxed because this happens once, but would enlarge the future of every call.
            None => Box::pin(self.connect_for(calls, &mut own)).await?,
        };
        Ok(match (own, &self.overrides) {
            (Some(own), _) => Cow::Owned(connection.api_with(own)),
            (None, None) => Cow::Borrowed(&connection.api),
            (None, Some(overrides)) => {
                let api = || connection.api_with(CallOptions::clone(calls));
                Cow::Borrowed(overrides.api.get_or_init(api))
            }
        })
    }

    /// Connects within the time limit of a call. The call has the rest of the time.
    async fn connect_for(
        &self,
        calls: &CallOptions,
        own: &mut Option<CallOptions>,
    ) -> Result<&Connection> {
        let Some(timeout) = own.as_ref().unwrap_or(calls).timeout else {
            return self.connection().await;
        };
        let own = own.get_or_insert_with(|| calls.clone());
        let start = *own.start.get_or_insert_with(Instant::now);
        timeout_at(saturating_deadline(start, timeout), self.connection())
            .await
            .unwrap_or_else(|_| Err(Error::overdue(timeout, Sent::No, None)))
    }

    async fn connection(&self) -> Result<&Connection> {
        let connection = &self.shared.connection;
        if let Some(connection) = connection.get() {
            return Ok(connection);
        }
        let timeout = self.shared.options.credential_timeout;
        let connecting = self.shared.connecting.join(timeout, || {
            let shared = Arc::clone(&self.shared);
            async move {
                let opened = Connection::open(&shared.options).await?;
                // Another runtime may have connected first.
                let first = shared.connection.get_or_init(|| Arc::new(opened));
                Ok(Arc::clone(first))
            }
        });
        let outcome = connecting.await;
        let opened = outcome.unwrap_or_else(|| Err(Error::discovery_ended()))?;
        Ok(connection.get_or_init(|| opened))
    }
}

impl Default for Nimbus {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Nimbus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Nimbus");
        debug.field("tenant", &self.tenant());
        if let Some(connection) = self.shared.connection.get() {
            debug.field("endpoint", &connection.endpoint);
            debug.field("origins", &connection.origins);
            if let Some(proxy) = &connection.proxy {
                debug.field("proxy", proxy);
            }
        }
        debug.finish_non_exhaustive()
    }
}

/// With `rustls-no-provider` alone, there is no provider to connect with here; `tests/tls` installs one.
#[cfg(all(
    test,
    any(
        feature = "rustls",
        feature = "native-tls",
        not(feature = "rustls-no-provider")
    )
))]
mod sizes;
