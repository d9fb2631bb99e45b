//! The way of every request: the generated client builds it, a [`Transport`] carries it.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use progenitor_client::{ClientHooks, OperationInfo};
use reqwest::{Request, Response};

use crate::{Client, Operation, operations};

/// Carries requests to the control plane.
///
/// The generated client makes a request of every call and hands it over with its operation. Credentials, attempts
/// and timeouts are the transport's business.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request. A reply is handed back whatever its status; a failure comes back out of the client's call,
    /// see [`Failure::take`].
    fn send<'a>(
        &'a self,
        request: Request,
        operation: &'static Operation,
    ) -> Pin<Box<dyn Future<Output = Result<Response, Failure>> + Send + 'a>>;
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
    /// The same client with another transport, as for options of one call.
    #[must_use]
    pub fn with_inner(&self, inner: Inner) -> Self {
        Self {
            inner,
            ..self.clone()
        }
    }
}

/// Why a transport did not come back with a reply.
///
/// The client cannot hand it out as it is: its hook returns `reqwest::Result<Response>`, and nobody but reqwest can
/// make a `reqwest::Error`. So the failure travels inside a response that no server sent, whose status no operation
/// declares, and comes out as [`Error::UnexpectedResponse`](crate::Error::UnexpectedResponse).
#[derive(Clone, Debug)]
pub struct Failure(Arc<dyn std::error::Error + Send + Sync>);

impl Failure {
    /// The status of the response that carries a failure. Replies of servers may have it, too; they have no failure
    /// inside.
    const STATUS: http::StatusCode = http::StatusCode::NETWORK_AUTHENTICATION_REQUIRED;

    /// Wraps an error.
    pub fn new(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self(Arc::new(error))
    }

    /// The error inside, to downcast.
    pub fn get_ref(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        &*self.0
    }

    /// Takes the failure out of an unexpected response; none when a server sent that response.
    pub fn take(response: &mut Response) -> Option<Self> {
        response.extensions_mut().remove()
    }

    pub(crate) fn into_response(self) -> Response {
        let mut response = http::Response::new("");
        *response.status_mut() = Self::STATUS;
        response.extensions_mut().insert(self);
        Response::from(response)
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

/// The client's call of an operation that is not in the table, which regen makes impossible.
#[derive(Debug)]
struct UnknownOperation(&'static str);

impl fmt::Display for UnknownOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "operation {} is not in the table of operations", self.0)
    }
}

impl std::error::Error for UnknownOperation {}

impl ClientHooks<Inner> for Client {
    async fn exec(&self, request: Request, info: &OperationInfo) -> reqwest::Result<Response> {
        let outcome = match operations::by_id(info.operation_id) {
            Some(operation) => self.inner.0.send(request, operation).await,
            None => Err(Failure::new(UnknownOperation(info.operation_id))),
        };
        Ok(outcome.unwrap_or_else(Failure::into_response))
    }
}
