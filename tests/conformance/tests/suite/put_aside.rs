//! A call that its caller has stopped polling, and keeps, holds up no other call: not on its runtime, and not on another.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::mpsc::channel;
use std::task::Poll;
use std::time::{Duration, SystemTime};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use nimbus::auth::{Token, TokenFile};
use nimbus::discovery::Environment;
use nimbus::types::{BuiltInProviderId, ServiceBuiltInBackend, SessionChannel, SessionTarget};
use nimbus::{Credential, Nimbus, ServiceWaitCondition};
use nimbus_conformance::still::still;
use nimbus_emulator::Emulator;
use tempfile::TempDir;
use tokio::task::yield_now;

use crate::elsewhere::{Elsewhere, on_another_runtime};
use crate::verbs::in_sandbox;

/// Only a call that hangs takes this long.
const NEVER: Duration = Duration::from_secs(60);

const TOKEN: &str = "a-token";

/// What a new client has to do before its first request.
#[derive(Clone, Copy, Debug)]
enum Due {
    Discovery,
    Token,
    TokenFile,
}

type Call = fn(Nimbus) -> BoxFuture<'static, ()>;

/// One call of each kind.
const KINDS: [(&str, Call); 7] = [
    ("safe", |nimbus| {
        async move { drop(nimbus.services().get("web").await) }.boxed()
    }),
    ("guarded", |nimbus| {
        async move { drop(nimbus.services().delete("none", 1).await) }.boxed()
    }),
    ("unsafe", |nimbus| {
        async move { drop(nimbus.services().start("web").await) }.boxed()
    }),
    ("wait", |nimbus| {
        async move {
            let services = nimbus.services();
            drop(services.wait("web", ServiceWaitCondition::Ready).await);
        }
        .boxed()
    }),
    ("pages", |nimbus| {
        async move {
            let mut items = nimbus.services().list().limit(1).items();
            while let Some(item) = items.next().await {
                drop(item);
            }
        }
        .boxed()
    }),
    ("modify", |nimbus| {
        async move {
            let touch = |draft: &mut nimbus::services::DefinitionDraft| {
                draft.labels.insert("tier".to_owned(), "edge".to_owned());
            };
            drop(nimbus.services().update_with("tab", touch).await);
        }
        .boxed()
    }),
    ("scope", |nimbus| {
        async move {
            let target = SessionTarget::service("tab");
            let open = nimbus.sessions().open(target, [SessionChannel::Cdp]);
            let work = |_| async { Ok::<_, nimbus::Error>(()) };
            drop(open.scope(work).await);
        }
        .boxed()
    }),
];

/// A control plane on a runtime of its own, and files that lead to it.
struct World {
    server: Elsewhere,
    credentials: PathBuf,
    token: PathBuf,
    _folder: TempDir,
}

impl World {
    fn new() -> Self {
        let server = Elsewhere::start(async || {
            let emulator = Emulator::builder().token(TOKEN).start().await.unwrap();
            let nimbus = emulator.client("demo").unwrap();
            let browser = ServiceBuiltInBackend::new(BuiltInProviderId::Browser);
            nimbus.services().create("tab", browser).await.unwrap();
            let web = nimbus.services().create("web", in_sandbox());
            web.await.unwrap();
            nimbus.services().start("web").await.unwrap();
            emulator
        });
        let folder = tempfile::tempdir().unwrap();
        let (credentials, token) = (folder.path().join("file.json"), folder.path().join("token"));
        let file = serde_json::json!({ "endpoint": server.endpoint, "token": TOKEN });
        std::fs::write(&credentials, file.to_string()).unwrap();
        std::fs::write(&token, TOKEN).unwrap();
        Self {
            server,
            credentials,
            token,
            _folder: folder,
        }
    }

    /// A new client.
    fn client(&self, due: Due) -> Nimbus {
        let memory = Environment::fake().system_files();
        let builder = Nimbus::builder().tenant("demo");
        let endpoint = self.server.endpoint.as_str();
        let builder = match due {
            Due::Discovery => builder.environment(memory.var(
                "NIMBUS_APPLICATION_CREDENTIALS",
                self.credentials.to_str().unwrap(),
            )),
            Due::Token => {
                builder
                    .environment(memory)
                    .endpoint(endpoint)
                    .credential(Credential::source(|_| async {
                        yield_now().await;
                        Ok(Token::new(TOKEN))
                    }))
            }
            Due::TokenFile => {
                let file = TokenFile::new(&self.token).environment(memory.clone());
                let builder = builder.environment(memory).endpoint(endpoint);
                builder.credential(Credential::source(file))
            }
        };
        builder.build().unwrap()
    }
}

/// Polls a call so many times; says whether it is done then.
async fn polled(call: &mut BoxFuture<'static, ()>, times: u32) -> bool {
    let mut left = times;
    std::future::poll_fn(move |context| {
        if left == 0 {
            return Poll::Ready(false);
        }
        left -= 1;
        match Pin::new(&mut *call).poll(context) {
            Poll::Ready(()) => Poll::Ready(true),
            Poll::Pending if left == 0 => Poll::Ready(false),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// Puts a call of each kind aside at each of its await points, with each thing due, and makes a second call.
async fn puts_aside_at_every_point(second: impl AsyncFn(&Nimbus) -> bool) {
    let world = World::new();
    for due in [Due::Discovery, Due::Token, Due::TokenFile] {
        for (kind, call) in KINDS {
            for times in 0.. {
                let nimbus = world.client(due);
                let mut call = call(nimbus.clone());
                let is_done = polled(&mut call, times).await;
                assert!(
                    second(&nimbus).await,
                    "{kind}, {due:?}, put aside after {times} polls"
                );
                if is_done {
                    assert!(times > 1, "{kind}, {due:?} has only {times} points");
                    break;
                }
            }
        }
    }
}

async fn second_call(nimbus: &Nimbus) -> bool {
    let call = nimbus.services().get("web").into_future();
    matches!(tokio::time::timeout(NEVER, call).await, Ok(Ok(_)))
}

#[tokio::test]
async fn a_call_put_aside_at_any_point_holds_up_no_call_of_its_runtime() {
    puts_aside_at_every_point(second_call).await;
}

/// Its own runtime is not driven meanwhile.
#[tokio::test]
async fn a_call_put_aside_at_any_point_holds_up_no_call_of_another_runtime() {
    puts_aside_at_every_point(async |nimbus| {
        let nimbus = nimbus.clone();
        on_another_runtime(async move || second_call(&nimbus).await)
    })
    .await;
}

/// The page that is asked for ahead needs a new token at the moment at which the loop's body makes a call.
#[tokio::test(start_paused = true)]
async fn a_call_in_the_body_of_a_loop_over_items_goes_on_when_the_token_expires() {
    let _still = still();
    let emulator = Emulator::builder().token(TOKEN).start().await.unwrap();
    let setup = emulator.client("demo").unwrap();
    for name in ["a", "b", "c", "d"] {
        let browser = ServiceBuiltInBackend::new(BuiltInProviderId::Browser);
        setup.services().create(name, browser).await.unwrap();
    }
    let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600);
    let memory = Environment::fake().now(start);
    let expiry = std::sync::Mutex::new(start);
    let source = Credential::source(move |_| {
        let mut expiry = expiry.lock().unwrap();
        *expiry += Duration::from_secs(30);
        let token = Token::new(TOKEN).expires_at(*expiry);
        async move {
            yield_now().await;
            Ok(token)
        }
    });
    let builder = Nimbus::builder().environment(memory).tenant("demo");
    let builder = builder.endpoint(emulator.endpoint()).credential(source);
    let nimbus = builder.build().unwrap();
    let mut items = nimbus.services().list().limit(2).items();
    let mut seen = 0;
    while let Some(item) = items.next().await {
        item.unwrap();
        seen += 1;
        nimbus.health().await.unwrap();
        tokio::time::advance(Duration::from_secs(31)).await;
    }
    assert_eq!(seen, 4);
}

/// As with `select!` on a call that is kept.
#[tokio::test]
async fn a_call_that_lost_a_race_and_is_kept_holds_up_no_other() {
    let world = World::new();
    for due in [Due::Discovery, Due::Token, Due::TokenFile] {
        let nimbus = world.client(due);
        let mut kept = nimbus.services().get("web").into_future();
        tokio::select! {
            biased;
            _ = &mut kept => {}
            () = std::future::ready(()) => {}
        }
        assert!(second_call(&nimbus).await, "{due:?}");
        kept.await.unwrap();
    }
}

/// What a worker has just spawned is run by no other one, so that nothing may depend on it.
#[test]
fn a_call_whose_caller_then_blocks_its_worker_holds_up_no_call_of_another_worker() {
    let world = World::new();
    let workers = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    for due in [Due::Discovery, Due::Token, Due::TokenFile] {
        for (kind, call) in KINDS {
            let nimbus = world.client(due);
            let (begun, is_begun) = channel();
            let (release, released) = channel::<()>();
            let mut first = call(nimbus.clone());
            let blocking = workers.spawn(async move {
                polled(&mut first, 1).await;
                begun.send(()).unwrap();
                let _ = released.recv_timeout(NEVER);
            });
            is_begun.recv().unwrap();
            let second = workers.spawn(async move {
                let services = nimbus.services();
                let wait = services.wait("web", ServiceWaitCondition::Ready);
                let wait = wait.wait_timeout(NEVER / 2).into_future();
                second_call(&nimbus).await && wait.await.is_ok()
            });
            assert!(workers.block_on(second).unwrap(), "{kind}, {due:?}");
            drop(release);
            workers.block_on(blocking).unwrap();
        }
    }
}
