//! A server for tests whose clock is paused (`#[tokio::test(start_paused = true)]`).
//!
//! tokio's paused clock jumps to the next timer as soon as no task is ready, and it does not know that bytes are
//! on their way through a socket: a request could time out before it arrives. So the clock is held still from the
//! moment a client looks up the server's name until it has closed the connection with the whole answer in hand.
//! tokio holds it still while a blocking task runs; here that is a thread that waits to be let go. Between two
//! requests the clock runs freely, and what a test sees of it is exact.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use nimbus::discovery::Environment;
use nimbus::{Nimbus, NimbusBuilder};
use nimbus_api::reqwest;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

use crate::raw;
use crate::script::{TENANT, TOKEN};
use crate::still::StillWhileServing;

thread_local! {
    /// What is random, as the pause after the first poll of a wait, is the same in every run of a test. With this seed,
    /// the first pauses are hardly longer than the others.
    static SEEDED: () = fastrand::seed(2097);
}

/// The server.
pub struct PausedServer {
    address: SocketAddr,
    still: StillWhileServing,
    shared: Arc<Mutex<State>>,
}

/// What it does with a request.
#[derive(Clone, Debug)]
pub enum Act {
    /// Answers with JSON.
    Answer(u16, Value),
    /// Takes it, and never answers.
    Hang,
}

struct State {
    acts: VecDeque<Act>,
    seen: Vec<(String, Instant)>,
    started: Instant,
}

impl PausedServer {
    /// Starts a server that does this, one a request; the last of it again and again.
    pub async fn start(acts: impl IntoIterator<Item = Act>) -> io::Result<Self> {
        SEEDED.with(|()| ());
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Mutex::new(State {
            acts: acts.into_iter().collect(),
            seen: Vec::new(),
            started: Instant::now(),
        }));
        let still = StillWhileServing::default();
        tokio::spawn(serve(listener, still.clone(), Arc::clone(&shared)));
        Ok(Self {
            address,
            still,
            shared,
        })
    }

    /// A client of this server, with a token and the default tenant `demo`.
    pub fn nimbus(&self) -> Nimbus {
        self.options().tenant(TENANT).build().unwrap()
    }

    /// A client of this server, with a token.
    pub fn options(&self) -> NimbusBuilder {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .dns_resolver(self.still.resolver(self.address))
            .build()
            .unwrap();
        Nimbus::builder()
            .environment(Environment::from(Environment::fake()))
            .endpoint(format!("http://paused.localhost:{}", self.address.port()))
            .http_client(http)
            .token(TOKEN)
    }

    /// Method and target of every request so far.
    pub fn lines(&self) -> Vec<String> {
        let state = lock(&self.shared);
        state.seen.iter().map(|(line, _)| line.clone()).collect()
    }

    /// When the requests came, on the paused clock, since the server was started.
    pub fn times(&self) -> Vec<Duration> {
        let state = lock(&self.shared);
        let since = |at: &Instant| at.duration_since(state.started);
        state.seen.iter().map(|(_, at)| since(at)).collect()
    }
}

async fn serve(listener: TcpListener, still: StillWhileServing, shared: Arc<Mutex<State>>) {
    let mut hung = Vec::new();
    while let Ok((mut stream, _)) = listener.accept().await {
        let Ok(request) = raw::read(&mut stream).await else {
            still.release();
            continue;
        };
        let act = {
            let mut state = lock(&shared);
            state.seen.push((request.line, Instant::now()));
            match state.acts.len() {
                0 | 1 => state.acts.front().cloned(),
                _ => state.acts.pop_front(),
            }
        };
        match act {
            Some(Act::Answer(status, body)) => answer(&mut stream, status, &body).await,
            Some(Act::Hang) | None => hung.push(stream),
        }
        still.release();
    }
}

/// Answers, and waits until the client has closed its side: it has read everything by then.
async fn answer(stream: &mut TcpStream, status: u16, body: &Value) {
    let response = raw::response(status, body);
    if stream.write_all(&response).await.is_ok() {
        let mut rest = [0; 64];
        while matches!(stream.read(&mut rest).await, Ok(read) if read > 0) {}
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
