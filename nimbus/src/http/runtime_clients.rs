//! One HTTP client for each runtime.
//!
//! A connection is served by a task of the runtime that opened it. If a call on another runtime took it from a common
//! pool, it would wait in vain for as long as the first runtime is not driven: a whole attempt, after which it is not
//! known whether the request was sent. So each runtime has a pool of its own.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use reqwest::header::HeaderValue;
use tokio::runtime::{Handle, Id};
use tokio::task::AbortHandle;

use crate::Result;
use crate::http::client::{self, SendTracker};
use crate::http::endpoint::Endpoint;
use crate::http::proxy::Proxy;

/// The HTTP clients of all runtimes.
pub(crate) enum HttpClients {
    /// The user's own client, which has one pool for all runtimes.
    Own(reqwest::Client),
    BuiltIn(Box<RuntimeClients>),
}

/// Built-in HTTP clients, each of which is created when its runtime makes its first call.
pub(crate) struct RuntimeClients {
    endpoint: Endpoint,
    proxy: Option<Proxy>,
    user_agent: HeaderValue,
    clients: RwLock<HashMap<Id, RuntimeClient>>,
}

struct RuntimeClient {
    http: reqwest::Client,
    /// A task that ends only with its runtime.
    witness: AbortHandle,
}

impl HttpClients {
    /// Creates the clients of one endpoint. The client of this runtime is created now, so that an error is reported
    /// now.
    pub(crate) fn open(
        endpoint: Endpoint,
        proxy: Option<Proxy>,
        user_agent: HeaderValue,
    ) -> Result<Self> {
        let clients = Box::new(RuntimeClients {
            endpoint,
            proxy,
            user_agent,
            clients: RwLock::default(),
        });
        clients.current()?;
        Ok(Self::BuiltIn(clients))
    }

    /// Returns the client of this runtime.
    ///
    /// # Errors
    /// The client cannot be created.
    pub(crate) fn current(&self) -> Result<reqwest::Client> {
        match self {
            Self::Own(http) => Ok(http.clone()),
            Self::BuiltIn(clients) => clients.current(),
        }
    }

    /// Returns the proxy of the built-in client.
    pub(crate) fn proxy(&self) -> Option<&Proxy> {
        match self {
            Self::Own(_) => None,
            Self::BuiltIn(clients) => clients.proxy.as_ref(),
        }
    }

    /// Tracks a request if it is for the built-in client, which does not need to clone it.
    pub(crate) fn track(&self, request: &mut reqwest::Request) -> SendTracker {
        match self {
            Self::Own(_) => SendTracker::UNKNOWN,
            Self::BuiltIn(_) => SendTracker::track(request),
        }
    }

    /// Returns a client that listens for a response before the request, or `None` with the user's own client.
    #[cold]
    pub(crate) fn listening(&self) -> Option<reqwest::Client> {
        let Self::BuiltIn(clients) = self else {
            return None;
        };
        let RuntimeClients {
            endpoint,
            proxy,
            user_agent,
            ..
        } = &**clients;
        client::open_listening(endpoint, proxy.as_ref(), user_agent).ok()
    }
}

impl RuntimeClients {
    fn current(&self) -> Result<reqwest::Client> {
        let runtime = Handle::current();
        let clients = self.clients.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = clients.get(&runtime.id()).filter(|client| client.is_live()) {
            return Ok(client.http.clone());
        }
        drop(clients);
        // Certificates may have to be read, which must not block other runtimes.
        let http = client::open(&self.endpoint, self.proxy.as_ref(), &self.user_agent)?;
        let mut clients = self.clients.write().unwrap_or_else(PoisonError::into_inner);
        // The ids of runtimes that have ended are reused.
        clients.retain(|_, client| client.is_live());
        if let Some(client) = clients.get(&runtime.id()) {
            return Ok(client.http.clone());
        }
        let client = RuntimeClient {
            http: http.clone(),
            witness: runtime.spawn(std::future::pending::<()>()).abort_handle(),
        };
        clients.insert(runtime.id(), client);
        Ok(http)
    }
}

impl RuntimeClient {
    fn is_live(&self) -> bool {
        !self.witness.is_finished()
    }
}

impl Drop for RuntimeClient {
    fn drop(&mut self) {
        self.witness.abort();
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
mod tests {
    use tokio::runtime::Builder;

    use super::*;

    #[test]
    fn a_runtime_has_one_client_which_goes_when_the_runtime_has_ended() {
        let clients = RuntimeClients {
            endpoint: Endpoint::parse("http://127.0.0.1:1").unwrap(),
            proxy: None,
            user_agent: HeaderValue::from_static("test"),
            clients: RwLock::default(),
        };
        let count = || clients.clients.read().unwrap().len();
        let runtime = || Builder::new_current_thread().enable_all().build().unwrap();
        let (first, second) = (runtime(), runtime());
        for runtime in [&first, &second, &first] {
            runtime.block_on(async { clients.current() }).unwrap();
        }
        assert_eq!(count(), 2);
        drop((first, second));
        runtime().block_on(async { clients.current() }).unwrap();
        assert_eq!(count(), 1);
    }
}
