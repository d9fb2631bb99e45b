//! Sessions that close by themselves, targets that are waited for, and the time that is left.

use std::future::{IntoFuture as _, pending};
use std::time::Duration;

use nimbus::types::{
    SandboxProfile, SessionChannel, SessionLifecycleState, SessionResource, SessionTarget,
};
use nimbus::{Error, ErrorKind, Nimbus};
use nimbus_conformance::contract::Checked;
use nimbus_conformance::resources;
use nimbus_emulator::{Emulator, Fault, State};

use crate::verbs::{batch_job, in_sandbox};

const BRISK: Duration = Duration::from_millis(2);

/// Only what hangs takes so long.
const LONG: Duration = Duration::from_secs(120);

/// What the work with a session may fail with.
#[derive(Debug, PartialEq)]
enum Failure {
    Work,
    Nimbus,
}

impl From<Error> for Failure {
    fn from(_: Error) -> Self {
        Self::Nimbus
    }
}

async fn start() -> (Checked, Nimbus, String) {
    let emulator = Checked::start().await;
    let nimbus = emulator.client("demo").unwrap();
    let create = nimbus
        .sandboxes()
        .create(SandboxProfile::Worker, batch_job());
    let sandbox = create.await.unwrap().metadata.id;
    (emulator, nimbus, sandbox)
}

async fn state(nimbus: &Nimbus, id: &str) -> SessionLifecycleState {
    nimbus
        .sessions()
        .get(id)
        .await
        .unwrap()
        .status
        .lifecycle_state
}

/// The only session there is, once it is closed.
async fn closed(nimbus: &Nimbus) -> SessionResource {
    loop {
        let page = nimbus
            .sessions()
            .list()
            .state(SessionLifecycleState::Closed)
            .await;
        if let Some(session) = page.unwrap().items.pop() {
            return session;
        }
        tokio::time::sleep(BRISK).await;
    }
}

#[tokio::test]
async fn a_scope_closes_its_session_when_the_work_returns() {
    let (_emulator, nimbus, sandbox) = start().await;
    let open = nimbus
        .sessions()
        .open(SessionTarget::sandbox(&sandbox), [SessionChannel::Stdio]);
    let inside = nimbus.clone();
    let id = open
        .scope(|session| async move {
            let id = session.metadata.id;
            assert_eq!(state(&inside, &id).await, SessionLifecycleState::Open);
            Ok::<_, Error>(id)
        })
        .await
        .unwrap();
    assert_eq!(state(&nimbus, &id).await, SessionLifecycleState::Closed);
}

#[tokio::test]
async fn a_scope_closes_its_session_when_the_work_fails() {
    let (_emulator, nimbus, sandbox) = start().await;
    let open = nimbus
        .sessions()
        .open(SessionTarget::sandbox(&sandbox), [SessionChannel::Stdio]);
    let outcome: Result<(), Failure> = open.scope(|_| async { Err(Failure::Work) }).await;
    assert_eq!(outcome, Err(Failure::Work));
    let closed = nimbus
        .sessions()
        .list()
        .state(SessionLifecycleState::Closed)
        .await;
    assert_eq!(closed.unwrap().items.len(), 1);
}

#[tokio::test]
async fn a_scope_that_is_cancelled_closes_its_session() {
    let (_emulator, nimbus, sandbox) = start().await;
    let open = nimbus
        .sessions()
        .open(SessionTarget::sandbox(&sandbox), [SessionChannel::Stdio]);
    let (opened, begun) = tokio::sync::oneshot::channel();
    let scope = open.scope(|_| async {
        opened.send(()).unwrap();
        pending::<Result<(), Failure>>().await
    });
    tokio::select! {
        _ = scope => unreachable!("the work has no end"),
        begun = begun => begun.unwrap(),
    }
    let closed = tokio::time::timeout(LONG, closed(&nimbus)).await;
    assert_eq!(
        closed.unwrap().status.close_reason.as_deref(),
        Some("client_close")
    );
}

#[tokio::test]
async fn a_scope_whose_work_panics_closes_its_session() {
    let (_emulator, nimbus, sandbox) = start().await;
    let inside = nimbus.clone();
    let panicked = tokio::spawn(async move {
        let target = SessionTarget::sandbox(&sandbox);
        let open = inside.sessions().open(target, [SessionChannel::Stdio]);
        let scope = open.scope(|_| async {
            assert!(std::hint::black_box(false), "on purpose");
            Result::<(), Failure>::Ok(())
        });
        scope.await
    });
    assert!(panicked.await.unwrap_err().is_panic());
    let closed = tokio::time::timeout(LONG, closed(&nimbus)).await;
    assert!(closed.is_ok());
}

#[tokio::test]
async fn a_close_that_fails_does_not_take_the_works_result() {
    let (emulator, nimbus, sandbox) = start().await;
    emulator.fault(Fault::always().on("sessions_close").answer(500));
    let open = nimbus
        .sessions()
        .open(SessionTarget::sandbox(&sandbox), [SessionChannel::Stdio]);
    let outcome: Result<u8, Failure> = open.scope(|_| async { Ok(7) }).await;
    assert_eq!(outcome, Ok(7));
}

#[tokio::test]
async fn a_session_that_cannot_be_opened_begins_no_work() {
    let (_emulator, nimbus, _) = start().await;
    let open = nimbus
        .sessions()
        .open(SessionTarget::sandbox("ghost"), [SessionChannel::Stdio]);
    let outcome: Result<(), Failure> = open.scope(|_| async { Err(Failure::Work) }).await;
    assert_eq!(outcome, Err(Failure::Nimbus));
}

#[tokio::test]
async fn a_sandbox_that_is_starting_is_waited_for() {
    let (emulator, nimbus, sandbox) = start().await;
    assert!(emulator.set_sandbox_state("demo", &sandbox, State::Starting));
    let open = || {
        let target = SessionTarget::sandbox(&sandbox);
        nimbus.sessions().open(target, [SessionChannel::Stdio])
    };
    assert!(open().await.unwrap_err().is_conflict());
    let mut looks = 0;
    let patient = open().when_ready().interval(BRISK).progress(|_| {
        looks += 1;
    });
    let make_ready = async {
        let polls = || {
            let seen = emulator.requests();
            seen.iter()
                .filter(|seen| seen.operation == Some("sandboxes_get"))
                .count()
        };
        while polls() < 3 {
            tokio::time::sleep(BRISK).await;
        }
        assert!(emulator.set_sandbox_state("demo", &sandbox, State::Ready));
    };
    let (session, ()) = tokio::join!(patient.into_future(), make_ready);
    assert!(session.unwrap().is_open());
    assert_eq!(looks, 2);

    assert!(emulator.set_sandbox_state("demo", &sandbox, State::Failed));
    let error = open().when_ready().interval(BRISK).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitFailed);
    let error = open()
        .when_ready()
        .timeout(Duration::ZERO)
        .await
        .unwrap_err();
    assert_eq!(error.argument(), Some("timeout"));
}

#[tokio::test]
async fn a_service_need_not_run_for_a_session() {
    let emulator = Checked::with(Emulator::builder()).await;
    let nimbus = emulator.client("demo").unwrap();
    nimbus.services().create("web", in_sandbox()).await.unwrap();
    let open = nimbus
        .sessions()
        .open(SessionTarget::service("web"), [SessionChannel::Files]);
    let state = open
        .when_ready()
        .scope(|session| async move { Ok::<_, Error>(session.status.lifecycle_state) })
        .await
        .unwrap();
    assert_eq!(state, SessionLifecycleState::Open);
    let polls = emulator.requests();
    assert!(
        polls
            .iter()
            .all(|seen| seen.operation != Some("services_get"))
    );
}

#[test]
fn the_time_left_is_a_duration() {
    let session =
        |state| -> SessionResource { serde_json::from_value(resources::session(state)).unwrap() };
    let opened: nimbus::Timestamp = resources::TIME.parse().unwrap();
    let expiry: nimbus::Timestamp = resources::EXPIRY.parse().unwrap();
    let minute = Duration::from_secs(60);
    let open = session("open");
    assert_eq!(open.lifetime(), 15 * minute);
    assert_eq!(open.expires_in(opened), 15 * minute);
    assert_eq!(open.expires_in(opened + minute), 14 * minute);
    assert_eq!(open.expires_in(expiry), Duration::ZERO);
    assert_eq!(open.expires_in(expiry + minute), Duration::ZERO);
    assert!(open.is_open() && open.is_open_at(opened) && !open.is_open_at(expiry));
    for state in ["closed", "expired"] {
        assert_eq!(session(state).expires_in(opened), Duration::ZERO);
        assert!(!session(state).is_open() && !session(state).is_open_at(opened));
    }
    // A state of tomorrow keeps its time.
    assert_eq!(session("paused").expires_in(opened), 15 * minute);
}
