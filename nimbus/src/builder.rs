//! The options of a client.

pub(crate) mod options;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderMap;

pub(crate) use options::Options;

use crate::call::options::{CallOptions, Settings, greater_than_zero};
use crate::call::tenant::tenant_id;
use crate::discovery::{Environment, Origin};
use crate::http::client::user_agent;
use crate::http::endpoint::Endpoint;
use crate::http::proxy::{Proxy, ProxyChoice};
use crate::{
    Credential, Error, Nimbus, Operation, Response, Result, RetryBudget, RetryPolicy, Secret,
};

/// Collects the options of a [`Nimbus`]; made by [`Nimbus::builder`].
///
/// Options that are left out are discovered, see [`crate::discovery`]. Nothing here does I/O but
/// [`connect`](Self::connect).
#[derive(Default)]
#[must_use = "a builder does nothing until `build` or `connect`"]
pub struct NimbusBuilder {
    options: Options,
    settings: Settings,
    user_agent: Option<String>,
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

    /// The name and the version of the program, as `nb/1.0`. The header `user-agent` has them before the client's own. A
    /// client given as [`http_client`](Self::http_client) has its own header.
    ///
    /// ```
    /// let nimbus = nimbus::Nimbus::builder().user_agent("nb/1.0").build()?;
    /// # Ok::<_, nimbus::Error>(())
    /// ```
    pub fn user_agent(mut self, program: impl Into<String>) -> Self {
        self.user_agent = Some(program.into());
        self
    }

    /// Has this called before each attempt of each call, with the operation and the headers that are the program's to set:
    /// those of the options, and those that hooks before this one have set. It sees no credential. It runs inside the
    /// attempt's span, so that it may send the trace on; see [`observability`](crate::guide::observability). It should
    /// not block.
    ///
    /// A header that the client sets itself is an error of the call, and nothing is sent. A panic in the hook is one of the
    /// call; where waits share their polls, it is one of the first of them to see it.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # fn main() -> Outcome { on_stage(async |staged| {
    /// use std::sync::atomic::{AtomicU64, Ordering};
    /// use nimbus::Nimbus;
    ///
    /// let sent = AtomicU64::new(0);
    /// let nimbus = Nimbus::builder().tenant("demo").on_request(move |_, headers| {
    ///     headers.insert("x-request-number", sent.fetch_add(1, Ordering::Relaxed).into());
    /// }).build()?;
    /// # let nimbus = staged;
    /// nimbus.services().get("web").await?;
    /// # Ok(()) }) }
    /// ```
    pub fn on_request(
        mut self,
        hook: impl Fn(&Operation, &mut HeaderMap) + Send + Sync + 'static,
    ) -> Self {
        self.settings.hooks.on_request.push(Arc::new(hook));
        self
    }

    /// Has this called after each attempt of each call, with the operation, the status and headers of its response or the
    /// error that it ended with, and how long it took. It should not block. It is not called for an attempt whose call is
    /// dropped. A panic in it is as one in [`on_request`](Self::on_request).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/stage.rs"));
    /// # fn main() -> Outcome { on_stage(async |staged| {
    /// use nimbus::Nimbus;
    ///
    /// let nimbus = Nimbus::builder().tenant("demo").on_response(|operation, outcome, elapsed| {
    ///     let status = outcome.map_or_else(|error| error.status(), |response| Some(response.status));
    ///     println!("{} {status:?} {elapsed:?}", operation.id);
    /// }).build()?;
    /// # let nimbus = staged;
    /// nimbus.services().get("web").await?;
    /// # Ok(()) }) }
    /// ```
    pub fn on_response(
        mut self,
        hook: impl Fn(&Operation, Result<&Response<()>, &Error>, Duration) + Send + Sync + 'static,
    ) -> Self {
        self.settings.hooks.on_response.push(Arc::new(hook));
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
            user_agent: user_agent(self.user_agent.as_deref())?,
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
        if self.user_agent.is_some() && options.http_client.is_some() {
            let message = "the option user_agent has no effect on the client given as http_client: give that one the name";
            return Err(Error::invalid_input("user_agent", message));
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
