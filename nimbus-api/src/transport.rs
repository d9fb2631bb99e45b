//! The way of every request: the generated client builds it, a [`Transport`] carries it.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::Url;
use serde::de::DeserializeOwned;

use crate::request::Draft;
use crate::{Client, Error, ErrorKind, Outgoing, Reply, ResponseValue, reply};

/// Carries requests to the control plane.
///
/// The generated client makes a request of every call and hands it over with its operation. Credentials, attempts
/// and timeouts are the transport's business.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request. A reply is handed back whole, whatever its status; a failure comes back out of the client's
    /// call as [`ErrorKind::Transport`].
    fn send<'a>(
        &'a self,
        request: Outgoing,
    ) -> Pin<Box<dyn Future<Output = Result<Reply, Failure>> + Send + 'a>>;
}

/// The transport of a client. Cheap to clone.
#[derive(Clone)]
pub struct Inner(Arc<dyn Transport>);

impl Inner {
    /// Wraps a transport.
    pub fn new(transport: impl Transport) -> Self {
        Self(Arc::new(transport))
    }
}

impl From<Arc<dyn Transport>> for Inner {
    fn from(transport: Arc<dyn Transport>) -> Self {
        Self(transport)
    }
}

/// Shows nothing: the client that holds it derives Debug, and a transport may hold secrets.
impl fmt::Debug for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Inner")
    }
}

impl Client {
    /// A client of the control plane at this URL, whose query and fragment are not used.
    pub fn new(mut base: Url, inner: Inner) -> Self {
        base.set_query(None);
        base.set_fragment(None);
        Self {
            base: Arc::new(base),
            inner,
        }
    }

    /// The same client with another transport, as for options of one call.
    #[must_use]
    pub fn with_inner(&self, inner: Inner) -> Self {
        Self {
            base: Arc::clone(&self.base),
            inner,
        }
    }

    /// Makes a call that promises a body.
    pub(crate) async fn decoded<T: DeserializeOwned>(
        &self,
        draft: Draft,
    ) -> Result<ResponseValue<T>, Error> {
        let operation = draft.operation();
        reply::decode(operation, self.exchange(draft).await?)
    }

    /// Makes a call that promises no body.
    pub(crate) async fn empty(&self, draft: Draft) -> Result<ResponseValue<()>, Error> {
        Ok(reply::empty(self.exchange(draft).await?))
    }

    /// Hands out a reply only if its status is the promised one.
    async fn exchange(&self, draft: Draft) -> Result<Reply, Error> {
        let request = draft.finish();
        let operation = request.operation();
        let kind = match self.inner.0.send(request).await {
            Ok(reply) if reply.status().as_u16() == operation.success => return Ok(reply),
            Ok(reply) => ErrorKind::UnexpectedResponse(Box::new(reply)),
            Err(failure) => ErrorKind::Transport(failure),
        };
        Err(Error::new(operation, kind))
    }
}

/// Why a transport did not come back with a reply.
#[derive(Clone, Debug)]
pub struct Failure(Arc<dyn std::error::Error + Send + Sync>);

impl Failure {
    /// Wraps an error.
    pub fn new(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self(Arc::new(error))
    }

    /// The error inside, to downcast.
    pub fn get_ref(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        &*self.0
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}
