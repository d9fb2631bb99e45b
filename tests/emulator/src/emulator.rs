//! A running emulator and its controls.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::task::AbortHandle;

use crate::builder::{Builder, Options};
use crate::clock::Clock;
use crate::exchange::Exchange;
use crate::fault::Fault;
use crate::server::{Door, serve};
use crate::timeline::State;
use crate::world::{App, StartFailure, key};
use crate::{routes, sandboxes, services};

/// A control plane in memory. Dropping it closes its port and its connections at once.
#[must_use = "the emulator ends when it is dropped"]
pub struct Emulator {
    app: Arc<App>,
    address: SocketAddr,
    door: Door,
    task: AbortHandle,
}

impl Emulator {
    /// The options of a new emulator.
    pub fn builder() -> Builder {
        Builder::default()
    }

    pub(crate) async fn launch(mut options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind(options.listen).await?;
        let address = listener.local_addr()?;
        let catalog = std::mem::take(&mut options.catalog);
        let app = Arc::new(App::new(options, address.port()));
        for entry in catalog {
            services::declare(&app, entry)
                .map_err(|reason| io::Error::new(io::ErrorKind::InvalidInput, reason))?;
        }
        let door = Door::new(listener);
        let task = tokio::spawn(serve(door.clone(), routes::router(Arc::clone(&app))));
        Ok(Self {
            app,
            address,
            door,
            task: task.abort_handle(),
        })
    }

    /// The address it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The origin to call, as `http://127.0.0.1:PORT`.
    pub fn endpoint(&self) -> String {
        let mut reachable = self.address;
        // "Every interface" is an address to listen on, not one to call.
        match self.address.ip() {
            IpAddr::V4(Ipv4Addr::UNSPECIFIED) => reachable.set_ip(Ipv4Addr::LOCALHOST.into()),
            IpAddr::V6(Ipv6Addr::UNSPECIFIED) => reachable.set_ip(Ipv6Addr::LOCALHOST.into()),
            _ => {}
        }
        format!("http://{reachable}")
    }

    /// An operator token that is valid here.
    pub fn token(&self) -> &str {
        self.app.options.tokens.first().map_or("", String::as_str)
    }

    /// The clock that timestamps and expiry are taken from.
    pub fn clock(&self) -> &Clock {
        self.app.clock()
    }

    /// The newest exchanges, oldest first; at most 4096 are kept. One whose answer is still to come,
    /// or never came, has no status.
    pub fn requests(&self) -> Vec<Exchange> {
        self.app.recorder.all()
    }

    /// Forgets the exchanges seen so far.
    pub fn clear_requests(&self) {
        self.app.recorder.clear();
    }

    /// Adds a fault. The oldest fault that matches a request is applied to it.
    pub fn fault(&self, fault: Fault) {
        self.app.faults.add(fault);
    }

    /// Forgets all faults.
    pub fn clear_faults(&self) {
        self.app.faults.clear();
    }

    /// Makes the next launch of this service, by start or restart, fail.
    pub fn fail_next_start(&self, tenant: &str, service: &str, failure: StartFailure) {
        let mut world = self.app.world();
        world.service_failures.push((key(tenant, service), failure));
    }

    /// Makes the next launch of a standalone sandbox, in any tenant, fail.
    pub fn fail_next_sandbox(&self, failure: StartFailure) {
        self.app.world().sandbox_failures.push(failure);
    }

    /// Puts the instance of a service into a state, launching one when none runs. Returns false when
    /// no such service of kind sandbox is declared.
    pub fn set_service_state(&self, tenant: &str, service: &str, state: State) -> bool {
        services::set_state(&self.app, &key(tenant, service), state)
    }

    /// Puts a sandbox into a state. Lists show it after the next read of the sandbox. Returns false
    /// when there is no such sandbox.
    pub fn set_sandbox_state(&self, tenant: &str, id: &str, state: State) -> bool {
        sandboxes::set_state(&self.app, &key(tenant, id), state)
    }

    /// Makes the backend forget a sandbox: it stays listed until it is read, which answers 404.
    /// Returns false when there is no such sandbox.
    pub fn forget_sandbox(&self, tenant: &str, id: &str) -> bool {
        sandboxes::forget(&self.app, &key(tenant, id))
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        // The socket is closed here and now: an aborted task is only dropped when its runtime
        // gets to it, and until then the kernel would go on accepting connections.
        self.door.close();
        self.task.abort();
    }
}

impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator")
            .field("endpoint", &self.endpoint())
            .finish_non_exhaustive()
    }
}
