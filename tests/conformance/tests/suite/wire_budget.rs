//! What the retry budget does for a busy client whose proxy is reloaded, and for one that has only begun.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use nimbus::discovery::Environment;
use nimbus::{Error, Nimbus};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::wire_retry::fast;

const TASKS: usize = 32;

const WELL: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 11\r\n\r\n{\"ok\":true}";

/// A proxy that is reloaded again and again: when it has passed on enough replies, it waits until every task has a request
/// under way, and drops all its connections.
struct Proxy {
    address: SocketAddr,
    reloads: watch::Receiver<usize>,
}

struct State {
    /// How many replies there are still to be until the next reload.
    left: usize,
    between: usize,
    /// How many requests are under way.
    waiting: usize,
    reloads: watch::Sender<usize>,
}

impl Proxy {
    /// It passes on so many replies before the first reload, and so many before each further one.
    async fn start(before: usize, between: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, reloads) = watch::channel(0);
        let state = Arc::new(Mutex::new(State {
            left: before,
            between,
            waiting: 0,
            reloads: sender,
        }));
        let dropped = reloads.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (state, mut dropped) = (Arc::clone(&state), dropped.clone());
                dropped.mark_unchanged();
                tokio::spawn(async move {
                    tokio::select! {
                        _ = dropped.changed() => {}
                        _ = serve(stream, &state) => {}
                    }
                });
            }
        });
        Self { address, reloads }
    }
}

async fn serve(mut stream: TcpStream, state: &Mutex<State>) -> io::Result<()> {
    loop {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            if stream.read_buf(&mut head).await? == 0 {
                return Ok(());
            }
        }
        if !state.lock().unwrap().answers() {
            // The reload is the end of this connection.
            return std::future::pending().await;
        }
        stream.write_all(WELL).await?;
    }
}

impl State {
    fn answers(&mut self) -> bool {
        if self.left > 0 {
            self.left -= 1;
            return true;
        }
        self.waiting += 1;
        if self.waiting == TASKS {
            (self.left, self.waiting) = (self.between, 0);
            self.reloads.send_modify(|reloads| *reloads += 1);
        }
        false
    }
}

/// Lets all tasks read until so many reloads are over. Says how many reads there were, and which failed.
async fn read(proxy: &Proxy, until: usize) -> (usize, Vec<Error>) {
    let nimbus = Nimbus::builder()
        .environment(Environment::from(Environment::fake()))
        .endpoint(format!("http://{}", proxy.address))
        .token("a-token")
        .retry(fast())
        .build()
        .unwrap();
    let mut tasks = JoinSet::new();
    for _ in 0..TASKS {
        let (nimbus, reloads) = (nimbus.clone(), proxy.reloads.clone());
        tasks.spawn(async move {
            let mut outcomes = Vec::new();
            while *reloads.borrow() < until {
                outcomes.push(nimbus.health().await);
            }
            outcomes
        });
    }
    let outcomes = tasks.join_all().await.concat();
    let count = outcomes.len();
    (
        count,
        outcomes.into_iter().filter_map(Result::err).collect(),
    )
}

/// A reload breaks 32 reads at once, and 330 successes earn 33 retries.
#[tokio::test]
async fn a_busy_client_reads_on_through_twenty_reloads_of_its_proxy() {
    let proxy = Proxy::start(330, 330).await;
    let (count, failed) = read(&proxy, 20).await;
    assert!(count > 6600, "{count}");
    assert!(failed.is_empty(), "{} failed: {}", failed.len(), failed[0]);
}

#[tokio::test]
async fn a_client_that_has_only_begun_has_ten_retries() {
    let proxy = Proxy::start(0, usize::MAX).await;
    let (_, failed) = read(&proxy, 1).await;
    assert_eq!(failed.len(), TASKS - 10);
    for error in failed {
        assert!(error.to_string().contains("budget is spent"), "{error}");
    }
}
