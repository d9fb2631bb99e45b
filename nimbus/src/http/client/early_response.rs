//! A response that comes before any request, from a server that turns connections away.
//!
//! The HTTP client takes such a response for a fault of the connection, and drops it. So the next connection is listened to
//! before it is used.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use hyper::rt::{Read, ReadBuf};
use tokio::time::timeout;

/// A server that spoke first does so again at once, if it does.
const LISTEN_TIMEOUT: Duration = Duration::from_secs(1);

/// It is read no further than this, in bytes.
const MAX_BYTES: usize = 64 * 1024;

const MAX_HEADERS: usize = 64;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What a server said.
#[derive(Debug)]
pub(crate) struct EarlyResponse(Bytes);

/// Listens to a connection before it is used.
///
/// # Errors
/// What the server said.
pub(super) async fn listen<C: Read + Unpin>(mut connection: C) -> Result<C, BoxError> {
    let mut received = Vec::new();
    // How it ends does not matter: what has come is what there is.
    let _ = timeout(LISTEN_TIMEOUT, read(&mut connection, &mut received)).await;
    match received.is_empty() {
        true => Ok(connection),
        false => Err(EarlyResponse(received.into()).into()),
    }
}

impl EarlyResponse {
    /// Status, headers and body, if it is a response of HTTP, and not one of success: there was nothing to succeed.
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

/// Its text may be of any kind, and belongs into no message.
impl fmt::Display for EarlyResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the server spoke before it was asked")
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
