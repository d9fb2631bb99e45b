//! Guarded changes that others get in the way of, and whose answers get lost.

use std::collections::BTreeMap;
use std::future::IntoFuture as _;
use std::pin::pin;

use nimbus::types::ServiceDefinition;
use nimbus::{ErrorKind, Nimbus};
use nimbus_conformance::contract::Checked;
use nimbus_emulator::{Emulator, Fault};
use tokio::task::{JoinSet, yield_now};

use crate::verbs::elsewhere;

async fn start() -> (Checked, Nimbus) {
    let emulator = Checked::start().await;
    let nimbus = emulator.client("demo").unwrap();
    (emulator, nimbus)
}

fn writes(emulator: &Emulator) -> usize {
    let requests = emulator.requests();
    let changes = ["services_update", "services_delete"].map(Some);
    requests
        .iter()
        .filter(|seen| changes.contains(&seen.operation))
        .count()
}

fn has_been_read(emulator: &Emulator) -> bool {
    let requests = emulator.requests();
    requests
        .iter()
        .any(|seen| seen.operation == Some("services_list") && seen.status.is_some())
}

fn count(definition: &ServiceDefinition) -> u64 {
    let count = definition.metadata.labels.get("count");
    count.map_or(0, |count| count.parse().unwrap())
}

fn raise(labels: &mut BTreeMap<String, String>) {
    let count: u64 = labels
        .get("count")
        .map_or(0, |count| count.parse().unwrap());
    labels.insert("count".to_owned(), (count + 1).to_string());
}

#[tokio::test]
async fn a_change_in_between_is_read_and_built_upon() {
    let (emulator, nimbus) = start().await;
    let services = nimbus.services();
    services.create("search", elsewhere()).await.unwrap();
    let slow = services.update_with("search", |draft| raise(&mut draft.labels));
    let mut slow = pin!(slow.into_future());
    // What it reads has been answered, and it is not polled until another call has changed that.
    while !has_been_read(&emulator) {
        tokio::select! {
            biased;
            early = &mut slow => panic!("{early:?}"),
            () = yield_now() => {}
        }
    }
    let fast = services.update_with("search", |draft| {
        draft.labels.insert("by".to_owned(), "other".to_owned());
    });
    assert_eq!(fast.await.unwrap().metadata.generation, 2);
    let slow = slow.await.unwrap();
    assert_eq!((slow.metadata.generation, count(&slow)), (3, 1));
    assert_eq!(slow.metadata.labels["by"], "other");
    assert_eq!(writes(&emulator), 3);
}

#[tokio::test]
async fn when_others_always_come_first_the_last_definition_is_in_the_error() {
    let (emulator, nimbus) = start().await;
    nimbus
        .services()
        .create("search", elsewhere())
        .await
        .unwrap();
    emulator.fault(Fault::always().on("services_update").error(
        412,
        "op.precondition_failed",
        false,
    ));
    let modify = nimbus
        .services()
        .update_with("search", |draft| raise(&mut draft.labels));
    let error = modify.max_attempts(3).await.unwrap_err();
    assert!(error.is_precondition_failed());
    assert!(error.to_string().contains("each of 3 attempts"), "{error}");
    let last: &ServiceDefinition = error.last_resource().unwrap();
    assert_eq!(last.metadata.generation, 1);
    assert_eq!(writes(&emulator), 3);
    let none = nimbus
        .services()
        .update_with("search", |_| ())
        .max_attempts(0);
    assert_eq!(none.await.unwrap_err().argument(), Some("max_attempts"));
}

#[tokio::test]
async fn a_write_whose_answer_is_lost_is_settled_by_reading() {
    let (emulator, nimbus) = start().await;
    let services = nimbus.services();
    services.create("search", elsewhere()).await.unwrap();
    let set = || {
        services.update_with("search", |draft| {
            draft.labels.insert("tier".to_owned(), "core".to_owned());
        })
    };
    // It was carried out: nothing is left to change.
    emulator.fault(Fault::next().on("services_update").drop_after());
    assert_eq!(set().await.unwrap().metadata.generation, 2);
    assert_eq!(writes(&emulator), 1);
    // It was not: it is sent again.
    let unset = services.update_with("search", |draft| draft.labels.clear());
    emulator.fault(Fault::next().on("services_update").drop_before());
    assert_eq!(unset.await.unwrap().metadata.generation, 3);
    assert_eq!(writes(&emulator), 3);
    // Something is left to change, so that it cannot be told: it is reported, and not made twice.
    emulator.fault(Fault::next().on("services_update").drop_after());
    let error = services
        .update_with("search", |draft| raise(&mut draft.labels))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
    assert!(error.to_string().contains("cannot be told"), "{error}");
    let last: &ServiceDefinition = error.last_resource().unwrap();
    assert_eq!((last.metadata.generation, count(last)), (4, 1));
    assert_eq!(writes(&emulator), 4);
    // A server that never answers is not asked for ever.
    emulator.fault(Fault::always().on("services_update").drop_before());
    let error = set().await.unwrap_err();
    assert!(
        error.to_string().contains("had not been applied"),
        "{error}"
    );
    assert_eq!(writes(&emulator), 7);
}

#[tokio::test]
async fn what_is_removed_is_what_was_looked_at() {
    let (emulator, nimbus) = start().await;
    let services = nimbus.services();
    services.create("search", elsewhere()).await.unwrap();
    let mut looked = Vec::new();
    emulator.fault(
        Fault::next()
            .on("services_delete")
            .error(412, "op.precondition_failed", false),
    );
    services
        .delete_with("search", |definition| {
            looked.push(definition.metadata.generation)
        })
        .await
        .unwrap();
    assert_eq!(looked, [1, 1]);
    assert!(services.get("search").await.unwrap_err().is_not_found());
    // What is gone is gone, though the answer was lost.
    services.create("search", elsewhere()).await.unwrap();
    emulator.fault(Fault::next().on("services_delete").drop_after());
    services.delete_with("search", |_| ()).await.unwrap();
    services.create("search", elsewhere()).await.unwrap();
    emulator.fault(Fault::next().on("services_delete").drop_before());
    services.delete_with("search", |_| ()).await.unwrap();
    assert!(
        services
            .get_definition("search")
            .await
            .unwrap_err()
            .is_not_found()
    );
}

#[tokio::test]
async fn sixty_four_tasks_lose_none_of_their_changes() {
    const TASKS: u64 = 64;
    // Each takes several requests; with debug assertions 50 would take half a minute.
    const CHANGES: u64 = if cfg!(debug_assertions) { 5 } else { 50 };
    let emulator = Emulator::builder().record(false).start().await.unwrap();
    let nimbus = emulator.client("demo").unwrap();
    nimbus
        .services()
        .create("search", elsewhere())
        .await
        .unwrap();
    let mut tasks = JoinSet::new();
    for _ in 0..TASKS {
        let nimbus = nimbus.clone();
        tasks.spawn(async move {
            for _ in 0..CHANGES {
                let modify = nimbus
                    .services()
                    .update_with("search", |draft| raise(&mut draft.labels));
                // So many contend that chance alone may fail the usual number of tries.
                modify.max_attempts(1000).await.unwrap();
            }
        });
    }
    tasks.join_all().await;
    let last = nimbus.services().get_definition("search").await.unwrap();
    assert_eq!(count(&last), TASKS * CHANGES);
    assert_eq!(last.metadata.generation, TASKS * CHANGES + 1);
}

#[tokio::test]
async fn lost_answers_neither_lose_nor_repeat_a_change() {
    let (emulator, nimbus) = start().await;
    nimbus
        .services()
        .create("search", elsewhere())
        .await
        .unwrap();
    let (mut done, mut reported) = (0, 0);
    for seed in 0..40 {
        let mut random = fastrand::Rng::with_seed(seed);
        let fault = Fault::next().on("services_update").after(random.u32(0..3));
        emulator.fault(match random.bool() {
            true => fault.drop_after(),
            false => fault.drop_before(),
        });
        let mut tasks = JoinSet::new();
        for _ in 0..4 {
            let nimbus = nimbus.clone();
            tasks.spawn(async move {
                let modify = nimbus
                    .services()
                    .update_with("search", |draft| raise(&mut draft.labels));
                modify.max_attempts(100).await
            });
        }
        for outcome in tasks.join_all().await {
            match outcome {
                Ok(_) => done += 1,
                Err(_) => reported += 1,
            }
        }
        emulator.clear_faults();
    }
    let last = count(&nimbus.services().get_definition("search").await.unwrap());
    // A change that was reported may have been made or not; one that was not reported was made once.
    assert!(
        last >= done && last <= done + reported,
        "{last}: {done} done, {reported} reported"
    );
    assert!(
        done >= 100 && reported > 0,
        "{done} done, {reported} reported"
    );
}
