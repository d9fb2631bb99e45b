//! One attempt: sends a request, reads the response to the end, and checks it against what the operation promises.

use std::time::Duration;

use bytes::Bytes;
use nimbus_api::{Operation, Response};
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Client, Request, StatusCode};
use tokio::time::{Instant, timeout_at};

use crate::deadline::saturating_deadline;
use crate::error::ErrorResponse;
use crate::error::response::encoding;
use crate::http::classify::{broken_off, find, refused_by_proxy, unanswered};
use crate::http::client::{EarlyResponse, SendTracker};
use crate::http::proxy::Proxy;
use crate::text::Rounded;
use crate::{Error, ErrorKind, Result, Sent};

/// The part of an error's body that is read, in bytes. An envelope has a few hundred.
const MAX_ERROR_BYTES: usize = 256 * 1024;

/// The most memory to allocate for a body before it arrives, in bytes, whatever length the response announces.
const MAX_PREALLOCATION: usize = 65_536;

/// A response, as far as it was received.
pub(crate) struct RawResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// The error because of which the body is not complete.
    failure: Option<Error>,
    /// [`Sent::No`] if the response came before the request.
    pub(crate) sent: Sent,
}

impl RawResponse {
    /// Sends a request and reads the response.
    ///
    /// # Errors
    /// No response began. One that began is returned even if it breaks off, because its status may be enough.
    pub(crate) async fn receive(
        http: &Client,
        proxy: Option<&Proxy>,
        request: Request,
        tracker: &SendTracker,
        timeout: Duration,
        max_bytes: usize,
    ) -> Result<Self> {
        let deadline = saturating_deadline(Instant::now(), timeout);
        let sending = http.execute(request);
        tracker.reset();
        let mut response = match timeout_at(deadline, sending).await {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => {
                return Self::early(&error).ok_or_else(|| unanswered(error, proxy));
            }
            Err(_) => {
                let (sent, what) = match tracker.cancel() {
                    true => (Sent::No, "connection"),
                    false => (Sent::Maybe, "response"),
                };
                let message = format!("no {what} within {}", Rounded(timeout));
                return Err(Error::transport(ErrorKind::Timeout, sent, message, None));
            }
        };
        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        let limit = match is_error(status) {
            true => max_bytes.min(MAX_ERROR_BYTES),
            false => max_bytes,
        };
        let content_length = content_length(&headers);
        let mut body = Body::default();
        let read = if content_length > limit && !is_error(status) {
            Err(too_large(limit))
        } else {
            let reading = read(&mut response, &mut body, content_length, limit);
            let read = timeout_at(deadline, reading).await;
            read.unwrap_or_else(|_| Err(too_late(timeout)))
        };
        Ok(Self {
            status,
            headers,
            body: without_byte_order_mark(body.take()),
            failure: read.err(),
            sent: Sent::Yes,
        })
    }

    /// Returns the response that the server sent before the request, if it was listened for and is valid.
    #[cold]
    fn early(error: &reqwest::Error) -> Option<Self> {
        let (status, headers, body) = find::<EarlyResponse>(error)?.parse()?;
        Some(Self {
            status,
            headers,
            body,
            failure: None,
            sent: Sent::No,
        })
    }

    /// Returns a response that the operation promises, to be decoded. Any other response becomes an error that keeps
    /// it, without the credential.
    pub(crate) fn into_response(
        self,
        operation: &'static Operation,
        credential: &HeaderValue,
        proxy: Option<&Proxy>,
    ) -> Result<Response> {
        let is_good = self.is_promised(operation)
            && self.failure.is_none()
            && encoding(&self.headers, &self.body).is_none()
            && (self.status == StatusCode::NO_CONTENT || is_json(&self.headers));
        if !is_good {
            return Err(self.into_error(operation, credential, proxy));
        }
        let mut response = Response::new(self.body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        Ok(response)
    }

    fn is_promised(&self, operation: &Operation) -> bool {
        self.status.as_u16() == operation.success
    }

    #[cold]
    fn into_error(
        self,
        operation: &'static Operation,
        credential: &HeaderValue,
        proxy: Option<&Proxy>,
    ) -> Error {
        let is_promised = self.is_promised(operation);
        let response =
            ErrorResponse::new(self.status, self.headers, &self.body).redacted(credential);
        if is_error(self.status) && !is_promised {
            let error = Error::status_response(response).with_sent(self.sent);
            return match self.status {
                StatusCode::PROXY_AUTHENTICATION_REQUIRED if proxy.is_some() => {
                    error.map_message(|message| *message = refused_by_proxy(proxy))
                }
                _ => error,
            };
        }
        let problem = if self.status.is_redirection() {
            "the server redirects, and redirects are not followed, so that no credential reaches another host; set the \
             endpoint to the final address"
                .to_owned()
        } else if !is_promised {
            format!("the contract promises {}", operation.success)
        } else if let Some(failure) = self.failure {
            return failure.with_response(response);
        } else if let Some(encoded) = &response.encoded {
            encoded.clone()
        } else {
            media_problem(&response.headers)
        };
        Error::unexpected_response(problem, response)
    }
}

/// The received part of a body. Most bodies arrive in one piece, which is not copied.
#[derive(Default)]
struct Body {
    first: Bytes,
    /// The whole body, once there is a second piece.
    all: Vec<u8>,
}

impl Body {
    fn len(&self) -> usize {
        self.first.len().max(self.all.len())
    }

    fn push(&mut self, piece: Bytes, expected: usize) {
        if self.len() == 0 {
            self.first = piece;
            return;
        }
        if self.all.is_empty() {
            self.all
                .reserve(expected.max(self.first.len() + piece.len()));
            self.all.extend_from_slice(&self.first);
        }
        self.all.extend_from_slice(&piece);
    }

    fn take(self) -> Bytes {
        match self.all.is_empty() {
            true => self.first,
            false => self.all.into(),
        }
    }
}

/// Reads a body up to the limit.
async fn read(
    response: &mut reqwest::Response,
    body: &mut Body,
    content_length: usize,
    limit: usize,
) -> Result<()> {
    let expected = content_length.min(limit).min(MAX_PREALLOCATION);
    while let Some(chunk) = response.chunk().await.map_err(broken_off)? {
        let room = limit - body.len();
        body.push(chunk.slice(..chunk.len().min(room)), expected);
        if chunk.len() > room {
            return Err(too_large(limit));
        }
    }
    Ok(())
}

fn too_large(limit: usize) -> Error {
    let message = format!("the response is larger than the limit of {limit} bytes");
    Error::transport(ErrorKind::UnexpectedResponse, Sent::Yes, message, None)
}

fn too_late(timeout: Duration) -> Error {
    let timeout = Rounded(timeout);
    let message = format!("the response began but was not complete within {timeout}");
    Error::transport(ErrorKind::Timeout, Sent::Yes, message, None)
}

/// Removes a byte order mark. JSON must not have one, but some servers write it.
fn without_byte_order_mark(body: Bytes) -> Bytes {
    match body.starts_with(b"\xef\xbb\xbf") {
        true => body.slice(3..),
        false => body,
    }
}

fn is_error(status: StatusCode) -> bool {
    status.as_u16() >= 400
}

fn content_length(headers: &HeaderMap) -> usize {
    headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse().ok())
        .unwrap_or_default()
}

fn media_problem(headers: &HeaderMap) -> String {
    match headers.get(CONTENT_TYPE) {
        Some(media) => format!("the response is {media:?}, not JSON; is this the control plane?"),
        None => "the response has no content type; is this the control plane?".to_owned(),
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
