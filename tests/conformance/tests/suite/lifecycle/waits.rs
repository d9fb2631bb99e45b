//! Waiting for a service.

use nimbus::types::{LifecycleState, Readiness};
use nimbus::{ErrorKind, ServiceWaitCondition};
use nimbus_emulator::{Emulator, StartFailure, State};

use super::{BRISK, emulator, in_sandbox, start};

#[tokio::test]
async fn a_wait_outlasts_a_server_that_answers_a_start_early() {
    let options = Emulator::builder().answers_early(true);
    let (emulator, nimbus) = emulator(options).await;
    nimbus.services().create("web", in_sandbox()).await.unwrap();
    let early = nimbus.services().start("web").await.unwrap();
    assert_eq!(early.lifecycle_state, Some(LifecycleState::Starting));
    let ready = nimbus.services().start("web").until_ready();
    let ready = ready.interval(BRISK).await.unwrap();
    assert_eq!(ready.readiness, Some(Readiness::Ready));
    assert_eq!(ready.sandbox_id, early.sandbox_id);
    let polls = emulator.requests();
    let polls = polls
        .iter()
        .filter(|seen| seen.operation == Some("services_get"));
    assert!(polls.count() > 1);
}

#[tokio::test]
async fn a_wait_sees_the_moment_at_which_a_service_becomes_ready() {
    let (emulator, nimbus) = start().await;
    nimbus.services().create("web", in_sandbox()).await.unwrap();
    assert!(emulator.set_service_state("demo", "web", State::Starting));
    let waiting = nimbus.clone();
    let wait = tokio::spawn(async move {
        let wait = waiting
            .services()
            .wait("web", ServiceWaitCondition::Ready)
            .interval(BRISK);
        wait.await
    });
    let polls = || {
        let seen = emulator.requests();
        seen.iter()
            .filter(|seen| seen.operation == Some("services_get"))
            .count()
    };
    while polls() < 3 {
        tokio::time::sleep(BRISK).await;
    }
    assert!(!wait.is_finished());
    assert!(emulator.set_service_state("demo", "web", State::Ready));
    assert_eq!(
        wait.await.unwrap().unwrap().readiness,
        Some(Readiness::Ready)
    );
}

#[tokio::test]
async fn a_service_that_fails_ends_the_wait_at_once() {
    let (emulator, nimbus) = start().await;
    nimbus.services().create("web", in_sandbox()).await.unwrap();
    assert!(emulator.set_service_state("demo", "web", State::Failed));
    let error = nimbus
        .services()
        .wait("web", ServiceWaitCondition::Ready)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitFailed, "{error}");
    assert_eq!(error.last_status(), Some("failed"));
}

/// The server forgets an instance that has failed once it has shown it: the answer to the start is the only place
/// where it can be seen.
#[tokio::test]
async fn a_start_that_fails_ends_its_wait_at_once() {
    let (emulator, nimbus) = start().await;
    nimbus.services().create("web", in_sandbox()).await.unwrap();
    emulator.fail_next_start("demo", "web", StartFailure::Dies);
    let start = nimbus.services().start("web").until_ready();
    // A wait that went on would come to its own limit, which is another kind of error.
    let error = start.interval(BRISK).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitFailed, "{error}");
}

#[tokio::test]
async fn a_start_that_cannot_be_launched_is_an_error_and_nothing_is_polled() {
    let (emulator, nimbus) = start().await;
    nimbus.services().create("web", in_sandbox()).await.unwrap();
    emulator.fail_next_start("demo", "web", StartFailure::Launch);
    let error = nimbus
        .services()
        .start("web")
        .until_ready()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("service.internal"));
    let seen = emulator.requests();
    assert!(
        seen.iter()
            .all(|seen| seen.operation != Some("services_get"))
    );
}
