//! A server that answers every request from memory, by its method and path. Prints its address, and runs until it is ended,
//! or its standard input is.

use std::io::Read as _;

use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode, Uri};
use axum::serve::ListenerExt as _;
use nimbus_benches::{Outcome, responses};
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    std::thread::spawn(|| {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    let service = Bytes::from(responses::compact(responses::SERVICE)?);
    let sandbox = Bytes::from(responses::compact(responses::SANDBOX)?);
    let sandboxes = Bytes::from(responses::page(0, responses::PAGE)?);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let listener = listener.tap_io(|stream| {
        // Without it, responses are late; they still come.
        let _ = stream.set_nodelay(true);
    });
    let answer = move |method: Method, uri: Uri| {
        let (status, body) = match method {
            Method::POST => (StatusCode::CREATED, sandbox.clone()),
            _ if uri.path().contains("/sandboxes") => {
                (StatusCode::OK, long_list(&uri).unwrap_or(sandboxes.clone()))
            }
            _ => (StatusCode::OK, service.clone()),
        };
        let headers = [
            (CONTENT_TYPE.as_str(), "application/json"),
            ("x-request-id", "01m84gmqpgkb6dhp6bm9c7ehv6"),
        ];
        std::future::ready((status, headers, body))
    };
    axum::serve(listener, Router::new().fallback(answer)).await?;
    Ok(())
}

/// A tenant whose name is a number has so many sandboxes.
fn long_list(uri: &Uri) -> Option<Bytes> {
    let all = uri.path().split('/').nth(3)?.parse().ok()?;
    let query = uri.query().unwrap_or_default().split('&');
    let token = query.filter_map(|it| it.strip_prefix("pageToken=")).next();
    let begin = token.and_then(|token| token.parse().ok());
    let page = responses::page(begin.unwrap_or_default(), all);
    Some(page.ok()?.into())
}
