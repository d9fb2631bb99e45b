//! The options of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::call::options::{CallOptions, Settings, greater_than_zero};
use crate::call::tenant::tenant_id;
use crate::discovery::{Environment, Explicit, Origin};
use crate::http::endpoint::Endpoint;
use crate::http::proxy::{Proxy, ProxyChoice};
use crate::{Credential, Error, Nimbus, Result, RetryBudget, RetryPolicy, Secret};

/// For a file with a credential, and for a new token.
pub(crate) const CREDENTIAL_TIMEOUT: Duration = Duration::from_secs(10);

/// A list of 100 sandboxes is about 70 KB.
const MAX_RESPONSE_BYTES: usize = 16 * 1024 * 1024;

/// Collects the options of a [`Nimbus`]; made by [`Nimbus::builder`].
///
/// Options that are left out are discovered, see [`crate::discovery`]. Nothing here does I/O but
/// [`connect`](Self::connect).
#[derive(Default)]
#[must_use = "a builder does nothing until `build` or `connect`"]
pub struct NimbusBuilder {
    options: Options,
    settings: Settings,
}

/// Options, checked.
pub(crate) struct Options {
    pub(crate) explicit: Explicit,
    pub(crate) environment: Environment,
    pub(crate) tenant: Option<String>,
    pub(crate) http_client: Option<reqwest::Client>,
    pub(crate) proxy: ProxyChoice,
    pub(crate) calls: Arc<CallOptions>,
    pub(crate) retry_budget: RetryBudget,
    pub(crate) max_response_bytes: usize,
    pub(crate) credential_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            explicit: Explicit::default(),
            environment: Environment::system(),
            tenant: None,
            http_client: None,
            proxy: ProxyChoice::default(),
            calls: Arc::default(),
            retry_budget: RetryBudget::default(),
            max_response_bytes: MAX_RESPONSE_BYTES,
            credential_timeout: CREDENTIAL_TIMEOUT,
        }
    }
}

impl NimbusBuilder {
    /// The server's origin, as `http://127.0.0.1:8080`; a path prefix is kept.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.options.explicit.endpoint = Some(endpoint.into());
        self
    }

    /// The default tenant for calls that need one.
    pub fn tenant(mut self, tenant: impl Into<String>) -> Self {
        self.options.tenant = Some(tenant.into());
        self
    }

    /// A bearer token; short for `.credential(Credential::bearer(token))`.
    pub fn token(mut self, token: impl Into<Secret>) -> Self {
        self.options.explicit.token = Some(token.into());
        self
    }

    /// An API key; short for `.credential(Credential::api_key(key))`. Today's server authenticates bearer
    /// tokens only: prefer [`token`](Self::token).
    pub fn api_key(mut self, api_key: impl Into<Secret>) -> Self {
        self.options.explicit.api_key = Some(api_key.into());
        self
    }

    /// A credential of any kind. It comes before [`token`](Self::token), which comes before
    /// [`api_key`](Self::api_key).
    pub fn credential(mut self, credential: Credential) -> Self {
        self.options.explicit.credential = Some(credential);
        self
    }

    /// Your own HTTP client, with its own proxies, certificates, timeouts and default headers; see
    /// [`features`](crate::guide::features).
    ///
    /// Its connections are shared by all runtimes that use this client, and each is served by the runtime that opened it:
    /// where that is not driven, a call on another runtime may wait for it in vain. (The client that is made without this
    /// option has connections of its own for each runtime.)
    ///
    /// Switch off redirects in it (`redirect::Policy::none()`): a redirect to another host would take an API
    /// key along. Leave `connection_verbose` off, too: it logs every byte that is sent, the credential included.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.options.http_client = Some(client);
        self
    }

    /// A proxy for all requests, as `http://proxy.example:3128`; a user and a password may stand before the host.
    ///
    /// It comes before the variables `HTTPS_PROXY` and so on, and is used even where `NO_PROXY` names the endpoint, or
    /// the endpoint is on this machine; see [`features`](crate::guide::features). A client given as [`http_client`](Self::http_client) has its own proxies.
    pub fn proxy(mut self, url: impl Into<Secret>) -> Self {
        self.options.proxy = ProxyChoice::At(url.into());
        self
    }

    /// No proxy, whatever the variables say.
    pub fn no_proxy(mut self) -> Self {
        self.options.proxy = ProxyChoice::Direct;
        self
    }

    /// One more header on every request. Headers that the client sets itself are refused by
    /// [`build`](Self::build).
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.headers.push((name.into(), value.into()));
        self
    }

    /// More headers on every request.
    pub fn headers<N: Into<String>, V: Into<String>>(
        mut self,
        headers: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let headers = headers.into_iter();
        self.settings
            .headers
            .extend(headers.map(|(name, value)| (name.into(), value.into())));
        self
    }

    /// How many attempts calls make; see [`RetryPolicy`]. With `RetryPolicy::disabled()`, it is one.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.settings.retry = Some(retry);
        self
    }

    /// How many retries all calls of this client and its clones may make; see [`RetryBudget`].
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.options.retry_budget = budget;
        self
    }

    /// How long a whole call may take: its attempts, the pauses between them, and fresh tokens. None unless set.
    /// A call that makes several requests, as a wait or a list that is read to its end, applies it to each of them; one
    /// that is set on the call itself is for all of them together.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(timeout);
        self
    }

    /// How long one attempt may take, to the last byte of its response; 30 s unless set. A start may keep the
    /// server busy for 10 s.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.settings.attempt_timeout = Some(timeout);
        self
    }

    /// The largest body of a response that is read, in bytes; 16 MiB unless set. A larger one is an error.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.options.max_response_bytes = bytes;
        self
    }

    /// How long each source of a credential may take to answer: a file to be read, a
    /// [`TokenSource`](crate::auth::TokenSource) to give a token; 10 s unless set. A call waits for an answer only when
    /// there is no token that is still good.
    pub fn credential_timeout(mut self, timeout: Duration) -> Self {
        self.options.credential_timeout = timeout;
        self
    }

    /// Where discovery looks for variables and files, in place of the process's own environment and file
    /// system. For tests, and for programs that keep their settings elsewhere.
    pub fn environment(mut self, environment: impl Into<Environment>) -> Self {
        self.options.environment = environment.into();
        self
    }

    /// The client. No I/O is done: what is not given is discovered by the first call.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput), naming the option, when the endpoint, the
    /// tenant, the proxy, a header, a time limit or the limit of responses cannot be used. A tenant's id is 1 to 128 of
    /// the characters `A-Za-z0-9_-`, the first of which is no `_`; any other tenant is refused.
    pub fn build(self) -> Result<Nimbus> {
        let calls = Arc::new(self.checked()?);
        Ok(Nimbus::with_options(Options {
            calls,
            ..self.options
        }))
    }

    /// What holds for a call, when all options can be used.
    fn checked(&self) -> Result<CallOptions> {
        let options = &self.options;
        // As everywhere, a blank one counts as not set.
        let endpoint = options.explicit.endpoint.as_deref();
        if let Some(endpoint) = endpoint.filter(|endpoint| !endpoint.trim().is_empty()) {
            Endpoint::parse(endpoint).map_err(|reason| {
                Error::invalid_input(
                    "endpoint",
                    format!("the option endpoint cannot be used: {reason}"),
                )
            })?;
        }
        if let Some(tenant) = &options.tenant {
            tenant_id(tenant)?;
        }
        if let ProxyChoice::At(url) = &options.proxy {
            Proxy::parse(url, &Origin::Option("proxy"))?;
            if options.http_client.is_some() {
                let message = "the option proxy has no effect on the client given as http_client: give that one the proxy";
                return Err(Error::invalid_input("proxy", message));
            }
        }
        if options.max_response_bytes == 0 {
            let message = "max_response_bytes must be greater than zero";
            return Err(Error::invalid_input("max_response_bytes", message));
        }
        greater_than_zero("credential_timeout", Some(options.credential_timeout))?;
        self.settings.over(&options.calls)
    }

    /// The client, with endpoint and credential discovered now. No request is sent.
    ///
    /// # Errors
    /// As [`build`](Self::build), and [`ErrorKind::Discovery`](crate::ErrorKind::Discovery).
    pub async fn connect(self) -> Result<Nimbus> {
        let nimbus = self.build()?;
        nimbus.origins().await?;
        Ok(nimbus)
    }
}

impl fmt::Debug for NimbusBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NimbusBuilder")
            .field("tenant", &self.options.tenant)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
