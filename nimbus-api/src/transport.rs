//! The way of every request: the generated client builds it, a [`Transport`] carries it.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::Url;
use serde::de::DeserializeOwned;

use crate::request::RequestBuilder;
use crate::{Client, Error, ErrorKind, Request, Response, ResponseValue, response};

/// Carries requests to the control plane.
///
/// The generated client makes a request of every call and hands it over with its operation. Credentials, attempts
/// and timeouts are the transport's business.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request. A response is handed back whole, whatever its status; a failure comes back out of the client's
    /// call as [`ErrorKind::Transport`].
    fn send<'a>(
        &'a self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<Response, TransportError>> + Send + 'a>>;
}

/// The transport of a client. Cheap to clone.
#[derive(Clone)]
pub struct TransportHandle(Arc<dyn Transport>);

impl TransportHandle {
    /// Wraps a transport.
    pub fn new(transport: impl Transport) -> Self {
        Self(Arc::new(transport))
    }
}

impl From<Arc<dyn Transport>> for TransportHandle {
    fn from(transport: Arc<dyn Transport>) -> Self {
        Self(transport)
    }
}

/// Shows nothing: the client that holds it derives Debug, and a transport may hold secrets.
impl fmt::Debug for TransportHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TransportHandle")
    }
}

impl Client {
    /// A client of the control plane at this URL, whose query and fragment are not used.
    pub fn new(mut base: Url, transport: TransportHandle) -> Self {
        base.set_query(None);
        base.set_fragment(None);
        Self {
            base: Arc::new(base),
            transport,
        }
    }

    /// The same client with another transport, as for options of one call.
    #[must_use]
    pub fn with_transport(&self, transport: TransportHandle) -> Self {
        Self {
            base: Arc::clone(&self.base),
            transport,
        }
    }

    /// Makes a call that promises a body.
    pub(crate) async fn decoded<T: DeserializeOwned>(
        &self,
        request: RequestBuilder,
    ) -> Result<ResponseValue<T>, Error> {
        let operation = request.operation();
        response::decode(operation, self.exchange(request).await?)
    }

    /// Makes a call that promises no body.
    pub(crate) async fn empty(&self, request: RequestBuilder) -> Result<ResponseValue<()>, Error> {
        Ok(response::empty(self.exchange(request).await?))
    }

    /// Hands out a response only if its status is the promised one.
    async fn exchange(&self, request: RequestBuilder) -> Result<Response, Error> {
        let request = request.build();
        let operation = request.operation();
        let kind = match self.transport.0.send(request).await {
            Ok(response) if response.status().as_u16() == operation.success => return Ok(response),
            Ok(response) => ErrorKind::UnexpectedResponse(Box::new(response)),
            Err(failure) => ErrorKind::Transport(failure),
        };
        Err(Error { operation, kind })
    }
}

/// Why a transport did not come back with a response.
#[derive(Clone, Debug)]
pub struct TransportError(Arc<dyn std::error::Error + Send + Sync>);

impl TransportError {
    /// Wraps an error.
    pub fn new(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self(Arc::new(error))
    }

    /// The error inside, to downcast.
    pub fn get_ref(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        &*self.0
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}
