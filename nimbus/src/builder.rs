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

/// Builds a [`Nimbus`] client with options. Made by [`Nimbus::builder`].
///
/// An endpoint or credential that is not set is [discovered](crate::discovery). Only [`connect`](Self::connect) does
/// I/O.
#[derive(Default)]
#[must_use = "a builder does nothing until `build` or `connect`"]
pub struct NimbusBuilder {
    options: Options,
    settings: Settings,
    user_agent: Option<String>,
}

impl NimbusBuilder {
    /// Sets the URL of the control plane, for example `http://127.0.0.1:8080`. A path prefix is kept.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.options.explicit.endpoint = Some(endpoint.into());
        self
    }

    /// Sets the default tenant for calls that need one.
    pub fn tenant(mut self, tenant: impl Into<String>) -> Self {
        self.options.tenant = Some(tenant.into());
        self
    }

    /// Sets a bearer token. Short for `.credential(Credential::bearer(token))`.
    pub fn token(mut self, token: impl Into<Secret>) -> Self {
        self.options.explicit.token = Some(token.into());
        self
    }

    /// Sets an API key. Short for `.credential(Credential::api_key(key))`. The current server ignores API keys, and
    /// responds with 401: use [`token`](Self::token).
    pub fn api_key(mut self, api_key: impl Into<Secret>) -> Self {
        self.options.explicit.api_key = Some(api_key.into());
        self
    }

    /// Sets a credential of any kind. It takes precedence over [`token`](Self::token), which takes precedence over
    /// [`api_key`](Self::api_key).
    pub fn credential(mut self, credential: Credential) -> Self {
        self.options.explicit.credential = Some(credential);
        self
    }

    /// Sets your own HTTP client, with its own proxies, certificates, timeouts and default headers; see
    /// [`features`](crate::guide::features).
    ///
    /// All runtimes that use this client share its connections, and each connection is served by the runtime that
    /// opened it. While that runtime is blocked, calls on other runtimes may hang until they time out. (The built-in
    /// client has separate connections for each runtime.)
    ///
    /// Disable redirects in it (`redirect::Policy::none()`), because a redirect to another host would send an API key
    /// there. Keep `connection_verbose` disabled as well, because it logs every byte that is sent, including the
    /// credential.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.options.http_client = Some(client);
        self
    }

    /// Sets a proxy for all requests, for example `http://proxy.example:3128`. A user and a password may precede the
    /// host.
    ///
    /// It takes precedence over `HTTPS_PROXY` and the other variables, and is used even if `NO_PROXY` lists the
    /// endpoint or the endpoint is on this machine; see [`features`](crate::guide::features). It cannot be combined
    /// with [`http_client`](Self::http_client), which has its own proxies.
    pub fn proxy(mut self, url: impl Into<Secret>) -> Self {
        self.options.proxy = ProxyChoice::At(url.into());
        self
    }

    /// Uses no proxy, whatever the variables say.
    pub fn no_proxy(mut self) -> Self {
        self.options.proxy = ProxyChoice::Direct;
        self
    }

    /// Adds a header to every request. [`build`](Self::build) fails for headers that the client sets itself.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.headers.push((name.into(), value.into()));
        self
    }

    /// Adds headers to every request.
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

    /// Puts the name and version of the program, for example `my-program/1.0`, before the SDK's in the header
    /// `user-agent`. Cannot be combined with [`http_client`](Self::http_client): set the user agent on that client.
    ///
    /// ```
    /// let nimbus = nimbus::Nimbus::builder().user_agent("my-program/1.0").build()?;
    /// # Ok::<_, nimbus::Error>(())
    /// ```
    pub fn user_agent(mut self, program: impl Into<String>) -> Self {
        self.user_agent = Some(program.into());
        self
    }

    /// Adds a hook that is called before each attempt of each call. It gets the operation and the headers that the
    /// program may set: those from the options and from earlier hooks. It does not see the credential. It runs inside
    /// the span of the attempt, so it can propagate the trace; see [`observability`](crate::guide::observability). It
    /// should not block.
    ///
    /// If the hook sets a header that the client sets itself, the call fails and nothing is sent. A panic in the hook
    /// propagates to the caller; if waits share their polls, it propagates to one of them.
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

    /// Adds a hook that is called after each attempt of each call. It gets the operation, the status and headers of the
    /// response or the error, and how long the attempt took. It should not block. It is not called for an attempt whose
    /// call is dropped. A panic in it has the same effect as in [`on_request`](Self::on_request).
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

    /// Sets the retry policy of all calls; see [`RetryPolicy`]. With `RetryPolicy::disabled()`, a call makes one
    /// attempt.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.settings.retry = Some(retry);
        self
    }

    /// Limits the retries of all calls of this client and its clones; see [`RetryBudget`].
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.options.retry_budget = budget;
        self
    }

    /// Sets the time limit of a whole call: its attempts, the pauses between them, and requests for new tokens. By
    /// default there is none. In calls that make several requests, such as a wait or `update_with`, this limit applies
    /// to each request; a timeout that is set on the call itself covers all of them together. In a stream of pages or
    /// items, both apply to each page.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(timeout);
        self
    }

    /// Sets the time limit of one attempt, up to the last byte of its response. The default is 30 s. Starting a service
    /// can take 10 s on the server.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.settings.attempt_timeout = Some(timeout);
        self
    }

    /// Sets the size limit of a response body, in bytes. The default is 16 MiB. A larger body is an error.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.options.max_response_bytes = bytes;
        self
    }

    /// Sets the time limit for each source of a credential: for reading a file, or for a
    /// [`TokenSource`](crate::auth::TokenSource) to return a token. The default is 10 s. A call waits for the source
    /// only if there is no valid token.
    pub fn credential_timeout(mut self, timeout: Duration) -> Self {
        self.options.credential_timeout = timeout;
        self
    }

    /// Sets where discovery looks for variables and files, in place of the environment and file system of the process.
    /// This is for tests, and for programs that keep their settings elsewhere.
    pub fn environment(mut self, environment: impl Into<Environment>) -> Self {
        self.options.environment = environment.into();
        self
    }

    /// Builds the client without any I/O. What is not set is discovered by the first call.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput), naming the option, if the endpoint, the tenant, the
    /// proxy, a header, the user agent, a time limit or the size limit of responses is not valid. A tenant id is 1 to
    /// 128 of the characters `A-Za-z0-9_-` and does not begin with `_`.
    pub fn build(self) -> Result<Nimbus> {
        let calls = Arc::new(self.checked()?);
        Ok(Nimbus::with_options(Options {
            calls,
            user_agent: user_agent(self.user_agent.as_deref())?,
            ..self.options
        }))
    }

    /// Checks all options and returns those that apply to calls.
    fn checked(&self) -> Result<CallOptions> {
        let options = &self.options;
        // A blank endpoint counts as not set, as everywhere.
        let endpoint = options.explicit.endpoint.as_deref();
        if let Some(endpoint) = endpoint.filter(|endpoint| !endpoint.trim().is_empty()) {
            Endpoint::parse(endpoint).map_err(|reason| {
                Error::invalid_input(
                    "endpoint",
                    format!("the option endpoint is not valid: {reason}"),
                )
            })?;
        }
        if let Some(tenant) = &options.tenant {
            tenant_id(tenant)?;
        }
        if let ProxyChoice::At(url) = &options.proxy {
            Proxy::parse(url, &Origin::Option("proxy"))?;
            if options.http_client.is_some() {
                let message =
                    "proxy and http_client cannot be combined: set the proxy on that client";
                return Err(Error::invalid_input("proxy", message));
            }
        }
        if self.user_agent.is_some() && options.http_client.is_some() {
            let message =
                "user_agent and http_client cannot be combined: set the user agent on that client";
            return Err(Error::invalid_input("user_agent", message));
        }
        if options.max_response_bytes == 0 {
            let message = "max_response_bytes must be greater than zero";
            return Err(Error::invalid_input("max_response_bytes", message));
        }
        greater_than_zero("credential_timeout", Some(options.credential_timeout))?;
        self.settings.over(&options.calls)
    }

    /// Builds the client and discovers the endpoint and the credential now, without a connection or a request.
    ///
    /// # Errors
    /// The errors of [`build`](Self::build), and [`ErrorKind::Discovery`](crate::ErrorKind::Discovery).
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
