//! Sandboxes that last as long as the work in them, and what is left when nobody waits for it.

use std::future::{IntoFuture as _, pending};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use nimbus::sandboxes::{Create, SCOPE_LABEL};
use nimbus::types::{SandboxProfile, SandboxResource, SandboxSpec, SessionChannel, SessionTarget};
use nimbus::{Error, ErrorKind, Nimbus, Sent};
use nimbus_conformance::contract::Checked;
use nimbus_conformance::paused::{Act, PausedServer};
use nimbus_conformance::resources;
use nimbus_emulator::{Emulator, Fault, StartFailure};
use tokio::sync::Notify;
use tokio::task::yield_now;

use crate::verbs::until_sent;

async fn start() -> (Checked, Nimbus) {
    let emulator = Checked::start().await;
    let nimbus = emulator.client("demo").unwrap();
    (emulator, nimbus)
}

fn create(nimbus: &Nimbus) -> Create {
    let node = SandboxSpec::container("docker.io/library/node:22").argv(["node", "run.js"]);
    nimbus.sandboxes().create(SandboxProfile::Worker, node)
}

/// All that were ever created, and that each of them is stopped now.
async fn all_stopped(nimbus: &Nimbus) -> Vec<SandboxResource> {
    let items = nimbus.sandboxes().list().await.unwrap().items;
    for sandbox in &items {
        let (id, state) = (&sandbox.metadata.id, &sandbox.status.lifecycle_state);
        assert!(*state == "stopped", "{id} is {state:?}");
    }
    items
}

#[tokio::test]
async fn a_scope_stops_its_sandbox_before_it_returns() {
    let (_emulator, nimbus) = start().await;
    let work = async |sandbox: SandboxResource| {
        assert!(sandbox.status.lifecycle_state == "ready");
        assert_eq!(sandbox.metadata.labels[SCOPE_LABEL].len(), 32);
        Ok::<_, Error>(7)
    };
    assert_eq!(create(&nimbus).until_ready().scope(work).await.unwrap(), 7);
    assert_eq!(create(&nimbus).scope(work).await.unwrap(), 7);
    assert_eq!(all_stopped(&nimbus).await.len(), 2);
}

#[tokio::test]
async fn an_error_of_the_work_comes_back_and_the_sandbox_is_stopped() {
    #[derive(Debug)]
    struct Failure;
    impl From<Error> for Failure {
        fn from(error: Error) -> Self {
            panic!("{error}");
        }
    }
    let (_emulator, nimbus) = start().await;
    let work = |_| async { Err::<(), _>(Failure) };
    create(&nimbus).until_ready().scope(work).await.unwrap_err();
    assert_eq!(all_stopped(&nimbus).await.len(), 1);
}

#[tokio::test]
async fn a_sandbox_that_does_not_come_up_is_stopped() {
    let (emulator, nimbus) = start().await;
    emulator.fail_next_sandbox(StartFailure::Dies);
    let work = |_| async { unreachable!("it is not ready") };
    let outcome: nimbus::Result<()> = create(&nimbus).until_healthy().scope(work).await;
    assert_eq!(outcome.unwrap_err().kind(), ErrorKind::WaitFailed);
    all_stopped(&nimbus).await;
}

#[tokio::test]
async fn a_scope_that_is_dropped_or_panics_stops_its_sandbox_in_the_background() {
    let (_emulator, nimbus) = start().await;
    let begun = Arc::new(Notify::new());
    let signal = Arc::clone(&begun);
    let scope = create(&nimbus).until_ready().scope(async move |_| {
        signal.notify_one();
        pending::<nimbus::Result<()>>().await
    });
    tokio::select! {
        _ = scope => unreachable!("the work has no end"),
        () = begun.notified() => {}
    }
    nimbus.shutdown().await;
    assert_eq!(all_stopped(&nimbus).await.len(), 1);

    let scope = create(&nimbus).until_ready().scope(|_| async {
        panic!("the work panics");
        #[allow(unreachable_code, reason = "it gives the type")]
        Ok::<_, Error>(())
    });
    assert!(tokio::spawn(scope).await.unwrap_err().is_panic());
    nimbus.shutdown().await;
    assert_eq!(all_stopped(&nimbus).await.len(), 2);
}

#[tokio::test]
async fn a_scope_that_is_dropped_while_it_creates_leaves_nothing_behind() {
    let (emulator, nimbus) = start().await;
    let scope = create(&nimbus)
        .until_ready()
        .scope(async |_| Ok::<_, Error>(()));
    {
        let mut scope = pin!(scope);
        until_sent(&emulator, "sandboxes_create", &mut scope).await;
    }
    nimbus.shutdown().await;
    assert_eq!(all_stopped(&nimbus).await.len(), 1);
}

#[tokio::test]
async fn a_creation_whose_answer_is_lost_is_found_and_stopped() {
    let (emulator, nimbus) = start().await;
    emulator.fault(Fault::next().on("sandboxes_create").drop_after());
    let work = |_| async { unreachable!("it is not known") };
    let outcome: nimbus::Result<()> = create(&nimbus).until_ready().scope(work).await;
    assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Connection);
    assert_eq!(all_stopped(&nimbus).await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn one_that_comes_late_is_found_in_the_background() {
    let listed = |items| Act::Answer(200, resources::page(items));
    let mut stopped = resources::sandbox();
    stopped["status"]["lifecycleState"] = "stopped".into();
    let server = PausedServer::start([
        Act::Answer(500, resources::error("service.internal", "launch")),
        listed(&[]),
        Act::Answer(200, stopped.clone()),
    ]);
    let server = server.await.unwrap();
    let nimbus = server.nimbus();
    // The server has answered, so that it is looked for once.
    let outcome: nimbus::Result<()> = create(&nimbus).scope(async |_| Ok(())).await;
    assert_eq!(
        outcome.unwrap_err().status().map(|status| status.as_u16()),
        Some(500)
    );
    nimbus.shutdown().await;
    assert_eq!(server.lines().len(), 2);

    let server = PausedServer::start([
        Act::Hang,
        listed(&[]),
        listed(&[]),
        listed(&[resources::sandbox()]),
        Act::Answer(200, stopped),
    ]);
    let server = server.await.unwrap();
    let nimbus = server.nimbus();
    let create = create(&nimbus).attempt_timeout(Duration::from_secs(2));
    let outcome: nimbus::Result<()> = create.scope(async |_| Ok(())).await;
    assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Timeout);
    assert_eq!(server.lines().len(), 2);
    nimbus.shutdown().await;
    let lines = server.lines();
    assert!(
        lines[4].starts_with("POST ") && lines[4].contains("/stop"),
        "{lines:?}"
    );
    let seconds: Vec<_> = server.times().iter().map(Duration::as_secs).collect();
    assert_eq!(seconds[..5], [0, 2, 3, 8, 8]);
}

#[tokio::test(start_paused = true)]
async fn a_stop_that_fails_is_repeated_and_the_work_keeps_its_result() {
    let server = PausedServer::start([
        Act::Answer(201, resources::sandbox()),
        Act::Answer(503, resources::error("server.unavailable", "busy")),
    ]);
    let server = server.await.unwrap();
    let outcome = create(&server.nimbus())
        .scope(async |_| Ok::<_, Error>(7))
        .await;
    assert_eq!(outcome.unwrap(), 7);
    let stops = server
        .lines()
        .iter()
        .filter(|line| line.contains("/stop"))
        .count();
    assert!(stops >= 3, "{stops}");
}

#[tokio::test]
async fn scopes_can_be_nested_and_sessions_of_a_scope_are_closed_in_it() {
    let (_emulator, nimbus) = start().await;
    let outcome = create(&nimbus).until_ready().scope(async |outer| {
        let nimbus = &nimbus;
        create(nimbus)
            .until_ready()
            .scope(async move |inner| {
                assert_ne!(outer.metadata.id, inner.metadata.id);
                let target = SessionTarget::sandbox(&inner.metadata.id);
                let open = nimbus.sessions().open(target, [SessionChannel::Stdio]);
                open.scope(async |session| Ok::<_, Error>(session.metadata.id))
                    .await
            })
            .await
    });
    let session = outcome.await.unwrap();
    assert!(!nimbus.sessions().get(session).await.unwrap().is_open());
    assert_eq!(all_stopped(&nimbus).await.len(), 2);
}

#[tokio::test]
async fn the_time_limit_covers_the_work_and_not_the_stop() {
    let (_emulator, nimbus) = start().await;
    let scope = create(&nimbus)
        .until_ready()
        .timeout(Duration::from_millis(500));
    let outcome: nimbus::Result<()> = scope.scope(async |_| pending().await).await;
    assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Timeout);
    assert!(all_stopped(&nimbus).await.len() <= 1);
}

#[tokio::test]
async fn shutdown_does_not_depend_on_a_future_that_is_kept_and_not_polled() {
    let (emulator, nimbus) = start().await;
    let slow = Fault::next().on("sandboxes_stop");
    emulator.fault(slow.latency(Duration::from_millis(100)));
    let mut scope = pin!(create(&nimbus).scope(async |_| Ok::<_, Error>(())));
    until_sent(&emulator, "sandboxes_stop", &mut scope).await;
    nimbus.shutdown().await;
    assert_eq!(all_stopped(&nimbus).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn shutdown_waits_for_scopes_that_were_dropped_while_they_created() {
    let (_emulator, nimbus) = start().await;
    for _ in 0..50 {
        let scope = create(&nimbus).scope(async |_| pending::<Result<(), Error>>().await);
        let task = tokio::spawn(scope);
        yield_now().await;
        task.abort();
        let _ = task.await;
        nimbus.shutdown().await;
        all_stopped(&nimbus).await;
    }
}

#[tokio::test]
async fn a_session_is_closed_where_the_server_requires_its_tenant() {
    let options = Emulator::builder().session_tenant_required(true);
    let emulator = Checked::with(options).await;
    let nimbus = emulator.client("demo").unwrap();
    let sandbox = create(&nimbus).until_ready().await.unwrap().metadata.id;
    let target = SessionTarget::sandbox(&sandbox);
    let open = nimbus.sessions().open(target, [SessionChannel::Stdio]);
    let scope = open.scope(async |session| Ok::<_, Error>(session.metadata.id));
    let session = nimbus.sessions().get(scope.await.unwrap()).tenant("demo");
    assert!(!session.await.unwrap().is_open());
}

#[tokio::test(start_paused = true)]
async fn a_short_time_limit_of_the_creation_is_not_one_of_the_search_for_it() {
    let mut stopped = resources::sandbox();
    stopped["status"]["lifecycleState"] = "stopped".into();
    let server = PausedServer::start([
        Act::Hang,
        Act::Hang,
        Act::Answer(200, resources::page(&[resources::sandbox()])),
        Act::Answer(200, stopped),
    ]);
    let server = server.await.unwrap();
    let nimbus = server.nimbus();
    let create = create(&nimbus).timeout(Duration::from_millis(200));
    let outcome: nimbus::Result<()> = create.scope(async |_| Ok(())).await;
    assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Timeout);
    nimbus.shutdown().await;
    let lines = server.lines();
    assert!(lines[3].contains("/stop"), "{lines:?}");
    // A search may take 10 s, and is repeated a second after that.
    let seconds: Vec<_> = server.times().iter().map(Duration::as_secs).collect();
    assert_eq!(seconds[..4], [0, 0, 11, 11]);
}

#[tokio::test]
async fn shutdown_returns_at_once_when_nothing_is_left() {
    let (emulator, nimbus) = start().await;
    nimbus.shutdown().await;
    assert!(emulator.requests().is_empty());
}

#[tokio::test]
async fn the_label_of_the_scope_and_a_blank_one_are_refused_before_any_request() {
    let (emulator, nimbus) = start().await;
    for key in [SCOPE_LABEL, " "] {
        for outcome in [
            create(&nimbus)
                .label(key, "mine")
                .scope(async |_| Ok(()))
                .await,
            create(&nimbus)
                .label(key, "mine")
                .until_ready()
                .scope(async |_| Ok(()))
                .await,
        ] {
            let error: Error = outcome.unwrap_err();
            assert_eq!((error.argument(), error.sent()), (Some("labels"), Sent::No));
        }
    }
    let blank = create(&nimbus).label("", "mine").into_future().await;
    assert_eq!(blank.unwrap_err().argument(), Some("labels"));
    assert!(emulator.requests().is_empty());
}
