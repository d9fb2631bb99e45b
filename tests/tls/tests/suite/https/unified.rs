//! The built-in client is what it is said to be, whatever other crates of the program ask of reqwest: here all there is.

use std::io;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};
use tokio_rustls::TlsAcceptor;

use super::authority::Authority;
use crate::program::Program;
use crate::server::{Server, answer, head};

/// What gzip makes of `{"ok":true}`.
const GZIP: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xabV\xca\xcfV\xb2*)*M\xad\x05\x00\x90_\xd4\xa7\x0b\x00\x00\x00";

type Seen = Arc<Mutex<Vec<String>>>;

/// Keeps the first line of each request, and never answers the first. HTTP/2 begins with a line of its own.
async fn first_is_stuck(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    seen: Seen,
) -> io::Result<()> {
    let head = head(&mut stream).await?;
    let number = {
        let mut seen = seen.lock().unwrap();
        seen.push(head.lines().next().unwrap_or_default().to_owned());
        seen.len()
    };
    match number {
        1 => std::future::pending().await,
        _ => answer(stream).await,
    }
}

#[tokio::test]
async fn http_1_is_spoken_where_http_2_is_offered_and_a_stuck_connection_stops_no_other_call() {
    let authority = Authority::new();
    let mut config = (*authority.server(&["127.0.0.1"])).clone();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let server = Server::start(move |stream, seen: Seen| {
        let acceptor = acceptor.clone();
        async move { first_is_stuck(acceptor.accept(stream).await?, seen).await }
    })
    .await;
    let endpoint = format!("https://{}", server.address);
    let program = Program::trusting(&authority.file());
    assert_eq!(program.run(&endpoint, &["either"]).await[0], "answered");
    assert_eq!(server.seen(), ["GET /health HTTP/1.1"; 2]);
}

/// Keeps the heads of requests, and answers in a way that it was not asked for.
async fn odd() -> Server<String> {
    Server::start(async |mut stream, seen: Seen| {
        let head = head(&mut stream).await?;
        seen.lock().unwrap().push(head.to_lowercase());
        let reply = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\ncontent-encoding: gzip\r\n\
             set-cookie: a=b; path=/\r\n\r\n",
            GZIP.len()
        );
        stream.write_all(&[reply.as_bytes(), GZIP].concat()).await?;
        stream.shutdown().await
    })
    .await
}

#[tokio::test]
async fn nothing_is_asked_for_or_undone_or_sent_back() {
    let server = odd().await;
    let endpoint = format!("http://{}", server.address);
    let program = Program::trusting_nobody();
    let lines = program.run(&endpoint, &["call", "call"]).await;
    for line in [&lines[0], &lines[3]] {
        assert!(line.contains("content-encoding"), "{line}");
    }
    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    for head in seen {
        for header in ["accept-encoding", "cookie", "referer"] {
            assert!(!head.contains(&format!("\n{header}:")), "{head}");
        }
    }
}

/// It is asked on a thread of its own, as it may take its time. Resolvers in the program do without.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_system_looks_names_up() {
    let server = crate::server::plain().await;
    for (host, threads) in [("localhost", "2 threads"), ("127.0.0.1", "1 threads")] {
        let endpoint = format!("http://{host}:{}", server.address.port());
        let program = Program::trusting_nobody();
        let lines = program.run(&endpoint, &["call", "threads"]).await;
        assert_eq!((&*lines[0], &*lines[3]), ("answered", threads));
    }
}
