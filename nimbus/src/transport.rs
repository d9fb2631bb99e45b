//! What happens between a typed call and the network, from top to bottom: authenticate, send, read, judge.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use nimbus_api::Operation;
use nimbus_api::{Failure, Transport};
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Request, Response, StatusCode};

use crate::discovery::Authenticator;
use crate::reply::Reply;
use crate::{Error, ErrorKind, Result, Sent};

/// A reply larger than this is cut off while it is read.
const REPLY_LIMIT: usize = 16 * 1024 * 1024;

/// The transport of one connected client.
pub(crate) struct Wire {
    pub(crate) http: reqwest::Client,
    pub(crate) authenticator: Authenticator,
    /// The caller's own headers, sent with every request.
    pub(crate) headers: Arc<HeaderMap>,
    /// For one attempt, from the first byte of the connection to the last of the reply.
    pub(crate) attempt_timeout: Duration,
}

/// A whole reply, read.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Transport for Wire {
    fn send<'a>(
        &'a self,
        request: Request,
        operation: &'static Operation,
    ) -> Pin<Box<dyn Future<Output = Result<Response, Failure>> + Send + 'a>> {
        Box::pin(async move {
            let reply = self.call(request, operation).await;
            reply.map_err(|error| Failure::new(error.of(operation)))
        })
    }
}

impl Wire {
    async fn call(&self, mut request: Request, operation: &'static Operation) -> Result<Response> {
        for (name, value) in self.headers.iter() {
            request.headers_mut().append(name, value.clone());
        }
        let (name, value) = self.authenticator.header().await.map_err(credential)?;
        let spare = request.try_clone();
        let answer = self.attempt(request, (name, value.clone()));
        let answer = answer.await.map_err(|error| error.after(1))?;
        if answer.status != StatusCode::UNAUTHORIZED {
            return judge(answer, operation).map_err(|error| error.after(1));
        }
        // The server has not acted on the request, so that it may be sent again with a newer token.
        let newer = self.authenticator.refresh(&value).await;
        match (newer.map_err(credential)?, spare) {
            (Some(header), Some(request)) => {
                let answer = self.attempt(request, header).await;
                let answer = answer.map_err(|error| error.after(2))?;
                judge(answer, operation).map_err(|error| error.after(2))
            }
            _ => judge(answer, operation).map_err(|error| error.after(1)),
        }
    }

    /// Sends once, and reads the reply to its end.
    async fn attempt(
        &self,
        mut request: Request,
        (name, value): (HeaderName, HeaderValue),
    ) -> Result<Answer> {
        request.headers_mut().insert(name, value);
        let exchange = async {
            let response = self.http.execute(request).await.map_err(unanswered)?;
            read(response).await
        };
        match tokio::time::timeout(self.attempt_timeout, exchange).await {
            Ok(answer) => answer,
            Err(_) => Err(Error::transport(
                ErrorKind::Timeout,
                Sent::Maybe,
                format!("no complete reply within {:?}", self.attempt_timeout),
                None,
            )),
        }
    }
}

async fn read(mut response: Response) -> Result<Answer> {
    let status = response.status();
    let headers = std::mem::take(response.headers_mut());
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok())
        .unwrap_or_default();
    let too_large = |headers: HeaderMap| {
        Err(Error::unexpected_reply(
            format!("the reply is over the limit of {REPLY_LIMIT} bytes"),
            Reply::new(status, headers, b""),
        ))
    };
    if announced > REPLY_LIMIT {
        return too_large(headers);
    }
    let mut body = Vec::with_capacity(announced);
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > REPLY_LIMIT => return too_large(headers),
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => break,
            Err(error) => return Err(broken_off(error)),
        }
    }
    Ok(Answer {
        status,
        headers,
        body,
    })
}

/// A reply that the operation promises goes on to be decoded; any other is an error that keeps it.
fn judge(answer: Answer, operation: &'static Operation) -> Result<Response> {
    let Answer {
        status,
        headers,
        body,
    } = answer;
    if status.as_u16() != operation.success {
        let reply = Reply::new(status, headers, &body);
        return Err(if status.is_client_error() || status.is_server_error() {
            Error::status_reply(reply)
        } else if status.is_redirection() {
            let message = "the server redirects; redirects are not followed, so that no credential \
                           reaches another host: set the endpoint to the right place";
            Error::unexpected_reply(message, reply)
        } else {
            let message = format!("the contract promises {}", operation.success);
            Error::unexpected_reply(message, reply)
        });
    }
    if status != StatusCode::NO_CONTENT && !is_json(&headers) {
        let message = match headers.get(CONTENT_TYPE) {
            Some(media) => format!("the reply is {media:?}, not JSON; is this the control plane?"),
            None => "the reply has no content type; is this the control plane?".to_owned(),
        };
        return Err(Error::unexpected_reply(
            message,
            Reply::new(status, headers, &body),
        ));
    }
    let mut response = http::Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(Response::from(response))
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|media| {
            let media = media.trim().to_ascii_lowercase();
            media == "application/json" || media.ends_with("+json")
        })
}

fn credential(error: crate::discovery::CredentialError) -> Error {
    Error::before_sending(ErrorKind::Credential, error)
}

/// The request failed before any part of a reply came.
fn unanswered(error: reqwest::Error) -> Error {
    let cause = root_cause(&error);
    if error.is_connect() {
        let host = error.url().and_then(|url| {
            let port = url.port_or_known_default()?;
            Some(format!("{}:{port}", url.host_str()?))
        });
        let host = host.unwrap_or_else(|| "the endpoint".to_owned());
        let message = format!("cannot connect to {host}: {cause}");
        Error::transport(ErrorKind::Connect, Sent::No, message, Some(error))
    } else if error.is_builder() {
        let message = format!("the request cannot be built: {cause}");
        Error::transport(ErrorKind::Connect, Sent::No, message, Some(error))
    } else if error.is_timeout() {
        let message = format!("no reply in time: {cause}");
        Error::transport(ErrorKind::Timeout, Sent::Maybe, message, Some(error))
    } else {
        let message = format!("the connection broke before the reply: {cause}");
        Error::transport(ErrorKind::Connection, Sent::Maybe, message, Some(error))
    }
}

/// The reply had begun, so the request did arrive; what it did is not known.
fn broken_off(error: reqwest::Error) -> Error {
    let kind = if error.is_timeout() {
        ErrorKind::Timeout
    } else {
        ErrorKind::Connection
    };
    let message = format!("the reply broke off: {}", root_cause(&error));
    Error::transport(kind, Sent::Maybe, message, Some(error))
}

/// reqwest's own text names the phase only; what went wrong is at the end of the chain.
fn root_cause(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    if cause.is::<reqwest::Error>() {
        // There is nothing below it; its text would repeat the URL.
        return "no further detail".to_owned();
    }
    crate::reply::printable(&cause.to_string())
}
