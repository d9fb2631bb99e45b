//! The transport of a call: it authenticates, sends, and sends again where that is safe.

use std::pin::pin;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use nimbus_api::{Request, Response, Transport, TransportError};
use reqwest::header::HeaderMap;
use tokio::time::{Instant, sleep};
use tracing::Span;

use crate::auth::{AuthHeader, Authenticator, CredentialError};
use crate::call::options::CallOptions;
use crate::deadline::{Deadline, within};
use crate::http::attempt::RawResponse;
use crate::http::classify::has_spoken_first;
use crate::http::client::SendTracker;
use crate::http::context::ResponseContext;
use crate::http::retry::Budget;
use crate::http::runtime_clients::HttpClients;
use crate::http::tracing::{attempt_span, call_span, inside, record_attempt, record_error};
use crate::{Error, ErrorKind, Result, Sent};

/// The state that all calls of a client share.
pub(crate) struct TransportState {
    pub(crate) http: HttpClients,
    pub(crate) authenticator: Authenticator,
    pub(crate) budget: Arc<Budget>,
    pub(crate) max_response_bytes: usize,
}

/// The transport of a client, or of one call that has settings of its own.
pub(crate) struct HttpTransport {
    state: Arc<TransportState>,
    options: CallOptions,
}

/// The progress of a call, for the error if the deadline ends it.
struct CallProgress {
    attempts: u32,
    /// Whether a request was sent in the completed attempts.
    sent: Sent,
    /// The attempt in progress.
    in_flight: Option<SendTracker>,
    /// When that attempt began, if a hook needs it.
    begun: Option<Instant>,
    /// Its span, if anybody listens.
    span: Option<Arc<Span>>,
    last_error: Option<Error>,
}

impl CallProgress {
    /// Cancels the attempt in progress.
    fn cancel(&self) -> Sent {
        match &self.in_flight {
            Some(tracker) if !tracker.cancel() => Sent::Maybe,
            _ => self.sent,
        }
    }
}

impl Transport for HttpTransport {
    fn send<'a>(&'a self, request: Request) -> BoxFuture<'a, Result<Response, TransportError>> {
        Box::pin(async move {
            let span = call_span(&request);
            let result = inside(Some(&span), pin!(self.call(&request, &span))).await;
            result.map_err(|error| TransportError::new(error.of(request.operation())))
        })
    }
}

impl HttpTransport {
    pub(crate) fn new(state: Arc<TransportState>, options: CallOptions) -> Self {
        Self { state, options }
    }

    /// Makes attempts until the deadline of the call.
    async fn call(&self, request: &Request, span: &Span) -> Result<Response> {
        let mut progress = CallProgress {
            attempts: 0,
            sent: Sent::No,
            in_flight: None,
            begun: None,
            span: None,
            last_error: None,
        };
        let deadline = self.options.timeout.map(|timeout| {
            // Discovery or an earlier request may have used a part of the time.
            let start = self.options.start.unwrap_or_else(Instant::now);
            Deadline::after(start, timeout)
        });
        let at = deadline.map(|deadline| deadline.at);
        let attempts = self.attempts(request, span, &mut progress, at);
        let result = within(deadline, pin!(attempts)).await;
        let result = result.unwrap_or_else(|Deadline { timeout, .. }| {
            let sent = progress.cancel();
            let error = Error::overdue(timeout, sent, progress.last_error.take());
            self.end_attempt(request, &mut progress, Err(error))
        });
        result.map_err(|error| {
            let error = error.after(progress.attempts);
            record_error(span, &error);
            error
        })
    }

    async fn attempts(
        &self,
        request: &Request,
        span: &Span,
        progress: &mut CallProgress,
        deadline: Option<Instant>,
    ) -> Result<Response> {
        let mut refreshed = 0;
        loop {
            let header = match self.state.authenticator.ready() {
                Some(header) => Ok(header),
                // Boxed, like everything that few calls wait for, to keep the future of a call small.
                None => Box::pin(self.state.authenticator.header()).await,
            };
            // A missing token says nothing about the earlier attempts.
            let (name, credential) =
                header.map_err(|error| credential_error(error).with_sent(progress.sent))?;
            let header = (name, credential.clone());
            let own = attempt_span(request, progress.attempts);
            progress.span = own.clone();
            let result = inside(
                own.as_deref(),
                pin!(self.attempt(request, header, progress)),
            )
            .await;
            let result = result.map_err(|error| error.redacted(&credential));
            let result = self.end_attempt(request, progress, result);
            let mut error = match result {
                Ok(mut response) => {
                    self.state.budget.earn();
                    let attempts = progress.attempts;
                    ResponseContext::attach(&mut response, attempts, span.clone(), credential);
                    return Ok(response);
                }
                Err(error) => error,
            };
            if error.is_unauthorized() && refreshed == 0 {
                // The server has not acted, so the request can be sent again with a newer token.
                match Box::pin(self.state.authenticator.refresh(&credential)).await {
                    Ok(Some(_)) => {
                        refreshed = 1;
                        continue;
                    }
                    Ok(None) => {}
                    Err(cause) => error = error.caused_by(Some(credential_error(cause))),
                }
            }
            // Only this attempt has to be checked, because the earlier ones were already found to be repeatable.
            let made = progress.attempts - refreshed;
            let (policy, budget) = (&self.options.retry, &self.state.budget);
            let planned = policy.plan(&error, request.operation(), made, budget, deadline);
            let error = error.with_sent(progress.sent);
            let (pause, permit) = match planned {
                Ok(planned) => planned,
                Err(None) => return Err(error),
                Err(Some(reason)) => return Err(error.not_repeated(&reason)),
            };
            progress.last_error = Some(error);
            sleep(pause).await;
            permit.spend();
        }
    }

    /// Reports the end of an attempt to its span and to the hooks.
    fn end_attempt(
        &self,
        request: &Request,
        progress: &mut CallProgress,
        result: Result<Response>,
    ) -> Result<Response> {
        let operation = request.operation();
        let mut result = result.map_err(|error| error.of(operation).after(progress.attempts));
        let (span, begun) = (progress.span.take(), progress.begun.take());
        let mut end = || self.options.hooks.end(operation, begun, &mut result);
        match span {
            None => end(),
            Some(span) => {
                span.in_scope(end);
                record_attempt(&span, &result);
            }
        }
        result
    }

    /// Makes one attempt and checks the response against what the operation promises.
    async fn attempt(
        &self,
        request: &Request,
        header: AuthHeader,
        progress: &mut CallProgress,
    ) -> Result<Response> {
        let mut http = self.state.http.current()?;
        let hooks = &self.options.hooks;
        let hooked = hooks.headers(request.operation(), &self.options.headers)?;
        progress.attempts += 1;
        progress.begun = hooks.begin();
        let mut is_listening = false;
        let result = loop {
            let sending = self.send_once(&http, request, &header, hooked.as_deref(), progress);
            let result = sending.await;
            // Nothing was sent, and what the server sent is lost. It may send it again.
            if matches!(&result, Err(error) if !is_listening && has_spoken_first(error))
                && let Some(listening) = self.state.http.listening()
            {
                (http, is_listening) = (listening, true);
                continue;
            }
            break result;
        };
        progress.in_flight = None;
        // An attempt that was not sent says nothing about the earlier ones.
        let sent = match &result {
            Ok(response) => response.sent,
            Err(error) => error.sent(),
        };
        if sent != Sent::No {
            progress.sent = sent;
        }
        result?.into_response(request.operation(), &header.1, self.state.http.proxy())
    }

    async fn send_once(
        &self,
        http: &reqwest::Client,
        request: &Request,
        (name, credential): &AuthHeader,
        hooked: Option<&HeaderMap>,
        progress: &mut CallProgress,
    ) -> Result<RawResponse> {
        let mut request = request.to_reqwest();
        // None of these is set already, because nobody else may set the headers that the client sets itself.
        let headers = request.headers_mut();
        match hooked {
            Some(hooked) => headers.extend(hooked.clone()),
            None => {
                for (name, value) in &self.options.headers {
                    headers.append(name.clone(), value.clone());
                }
            }
        }
        headers.append(name.clone(), credential.clone());
        let tracker = self.state.http.track(&mut request);
        progress.in_flight = Some(tracker.clone());
        let (proxy, limit) = (self.state.http.proxy(), self.state.max_response_bytes);
        let timeout = self.options.attempt_timeout;
        RawResponse::receive(http, proxy, request, &tracker, timeout, limit).await
    }
}

fn credential_error(error: CredentialError) -> Error {
    Error::before_sending(ErrorKind::Credential, error)
}
