//! Servers on loopback.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const WELL: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 11\r\n\r\n{\"ok\":true}";

/// It ends with the test's runtime.
pub(crate) struct Server<T> {
    pub(crate) address: SocketAddr,
    seen: Arc<Mutex<Vec<T>>>,
}

impl<T: Clone + Send + 'static> Server<T> {
    /// What each connection began with.
    pub(crate) fn seen(&self) -> Vec<T> {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) async fn start<F>(
        serve: impl Fn(TcpStream, Arc<Mutex<Vec<T>>>) -> F + Send + 'static,
    ) -> Self
    where
        F: Future<Output = io::Result<()>> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // How a connection ends is what the program is asked about.
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self { address, seen }
    }
}

/// Keeps the heads of requests.
pub(crate) async fn plain() -> Server<String> {
    Server::start(async |mut stream, seen: Arc<Mutex<Vec<String>>>| {
        let head = head(&mut stream).await?;
        seen.lock().unwrap().push(head);
        answer(stream).await
    })
    .await
}

pub(crate) async fn head(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// All is well.
pub(crate) async fn answer(mut stream: impl AsyncWrite + Unpin) -> io::Result<()> {
    stream.write_all(WELL).await?;
    stream.shutdown().await
}
