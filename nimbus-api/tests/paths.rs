//! Arguments reach their own route or none: what goes over the wire, as a server sees it.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use nimbus_api::{
    Client, Error, ErrorKind, Request, Response, Transport, TransportError, TransportHandle,
    reqwest,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// Sends what it is given, and nothing else.
struct Plain(reqwest::Client);

impl Transport for Plain {
    fn send<'a>(
        &'a self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<Response, TransportError>> + Send + 'a>> {
        Box::pin(async move {
            let response = self.0.execute(request.to_reqwest()).await;
            let mut whole = Response::default();
            *whole.status_mut() = response.map_err(TransportError::new)?.status();
            Ok(whole)
        })
    }
}

/// A server that keeps the first line of every request and answers 404.
async fn recorder() -> (Client, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let lines = Arc::new(Mutex::new(Vec::new()));
    let recorded = lines.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = Vec::new();
            while !request.windows(4).any(|end| end == b"\r\n\r\n") {
                let mut buffer = [0; 1024];
                let read = stream.read(&mut buffer).await.unwrap();
                assert_ne!(read, 0, "the request ended early");
                request.extend_from_slice(&buffer[..read]);
            }
            let text = String::from_utf8(request).unwrap();
            let line = text.lines().next().unwrap().to_owned();
            recorded.lock().unwrap().push(line);
            let response =
                b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
            stream.write_all(response).await.unwrap();
        }
    });
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let inner = TransportHandle::new(Plain(http));
    (Client::new(endpoint.parse().unwrap(), inner), lines)
}

fn is_refused<T>(outcome: Result<T, Error>) -> bool {
    matches!(outcome, Err(error) if matches!(error.kind, ErrorKind::InvalidRequest(_)))
}

#[tokio::test]
async fn names_that_would_climb_to_another_route_send_nothing() {
    let (client, lines) = recorder().await;
    for bad in ["..", ".", ""] {
        assert!(is_refused(
            client.services_delete("acme", bad, None, 3).await
        ));
        assert!(is_refused(client.services_get(bad, "web").await));
        assert!(is_refused(client.services_stop("acme", bad).await));
        assert!(is_refused(client.sandboxes_stop("acme", bad).await));
        assert!(is_refused(client.sandboxes_get(bad, "id").await));
        assert!(is_refused(client.sessions_get(bad, None).await));
        assert!(is_refused(client.tenants_delete(bad).await));
    }
    assert!(lines.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_name_stays_one_segment_of_its_own_route() {
    let (client, lines) = recorder().await;
    for (name, segment) in [
        ("web", "web"),
        ("a\\b", "a%5Cb"),
        ("a/b", "a%2Fb"),
        ("..\\..", "..%5C.."),
        ("../..", "..%2F.."),
        ("%2e%2e", "%252e%252e"),
        ("a?b#c", "a%3Fb%23c"),
        ("a b\t\u{0}", "a%20b%09%00"),
        ("ü", "%C3%BC"),
        ("...", "..."),
    ] {
        let error = client.services_start("acme", name).await.unwrap_err();
        assert!(
            matches!(error.kind, ErrorKind::UnexpectedResponse(_)),
            "{name:?}: {error:?}"
        );
        assert_eq!(
            lines.lock().unwrap().pop(),
            Some(format!(
                "POST /api/tenants/acme/services/{segment}/start HTTP/1.1"
            ))
        );
    }
}
