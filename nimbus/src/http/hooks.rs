//! The hooks that a program sets to be called before and after each attempt.

use std::sync::Arc;
use std::time::Duration;

use nimbus_api::{Operation, Response as RawResponse};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use tokio::time::Instant;

use crate::http::headers::check_settable;
use crate::{Error, Response, Result};

type RequestHook = dyn Fn(&Operation, &mut HeaderMap) + Send + Sync;
type ResponseHook = dyn Fn(&Operation, Result<&Response<()>, &Error>, Duration) + Send + Sync;

/// The hooks of a client, in the order in which they were set.
#[derive(Clone, Default)]
pub(crate) struct Hooks {
    pub(crate) on_request: Vec<Arc<RequestHook>>,
    pub(crate) on_response: Vec<Arc<ResponseHook>>,
}

impl Hooks {
    /// Returns these hooks, followed by the others.
    pub(crate) fn and(&self, others: &Self) -> Self {
        let mut all = self.clone();
        all.on_request.extend_from_slice(&others.on_request);
        all.on_response.extend_from_slice(&others.on_response);
        all
    }

    /// Runs the hooks before an attempt and returns its headers, or `None` if there are no hooks.
    ///
    /// # Errors
    /// A hook sets a header that the client sets itself.
    pub(crate) fn headers(
        &self,
        operation: &Operation,
        headers: &[(HeaderName, HeaderValue)],
    ) -> Result<Option<Box<HeaderMap>>> {
        if self.on_request.is_empty() {
            return Ok(None);
        }
        let mut headers: HeaderMap = headers.iter().cloned().collect();
        for hook in &self.on_request {
            hook(operation, &mut headers);
        }
        for (name, value) in &mut headers {
            check_settable("on_request", name)?;
            value.set_sensitive(true);
        }
        Ok(Some(Box::new(headers)))
    }

    /// Returns the current time if a hook needs the duration of the attempt.
    pub(crate) fn begin(&self) -> Option<Instant> {
        (!self.on_response.is_empty()).then(Instant::now)
    }

    /// Runs the hooks after an attempt, if one was started.
    pub(crate) fn end(
        &self,
        operation: &Operation,
        begun: Option<Instant>,
        result: &mut Result<RawResponse>,
    ) {
        let Some(begun) = begun else {
            return;
        };
        let elapsed = begun.elapsed();
        match result {
            Ok(response) => {
                // The headers are moved out and back, not copied.
                let headers = std::mem::take(response.headers_mut());
                let head = Response {
                    value: (),
                    status: response.status(),
                    headers,
                };
                for hook in &self.on_response {
                    hook(operation, Ok(&head), elapsed);
                }
                *response.headers_mut() = head.headers;
            }
            Err(error) => {
                for hook in &self.on_response {
                    hook(operation, Err(error), elapsed);
                }
            }
        }
    }
}

/// Compares hooks by identity.
impl PartialEq for Hooks {
    fn eq(&self, other: &Self) -> bool {
        fn same<F: ?Sized>(these: &[Arc<F>], those: &[Arc<F>]) -> bool {
            let mut pairs = these.iter().zip(those);
            these.len() == those.len() && pairs.all(|(this, that)| Arc::ptr_eq(this, that))
        }
        same(&self.on_request, &other.on_request) && same(&self.on_response, &other.on_response)
    }
}
