//! One connection, which a fault can cut.

use std::sync::Arc;

use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::Notify;

/// The way to the connection a request came in on; found among the request's extensions.
#[derive(Clone, Default)]
pub(crate) struct Connection(Arc<Notify>);

impl Connection {
    /// Closes the connection without another byte. Does not return: the caller is part of what ends.
    pub(crate) async fn cut(&self) -> ! {
        self.0.notify_one();
        loop {
            std::future::pending::<()>().await;
        }
    }
}

/// Serves HTTP/1.1 or, with prior knowledge, HTTP/2.
pub(crate) async fn run(stream: TcpStream, router: Router) {
    let connection = Connection::default();
    let app = TowerToHyperService::new(router);
    let extension = connection.clone();
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(extension.clone());
        app.call(request)
    });
    // No timer: with paused time, a header timeout would pull the clock forward.
    let builder = auto::Builder::new(TokioExecutor::new());
    tokio::select! {
        biased;
        () = connection.0.notified() => {}
        // How a connection ends is the client's business.
        _ = builder.serve_connection(TokioIo::new(stream), service) => {}
    }
}
