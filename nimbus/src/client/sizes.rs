//! The future of a call is small, because tens of thousands of calls may be waiting at the same time.

use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use nimbus_api::{Request, Response, Transport, TransportError, TransportHandle};

use super::Nimbus;
use crate::http::transport::HttpTransport;
use crate::types::SessionTarget;

/// The limit in bytes of a call's future together with the future of its transport, which is allocated separately.
const LIMIT: usize = 4096;

/// Records the size of the transport's future.
struct Measured {
    wire: HttpTransport,
    size: Arc<AtomicUsize>,
}

impl Transport for Measured {
    fn send<'a>(
        &'a self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<Response, TransportError>> + Send + 'a>> {
        let future = self.wire.send(request);
        self.size.store(size_of_val(&*future), Ordering::Relaxed);
        future
    }
}

#[tokio::test]
async fn the_future_of_a_call_takes_at_most_4_kb() {
    // Nothing listens there.
    let nimbus = Nimbus::builder().endpoint("http://127.0.0.1:1").token("t");
    let nimbus = nimbus.tenant("demo").build().unwrap();
    let connection = nimbus.connection().await.unwrap();
    let size = Arc::new(AtomicUsize::new(0));
    let measured = Measured {
        wire: HttpTransport::new(Arc::clone(&connection.transport), Default::default()),
        size: Arc::clone(&size),
    };
    let api = connection
        .api
        .with_transport(TransportHandle::new(measured));
    assert!(api.health_get().await.is_err());
    let transport = size.load(Ordering::Relaxed);
    assert!(transport > 0);

    let target = SessionTarget::service("web");
    for (call, own) in [
        (
            "get",
            size_of_val(&*nimbus.services().get("web").into_future()),
        ),
        (
            "list",
            size_of_val(&*nimbus.services().list().into_future()),
        ),
        (
            "start",
            size_of_val(&*nimbus.services().start("web").into_future()),
        ),
        (
            "list sandboxes",
            size_of_val(&*nimbus.sandboxes().list().into_future()),
        ),
        (
            "open",
            size_of_val(&*nimbus.sessions().open(target, []).into_future()),
        ),
    ] {
        let whole = own + transport;
        assert!(whole <= LIMIT, "{call}: {own} + {transport} bytes");
    }
}
