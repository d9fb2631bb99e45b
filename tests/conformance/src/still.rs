//! A clock that only a test moves.

use std::net::SocketAddr;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use nimbus_api::reqwest;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Holds a paused clock still: tokio does not let it jump while a blocking task runs, here one that waits for this to
/// be dropped. So time passes only where a test says so, though bytes are on their way through sockets.
#[derive(Debug)]
pub struct Still {
    _until: Sender<()>,
}

/// Holds the clock until the value is dropped.
///
/// # Panics
/// Outside a runtime.
#[must_use]
pub fn still() -> Still {
    let (until, dropped) = channel();
    tokio::task::spawn_blocking(move || dropped.recv());
    Still { _until: until }
}

/// Holds the clock from the moment a client looks up the server's name until the server lets it go.
#[derive(Clone, Debug, Default)]
pub struct StillWhileServing(Arc<Mutex<Option<Still>>>);

impl StillWhileServing {
    /// Every name is the server's, and looking it up holds the clock.
    pub fn resolver(&self, address: SocketAddr) -> impl Resolve + use<> {
        let held = self.clone();
        Resolver { held, address }
    }

    /// Lets time pass.
    pub fn release(&self) {
        *self.held() = None;
    }

    fn held(&self) -> MutexGuard<'_, Option<Still>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Resolver {
    held: StillWhileServing,
    address: SocketAddr,
}

/// Every request makes a connection of its own, and so begins with this.
impl Resolve for Resolver {
    fn resolve(&self, _: Name) -> Resolving {
        *self.held.held() = Some(still());
        let addresses: Addrs = Box::new(std::iter::once(self.address));
        Box::pin(std::future::ready(Ok(addresses)))
    }
}
