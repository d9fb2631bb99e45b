//! The listening socket.

use std::future::poll_fn;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::connection;

/// A listening socket that can be closed while someone waits at it.
#[derive(Clone)]
pub(crate) struct Door(Arc<Mutex<Option<TcpListener>>>);

impl Door {
    pub(crate) fn new(listener: TcpListener) -> Self {
        Self(Arc::new(Mutex::new(Some(listener))))
    }

    pub(crate) fn close(&self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }

    /// `None` once it is closed.
    fn poll_accept(&self, context: &mut Context<'_>) -> Poll<Option<io::Result<TcpStream>>> {
        let door = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match door.as_ref() {
            Some(listener) => listener
                .poll_accept(context)
                .map(|accepted| Some(accepted.map(|(stream, _)| stream))),
            None => Poll::Ready(None),
        }
    }
}

/// Serves until the door is closed. Dropping this ends every connection.
pub(crate) async fn serve(door: Door, router: Router) {
    let mut connections = JoinSet::new();
    while let Some(accepted) = poll_fn(|context| door.poll_accept(context)).await {
        while connections.try_join_next().is_some() {}
        match accepted {
            Ok(stream) => {
                // Small answers must not wait for the acknowledgement of the ones before.
                let _ = stream.set_nodelay(true);
                connections.spawn(connection::run(stream, router.clone()));
            }
            // Out of descriptors, say: trying again at once would only spin.
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
}
