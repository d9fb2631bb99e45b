//! Sending requests: the generated client builds them, and a [`Transport`] sends them.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::Url;
use serde::de::DeserializeOwned;

use crate::request::RequestBuilder;
use crate::{Client, Error, ErrorKind, Request, Response, ResponseValue, response};

/// Sends requests to the control plane.
///
/// The generated client turns every call into a request and passes it on with its operation. The transport is
/// responsible for credentials, retries and timeouts.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request. Returns the complete response, whatever its status. An error is returned by the client's call
    /// as [`ErrorKind::Transport`].
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

/// Shows nothing, because a transport may contain secrets, and the client that holds it derives `Debug`.
impl fmt::Debug for TransportHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TransportHandle")
    }
}

impl Client {
    /// Creates a client of the control plane at this URL. The query and the fragment of the URL are not used.
    pub fn new(mut base: Url, transport: TransportHandle) -> Self {
        base.set_query(None);
        base.set_fragment(None);
        Self {
            base: Arc::new(base),
            transport,
        }
    }

    /// Returns the same client with another transport, for example for the options of one call.
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

    /// Returns the response only if it has the promised status.
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

/// The error of a transport that got no response.
#[derive(Clone, Debug)]
pub struct TransportError(Arc<dyn std::error::Error + Send + Sync>);

impl TransportError {
    /// Wraps an error.
    pub fn new(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self(Arc::new(error))
    }

    /// Returns the wrapped error, to downcast it.
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
