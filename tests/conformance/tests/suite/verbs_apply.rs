//! Services that are declared whatever is there.

use std::future::IntoFuture as _;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use nimbus::services::{Applied, REVISION_LABEL};
use nimbus::types::{
    BuiltInProviderId, LifecycleState, SandboxSpec, ServiceBackendSpec, ServiceDefinition,
};
use nimbus::{Error, ErrorKind, Nimbus, SandboxSpecBuilder, Sent};
use nimbus_conformance::contract::Checked;
use nimbus_emulator::{Emulator, Fault};
use tokio::task::JoinSet;

use crate::verbs::until_sent;

async fn start() -> (Checked, Nimbus) {
    let emulator = Checked::start().await;
    let nimbus = emulator.client("demo").unwrap();
    (emulator, nimbus)
}

fn node(script: &str) -> SandboxSpecBuilder {
    SandboxSpec::container("docker.io/library/node:22").argv(["node", script])
}

/// The operations that were called, in order, but for lists.
fn called(emulator: &Emulator) -> Vec<&'static str> {
    let requests = emulator.requests();
    let operations = requests.iter().filter_map(|seen| seen.operation);
    operations.filter(|name| *name != "services_list").collect()
}

async fn runs(nimbus: &Nimbus) -> bool {
    let state = nimbus.services().get("web").await.unwrap().lifecycle_state;
    state == Some(LifecycleState::Ready)
}

#[tokio::test]
async fn it_creates_then_changes_then_does_nothing_and_says_which() {
    let (emulator, nimbus) = start().await;
    let services = nimbus.services();
    let browser = || services.apply("tab", BuiltInProviderId::Browser);
    let Applied::Created(created) = browser().label("tier", "edge").await.unwrap() else {
        panic!("it was not created");
    };
    assert_eq!(created.metadata.labels["tier"], "edge");
    // Labels that are there are kept.
    let Applied::Updated(updated) = browser().label("team", "core").await.unwrap() else {
        panic!("it was not changed");
    };
    assert_eq!(updated.metadata.generation, 2);
    assert_eq!(updated.metadata.labels.len(), 2);
    let unchanged = browser().await.unwrap();
    assert!(!unchanged.is_changed());
    assert_eq!(unchanged.definition(), &updated);
    let replaced = browser()
        .label("team", "core")
        .replace_labels()
        .await
        .unwrap();
    assert_eq!(replaced.definition().metadata.labels.len(), 1);
    let other = services.apply("tab", BuiltInProviderId::LoadBalancer).await;
    assert!(matches!(other.unwrap(), Applied::Updated(_)));
    let writes = [
        "services_create",
        "services_update",
        "services_update",
        "services_update",
    ];
    assert_eq!(called(&emulator), writes);
}

#[tokio::test]
async fn a_sandbox_is_compared_by_its_revision_as_long_as_nobody_else_writes() {
    let (_emulator, nimbus) = start().await;
    let services = nimbus.services();
    let apply = |revision: &str| services.apply("web", node("run.js")).revision(revision);
    let Applied::Created(created) = apply("4f2a91c").await.unwrap() else {
        panic!("it was not created");
    };
    assert!(created.metadata.labels[REVISION_LABEL].starts_with("4f2a91c@1#"));
    assert!(!apply("4f2a91c").await.unwrap().is_changed());
    assert!(apply("77aa012").await.unwrap().is_changed());
    // Another writer keeps the label, and is noticed.
    let edited = services.update_with("web", |draft| {
        draft.set_backend(node("other.js"));
    });
    edited.await.unwrap();
    assert!(apply("77aa012").await.unwrap().is_changed());
    assert!(!apply("77aa012").await.unwrap().is_changed());
    // Without a revision it is written every time, and no stale revision is left.
    let written = services.apply("web", node("run.js")).await.unwrap();
    assert!(written.is_changed());
    assert!(written.definition().metadata.labels.is_empty());
}

#[tokio::test]
async fn a_definition_that_was_read_saves_the_list_and_is_read_anew_when_it_is_stale() {
    let (emulator, nimbus) = start().await;
    let services = nimbus.services();
    let created = services
        .create("tab", BuiltInProviderId::Browser)
        .await
        .unwrap();
    emulator.clear_requests();
    let apply = |definition: &ServiceDefinition| {
        let apply = services.apply("tab", BuiltInProviderId::Browser);
        apply
            .label("tier", "edge")
            .current_definition(definition.clone())
    };
    let Applied::Updated(updated) = apply(&created).await.unwrap() else {
        panic!("it was not changed");
    };
    assert!(!apply(&updated).await.unwrap().is_changed());
    assert_eq!(emulator.requests().len(), 1);
    // What was handed in is stale by now.
    assert!(!apply(&created).await.unwrap().is_changed());
    assert_eq!(called(&emulator), ["services_update"; 2]);
}

#[tokio::test]
async fn a_service_that_runs_is_changed_only_if_it_may_be_stopped_for_that() {
    let (emulator, nimbus) = start().await;
    let services = nimbus.services();
    services
        .apply("web", node("run.js"))
        .revision("a")
        .await
        .unwrap();
    services.start("web").until_ready().await.unwrap();
    let apply = || services.apply("web", node("run.js")).revision("b");
    let error = apply().await.unwrap_err();
    assert!(
        error.is_conflict() && error.operation() == Some("services_update"),
        "{error}"
    );
    assert!(error.last_resource::<ServiceDefinition>().is_some());
    assert!(runs(&nimbus).await);
    // What is unchanged is not stopped.
    let same = services
        .apply("web", node("run.js"))
        .revision("a")
        .stop_if_running();
    emulator.clear_requests();
    assert!(!same.await.unwrap().is_changed());
    assert_eq!(called(&emulator), [""; 0]);
    assert!(apply().stop_if_running().await.unwrap().is_changed());
    let order = [
        "services_update",
        "services_stop",
        "services_get",
        "services_update",
        "services_start",
        "services_get",
    ];
    assert_eq!(called(&emulator), order);
    assert!(runs(&nimbus).await);
    // One that does not run is not started.
    services.stop("web").until_stopped().await.unwrap();
    let next = services
        .apply("web", node("run.js"))
        .revision("c")
        .stop_if_running();
    assert!(next.await.unwrap().is_changed());
    assert!(!runs(&nimbus).await);
}

#[tokio::test]
async fn a_service_that_was_stopped_runs_again_when_the_change_fails_and_the_error_says_so() {
    let (emulator, nimbus) = start().await;
    let services = nimbus.services();
    services.create("web", node("run.js")).await.unwrap();
    services.start("web").until_ready().await.unwrap();
    let refused = Fault::next().on("services_update").after(1);
    emulator.fault(refused.error(400, "op.invalid_input", false));
    let apply = || services.apply("web", node("run.js")).stop_if_running();
    let error = apply().await.unwrap_err();
    assert_eq!(error.code(), Some("op.invalid_input"));
    assert!(
        error
            .to_string()
            .contains("stopped for the change and has been started again"),
        "{error}"
    );
    assert!(runs(&nimbus).await);
    // It was changed, and does not come up.
    let broken = Fault::next().on("services_start");
    emulator.fault(broken.error(500, "op.internal", false));
    let error = apply().await.unwrap_err();
    assert_eq!(error.operation(), Some("services_start"));
    assert!(
        error.to_string().contains("could not be started again"),
        "{error}"
    );
    let changed = error.last_resource::<ServiceDefinition>().unwrap();
    assert_eq!(changed.metadata.generation, 2);
}

#[tokio::test]
async fn a_future_that_is_dropped_after_the_stop_starts_the_service_in_the_background() {
    let (emulator, nimbus) = start().await;
    let services = nimbus.services();
    services.create("web", node("run.js")).await.unwrap();
    services.start("web").until_ready().await.unwrap();
    let apply = services.apply("web", node("run.js")).stop_if_running();
    {
        let mut apply = pin!(apply.into_future());
        until_sent(&emulator, "services_stop", &mut apply).await;
    }
    nimbus.shutdown().await;
    assert!(runs(&nimbus).await);
}

/// A service that runs, and was applied with the revision `a`.
async fn running() -> (Checked, Nimbus) {
    let (emulator, nimbus) = start().await;
    let apply = nimbus.services().apply("web", node("run.js"));
    apply.revision("a").await.unwrap();
    nimbus.services().start("web").until_ready().await.unwrap();
    emulator.clear_requests();
    (emulator, nimbus)
}

/// The error of a change that may stop the service.
async fn change_error(nimbus: &Nimbus) -> Error {
    let apply = nimbus.services().apply("web", node("run.js"));
    apply.revision("b").stop_if_running().await.unwrap_err()
}

#[tokio::test]
async fn a_start_does_not_overtake_a_stop_whose_future_was_dropped() {
    let (emulator, nimbus) = running().await;
    let slow = Fault::next().on("services_stop");
    emulator.fault(slow.latency(Duration::from_millis(300)));
    let apply = nimbus.services().apply("web", node("run.js"));
    {
        let mut apply = pin!(apply.revision("b").stop_if_running().into_future());
        until_sent(&emulator, "services_stop", &mut apply).await;
    }
    nimbus.shutdown().await;
    assert!(runs(&nimbus).await);
}

#[tokio::test]
async fn sixteen_tasks_change_a_service_that_runs_and_it_runs_afterwards() {
    let (_emulator, nimbus) = running().await;
    let mut tasks = JoinSet::new();
    for task in 0..16 {
        let revision = if task % 2 == 0 { "even" } else { "odd" };
        let apply = nimbus.services().apply("web", node("run.js"));
        let apply = apply.revision(revision).max_attempts(1_000);
        tasks.spawn(apply.stop_if_running().into_future());
    }
    while let Some(outcome) = tasks.join_next().await {
        outcome.unwrap().unwrap();
    }
    assert!(runs(&nimbus).await);
}

#[tokio::test]
async fn a_start_that_fails_for_a_moment_is_repeated() {
    let (emulator, nimbus) = running().await;
    emulator.fault(
        Fault::times(4)
            .on("services_start")
            .error(503, "service.unavailable", true),
    );
    let apply = nimbus.services().apply("web", node("run.js"));
    let apply = apply.revision("b").stop_if_running();
    assert!(apply.await.unwrap().is_changed());
    assert!(runs(&nimbus).await);
}

#[tokio::test]
async fn a_service_that_cannot_be_stopped_is_neither_changed_nor_started() {
    let (emulator, nimbus) = running().await;
    emulator.fault(
        Fault::always()
            .on("services_stop")
            .error(403, "auth.forbidden", false),
    );
    let error = change_error(&nimbus).await;
    assert!(
        error.is_conflict() && error.to_string().contains("could not be stopped"),
        "{error}"
    );
    assert_eq!(called(&emulator), ["services_update", "services_stop"]);
}

#[tokio::test]
async fn a_service_is_not_stopped_for_a_change_that_is_refused_for_another_reason() {
    let (emulator, nimbus) = running().await;
    let refused = Fault::next().on("services_update");
    emulator.fault(refused.error(403, "auth.forbidden", false));
    let error = change_error(&nimbus).await;
    assert_eq!(error.code(), Some("auth.forbidden"));
    assert_eq!(called(&emulator), ["services_update"]);
}

#[tokio::test]
async fn a_service_whose_stop_has_an_unknown_outcome_is_started() {
    let (emulator, nimbus) = running().await;
    let broken = Fault::next().on("services_stop");
    emulator.fault(broken.error(500, "op.internal", false));
    let error = change_error(&nimbus).await;
    let text = error.to_string();
    assert!(
        error.is_conflict() && text.contains("could not be stopped"),
        "{text}"
    );
    assert!(called(&emulator).contains(&"services_start"));
}

#[tokio::test]
async fn a_service_that_cannot_be_stopped_a_second_time_is_started_all_the_same() {
    let (emulator, nimbus) = running().await;
    let conflict = Fault::times(2).on("services_update").after(1);
    emulator.fault(conflict.error(409, "op.conflict", false));
    let refused = Fault::next().on("services_stop").after(1);
    emulator.fault(refused.error(403, "auth.forbidden", false));
    let error = change_error(&nimbus).await;
    assert!(
        error.to_string().contains("could not be stopped"),
        "{error}"
    );
    let stops = called(&emulator);
    let stops = stops.iter().filter(|name| **name == "services_stop");
    assert_eq!(stops.count(), 2);
    assert!(runs(&nimbus).await);
}

#[tokio::test]
async fn a_hook_that_panics_does_not_keep_the_service_from_being_started() {
    let (emulator, nimbus) = running().await;
    let panics = Arc::new(AtomicBool::new(true));
    let hooked = nimbus.with_on_request(move |operation, _| {
        if operation.id == "services_start" && panics.swap(false, Ordering::Relaxed) {
            panic!("the hook panics");
        }
    });
    let apply = hooked.services().apply("web", node("run.js"));
    let apply = apply.revision("b").stop_if_running().into_future();
    assert!(tokio::spawn(apply).await.unwrap_err().is_panic());
    nimbus.shutdown().await;
    assert!(runs(&nimbus).await);
    drop(emulator);
}

#[tokio::test]
async fn a_service_that_was_deleted_meanwhile_is_created() {
    let (_emulator, nimbus) = start().await;
    let services = nimbus.services();
    let create = services.create("tab", BuiltInProviderId::Browser);
    let deleted = create.await.unwrap();
    services
        .delete("tab", deleted.metadata.generation)
        .await
        .unwrap();
    let apply = services
        .apply("tab", BuiltInProviderId::Browser)
        .label("tier", "edge");
    let applied = apply.current_definition(deleted).await.unwrap();
    assert!(matches!(applied, Applied::Created(_)));
}

#[tokio::test]
async fn an_entry_of_the_static_catalog_is_never_stopped() {
    let backend = serde_json::to_value(ServiceBackendSpec::from(node("run.js"))).unwrap();
    let options = Emulator::builder().catalog("demo", "web", backend);
    let emulator = Checked::with(options).await;
    let nimbus = emulator.client("demo").unwrap();
    nimbus.services().start("web").until_ready().await.unwrap();
    let apply = nimbus
        .services()
        .apply("web", node("other.js"))
        .stop_if_running();
    let error = apply.await.unwrap_err();
    assert!(error.is_conflict(), "{error}");
    assert!(!called(&emulator).contains(&"services_stop"));
    assert!(runs(&nimbus).await);
}

#[tokio::test]
async fn a_write_whose_answer_is_lost_is_recognized_by_its_revision() {
    let (emulator, nimbus) = start().await;
    let apply = |revision: &str| {
        nimbus
            .services()
            .apply("web", node("run.js"))
            .revision(revision)
    };
    emulator.fault(Fault::next().on("services_create").drop_before());
    assert!(matches!(apply("a").await.unwrap(), Applied::Created(_)));
    let definition = nimbus.services().get_definition("web").await.unwrap();
    let delete = nimbus
        .services()
        .delete("web", definition.metadata.generation);
    delete.await.unwrap();
    emulator.fault(Fault::next().on("services_create").drop_after());
    assert!(matches!(apply("a").await.unwrap(), Applied::Created(_)));
    emulator.fault(Fault::next().on("services_update").drop_after());
    assert!(matches!(apply("b").await.unwrap(), Applied::Updated(_)));
    emulator.fault(Fault::next().on("services_update").drop_before());
    assert!(matches!(apply("c").await.unwrap(), Applied::Updated(_)));
    let definition = nimbus.services().get_definition("web").await.unwrap();
    assert_eq!(definition.metadata.generation, 3);
}

#[tokio::test]
async fn a_write_whose_answer_is_lost_is_not_repeated_when_its_outcome_cannot_be_read() {
    for operation in ["services_create", "services_update"] {
        let (emulator, nimbus) = start().await;
        if operation == "services_update" {
            let create = nimbus.services().create("web", node("run.js"));
            create.await.unwrap();
        }
        emulator.clear_requests();
        emulator.fault(Fault::next().on(operation).drop_after());
        let denied = Fault::always().on("services_list").after(1);
        emulator.fault(denied.error(403, "auth.forbidden", false));
        let apply = nimbus.services().apply("web", node("run.js"));
        let error = apply.revision("a").await.unwrap_err();
        assert_eq!(
            (error.kind(), error.sent()),
            (ErrorKind::Connection, Sent::Maybe)
        );
        assert!(
            error.to_string().contains("its outcome cannot be read"),
            "{error}"
        );
        assert_eq!(called(&emulator), [operation]);
    }
}

#[tokio::test]
async fn one_that_others_do_not_show_is_a_conflict_and_not_a_loop() {
    let (emulator, nimbus) = start().await;
    emulator.fault(
        Fault::always()
            .on("services_create")
            .error(409, "op.already_exists", false),
    );
    let error = nimbus
        .services()
        .apply("tab", BuiltInProviderId::Browser)
        .await
        .unwrap_err();
    assert!(
        error.is_conflict() && error.to_string().contains("may not be allowed to list"),
        "{error}"
    );
    assert_eq!(called(&emulator), ["services_create"]);
}

#[tokio::test]
async fn mistakes_are_refused_before_any_request() {
    let (emulator, nimbus) = start().await;
    let services = nimbus.services();
    let other = services
        .create("other", BuiltInProviderId::Browser)
        .await
        .unwrap();
    emulator.clear_requests();
    let apply = || services.apply("tab", BuiltInProviderId::Browser);
    for (call, argument) in [
        (apply().label("", "edge"), "labels"),
        (apply().label(REVISION_LABEL, "a@1#0"), "labels"),
        (apply().revision(" "), "revision"),
        (apply().max_attempts(0), "max_attempts"),
        (
            apply().current_definition(other.clone()),
            "current_definition",
        ),
        (
            apply().tenant("elsewhere").current_definition(other),
            "current_definition",
        ),
        (apply().tenant("no tenant"), "tenant"),
        (services.apply("..", BuiltInProviderId::Browser), "name"),
    ] {
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        assert_eq!(
            (error.argument(), error.sent()),
            (Some(argument), Sent::No),
            "{error}"
        );
    }
    assert!(emulator.requests().is_empty());
}
