//! The client: options at first, a connection from the first call on.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use tokio::time::{Instant, timeout_at};

use crate::builder::{NimbusBuilder, Options};
use crate::call::Call;
use crate::call::options::{CallOptions, Settings};
use crate::cleanup::Cleanups;
use crate::deadline::saturating_deadline;
use crate::discovery::{self, Origins, find_proxy};
use crate::http::endpoint::Endpoint;
use crate::http::proxy::Proxy;
use crate::http::retry::Budget;
use crate::http::runtime_clients::HttpClients;
use crate::http::transport::{HttpTransport, TransportState};
use crate::single_flight::SingleFlight;
use crate::wait::ClientPollers;
use crate::{Error, ErrorKind, Result, Sandboxes, Sent, Services, Sessions, Tenants, health};

/// A client of the Nimbus control plane.
///
/// Cheap to clone; clones share one connection. Creating one does no I/O: endpoint and credential are
/// discovered by the first call, once for all clones. A discovery that fails is not remembered, so that the
/// next call tries again.
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
}

struct Shared {
    options: Options,
    connection: OnceLock<Arc<Connection>>,
    connecting: SingleFlight<Result<Arc<Connection>>>,
    pollers: ClientPollers,
    cleanups: Cleanups,
}

/// What discovery leads to.
struct Connection {
    endpoint: Endpoint,
    api: nimbus_api::Client,
    transport: Arc<TransportState>,
    origins: Origins,
    proxy: Option<Proxy>,
}

impl Nimbus {
    /// A client that discovers everything: endpoint and credential as described in [`crate::discovery`].
    /// Calls that need a tenant must name it.
    pub fn new() -> Self {
        Self::with_options(Options::default())
    }

    /// Starts a client with options of its own.
    pub fn builder() -> NimbusBuilder {
        NimbusBuilder::default()
    }

    /// A client that has discovered its endpoint and credential already, so that a failure shows here rather
    /// than on the first call. No request is sent.
    ///
    /// # Errors
    /// [`ErrorKind::Discovery`], naming every place that was looked at and what to set.
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
        }
    }

    pub(crate) fn pollers(&self) -> &ClientPollers {
        &self.shared.pollers
    }

    pub(crate) fn cleanups(&self) -> &Cleanups {
        &self.shared.cleanups
    }

    /// Waits until everything is done that was left to the background: sandboxes are stopped and sessions closed whose
    /// [scope](crate::sandboxes::Create::scope) was dropped, and services are started again that
    /// [`apply`](Services::apply) had stopped. Call it before the runtime ends. Each of them has a time limit of its own,
    /// and what fails is logged through `tracing`.
    ///
    /// Scopes that are still running are not ended by this.
    pub async fn shutdown(&self) {
        self.cleanups().ended().await;
    }

    /// The default tenant from the options, if set.
    pub fn tenant(&self) -> Option<&str> {
        self.shared.options.tenant.as_deref()
    }

    /// Service lifecycle and definitions.
    pub fn services(&self) -> Services {
        Services::new(self)
    }

    /// Sandbox creation and lifecycle.
    pub fn sandboxes(&self) -> Sandboxes {
        Sandboxes::new(self)
    }

    /// Sessions against services or sandboxes.
    pub fn sessions(&self) -> Sessions {
        Sessions::new(self)
    }

    /// The tenants themselves; for operators.
    pub fn tenants(&self) -> Tenants {
        Tenants::new(self)
    }

    /// Asks whether the control plane answers (`health_get`).
    ///
    /// # Errors
    /// As every call; the server needs no credential for this, but the client discovers one all the same.
    pub fn health(&self) -> health::Get {
        health::Get {
            call: Call::new(self),
        }
    }

    /// Where the endpoint and the credential in use came from. Never the secret itself.
    ///
    /// # Errors
    /// [`ErrorKind::Discovery`], when they have yet to be discovered and cannot be.
    pub async fn origins(&self) -> Result<&Origins> {
        Ok(&self.connection().await?.origins)
    }

    /// The generated client, with the settings of one call if it has any.
    pub(crate) async fn api(
        &self,
        settings: Option<&Settings>,
    ) -> Result<Cow<'_, nimbus_api::Client>> {
        // A mistake in the settings is seen before any discovery.
        let options = &self.shared.options;
        let mut own = settings
            .map(|settings| settings.over(&options.calls))
            .transpose()?;
        let connection = match self.shared.connection.get() {
            Some(connection) => connection,
            // Boxed, as it happens once and would be a part of every call's future.
            None => Box::pin(self.connect_for(&mut own)).await?,
        };
        Ok(match own {
            None => Cow::Borrowed(&connection.api),
            Some(own) => {
                let transport = HttpTransport::new(Arc::clone(&connection.transport), own);
                Cow::Owned(
                    connection
                        .api
                        .with_transport(nimbus_api::TransportHandle::new(transport)),
                )
            }
        })
    }

    /// Discovers within the time limit of a call, and leaves the rest of it to the call.
    async fn connect_for(&self, own: &mut Option<CallOptions>) -> Result<&Connection> {
        let calls = own.as_ref().unwrap_or(&self.shared.options.calls);
        let Some(timeout) = calls.timeout else {
            return self.connection().await;
        };
        let calls = own.get_or_insert_with(|| self.shared.options.calls.clone());
        let start = *calls.start.get_or_insert_with(Instant::now);
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
                // Another runtime may have been faster.
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

impl Connection {
    async fn open(options: &Options) -> Result<Self> {
        let found = discovery::discover(
            &options.explicit,
            &options.environment,
            options.credential_timeout,
        )
        .await
        .map_err(|error| Error::before_sending(ErrorKind::Discovery, error))?;
        let endpoint = Endpoint::parse(&found.endpoint).map_err(|reason| {
            let message = format!(
                "the endpoint from {} cannot be used: {reason}",
                found.origins.endpoint
            );
            Error::invalid_input("endpoint", message)
        })?;
        if endpoint.is_exposed() {
            tracing::warn!(
                endpoint = %endpoint,
                "credentials travel in the clear: the endpoint is plain http on another machine"
            );
        }
        let mut origins = found.origins;
        let (http, proxy) = match &options.http_client {
            Some(client) => (HttpClients::Own(client.clone()), None),
            None => {
                let found = find_proxy(&options.proxy, &endpoint, &options.environment)?;
                let (proxy, origin) = found.unzip();
                origins.proxy = origin;
                (HttpClients::open(endpoint.clone(), proxy.clone())?, proxy)
            }
        };
        let state = Arc::new(TransportState {
            http,
            authenticator: found.authenticator,
            budget: Arc::new(Budget::new(options.retry_budget)),
            max_response_bytes: options.max_response_bytes,
        });
        let transport = HttpTransport::new(Arc::clone(&state), options.calls.clone());
        let inner = nimbus_api::TransportHandle::new(transport);
        Ok(Self {
            api: nimbus_api::Client::new(endpoint.url().clone(), inner),
            transport: state,
            origins,
            endpoint,
            proxy,
        })
    }
}

/// With `rustls-no-provider` alone, there is no provider here to connect with; `tests/tls` brings one.
#[cfg(all(
    test,
    any(
        feature = "rustls",
        feature = "native-tls",
        not(feature = "rustls-no-provider")
    )
))]
mod sizes;
