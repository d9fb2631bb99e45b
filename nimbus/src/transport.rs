//! What happens between a typed call and the network: authenticate, attempt, and attempt again where that is safe.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use nimbus_api::{Failure, Operation, Transport};
use reqwest::header::HeaderValue;
use reqwest::{Request, Response};
use tokio::time::{Instant, sleep, timeout_at};

use crate::discovery::Authenticator;
use crate::exchange::{Answer, Attempts};
use crate::observe::Observer;
use crate::options::CallOptions;
use crate::retry::Budget;
use crate::wait::later;
use crate::{Error, ErrorKind, Result, Sent};

/// What all calls of a client share.
pub(crate) struct Link {
    pub(crate) http: reqwest::Client,
    pub(crate) authenticator: Authenticator,
    pub(crate) budget: Arc<Budget>,
    /// In bytes.
    pub(crate) reply_limit: usize,
}

/// The transport of a client, or of one call that has settings of its own.
pub(crate) struct Wire {
    link: Arc<Link>,
    options: CallOptions,
}

/// How far a call has come; what is known when its deadline cuts it short.
struct Progress {
    attempts: u32,
    sent: Sent,
    last: Option<Error>,
}

impl Transport for Wire {
    fn send<'a>(
        &'a self,
        request: Request,
        operation: &'static Operation,
    ) -> Pin<Box<dyn Future<Output = Result<Response, Failure>> + Send + 'a>> {
        Box::pin(async move {
            let observer = Observer::new(&request, operation);
            let outcome = observer
                .span(self.call(request, operation, &observer))
                .await;
            outcome.map_err(|error| Failure::new(error.of(operation)))
        })
    }
}

impl Wire {
    pub(crate) fn new(link: Arc<Link>, options: CallOptions) -> Self {
        Self { link, options }
    }

    async fn call(
        &self,
        request: Request,
        operation: &'static Operation,
        observer: &Observer,
    ) -> Result<Response> {
        let mut progress = Progress {
            attempts: 0,
            sent: Sent::No,
            last: None,
        };
        let outcome = match self.options.timeout {
            None => {
                let attempts = self.attempts(request, operation, observer, &mut progress, None);
                attempts.await
            }
            Some(timeout) => {
                let deadline = later(Instant::now(), timeout);
                let by = Some(deadline);
                let attempts = self.attempts(request, operation, observer, &mut progress, by);
                match timeout_at(deadline, attempts).await {
                    Ok(outcome) => outcome,
                    Err(_) => Err(overdue(&progress, timeout)),
                }
            }
        };
        let outcome = outcome.map_err(|error| error.after(progress.attempts));
        observer.finish(progress.attempts, &outcome);
        outcome
    }

    async fn attempts(
        &self,
        mut request: Request,
        operation: &'static Operation,
        observer: &Observer,
        progress: &mut Progress,
        deadline: Option<Instant>,
    ) -> Result<Response> {
        for (name, value) in &self.options.headers {
            request.headers_mut().append(name, value.clone());
        }
        let mut refreshed = false;
        loop {
            let (name, value) = self.link.authenticator.header().await.map_err(credential)?;
            request.headers_mut().insert(name, value.clone());
            let outcome = self.attempt(&request, progress).await;
            observer.attempt(progress.attempts, &outcome);
            let mut error = match outcome.and_then(|answer| answer.judge(operation)) {
                Ok(mut response) => {
                    self.link.budget.earn();
                    if progress.attempts > 1 {
                        response
                            .extensions_mut()
                            .insert(Attempts(progress.attempts));
                    }
                    return Ok(response);
                }
                Err(error) => error,
            };
            if error.is_unauthorized() && !refreshed {
                // The server has not acted, so that the request may be sent again with a newer token.
                refreshed = true;
                match self.newer_token(&value, error).await {
                    Ok(()) => continue,
                    Err(rejection) => error = rejection,
                }
            }
            let sent = progress.attempts - u32::from(refreshed);
            let random = fastrand::f64();
            let pause = self.options.retry.pause(&error, operation, sent, random);
            let Some(pause) = pause else {
                return Err(error);
            };
            let Some(permit) = self.link.budget.take() else {
                return Err(error.not_repeated("the client's retry budget is spent"));
            };
            if deadline.is_some_and(|deadline| later(Instant::now(), pause) >= deadline) {
                let reason = format!("the next attempt, in {pause:?}, lies beyond the deadline");
                return Err(error.not_repeated(&reason));
            }
            progress.last = Some(error);
            sleep(pause).await;
            permit.spend();
        }
    }

    async fn attempt(&self, request: &Request, progress: &mut Progress) -> Result<Answer> {
        let Some(copy) = request.try_clone() else {
            // Bodies of the generated client are held in memory.
            let message = "the request's body cannot be sent";
            return Err(Error::transport(
                ErrorKind::Connect,
                Sent::No,
                message,
                None,
            ));
        };
        progress.attempts += 1;
        // From here on it may be on its way; an outcome will tell.
        let before = std::mem::replace(&mut progress.sent, Sent::Maybe);
        let limit = self.options.attempt_timeout;
        let deadline = later(Instant::now(), limit);
        let exchange = Answer::to(&self.link.http, copy, self.link.reply_limit);
        let outcome = match timeout_at(deadline, exchange).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Error::transport(
                ErrorKind::Timeout,
                Sent::Maybe,
                format!("no complete reply within {limit:?}"),
                None,
            )),
        };
        // That one attempt did not get out says nothing about those before it.
        progress.sent = match &outcome {
            Ok(_) => Sent::Yes,
            Err(error) if error.was_sent() == Sent::No => before,
            Err(_) => Sent::Maybe,
        };
        outcome.map_err(|error| error.sent(progress.sent))
    }

    /// Asks the credential's source for a token in place of the rejected one.
    ///
    /// # Errors
    /// The rejection, when there is no other token.
    async fn newer_token(&self, rejected: &HeaderValue, rejection: Error) -> Result<()> {
        match self.link.authenticator.refresh(rejected).await {
            Ok(Some(_)) => Ok(()),
            Ok(None) => Err(rejection),
            Err(failure) => {
                let failure = credential(failure);
                Err(rejection.caused_by(Some(failure)))
            }
        }
    }
}

fn overdue(progress: &Progress, timeout: Duration) -> Error {
    let mut message = format!("not done within {timeout:?}");
    if let Some(last) = &progress.last {
        message.push_str(&format!("; the attempt before: {last}"));
    }
    Error::transport(ErrorKind::Timeout, progress.sent, message, None)
        .caused_by(progress.last.clone())
}

fn credential(error: crate::discovery::CredentialError) -> Error {
    Error::before_sending(ErrorKind::Credential, error)
}
