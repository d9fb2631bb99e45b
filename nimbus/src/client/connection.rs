//! The connection that discovery results in: where requests go, and the transport that sends them.

use std::sync::Arc;

use crate::builder::Options;
use crate::call::options::CallOptions;
use crate::discovery::{self, Origins, find_proxy};
use crate::http::endpoint::Endpoint;
use crate::http::proxy::Proxy;
use crate::http::retry::Budget;
use crate::http::runtime_clients::HttpClients;
use crate::http::transport::{HttpTransport, TransportState};
use crate::{Error, ErrorKind, Result};

/// The result of discovery, which the first call makes once for all clones.
pub(super) struct Connection {
    pub(super) endpoint: Endpoint,
    pub(super) api: nimbus_api::Client,
    pub(super) transport: Arc<TransportState>,
    pub(super) origins: Origins,
    pub(super) proxy: Option<Proxy>,
}

impl Connection {
    pub(super) async fn open(options: &Options) -> Result<Self> {
        let found = discovery::discover(
            &options.explicit,
            &options.environment,
            options.credential_timeout,
        )
        .await
        .map_err(|error| Error::before_sending(ErrorKind::Discovery, error))?;
        let endpoint = Endpoint::parse(&found.endpoint).map_err(|reason| {
            let message = format!(
                "the endpoint from {} is not valid: {reason}",
                found.origins.endpoint
            );
            Error::invalid_input("endpoint", message)
        })?;
        if endpoint.is_exposed() {
            tracing::warn!(
                endpoint = %endpoint,
                "credentials are sent unencrypted: the endpoint is plain http on another machine"
            );
        }
        let mut origins = found.origins;
        let (http, proxy) = match &options.http_client {
            Some(client) => (HttpClients::Own(client.clone()), None),
            None => {
                let found = find_proxy(&options.proxy, &endpoint, &options.environment)?;
                let (proxy, origin) = found.unzip();
                origins.proxy = origin;
                let user_agent = options.user_agent.clone();
                let http = HttpClients::open(endpoint.clone(), proxy.clone(), user_agent)?;
                (http, proxy)
            }
        };
        let state = Arc::new(TransportState {
            http,
            authenticator: found.authenticator,
            budget: Arc::new(Budget::new(options.retry_budget)),
            max_response_bytes: options.max_response_bytes,
        });
        let calls = CallOptions::clone(&options.calls);
        let transport = HttpTransport::new(Arc::clone(&state), calls);
        let inner = nimbus_api::TransportHandle::new(transport);
        Ok(Self {
            api: nimbus_api::Client::new(endpoint.url().clone(), inner),
            transport: state,
            origins,
            endpoint,
            proxy,
        })
    }

    /// Returns a generated client with these options in place of the client's.
    pub(super) fn api_with(&self, calls: CallOptions) -> nimbus_api::Client {
        let transport = HttpTransport::new(Arc::clone(&self.transport), calls);
        let transport = nimbus_api::TransportHandle::new(transport);
        self.api.with_transport(transport)
    }
}
