//! A server with TLS, a proxy that leads to it, and a server that does not listen.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy, copy_bidirectional, sink};
use tokio::net::TcpStream;
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::rustls::server::Acceptor;
use tokio_rustls::rustls::{CipherSuite, ServerConfig};

use crate::server::{Server, answer, head};

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

/// Keeps that there was a connection, and writes these bytes whatever it is sent. Without any, it keeps silent.
pub(crate) async fn deaf(bytes: &'static [u8]) -> Server<()> {
    Server::start(move |mut stream, seen: Arc<Mutex<Vec<()>>>| async move {
        seen.lock().unwrap().push(());
        stream.read_u8().await?;
        stream.write_all(bytes).await?;
        copy(&mut stream, &mut sink()).await?;
        Ok(())
    })
    .await
}
