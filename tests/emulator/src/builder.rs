//! The options of an emulator.

use std::collections::BTreeMap;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use serde_json::Value;

use crate::clock::Clock;
use crate::emulator::Emulator;
use crate::principal::Principal;
use crate::wire::Backend;

/// The operator token of an emulator that was given none.
pub const DEFAULT_TOKEN: &str = "nimbus-emulator";

/// A service of the static catalog, still to be checked.
pub(crate) struct CatalogEntry {
    pub(crate) tenant: String,
    pub(crate) name: String,
    pub(crate) backend: Value,
}

pub(crate) struct Options {
    pub(crate) tokens: Vec<String>,
    pub(crate) principals: BTreeMap<String, Principal>,
    pub(crate) catalog: Vec<CatalogEntry>,
    pub(crate) listen: SocketAddr,
    /// `None` accepts every kind.
    pub(crate) backend: Option<Backend>,
    pub(crate) start_delay: Duration,
    pub(crate) stop_delay: Duration,
    pub(crate) sandbox_delay: Duration,
    pub(crate) answers_early: bool,
    pub(crate) session_tenant_required: bool,
    pub(crate) clock: Clock,
    pub(crate) log: bool,
    pub(crate) record: bool,
}

/// The options of an [`Emulator`]; every one has a default.
#[must_use]
pub struct Builder(Options);

impl Default for Builder {
    fn default() -> Self {
        Self(Options {
            tokens: Vec::new(),
            principals: BTreeMap::new(),
            catalog: Vec::new(),
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            backend: Some(Backend::Container),
            start_delay: Duration::ZERO,
            stop_delay: Duration::ZERO,
            sandbox_delay: Duration::ZERO,
            answers_early: false,
            session_tenant_required: false,
            clock: Clock::real(),
            log: false,
            record: true,
        })
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The tokens are left out.
        f.debug_struct("Builder")
            .field("listen", &self.0.listen)
            .finish_non_exhaustive()
    }
}

impl Builder {
    /// Adds an operator token. Without one, [`DEFAULT_TOKEN`] is valid.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.0.tokens.push(token.into());
        self
    }

    /// Makes `token` the bearer token of an application principal.
    pub fn principal(mut self, token: impl Into<String>, principal: Principal) -> Self {
        self.0.principals.insert(token.into(), principal);
        self
    }

    /// Declares a service of the static catalog. `backend` is what `spec.backend` is in a create
    /// request; [`start`](Self::start) fails when it is malformed.
    pub fn catalog(
        mut self,
        tenant: impl Into<String>,
        name: impl Into<String>,
        backend: Value,
    ) -> Self {
        self.0.catalog.push(CatalogEntry {
            tenant: tenant.into(),
            name: name.into(),
            backend,
        });
        self
    }

    /// The address to listen on; default `127.0.0.1:0`, a free port of the loopback interface.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.0.listen = address;
        self
    }

    /// The one backend kind this server has; default [`Backend::Container`].
    pub fn backend(mut self, backend: Backend) -> Self {
        self.0.backend = Some(backend);
        self
    }

    /// Accepts sandboxes of every backend kind.
    pub fn any_backend(mut self) -> Self {
        self.0.backend = None;
        self
    }

    /// How long a service is `starting` before it is ready; default zero.
    pub fn start_delay(mut self, delay: Duration) -> Self {
        self.0.start_delay = delay;
        self
    }

    /// How long a service or sandbox is `stopping` before it is gone; default zero.
    pub fn stop_delay(mut self, delay: Duration) -> Self {
        self.0.stop_delay = delay;
        self
    }

    /// How long a new sandbox is `starting`; default zero.
    pub fn sandbox_delay(mut self, delay: Duration) -> Self {
        self.0.sandbox_delay = delay;
        self
    }

    /// Makes start, stop and restart answer at once, as later servers do, instead of when they are
    /// done. A start then takes at least 100 ms, and a restart shows the old instance for as long.
    pub fn answers_early(mut self, yes: bool) -> Self {
        self.0.answers_early = yes;
        self
    }

    /// Makes the operator name the tenant to read or close a session, as later servers do.
    pub fn session_tenant_required(mut self, yes: bool) -> Self {
        self.0.session_tenant_required = yes;
        self
    }

    /// The clock that timestamps and expiry are taken from; default the machine's.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.0.clock = clock;
        self
    }

    /// Writes a line a request to stderr: method, path and query, status, microseconds.
    pub fn log(mut self, yes: bool) -> Self {
        self.0.log = yes;
        self
    }

    /// Whether exchanges are kept for [`Emulator::requests`]; default true.
    pub fn record(mut self, yes: bool) -> Self {
        self.0.record = yes;
        self
    }

    /// Binds the address and serves on the present tokio runtime.
    ///
    /// # Errors
    ///
    /// When the address cannot be bound, or a catalog entry is malformed.
    pub async fn start(mut self) -> std::io::Result<Emulator> {
        if self.0.tokens.is_empty() {
            self.0.tokens.push(DEFAULT_TOKEN.to_owned());
        }
        Emulator::launch(self.0).await
    }
}
