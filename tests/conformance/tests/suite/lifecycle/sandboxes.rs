//! Sandboxes, from their creation to their end.

use nimbus::types::{LifecycleState, Readiness, SandboxOwnerResponse, SandboxProfile};
use nimbus_emulator::{StartFailure, State};

use super::{batch_job, start};

#[tokio::test]
async fn a_sandbox_lives_from_its_creation_to_its_end() {
    let (emulator, nimbus) = start().await;
    let sandboxes = nimbus.sandboxes();
    let create = sandboxes.create(SandboxProfile::Worker, batch_job());
    let created = create.label("job", "nightly").await.unwrap();
    assert_eq!(created.spec.profile, SandboxProfile::Worker);
    assert!(matches!(
        created.spec.sandbox.owner,
        SandboxOwnerResponse::Standalone(_)
    ));
    assert_eq!(created.spec.sandbox.process.argv.value_count, 2);
    let id = created.metadata.id.as_str();
    let read = sandboxes.get(id).await.unwrap();
    assert_eq!(read.status.readiness, Readiness::Ready);
    assert_eq!(
        read.metadata.labels.get("job").map(String::as_str),
        Some("nightly")
    );

    let stopped = sandboxes.stop(id).await.unwrap();
    assert_eq!(stopped.status.lifecycle_state, LifecycleState::Stopped);
    let again = sandboxes.stop(id).await.unwrap();
    assert_eq!(again.status.lifecycle_state, LifecycleState::Stopped);

    assert!(emulator.forget_sandbox("demo", id));
    let gone = sandboxes.get(id).await.unwrap_err();
    assert!(gone.is_not_found(), "{gone}");
}

#[tokio::test]
async fn sandboxes_are_listed_by_label_and_by_status() {
    let (_emulator, nimbus) = start().await;
    let sandboxes = nimbus.sandboxes();
    for job in ["nightly", "nightly", "weekly"] {
        let create = sandboxes.create(SandboxProfile::Worker, batch_job());
        create.label("job", job).await.unwrap();
    }
    let plain = sandboxes
        .create(SandboxProfile::Desktop, batch_job())
        .await
        .unwrap();
    sandboxes.stop(&plain.metadata.id).await.unwrap();

    assert_eq!(sandboxes.list().await.unwrap().items.len(), 4);
    assert_eq!(
        sandboxes.list().label_key("job").await.unwrap().items.len(),
        3
    );
    assert_eq!(
        sandboxes
            .list()
            .label("job", "nightly")
            .await
            .unwrap()
            .items
            .len(),
        2
    );
    assert_eq!(
        sandboxes
            .list()
            .status(LifecycleState::Ready)
            .await
            .unwrap()
            .items
            .len(),
        3
    );
    let stopped = sandboxes
        .list()
        .status(LifecycleState::Stopped)
        .await
        .unwrap();
    assert_eq!(stopped.items.len(), 1);
    assert_eq!(stopped.items[0].metadata.id, plain.metadata.id);
    // Any other status matches nothing, and is no error.
    assert!(
        sandboxes
            .list()
            .status("dreaming")
            .await
            .unwrap()
            .items
            .is_empty()
    );
    let both = sandboxes
        .list()
        .status(LifecycleState::Stopped)
        .label_key("job");
    assert!(both.await.unwrap().items.is_empty());
}

#[tokio::test]
async fn pages_of_sandboxes_follow_one_another() {
    let (_emulator, nimbus) = start().await;
    let mut created = Vec::new();
    for _ in 0..3 {
        let sandbox = nimbus
            .sandboxes()
            .create(SandboxProfile::Worker, batch_job())
            .await;
        created.push(sandbox.unwrap().metadata.id);
    }
    created.sort();
    let first = nimbus.sandboxes().list().limit(2).await.unwrap();
    assert_eq!(first.metadata.limit, 2);
    let token = first.metadata.next_page_token.unwrap();
    let second = nimbus
        .sandboxes()
        .list()
        .limit(2)
        .page_token(&token)
        .await
        .unwrap();
    assert_eq!(second.metadata.next_page_token, None);
    let listed = first.items.into_iter().chain(second.items);
    let listed: Vec<_> = listed.map(|sandbox| sandbox.metadata.id).collect();
    assert_eq!(listed, created);
}

#[tokio::test]
async fn a_list_shows_a_sandbox_as_it_was_last_read() {
    let (emulator, nimbus) = start().await;
    let created = nimbus
        .sandboxes()
        .create(SandboxProfile::Worker, batch_job())
        .await
        .unwrap();
    let id = created.metadata.id.as_str();
    assert!(emulator.set_sandbox_state("demo", id, State::Failed));
    let failed = || nimbus.sandboxes().list().status(LifecycleState::Failed);
    assert!(failed().await.unwrap().items.is_empty());
    nimbus.sandboxes().get(id).await.unwrap();
    assert_eq!(failed().await.unwrap().items.len(), 1);
}

#[tokio::test]
async fn a_sandbox_that_cannot_be_launched_is_an_error() {
    let (emulator, nimbus) = start().await;
    emulator.fail_next_sandbox(StartFailure::Launch);
    let error = nimbus
        .sandboxes()
        .create(SandboxProfile::Worker, batch_job())
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("service.internal"));
    emulator.fail_next_sandbox(StartFailure::ImageRefused);
    let error = nimbus
        .sandboxes()
        .create(SandboxProfile::Worker, batch_job())
        .await
        .unwrap_err();
    assert!(error.is_forbidden(), "{error}");
    assert!(nimbus.sandboxes().list().await.unwrap().items.is_empty());
}
