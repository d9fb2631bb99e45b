//! One request, one reply: send, read to the end, and judge by what the operation promises.

use std::error::Error as _;

use nimbus_api::Operation;
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use reqwest::{Client, Request, Response, StatusCode};

use crate::reply::{Reply, printable};
use crate::{Error, ErrorKind, Result, Sent};

/// A whole reply, read.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// How often the request was sent for this reply; attached to replies that took more than one attempt.
#[derive(Clone, Copy)]
pub(crate) struct Attempts(pub(crate) u32);

impl Answer {
    /// Sends a request, and reads what comes, up to `limit` bytes.
    pub(crate) async fn to(http: &Client, request: Request, limit: usize) -> Result<Self> {
        let response = http.execute(request).await.map_err(unanswered)?;
        Self::read(response, limit).await
    }

    async fn read(mut response: Response, limit: usize) -> Result<Self> {
        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        let announced = headers
            .get(CONTENT_LENGTH)
            .and_then(|length| length.to_str().ok()?.parse::<usize>().ok())
            .unwrap_or_default();
        let mut body = Vec::with_capacity(announced.min(limit));
        let mut too_large = announced > limit;
        while !too_large {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() > limit => too_large = true,
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => {
                    return Ok(Self {
                        status,
                        headers,
                        body,
                    });
                }
                Err(error) => return Err(broken_off(error)),
            }
        }
        let message = format!("the reply is over the limit of {limit} bytes");
        Err(Error::unexpected_reply(
            message,
            Reply::new(status, headers, &body),
        ))
    }

    /// A reply that the operation promises goes on to be decoded; any other is an error that keeps it.
    pub(crate) fn judge(self, operation: &'static Operation) -> Result<Response> {
        let Self {
            status,
            headers,
            body,
        } = self;
        if status.as_u16() != operation.success {
            let reply = Reply::new(status, headers, &body);
            return Err(if status.as_u16() >= 400 {
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
                Some(media) => {
                    format!("the reply is {media:?}, not JSON; is this the control plane?")
                }
                None => "the reply has no content type; is this the control plane?".to_owned(),
            };
            let reply = Reply::new(status, headers, &body);
            return Err(Error::unexpected_reply(message, reply));
        }
        let mut response = http::Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(Response::from(response))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|media| {
            let media = media.trim();
            media.eq_ignore_ascii_case("application/json")
                || media.to_ascii_lowercase().ends_with("+json")
        })
}

/// The request failed before any part of a reply came.
fn unanswered(error: reqwest::Error) -> Error {
    let cause = root_cause(&error);
    let (kind, sent, message) = if error.is_connect() {
        let host = error.url().and_then(|url| {
            let port = url.port_or_known_default()?;
            Some(format!("{}:{port}", url.host_str()?))
        });
        let host = host.as_deref().unwrap_or("the endpoint");
        let message = format!("cannot connect to {host}: {cause}");
        (ErrorKind::Connect, Sent::No, message)
    } else if error.is_builder() {
        let message = format!("the request cannot be built: {cause}");
        (ErrorKind::Connect, Sent::No, message)
    } else if error.is_timeout() {
        let message = format!("no reply in time: {cause}");
        (ErrorKind::Timeout, Sent::Maybe, message)
    } else {
        let message = format!("the connection broke before the reply: {cause}");
        (ErrorKind::Connection, Sent::Maybe, message)
    };
    Error::transport(kind, sent, message, Some(error))
}

/// The reply had begun, so the request did arrive.
fn broken_off(error: reqwest::Error) -> Error {
    let kind = if error.is_timeout() {
        ErrorKind::Timeout
    } else {
        ErrorKind::Connection
    };
    let message = format!("the reply broke off: {}", root_cause(&error));
    Error::transport(kind, Sent::Yes, message, Some(error))
}

/// reqwest's own text names the phase only; what went wrong is at the end of the chain.
fn root_cause(error: &reqwest::Error) -> String {
    let mut cause: Option<&dyn std::error::Error> = error.source();
    while let Some(next) = cause.and_then(std::error::Error::source) {
        cause = Some(next);
    }
    // With nothing below it there is only the phase, and its text would repeat the URL.
    cause.map_or_else(
        || "no further detail".to_owned(),
        |cause| printable(&cause.to_string()),
    )
}
