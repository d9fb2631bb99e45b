//! A thousand calls at once while the token is replaced: none is lost, and the file is read once for all.
//!
//! The file is a real one, which is read on a thread of its own: meanwhile the other calls come to want it, too.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use nimbus::discovery::{Environment, InMemory};
use nimbus::{Nimbus, Retry};
use nimbus_api::reqwest;
use nimbus_emulator::Emulator;
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::credentials_alive::{VARIABLE, pass, still};

const CALLS: usize = 1000;

/// Over one HTTP/2 connection: a thousand sockets are more than some systems give to a process.
fn client(emulator: &Emulator, memory: &InMemory) -> Nimbus {
    let http = reqwest::Client::builder()
        .http2_prior_knowledge()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap();
    Nimbus::builder()
        .environment(Environment::from(memory.clone()))
        .endpoint(emulator.endpoint())
        .http_client(http)
        .tenant("demo")
        .retry(Retry::OFF)
        .build()
        .unwrap()
}

/// A token file, and an environment that names it.
struct Mounted {
    memory: InMemory,
    file: PathBuf,
    _folder: TempDir,
}

impl Mounted {
    fn new(token: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("token");
        let memory = Environment::in_memory().system_files();
        let mounted = Self {
            memory: memory.var(VARIABLE, file.to_str().unwrap()),
            file,
            _folder: folder,
        };
        mounted.write(token);
        mounted
    }

    fn write(&self, token: &str) {
        fs::write(&self.file, token).unwrap();
    }

    fn opens(&self) -> usize {
        self.memory.opens(&self.file)
    }
}

/// Makes all calls at once, every one of which must succeed.
async fn call(nimbus: &Nimbus) {
    let mut calls = JoinSet::new();
    for _ in 0..CALLS {
        let nimbus = nimbus.clone();
        calls.spawn(async move { nimbus.services().list().await.map(drop) });
    }
    for outcome in calls.join_all().await {
        outcome.unwrap();
    }
}

/// How many requests came with each token and were answered with each status.
fn seen(emulator: &Emulator) -> BTreeMap<(String, u16), usize> {
    let mut seen = BTreeMap::new();
    for exchange in emulator.requests() {
        let token = exchange.header("authorization").unwrap().to_owned();
        *seen.entry((token, exchange.status.unwrap())).or_default() += 1;
    }
    emulator.clear_requests();
    seen
}

fn all_with(token: &str) -> BTreeMap<(String, u16), usize> {
    BTreeMap::from([((token.to_owned(), 200), CALLS)])
}

#[tokio::test(start_paused = true)]
async fn thousand_calls_of_a_new_client_read_the_token_file_once() {
    let _still = still();
    let emulator = Emulator::builder().token("one").start().await.unwrap();
    let mounted = Mounted::new("one");
    call(&client(&emulator, &mounted.memory)).await;
    assert_eq!(mounted.opens(), 1);
    assert_eq!(seen(&emulator), all_with("Bearer one"));
}

#[tokio::test(start_paused = true)]
async fn thousand_calls_after_a_minute_read_the_token_file_once() {
    let _still = still();
    let emulator = Emulator::builder().token("one").token("two");
    let emulator = emulator.start().await.unwrap();
    let mounted = Mounted::new("one");
    let nimbus = client(&emulator, &mounted.memory);
    for (token, opens) in [("one", 1), ("two", 2), ("one", 3)] {
        mounted.write(token);
        call(&nimbus).await;
        assert_eq!(mounted.opens(), opens);
        assert_eq!(seen(&emulator), all_with(&format!("Bearer {token}")));
        pass(60).await;
    }
}

#[tokio::test(start_paused = true)]
async fn thousand_calls_with_a_rejected_token_read_the_file_once_and_none_is_lost() {
    let _still = still();
    let emulator = Emulator::builder().token("two").start().await.unwrap();
    let mounted = Mounted::new("one");
    let nimbus = client(&emulator, &mounted.memory);
    nimbus.origins().await.unwrap();
    mounted.write("two");
    call(&nimbus).await;
    assert_eq!(mounted.opens(), 2);
    let seen = seen(&emulator);
    let count = |token: &str, status| seen.get(&(token.to_owned(), status)).copied();
    assert_eq!(count("Bearer two", 200), Some(CALLS));
    // Calls that set out before the first 401 came back were refused, each of them once.
    assert!((1..=CALLS).contains(&count("Bearer one", 401).unwrap_or_default()));
    assert_eq!(seen.len(), 2, "{seen:?}");
}
