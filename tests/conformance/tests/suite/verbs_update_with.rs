//! Guarded changes of definitions: modify and remove.

use std::collections::BTreeMap;
use std::fmt;

use nimbus::types::{BuiltInProviderId, ServiceBuiltInBackend};
use nimbus::{Error, ErrorKind, Nimbus};
use nimbus_conformance::contract::Checked;
use nimbus_conformance::resources::{definition, error, page};
use nimbus_conformance::script::{Reply, Script};
use nimbus_emulator::{DefinitionVerb, Emulator, Principal, Scope, State};
use serde_json::json;

use crate::verbs::{elsewhere, in_sandbox};

/// What the programs that use the SDK may say no with.
#[derive(Debug)]
enum Refusal {
    Frozen,
    Nimbus(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Nimbus(error)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

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

fn raise(labels: &mut BTreeMap<String, String>) {
    let count: u64 = labels
        .get("count")
        .map_or(0, |count| count.parse().unwrap());
    labels.insert("count".to_owned(), (count + 1).to_string());
}

#[tokio::test]
async fn a_definition_is_found_by_its_name_on_whatever_page() {
    let (emulator, nimbus) = start().await;
    let services = nimbus.services();
    for number in 0..120 {
        let name = format!("svc-{number:03}");
        services.create(&name, elsewhere()).await.unwrap();
    }
    emulator.clear_requests();
    let found = services.get_definition("svc-110").await.unwrap();
    assert_eq!(found.metadata.name, "svc-110");
    assert_eq!(emulator.requests().len(), 2);
    assert_eq!(emulator.requests()[0].query(), Some("limit=100"));
    let error = services.get_definition("svc-999").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(error.is_not_found() && !error.is_retryable(), "{error}");
    assert!(error.to_string().contains("svc-999"));
    let error = services.update_with("svc-999", |_| ()).await.unwrap_err();
    assert!(error.is_not_found());
}

#[tokio::test]
async fn what_the_closure_does_not_touch_stays_as_it_is() {
    let (emulator, nimbus) = start().await;
    let services = nimbus.services();
    let create = services.create("search", elsewhere());
    let created = create
        .label("tier", "edge")
        .label("team", "a")
        .await
        .unwrap();
    let changed = services
        .update_with("search", |draft| {
            draft.labels.insert("tier".to_owned(), "core".to_owned());
        })
        .await
        .unwrap();
    assert_eq!(changed.metadata.generation, 2);
    assert_eq!(changed.metadata.labels["tier"], "core");
    assert_eq!(changed.metadata.labels["team"], "a");
    assert_eq!(changed.spec, created.spec);
    assert_eq!(writes(&emulator), 1);

    let browser = || ServiceBuiltInBackend::new(BuiltInProviderId::Browser);
    let replace = services.update_with("search", |draft| draft.set_backend(browser()));
    let changed = replace.await.unwrap();
    assert_eq!(changed.status.backend.as_str(), "builtIn");
    assert_eq!(changed.metadata.labels["tier"], "core");
}

#[tokio::test]
async fn nothing_is_written_when_nothing_changes() {
    let (emulator, nimbus) = start().await;
    let services = nimbus.services();
    let created = services.create("search", elsewhere()).await.unwrap();
    let same = services.update_with("search", |draft| draft.set_backend(elsewhere()));
    assert_eq!(same.await.unwrap(), created);
    services.create("web", in_sandbox()).await.unwrap();
    let known = services
        .update_with("web", |_| ())
        .current_backend(in_sandbox());
    assert_eq!(known.await.unwrap().metadata.generation, 1);
    assert_eq!(writes(&emulator), 0);
}

#[tokio::test]
async fn a_closure_that_refuses_gives_its_own_error_and_nothing_is_written() {
    let (emulator, nimbus) = start().await;
    let services = nimbus.services();
    services
        .create("search", elsewhere())
        .label("frozen", "yes")
        .await
        .unwrap();
    let thaw = services.update_with("search", |draft| {
        if draft.definition().metadata.labels.contains_key("frozen") {
            return Err(Refusal::Frozen);
        }
        draft.labels.clear();
        Ok(())
    });
    assert!(matches!(thaw.await, Err(Refusal::Frozen)));
    let remove = services.delete_with("search", |_| Err(Refusal::Frozen));
    assert!(matches!(remove.await, Err(Refusal::Frozen)));
    let absent = services.delete_with("ghost", |_| Err(Refusal::Frozen));
    assert!(matches!(absent.await, Err(Refusal::Nimbus(error)) if error.is_not_found()));
    assert_eq!(writes(&emulator), 0);
}

#[tokio::test]
async fn a_redacted_backend_is_never_written_back() {
    let (emulator, nimbus) = start().await;
    let services = nimbus.services();
    services
        .create("web", in_sandbox())
        .label("tier", "edge")
        .await
        .unwrap();
    let label = || {
        services.update_with("web", |draft| {
            assert!(draft.backend().is_none());
            draft.labels.insert("team".to_owned(), "a".to_owned());
        })
    };
    let error = label().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert_eq!(error.argument(), Some("backend"));
    assert!(error.message().contains("current_backend"), "{error}");
    assert_eq!(writes(&emulator), 0);
    // The caller knows what it is.
    let labelled = label().current_backend(in_sandbox()).await.unwrap();
    assert_eq!(labelled.metadata.labels.len(), 2);
    assert_eq!(labelled.metadata.generation, 2);
    let body = emulator.requests();
    let body = body
        .iter()
        .find(|seen| seen.operation == Some("services_update"))
        .unwrap();
    assert!(!String::from_utf8_lossy(&body.body).contains("redacted"));
}

#[tokio::test]
async fn a_backend_that_may_not_be_inspected_is_not_written_back_either() {
    let may = Principal::new("demo")
        .definitions(DefinitionVerb::List, Scope::Tenant)
        .definitions(DefinitionVerb::Update, Scope::Tenant);
    let emulator = Checked::with(Emulator::builder().principal("app", may)).await;
    emulator
        .client("demo")
        .unwrap()
        .services()
        .create("search", elsewhere())
        .await
        .unwrap();
    let nimbus = Nimbus::builder()
        .environment(nimbus::discovery::Environment::from(
            nimbus::discovery::Environment::fake(),
        ))
        .endpoint(emulator.endpoint())
        .token("app")
        .tenant("demo")
        .build()
        .unwrap();
    let modify = nimbus
        .services()
        .update_with("search", |draft| draft.labels.clear());
    assert_eq!(modify.await.unwrap().metadata.generation, 1);
    let modify = nimbus
        .services()
        .update_with("search", |draft| raise(&mut draft.labels));
    assert_eq!(modify.await.unwrap_err().argument(), Some("backend"));
    let modify = nimbus
        .services()
        .update_with("search", |draft| raise(&mut draft.labels));
    let known = modify.current_backend(elsewhere()).await.unwrap();
    assert_eq!(known.metadata.generation, 2);
}

#[tokio::test]
async fn a_refusal_of_the_server_comes_back_as_it_is() {
    let (emulator, nimbus) = start().await;
    let services = nimbus.services();
    services.create("web", in_sandbox()).await.unwrap();
    assert!(emulator.set_service_state("demo", "web", State::Ready));
    let modify = services.update_with("web", |draft| raise(&mut draft.labels));
    let error = modify.current_backend(in_sandbox()).await.unwrap_err();
    assert!(error.is_conflict(), "{error}");
    assert_eq!(writes(&emulator), 1);
    let error = services.delete_with("web", |_| ()).await.unwrap_err();
    assert!(error.is_conflict(), "{error}");
    let removed = services
        .delete_with("web", |_| ())
        .force(true)
        .await
        .unwrap();
    assert_eq!(removed.metadata.generation, 1);
}

#[tokio::test]
async fn a_definition_of_a_newer_server_is_changed_without_losing_what_it_knows() {
    let mut definition = nimbus_conformance::resources::definition("search", 3);
    definition["spec"]["backend"]["auth"] = json!({ "kind": "mutual", "peer": "x" });
    let page = nimbus_conformance::resources::page(&[definition.clone()]);
    let script = Script::of([Reply::json(200, page), Reply::json(200, definition.clone())]).await;
    let nimbus = script.nimbus();
    nimbus
        .services()
        .update_with("search", |draft| raise(&mut draft.labels))
        .await
        .unwrap();
    let list = nimbus_conformance::script::call("GET /api/tenants/demo/services?limit=100");
    let put = nimbus_conformance::script::call("PUT /api/tenants/demo/services/search");
    let body = json!({
        "metadata": { "name": "search", "generation": 3, "labels": { "tier": "edge", "count": "1" } },
        "spec": { "backend": definition["spec"]["backend"] },
    });
    script.saw(&[list, put.json(body)]);
}

#[tokio::test]
async fn a_draft_holds_the_backend_that_is_shown_in_full() {
    let (_emulator, nimbus) = start().await;
    let services = nimbus.services();
    let backend = ServiceBuiltInBackend::new(BuiltInProviderId::Browser);
    services.create("tab", backend.clone()).await.unwrap();
    let mut seen = None;
    let modify = services.update_with("tab", |draft| seen = draft.backend().cloned());
    modify.await.unwrap();
    assert_eq!(seen, Some(backend.into()));
}

#[tokio::test]
async fn a_write_that_is_refused_is_not_read_after() {
    let script = Script::of([
        Reply::json(200, page(&[definition("search", 1)])),
        Reply::json(403, error("auth.forbidden", "no")),
    ])
    .await;
    let nimbus = script.nimbus();
    let modify = nimbus.services().update_with("search", |draft| {
        draft.labels.insert("tier".to_owned(), "core".to_owned());
    });
    assert!(modify.await.unwrap_err().is_forbidden());
    assert_eq!(script.requests().len(), 2);
}
