//! What happens between a typed call and the network: authenticate, attempt, and attempt again where that is safe.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use nimbus_api::{Operation, Request, Response, Transport, TransportError};
use reqwest::header::{HeaderName, HeaderValue};
use tokio::time::{Instant, sleep, timeout_at};

use crate::auth::{Authenticator, CredentialError};
use crate::call::options::CallOptions;
use crate::deadline::saturating_deadline;
use crate::error::rounded::Rounded;
use crate::http::attempt::{Answer, Bounds};
use crate::http::classify::has_spoken_first;
use crate::http::client::Begun;
use crate::http::retry::{Budget, Permit};
use crate::http::runtime_clients::HttpClients;
use crate::http::tracing::{Attached, Observer};
use crate::{Error, ErrorKind, Result, Sent};

type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What all calls of a client share.
pub(crate) struct Link {
    pub(crate) http: HttpClients,
    pub(crate) authenticator: Authenticator,
    pub(crate) budget: Arc<Budget>,
    /// In bytes.
    pub(crate) max_response_bytes: usize,
}

/// The transport of a client, or of one call that has settings of its own.
pub(crate) struct Wire {
    link: Arc<Link>,
    options: CallOptions,
}

/// How far a call has come; what is known when its deadline cuts it short.
struct Progress {
    attempts: u32,
    /// Of the attempts that are over.
    sent: Sent,
    /// The attempt that is not.
    under_way: Option<Begun>,
    last: Option<Error>,
}

impl Progress {
    /// Ends here, with the attempt that is under way.
    fn end(&self) -> Sent {
        match &self.under_way {
            Some(begun) if !begun.give_up() => Sent::Maybe,
            _ => self.sent,
        }
    }
}

impl Transport for Wire {
    fn send<'a>(
        &'a self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<Response, TransportError>> + Send + 'a>> {
        Box::pin(async move {
            let observer = Observer::new(&request);
            let outcome = observer.span(self.call(&request, &observer)).await;
            outcome.map_err(|error| TransportError::new(error.of(request.operation())))
        })
    }
}

impl Wire {
    pub(crate) fn new(link: Arc<Link>, options: CallOptions) -> Self {
        Self { link, options }
    }

    async fn call(&self, request: &Request, observer: &Observer) -> Result<Response> {
        let mut progress = Progress {
            attempts: 0,
            sent: Sent::No,
            under_way: None,
            last: None,
        };
        let limit = self.options.timeout.map(|timeout| {
            // Discovery may have had its part of it, or a request before this one.
            let start = self.options.start.unwrap_or_else(Instant::now);
            (timeout, saturating_deadline(start, timeout))
        });
        let outcome = match limit {
            None => {
                let attempts = self.attempts(request, observer, &mut progress, None);
                Ok(attempts.await)
            }
            // A call of several requests may come here late.
            Some((timeout, deadline)) if deadline <= Instant::now() => Err(timeout),
            Some((timeout, deadline)) => {
                let attempts = self.attempts(request, observer, &mut progress, Some(deadline));
                timeout_at(deadline, attempts).await.map_err(|_| timeout)
            }
        };
        let outcome = outcome.unwrap_or_else(|timeout| {
            Err(Error::overdue(
                timeout,
                progress.end(),
                progress.last.take(),
            ))
        });
        let outcome = outcome.map_err(|error| error.after(progress.attempts));
        observer.finish(progress.attempts, &outcome);
        outcome
    }

    async fn attempts(
        &self,
        request: &Request,
        observer: &Observer,
        progress: &mut Progress,
        deadline: Option<Instant>,
    ) -> Result<Response> {
        let operation = request.operation();
        let mut refreshed = 0;
        loop {
            let header = match self.link.authenticator.ready() {
                Some(header) => Ok(header),
                None => self.fetched_header().await,
            };
            // That there is no token now says nothing about the attempts before.
            let (name, value) =
                header.map_err(|error| credential(error).with_sent(progress.sent))?;
            let credential = (name, value.clone());
            let outcome = self.attempt(request, credential, progress).await;
            let outcome = outcome.map_err(|error| error.without(&value));
            observer.attempt(progress.attempts, &outcome);
            let mut error = match outcome {
                Ok(mut response) => {
                    self.link.budget.earn();
                    Attached::to(&mut response, progress.attempts, observer, value);
                    return Ok(response);
                }
                Err(error) => error,
            };
            if error.is_unauthorized() && refreshed == 0 {
                // The server has not acted, so that the request may be sent again with a newer token.
                match self.newer_token(&value, error).await {
                    Ok(()) => {
                        refreshed = 1;
                        continue;
                    }
                    Err(rejection) => error = rejection,
                }
            }
            // What may be repeated is this attempt: those before it have been found to be repeatable.
            let made = progress.attempts - refreshed;
            let (pause, permit) = self.again(error, operation, made, progress, deadline)?;
            sleep(pause).await;
            permit.spend();
        }
    }

    fn authenticated(
        &self,
        request: &Request,
        (name, value): (HeaderName, HeaderValue),
    ) -> reqwest::Request {
        let mut request = request.to_reqwest();
        // None of these is there already: what the client sets itself, nobody else may.
        let headers = request.headers_mut();
        for (name, value) in &self.options.headers {
            headers.append(name.clone(), value.clone());
        }
        headers.append(name, value);
        request
    }

    /// The pause before the next attempt, and the leave to make it.
    ///
    /// # Errors
    /// That of the last attempt, when there must not be another one.
    #[cold]
    fn again(
        &self,
        error: Error,
        operation: &'static Operation,
        made: u32,
        progress: &mut Progress,
        deadline: Option<Instant>,
    ) -> Result<(Duration, Permit)> {
        let random = fastrand::f64();
        let pause = self.options.retry.pause(&error, operation, made, random);
        let error = error.with_sent(progress.sent);
        let Some(pause) = pause else {
            return Err(error);
        };
        let Some(permit) = self.link.budget.take() else {
            return Err(error.not_repeated("the client's retry budget is spent"));
        };
        if deadline.is_some_and(|deadline| saturating_deadline(Instant::now(), pause) >= deadline) {
            let reason = format!(
                "the next attempt, in {}, lies beyond the deadline",
                Rounded(pause)
            );
            return Err(error.not_repeated(&reason));
        }
        progress.last = Some(error);
        Ok((pause, permit))
    }

    async fn attempt(
        &self,
        request: &Request,
        credential: (HeaderName, HeaderValue),
        progress: &mut Progress,
    ) -> Result<Response> {
        let http = self.link.http.current()?;
        progress.attempts += 1;
        let mut answer = self.answer(&http, request, &credential, progress).await;
        // Nothing was sent, and what the server said is lost. It may say it again.
        if matches!(&answer, Err(error) if has_spoken_first(error))
            && let Some(http) = self.link.http.listening()
        {
            answer = Box::pin(self.answer(&http, request, &credential, progress)).await;
        }
        progress.under_way = None;
        // That one attempt did not get out says nothing about those before it.
        let sent = match &answer {
            Ok(answer) => answer.sent,
            Err(error) => error.sent(),
        };
        if sent != Sent::No {
            progress.sent = sent;
        }
        answer?.judge(request.operation(), &credential.1)
    }

    async fn answer(
        &self,
        http: &reqwest::Client,
        request: &Request,
        credential: &(HeaderName, HeaderValue),
        progress: &mut Progress,
    ) -> Result<Answer> {
        let mut request = self.authenticated(request, credential.clone());
        let begun = self.link.http.watch(&mut request);
        progress.under_way = Some(begun.clone());
        let bounds = Bounds {
            timeout: self.options.attempt_timeout,
            reply: self.link.max_response_bytes,
        };
        Answer::to(http, self.link.http.proxy(), request, &begun, bounds).await
    }

    /// The header, once its source has given it. Boxed, as are other ways that few calls take: a call is small.
    #[cold]
    fn fetched_header(&self) -> Boxed<'_, Result<(HeaderName, HeaderValue), CredentialError>> {
        Box::pin(self.link.authenticator.header())
    }

    /// Asks the credential's source for a token in place of the rejected one.
    ///
    /// # Errors
    /// The rejection, when there is no other token.
    #[cold]
    fn newer_token<'a>(
        &'a self,
        rejected: &'a HeaderValue,
        rejection: Error,
    ) -> Boxed<'a, Result<()>> {
        Box::pin(async move {
            match self.link.authenticator.refresh(rejected).await {
                Ok(Some(_)) => Ok(()),
                Ok(None) => Err(rejection),
                Err(failure) => {
                    let failure = credential(failure);
                    Err(rejection.caused_by(Some(failure)))
                }
            }
        })
    }
}

fn credential(error: CredentialError) -> Error {
    Error::before_sending(ErrorKind::Credential, error)
}
