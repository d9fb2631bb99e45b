//! One call that meets one fault.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use nimbus::discovery::Environment;
use nimbus::types::{BuiltInProviderId, ServiceBuiltInBackend};
use nimbus::{Error, Nimbus, RetryPolicy};
use nimbus_api::reqwest;
use reqwest::dns::{Name, Resolve, Resolving};
use tokio::net::TcpSocket;

use super::faults::{Fault, MAX_RESPONSE_BYTES, Place};
use super::{Act, FaultServer};
use crate::script::{TENANT, TOKEN};

/// An attempt is given so much. On a real clock only what hangs for good reaches it.
const PATIENCE: Duration = Duration::from_secs(120);

/// A call of each kind that the contract knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// `services_get`.
    Safe,
    /// `services_update`.
    Guarded,
    /// `services_start`.
    Unsafe,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What the caller gets.
    pub error: Error,
    /// How many requests the server saw.
    pub requests: usize,
}

impl Verb {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Safe, Self::Guarded, Self::Unsafe];

    /// Makes the call.
    pub async fn call(self, nimbus: &Nimbus) -> nimbus::Result<()> {
        let services = nimbus.services();
        match self {
            Self::Safe => services.get("web").await.map(drop),
            Self::Guarded => {
                let backend = ServiceBuiltInBackend::new(BuiltInProviderId::Browser);
                services
                    .update("web", 1, backend, BTreeMap::new())
                    .await
                    .map(drop)
            }
            Self::Unsafe => services.start("web").await.map(drop),
        }
    }
}

impl Cell {
    /// Makes a call with the default policy, but for its pauses.
    ///
    /// # Panics
    /// The call succeeds.
    pub fn of(fault: &Fault, verb: Verb) -> io::Result<Self> {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        // Of all faults, only these take longer than an attempt may: nobody waits for that.
        runtime.start_paused(matches!(fault.place, Place::Late(_)));
        runtime.enable_all().build()?.block_on(meet(fault, verb))
    }
}

async fn meet(fault: &Fault, verb: Verb) -> io::Result<Cell> {
    let server = match &fault.place {
        Place::Http(act) | Place::Late(act) | Place::Https(act) | Place::Http2(act) => {
            Some(FaultServer::start([act.clone()]).await?)
        }
        Place::Nowhere | Place::Dns => None,
    };
    // Bound and not listening: nobody else gets the port, and connections to it are refused.
    let deaf = TcpSocket::new_v4()?;
    deaf.bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
    let address = match &server {
        Some(server) => server.address(),
        None => deaf.local_addr()?,
    };
    let endpoint = match &fault.place {
        Place::Dns => "http://nimbus.invalid:8080".to_owned(),
        Place::Late(_) => format!("http://late.localhost:{}", address.port()),
        Place::Https(_) => format!("https://{address}"),
        _ => format!("http://{address}"),
    };
    let nimbus = client(http(&fault.place, server.as_ref()), endpoint);
    let error = verb.call(&nimbus).await.unwrap_err();
    let requests = server.map_or(0, |server| server.requests().len());
    Ok(Cell { error, requests })
}

fn client(http: Option<reqwest::Client>, endpoint: String) -> Nimbus {
    let fast = RetryPolicy::builder()
        .initial_backoff(Duration::from_millis(1))
        .max_backoff(Duration::from_millis(2));
    let options = Nimbus::builder()
        .environment(Environment::from(Environment::fake()))
        .endpoint(endpoint)
        .tenant(TENANT)
        .token(TOKEN)
        .retry(fast.build().unwrap())
        .attempt_timeout(PATIENCE)
        .max_response_bytes(MAX_RESPONSE_BYTES);
    let options = match http {
        Some(http) => options.http_client(http),
        None => options,
    };
    options.build().unwrap()
}

/// As the SDK's own, but for what the place needs. None, where only the SDK's own will do.
fn http(place: &Place, server: Option<&FaultServer>) -> Option<reqwest::Client> {
    if let Place::Http(Act::SpeakFirst(_)) = place {
        return None;
    }
    let builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .tls_certs_only(Vec::<reqwest::Certificate>::new());
    let builder = match (place, server) {
        (Place::Dns, _) => builder.dns_resolver(Unknown),
        (Place::Late(_), Some(server)) => builder.dns_resolver(server.resolver()),
        (Place::Http2(_), _) => builder.http2_prior_knowledge(),
        _ => builder,
    };
    Some(builder.build().unwrap())
}

/// Knows no name. The system's resolver might ask another machine.
struct Unknown;

impl Resolve for Unknown {
    fn resolve(&self, _: Name) -> Resolving {
        Box::pin(async { Err("no such host is known".into()) })
    }
}
