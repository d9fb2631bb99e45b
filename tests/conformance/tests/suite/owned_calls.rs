//! Calls own what they need: they can be spawned, stored, returned and streamed as they are. Most of this fails by not
//! compiling.

use std::future::IntoFuture as _;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use nimbus::services::Get;
use nimbus::types::Service;
use nimbus::wait::Wait;
use nimbus::{Nimbus, ServiceWaitCondition};
use nimbus_emulator::Emulator;
use tokio::task::JoinSet;

/// A call in a struct.
struct Job {
    call: Get,
    wait: Wait<'static, Service>,
}

/// A function that returns a call, of a client and a name that end with it.
fn read(nimbus: &Nimbus, number: u32) -> Get {
    let name = format!("service-{number}");
    nimbus.services().get(&name)
}

fn job(nimbus: &Nimbus) -> Job {
    let (services, name) = (nimbus.services(), "web".to_owned());
    Job {
        call: services.get(&name),
        wait: services.wait(&name, ServiceWaitCondition::Ready),
    }
}

async fn with_services() -> (Emulator, Nimbus) {
    let emulator = Emulator::builder().start().await.unwrap();
    let nimbus = emulator.client("demo").unwrap();
    for name in ["web".to_owned()]
        .into_iter()
        .chain((0..8).map(|number| format!("service-{number}")))
    {
        let backend = crate::verbs::in_sandbox();
        nimbus.services().create(name, backend).await.unwrap();
    }
    (emulator, nimbus)
}

#[tokio::test]
async fn a_call_with_a_local_name_can_be_spawned() {
    let (_emulator, nimbus) = with_services().await;
    let task = {
        let name = String::from("web");
        tokio::spawn(nimbus.services().get(name).into_future())
    };
    assert_eq!(task.await.unwrap().unwrap().name, "web");
    let task = {
        let name = String::from("web");
        tokio::spawn(nimbus.services().start(&name).until_ready().into_future())
    };
    assert_eq!(task.await.unwrap().unwrap().name, "web");
}

#[tokio::test]
async fn calls_can_be_stored_and_returned() {
    let (_emulator, nimbus) = with_services().await;
    let Job { call, wait } = job(&nimbus);
    nimbus.services().start("web").await.unwrap();
    drop(nimbus);
    assert_eq!(call.await.unwrap().name, wait.await.unwrap().name);
}

#[tokio::test]
async fn calls_can_be_joined_and_buffered_in_a_spawned_task() {
    let (_emulator, nimbus) = with_services().await;
    let mut reads = JoinSet::new();
    for number in 0..8 {
        reads.spawn(read(&nimbus, number).into_future());
    }
    assert!(reads.join_all().await.iter().all(Result::is_ok));
    let task = tokio::spawn(async move {
        stream::iter(0..8)
            .map(|number| read(&nimbus, number).into_future())
            .buffer_unordered(4)
            .try_collect::<Vec<_>>()
            .await
    });
    assert_eq!(task.await.unwrap().unwrap().len(), 8);
}

#[tokio::test]
async fn a_closure_of_the_users_may_borrow() {
    let (_emulator, nimbus) = with_services().await;
    let (mut seen, mut polls) = (None, 0);
    let edit = nimbus
        .services()
        .update_with("web", |draft| seen = Some(draft.labels.len()))
        .current_backend(crate::verbs::in_sandbox());
    edit.await.unwrap();
    let started = nimbus.services().start("web").until_ready();
    started.progress(|_| polls += 1).await.unwrap();
    assert_eq!((seen, polls > 0), (Some(0), true));
}
