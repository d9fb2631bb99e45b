//! Servers on loopback: one that is well, with TLS or without, and a proxy.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::rustls::server::Acceptor;
use tokio_rustls::rustls::{CipherSuite, ServerConfig};

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

    async fn start<F>(serve: impl Fn(TcpStream, Arc<Mutex<Vec<T>>>) -> F + Send + 'static) -> Self
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

/// Keeps the cipher suites that are offered.
pub(crate) async fn secure(config: Arc<ServerConfig>) -> Server<Vec<CipherSuite>> {
    Server::start(move |stream, seen: Arc<Mutex<Vec<_>>>| {
        let config = Arc::clone(&config);
        async move {
            let hello = LazyConfigAcceptor::new(Acceptor::default(), stream).await?;
            let suites = hello.client_hello().cipher_suites().to_vec();
            seen.lock().unwrap().push(suites);
            let mut stream = hello.into_stream(config).await?;
            head(&mut stream).await?;
            answer(stream).await
        }
    })
    .await
}

/// Keeps the heads of `CONNECT` requests, and leads all of them to this server.
pub(crate) async fn tunnel(to: SocketAddr) -> Server<String> {
    Server::start(
        move |mut stream, seen: Arc<Mutex<Vec<String>>>| async move {
            let head = head(&mut stream).await?;
            seen.lock().unwrap().push(head);
            let mut onwards = TcpStream::connect(to).await?;
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await?;
            copy_bidirectional(&mut stream, &mut onwards).await?;
            Ok(())
        },
    )
    .await
}

async fn head(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

async fn answer(mut stream: impl AsyncWrite + Unpin) -> io::Result<()> {
    stream.write_all(WELL).await?;
    stream.shutdown().await
}
