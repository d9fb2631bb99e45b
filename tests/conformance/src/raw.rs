//! A server that reads requests byte by byte: no library between the wire and the test.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The head and the body of a request, as they came.
#[derive(Clone, Debug)]
pub struct Raw {
    /// The first line without the version, as `GET /api/tenants/a%20b/services`.
    pub line: String,
    /// The body.
    pub body: String,
}

/// The server. It answers everything alike, and closes the connection.
pub struct RawServer {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Raw>>>,
}

impl RawServer {
    /// Starts a server that answers everything with this.
    pub async fn start(status: u16, reply: Value) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let seen = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let Ok(raw) = read(&mut stream).await else {
                    continue;
                };
                shared
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(raw);
                // Whether the client takes the answer is its own affair.
                let _ = stream.write_all(&response(status, &reply)).await;
            }
        });
        Ok(Self { address, seen })
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The one request that came.
    #[track_caller]
    pub fn only(&self) -> Raw {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen[0].clone()
    }
}

/// Reads one request.
pub(crate) async fn read(stream: &mut TcpStream) -> io::Result<Raw> {
    let mut bytes = Vec::new();
    loop {
        if let Some(raw) = whole(&bytes) {
            return Ok(raw);
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

/// A JSON answer after which the connection is closed.
pub(crate) fn response(status: u16, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Scripted\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\
         connection: close\r\n\r\n{body}"
    )
    .into_bytes()
}

fn whole(bytes: &[u8]) -> Option<Raw> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.split("\r\n");
    let line = lines.next()?.strip_suffix(" HTTP/1.1")?.to_owned();
    let length = lines
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, value)| value.trim().parse().ok())
        .unwrap_or(0);
    (body.len() >= length).then(|| Raw {
        line,
        body: body.to_owned(),
    })
}
