//! The reference on resources: the layout that definitions, sandboxes and sessions share.

use std::fmt::Debug;

use nimbus::types::{
    Condition, ConditionStatus, SandboxCollection, SandboxResource, ServiceDefinition,
    ServiceDefinitionCollection, SessionCollection, SessionResource,
};
use nimbus_conformance::resources::{
    SANDBOX, SESSION, TIME, condition, definition, page, sandbox, session,
};
use nimbus_conformance::script::{Reply, Script, call};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::specs::is;

fn decoded<T: DeserializeOwned + Serialize + PartialEq + Debug>(body: Value) -> T {
    let value = serde_json::from_value(body.clone()).unwrap();
    is(&value, body);
    value
}

/// > Service definitions, sandboxes, and sessions share a metadata / spec / status layout
#[test]
fn definitions_sandboxes_and_sessions_share_metadata_spec_and_status() {
    for encoded in [
        serde_json::to_value(decoded::<ServiceDefinition>(definition("web", 1))),
        serde_json::to_value(decoded::<SandboxResource>(sandbox())),
        serde_json::to_value(decoded::<SessionResource>(session("open"))),
    ] {
        let encoded = encoded.unwrap();
        let mut blocks: Vec<&String> = encoded.as_object().unwrap().keys().collect();
        blocks.sort_unstable();
        assert_eq!(blocks, ["metadata", "spec", "status"]);
    }
}

/// > metadata — tenantId, the identifier (name for services, id for sandboxes and sessions), generation,
/// > resourceVersion, createdAt, updatedAt, and labels (services and sandboxes).
#[test]
fn metadata_of_services_has_name_and_labels() {
    let metadata = decoded::<ServiceDefinition>(definition("web", 4)).metadata;
    assert_eq!(metadata.tenant_id, "demo");
    assert_eq!(metadata.name, "web");
    assert_eq!(metadata.generation, 4);
    assert_eq!(metadata.resource_version, "svcdef-v1");
    assert_eq!(metadata.created_at, TIME.parse().unwrap());
    assert_eq!(metadata.updated_at, TIME.parse().unwrap());
    assert_eq!(metadata.labels["tier"], "edge");
}

/// > metadata — tenantId, … id for sandboxes … and labels (services and sandboxes).
#[test]
fn metadata_of_sandboxes_has_id_and_labels() {
    let metadata = decoded::<SandboxResource>(sandbox()).metadata;
    assert_eq!(metadata.tenant_id, "demo");
    assert_eq!(metadata.id, SANDBOX);
    assert_eq!(metadata.generation, 1);
    assert_eq!(metadata.resource_version, "sandbox-v1");
    assert_eq!(metadata.created_at, TIME.parse().unwrap());
    assert_eq!(metadata.updated_at, TIME.parse().unwrap());
    assert_eq!(metadata.labels["job"], "nightly");
}

/// > metadata — tenantId, … id for … sessions … (no labels)
#[test]
fn metadata_of_sessions_has_id_and_no_labels() {
    let metadata = decoded::<SessionResource>(session("open")).metadata;
    assert_eq!(metadata.tenant_id, "demo");
    assert_eq!(metadata.id, SESSION);
    assert_eq!(metadata.generation, 1);
    assert_eq!(metadata.resource_version, "session-v1");
    assert_eq!(metadata.created_at, TIME.parse().unwrap());
    assert_eq!(metadata.updated_at, TIME.parse().unwrap());
}

/// > status.conditions — an array of NimbusCondition (on definitions, sandboxes and sessions)
#[test]
fn status_conditions_is_an_array_of_conditions() {
    let definition: ServiceDefinition = decoded(definition("web", 1));
    let sandbox: SandboxResource = decoded(sandbox());
    let session: SessionResource = decoded(session("open"));
    let all: [(Vec<Condition>, &str); 3] = [
        (definition.status.conditions, "Admitted"),
        (sandbox.status.conditions, "Ready"),
        (session.status.conditions, "Open"),
    ];
    for (conditions, kind) in all {
        let kinds: Vec<&str> = conditions.iter().map(|it| it.type_.as_str()).collect();
        assert_eq!(kinds, [kind]);
    }
}

/// > NimbusCondition: { type, status: "True" | "False" | "Unknown", reason, message, observedGeneration,
/// > lastTransitionTime }.
#[test]
fn a_condition_has_type_status_reason_message_observed_generation_and_last_transition_time() {
    for (status, word) in [
        (ConditionStatus::True, "True"),
        (ConditionStatus::False, "False"),
        (ConditionStatus::Unknown, "Unknown"),
    ] {
        let body = condition("Admitted", word, "DefinitionValidated");
        let condition: Condition = decoded(body);
        assert_eq!(condition.type_, "Admitted");
        assert_eq!(condition.status, status);
        assert_eq!(condition.reason, "DefinitionValidated");
        assert_eq!(condition.message, "in a sentence");
        assert_eq!(condition.observed_generation, 1);
        assert_eq!(condition.last_transition_time, TIME.parse().unwrap());
    }
}

/// > Collections (NimbusServiceDefinitionCollection, NimbusSandboxCollection, NimbusSessionCollection) wrap items
/// > with collection metadata including limit, remainingCount, and an optional nextPageToken
#[test]
fn collections_wrap_items_with_limit_remaining_count_and_an_optional_next_page_token() {
    let last = page(&[definition("a", 1), definition("b", 1)]);
    let mut first = last.clone();
    first["metadata"]["nextPageToken"] = json!("b");
    first["metadata"]["remainingCount"] = json!(7);
    let first: ServiceDefinitionCollection = decoded(first);
    assert_eq!(first.items.len(), 2);
    assert_eq!(first.metadata.limit, 100);
    assert_eq!(first.metadata.remaining_count, 7);
    assert_eq!(first.metadata.next_page_token.as_deref(), Some("b"));
    let last: ServiceDefinitionCollection = decoded(last);
    assert_eq!(last.metadata.next_page_token, None);

    let sandboxes: SandboxCollection = decoded(page(&[sandbox()]));
    assert_eq!((sandboxes.items.len(), sandboxes.metadata.limit), (1, 100));
    let sessions: SessionCollection = decoded(page(&[session("open")]));
    assert_eq!((sessions.items.len(), sessions.metadata.limit), (1, 100));
}

/// > an optional nextPageToken for the next list call.
#[tokio::test]
async fn next_page_token_is_for_the_next_list_call() {
    let with_token = |item: Value| {
        let mut body = page(&[item]);
        body["metadata"]["nextPageToken"] = json!("a b/c+d");
        body
    };
    let script = Script::of([
        Reply::json(200, with_token(definition("a", 1))),
        Reply::json(200, page(&[definition("b", 1)])),
        Reply::json(200, with_token(sandbox())),
        Reply::json(200, page(&[])),
        Reply::json(200, with_token(session("open"))),
        Reply::json(200, page(&[])),
    ])
    .await;
    let nimbus = script.nimbus();
    macro_rules! two_pages {
        ($handle:expr) => {{
            let handle = $handle;
            let first = handle.list().await.unwrap();
            let token = first.metadata.next_page_token.unwrap();
            let second = handle.list().page_token(&token).await.unwrap();
            assert_eq!(second.metadata.next_page_token, None);
        }};
    }
    two_pages!(nimbus.services());
    two_pages!(nimbus.sandboxes());
    two_pages!(nimbus.sessions());
    let lines: Vec<String> = script
        .requests()
        .into_iter()
        .map(|request| request.line)
        .collect();
    assert_eq!(
        lines,
        [
            "GET /api/tenants/demo/services",
            "GET /api/tenants/demo/services?pageToken=a%20b%2Fc%2Bd",
            "GET /api/tenants/demo/sandboxes",
            "GET /api/tenants/demo/sandboxes?pageToken=a%20b%2Fc%2Bd",
            "GET /api/sessions?tenantId=demo",
            "GET /api/sessions?pageToken=a%20b%2Fc%2Bd&tenantId=demo",
        ]
    );
}

/// > currently … (a server may grow: fields that are not in the reference are no error)
#[tokio::test]
async fn fields_that_the_reference_does_not_name_are_no_error() {
    let mut body = definition("web", 1);
    body["metadata"]["weather"] = json!("fair");
    body["status"]["weather"] = json!({ "wind": 3 });
    let script = Script::of([Reply::json(200, page(&[body]))]).await;
    let listed = script.nimbus().services().list().await.unwrap();
    assert_eq!(listed.items[0].metadata.name, "web");
    script.saw(&[call("GET /api/tenants/demo/services")]);
}
