//! The options of a client.

use std::fmt;
use std::time::Duration;

use reqwest::header::{
    AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, HeaderName,
    HeaderValue, TRANSFER_ENCODING,
};

use crate::discovery::{Environment, Explicit};
use crate::endpoint::Endpoint;
use crate::names;
use crate::{Credential, Error, Nimbus, Result, Secret};

/// To connect, TLS included.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// For one attempt of a call. A start may block 10 s on the server.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);

/// Collects the options of a [`Nimbus`]; made by [`Nimbus::builder`].
///
/// Options that are left out are discovered, see [`crate::discovery`]. Nothing here does I/O but
/// [`connect`](Self::connect).
#[derive(Default)]
#[must_use = "a builder does nothing until `build` or `connect`"]
pub struct NimbusBuilder {
    options: Options,
    headers: Vec<(String, String)>,
}

/// Options, checked.
pub(crate) struct Options {
    pub(crate) explicit: Explicit,
    pub(crate) environment: Environment,
    pub(crate) tenant: Option<String>,
    pub(crate) http_client: Option<reqwest::Client>,
    pub(crate) headers: HeaderMap,
    pub(crate) attempt_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            explicit: Explicit::default(),
            environment: Environment::system(),
            tenant: None,
            http_client: None,
            headers: HeaderMap::new(),
            attempt_timeout: ATTEMPT_TIMEOUT,
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

    /// Your own HTTP client, with its own proxies, certificates, timeouts and default headers.
    ///
    /// Switch off redirects in it (`redirect::Policy::none()`): a redirect to another host would take an API
    /// key along.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.options.http_client = Some(client);
        self
    }

    /// One more header on every request. Headers that the client sets itself are refused by
    /// [`build`](Self::build).
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// More headers on every request.
    pub fn headers<N: Into<String>, V: Into<String>>(
        mut self,
        headers: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let headers = headers.into_iter();
        self.headers
            .extend(headers.map(|(name, value)| (name.into(), value.into())));
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
    /// tenant or a header cannot be used.
    pub fn build(self) -> Result<Nimbus> {
        let Self {
            mut options,
            headers,
        } = self;
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
            names::path_segment("tenant", tenant)?;
        }
        for (name, value) in headers {
            let (name, value) = header(&name, &value)?;
            options.headers.append(name, value);
        }
        Ok(Nimbus::with_options(options))
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

/// Two spellings of one header would both be sent, and break authentication: what the client sets itself,
/// nobody else may.
const OWN_HEADERS: [HeaderName; 6] = [
    AUTHORIZATION,
    CONNECTION,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    HOST,
    TRANSFER_ENCODING,
];

fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue)> {
    let refuse = |reason: &str| {
        // Neither is repeated: the name may be bytes for a terminal, the value may be a secret.
        Err(Error::invalid_input("headers", reason))
    };
    let Ok(parsed) = HeaderName::try_from(name) else {
        return refuse("a header's name holds characters that no header name may hold");
    };
    if OWN_HEADERS.contains(&parsed) || parsed == "x-nimbus-api-key" {
        return refuse(&format!(
            "the client sets the header {parsed} itself; a credential goes into the option credential"
        ));
    }
    let Ok(mut value) = HeaderValue::try_from(value) else {
        return refuse(&format!(
            "the value of the header {parsed} holds a line break or another character that no header may hold"
        ));
    };
    // What it is for is not known, so it is never printed.
    value.set_sensitive(true);
    Ok((parsed, value))
}

impl fmt::Debug for NimbusBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("NimbusBuilder")
            .field("tenant", &self.options.tenant)
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}
