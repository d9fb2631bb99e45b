//! A reply that comes before any request, from a server that turns connections away.
//!
//! The HTTP client takes such a reply for a fault of the connection, and drops it. So the next connection is listened to
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
const PATIENCE: Duration = Duration::from_secs(1);

/// It is read no further than this, in bytes.
const LIMIT: usize = 64 * 1024;

const HEADERS: usize = 64;

/// What a server said.
#[derive(Debug)]
pub(crate) struct EarlyReply(Bytes);

impl EarlyReply {
    /// Reads what comes, to its end; none, when nothing does.
    pub(super) async fn listen(connection: &mut (impl Read + Unpin)) -> Option<Self> {
        let mut said = Vec::new();
        // How it ends does not matter: what has come is what there is.
        let _ = timeout(PATIENCE, read(connection, &mut said)).await;
        (!said.is_empty()).then(|| Self(said.into()))
    }

    /// Status, headers and body, if it is a reply of HTTP, and not one of success: there was nothing to succeed.
    pub(crate) fn parse(&self) -> Option<(StatusCode, HeaderMap, Bytes)> {
        let mut headers = [httparse::EMPTY_HEADER; HEADERS];
        let mut reply = httparse::Response::new(&mut headers);
        let httparse::Status::Complete(length) = reply.parse(&self.0).ok()? else {
            return None;
        };
        let status = StatusCode::from_u16(reply.code?).ok()?;
        let header = |header: &httparse::Header<'_>| {
            let name = HeaderName::from_bytes(header.name.as_bytes()).ok()?;
            Some((name, HeaderValue::from_bytes(header.value).ok()?))
        };
        let headers = reply.headers.iter().filter_map(header).collect();
        let body = self.0.slice(length..);
        (status.as_u16() >= 400).then_some((status, headers, body))
    }
}

/// Its text may be of any kind, and belongs into no message.
impl fmt::Display for EarlyReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the server spoke before it was asked")
    }
}

impl std::error::Error for EarlyReply {}

async fn read(connection: &mut (impl Read + Unpin), said: &mut Vec<u8>) -> io::Result<()> {
    let mut piece = [0; 4096];
    while said.len() < LIMIT {
        let mut buffer = ReadBuf::new(&mut piece);
        poll_fn(|context| Pin::new(&mut *connection).poll_read(context, buffer.unfilled())).await?;
        if buffer.filled().is_empty() {
            break;
        }
        said.extend_from_slice(buffer.filled());
    }
    Ok(())
}
