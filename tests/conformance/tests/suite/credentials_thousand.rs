//! A thousand calls at once while the token is replaced: none is lost, and the file is read once for all.
//!
//! The file is a real one, which is read on a thread of its own: meanwhile the other calls come to want it, too.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use nimbus::auth::{TokenFile, TokenFuture, TokenRequest, TokenSource};
use nimbus::discovery::{Environment, FakeEnvironment};
use nimbus::{Credential, Nimbus, NimbusBuilder, RetryPolicy};
use nimbus_api::reqwest;
use nimbus_emulator::Emulator;
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::credentials_alive::{VARIABLE, pass};
use nimbus_conformance::still::still;

const CALLS: usize = 1000;

/// Over one HTTP/2 connection: a thousand sockets are more than some systems give to a process.
fn options(emulator: &Emulator, memory: &FakeEnvironment) -> NimbusBuilder {
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
        .retry(RetryPolicy::disabled())
}

fn client(emulator: &Emulator, memory: &FakeEnvironment) -> Nimbus {
    options(emulator, memory).build().unwrap()
}

/// A token file, and an environment that names it.
struct Mounted {
    memory: FakeEnvironment,
    file: PathBuf,
    _folder: TempDir,
}

impl Mounted {
    fn new(token: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("token");
        let memory = Environment::fake().system_files();
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
    mounted.write("one");
    call(&nimbus).await;
    let mut last = "one";
    for (token, opens) in [("two", 2), ("one", 3)] {
        emulator.clear_requests();
        mounted.write(token);
        pass(60).await;
        // They all go on with the last token while the file is read, for those that come next.
        call(&nimbus).await;
        assert_eq!(mounted.opens(), opens);
        let all = seen(&emulator);
        assert!(all.keys().all(|(_, status)| *status == 200), "{all:?}");
        assert!(
            all.contains_key(&(format!("Bearer {last}"), 200)),
            "{all:?}"
        );
        call(&nimbus).await;
        assert_eq!(seen(&emulator), all_with(&format!("Bearer {token}")));
        last = token;
    }
}

/// The token file, whose second token is long in coming: it is not there before all calls have been refused, and want it.
struct Slow {
    path: PathBuf,
    file: TokenFile,
    emulator: Arc<Emulator>,
}

impl TokenSource for Slow {
    fn token(&self, request: TokenRequest) -> TokenFuture<'_> {
        Box::pin(async move {
            if request.rejected.is_some() {
                while self.emulator.requests().len() < CALLS {
                    tokio::task::yield_now().await;
                }
                // For the last answers to arrive.
                for _ in 0..1000 {
                    tokio::task::yield_now().await;
                }
                fs::write(&self.path, "two")?;
            }
            self.file.token(request).await
        })
    }
}

#[tokio::test(start_paused = true)]
async fn thousand_calls_with_a_rejected_token_read_the_file_once_and_none_is_lost() {
    let _still = still();
    let emulator = Emulator::builder().token("two").start().await.unwrap();
    let emulator = Arc::new(emulator);
    let mounted = Mounted::new("one");
    let slow = Slow {
        path: mounted.file.clone(),
        file: TokenFile::new(&mounted.file).environment(mounted.memory.clone()),
        emulator: Arc::clone(&emulator),
    };
    let builder = options(&emulator, &mounted.memory);
    let nimbus = builder
        .credential(Credential::source(slow))
        .build()
        .unwrap();
    call(&nimbus).await;
    assert_eq!(mounted.opens(), 2);
    let all = [("Bearer one", 401), ("Bearer two", 200)];
    let all = all.map(|(token, status)| ((token.to_owned(), status), CALLS));
    assert_eq!(seen(&emulator), BTreeMap::from(all));
}
