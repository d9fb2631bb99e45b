//! A response that comes before any request, from a server that turns connections away.
//!
//! The HTTP client treats such a response as an error of the connection and drops it. The next connection is therefore
//! listened to before it is used.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use hyper::rt::{Read, ReadBuf};
use tokio::time::timeout;

/// How long to listen. A server that responds before the request does so at once.
const LISTEN_TIMEOUT: Duration = Duration::from_secs(1);

/// The most that is read of the response, in bytes.
const MAX_BYTES: usize = 64 * 1024;

const MAX_HEADERS: usize = 64;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The bytes that a server sent before the request.
#[derive(Debug)]
pub(crate) struct EarlyResponse(Bytes);

/// Listens to a connection before it is used.
///
/// # Errors
/// The early response, if the server sent one.
pub(super) async fn listen<C: Read + Unpin>(mut connection: C) -> Result<C, BoxError> {
    let mut received = Vec::new();
    // The outcome does not matter: whatever has been received is used.
    let _ = timeout(LISTEN_TIMEOUT, read(&mut connection, &mut received)).await;
    match received.is_empty() {
        true => Ok(connection),
        false => Err(EarlyResponse(received.into()).into()),
    }
}

impl EarlyResponse {
    /// Returns status, headers and body if this is an HTTP response that is not a success. A success is not valid,
    /// because there was no request.
    pub(crate) fn parse(&self) -> Option<(StatusCode, HeaderMap, Bytes)> {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        let httparse::Status::Complete(length) = response.parse(&self.0).ok()? else {
            return None;
        };
        let status = StatusCode::from_u16(response.code?).ok()?;
        let header = |header: &httparse::Header<'_>| {
            let name = HeaderName::from_bytes(header.name.as_bytes()).ok()?;
            Some((name, HeaderValue::from_bytes(header.value).ok()?))
        };
        let headers = response.headers.iter().filter_map(header).collect();
        let body = self.0.slice(length..);
        (status.as_u16() >= 400).then_some((status, headers, body))
    }
}

/// The bytes may be anything, so they are not shown.
impl fmt::Display for EarlyResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the server sent data before the request")
    }
}

impl std::error::Error for EarlyResponse {}

async fn read(connection: &mut (impl Read + Unpin), received: &mut Vec<u8>) -> io::Result<()> {
    let mut piece = [0; 4096];
    while received.len() < MAX_BYTES {
        let mut buffer = ReadBuf::new(&mut piece);
        poll_fn(|context| Pin::new(&mut *connection).poll_read(context, buffer.unfilled())).await?;
        if buffer.filled().is_empty() {
            break;
        }
        received.extend_from_slice(buffer.filled());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use hyper_util::rt::TokioIo;
    use tokio::io::{AsyncWriteExt as _, duplex};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_connection_on_which_nothing_is_said_for_a_second_is_used() {
        let (ours, mut theirs) = duplex(64);
        let late = async {
            tokio::time::sleep(LISTEN_TIMEOUT * 2).await;
            theirs.write_all(b"too late").await
        };
        let (outcome, _) = tokio::join!(listen(TokioIo::new(ours)), late);
        assert!(outcome.is_ok());
    }
}
