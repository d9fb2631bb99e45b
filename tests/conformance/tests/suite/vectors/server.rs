//! A server that plays the responses of a case, on a paused clock, and notes what it was asked and when.
//!
//! tokio's paused clock jumps ahead whenever no task is ready, also while bytes are on their way. So it is held still
//! from the moment a client looks up the server's name until that client has closed the connection: a blocking task
//! that waits to be let go does it. A server that takes its time, or never answers, lets the clock run meanwhile.

use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use nimbus::discovery::Environment;
use nimbus::{Nimbus, NimbusBuilder};
use nimbus_api::reqwest;
use nimbus_conformance::script::TOKEN;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use serde::Deserialize;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep};

/// What happens to one request.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) enum Act {
    /// It is answered.
    Response(Response),
    /// It does not get that far, or is left without an answer.
    Fails(Fault),
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Fault {
    /// No connection can be made.
    Connect,
    /// The request is taken, and the connection closed.
    Closed,
    /// The response begins, and the connection is closed.
    Cut,
    /// The request is taken, and nothing follows.
    Silence,
}

/// An answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Response {
    pub(super) status: u16,
    #[serde(default)]
    pub(super) headers: BTreeMap<String, String>,
    pub(super) json: Option<Value>,
    pub(super) text: Option<String>,
    #[serde(default)]
    pub(super) delay_ms: u64,
}

/// A request as it came.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    pub(super) method: String,
    pub(super) target: String,
    headers: Vec<(String, String)>,
    pub(super) body: String,
}

impl Seen {
    /// The values of a header, in the order they came.
    pub(super) fn header(&self, name: &str) -> Vec<&str> {
        let same = |(header, _): &&(String, String)| header.eq_ignore_ascii_case(name);
        let values = self.headers.iter().filter(same);
        values.map(|(_, value)| value.as_str()).collect()
    }
}

/// The server, and one HTTP client for all the clients of its cases: to make one takes longer than a case.
pub(super) struct Server {
    port: u16,
    http: reqwest::Client,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    acts: VecDeque<Act>,
    attempts: Vec<Instant>,
    seen: Vec<Seen>,
    /// Holds the clock still for the connection that is being made.
    still: Option<Sender<()>>,
}

impl Server {
    pub(super) async fn start() -> Self {
        // What is random, as the time of a wait's second poll, is the same in every run.
        fastrand::seed(2097);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let still = lock(&shared).still.take();
                tokio::spawn(serve(stream, Arc::clone(&shared), still));
            }
        });
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .dns_resolver(HoldStill(port, Arc::clone(&state)))
            .build()
            .unwrap();
        Self { port, http, state }
    }

    /// Forgets what was, and does this from now on: one a request, the last of it again and again.
    pub(super) fn play(&self, acts: impl IntoIterator<Item = Act>) {
        *lock(&self.state) = State {
            acts: acts.into_iter().collect(),
            ..State::default()
        };
    }

    pub(super) fn url(&self) -> String {
        format!("http://server.localhost:{}", self.port)
    }

    /// The same by its address, for a client that resolves names itself. Its attempts are not noted.
    pub(super) fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A client of this server, with a token and without a tenant.
    pub(super) fn options(&self) -> NimbusBuilder {
        Nimbus::builder()
            .environment(Environment::from(Environment::fake()))
            .endpoint(self.url())
            .http_client(self.http.clone())
            .token(TOKEN)
    }

    /// The requests that arrived.
    pub(super) fn seen(&self) -> Vec<Seen> {
        lock(&self.state).seen.clone()
    }

    /// When the attempts began, those included that did not get a connection.
    pub(super) fn attempts(&self) -> Vec<Instant> {
        lock(&self.state).attempts.clone()
    }
}

struct HoldStill(u16, Arc<Mutex<State>>);

/// Every request makes a connection of its own, and so begins with this.
impl Resolve for HoldStill {
    fn resolve(&self, _: Name) -> Resolving {
        let mut state = lock(&self.1);
        state.attempts.push(Instant::now());
        if let Some(Act::Fails(Fault::Connect)) = state.acts.front() {
            next(&mut state.acts);
            return Box::pin(std::future::ready(Err("there is no such host".into())));
        }
        state.still = Some(hold());
        let address = std::net::SocketAddr::from(([127, 0, 0, 1], self.0));
        let addresses: Addrs = Box::new(std::iter::once(address));
        Box::pin(std::future::ready(Ok(addresses)))
    }
}

/// The clock stands until what this returns is dropped.
fn hold() -> Sender<()> {
    let (still, released) = channel::<()>();
    tokio::task::spawn_blocking(move || released.recv());
    still
}

fn next(acts: &mut VecDeque<Act>) -> Option<Act> {
    match acts.len() {
        0 | 1 => acts.front().cloned(),
        _ => acts.pop_front(),
    }
}

async fn serve(mut stream: TcpStream, state: Arc<Mutex<State>>, mut still: Option<Sender<()>>) {
    let Some(request) = read(&mut stream).await else {
        return;
    };
    let act = {
        let mut state = lock(&state);
        state.seen.push(request);
        next(&mut state.acts)
    };
    let bytes = match act {
        Some(Act::Response(response)) => {
            if response.delay_ms > 0 {
                drop(still.take());
                tokio::select! {
                    () = sleep(Duration::from_millis(response.delay_ms)) => still = Some(hold()),
                    () = closed(&mut stream) => return,
                }
            }
            encode(&response)
        }
        Some(Act::Fails(Fault::Cut)) => {
            let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
            format!("{head}content-length: 4096\r\n\r\n{{\"name\":").into_bytes()
        }
        Some(Act::Fails(Fault::Closed)) => Vec::new(),
        Some(Act::Fails(Fault::Silence | Fault::Connect)) | None => {
            drop(still);
            return closed(&mut stream).await;
        }
    };
    if stream.write_all(&bytes).await.is_ok() && stream.shutdown().await.is_ok() {
        // The client closes its side once it has read everything.
        closed(&mut stream).await;
    }
    drop(still);
}

async fn closed(stream: &mut TcpStream) {
    let mut rest = [0; 64];
    while matches!(stream.read(&mut rest).await, Ok(read) if read > 0) {}
}

async fn read(stream: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    loop {
        if let Some(seen) = whole(&bytes) {
            return Some(seen);
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

fn whole(bytes: &[u8]) -> Option<Seen> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    let seen = Seen {
        method,
        target,
        headers,
        body: body.to_owned(),
    };
    let length = seen.header("content-length").first().copied();
    let length = length.and_then(|length| length.parse().ok()).unwrap_or(0);
    (body.len() >= length).then_some(seen)
}

fn encode(response: &Response) -> Vec<u8> {
    let mut head = format!(
        "HTTP/1.1 {} Scripted\r\nconnection: close\r\n",
        response.status
    );
    for (name, value) in &response.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    let body = match (&response.json, &response.text) {
        (Some(json), _) => json.to_string(),
        (None, text) => text.clone().unwrap_or_default(),
    };
    let named = |name: &String| name.eq_ignore_ascii_case("content-type");
    if response.json.is_some() && !response.headers.keys().any(named) {
        head.push_str("content-type: application/json\r\n");
    }
    if response.status != 204 {
        head.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    format!("{head}\r\n{body}").into_bytes()
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
