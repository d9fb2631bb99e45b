//! What servers send is read tolerantly, whoever wrote the server.

#![allow(clippy::unwrap_used, reason = "a test")]

use nimbus_api::Timestamp;
use nimbus_api::types::{
    SandboxCollection, SandboxResource, ServiceBackendSpec, ServiceDefinitionSpec, SessionTarget,
    SessionTargetResponse,
};
use serde_json::{Value, from_value, json, to_value};

fn sandbox() -> Value {
    json!({
        "metadata": {
            "tenantId": "acme", "id": "s1", "generation": 1, "resourceVersion": "1",
            "createdAt": "2026-01-02T03:04:05Z", "updatedAt": "9999-12-31T23:59:59Z", "labels": null,
        },
        "spec": {"profile": "worker", "sandbox": {
            "tenantId": "acme",
            "owner": {"kind": "standalone", "displayName": "job", "later": 1},
            "backend": "docker",
            "root": {"kind": "oci_image", "source": {"kind": "tarball", "url": "u"}, "later": {}},
            "process": {
                "argv": {"redacted": true, "valueCount": 1},
                "environment": {"redacted": true, "valueCount": 1}, "cwd": "/", "terminal": false,
            },
        }},
        "status": {
            "lifecycleState": "ready", "readiness": "ready", "health": "unknown", "backend": "docker",
            "endpoints": null, "conditions": null,
        },
        "later": [1],
    })
}

#[test]
fn null_for_a_list_or_a_map_is_empty() {
    let read: SandboxResource = from_value(sandbox()).unwrap();
    assert!(read.metadata.labels.is_empty());
    assert!(read.status.endpoints.is_empty() && read.status.conditions.is_empty());
    let page: SandboxCollection = from_value(json!({
        "metadata": {"tenantId": "acme", "resourceVersion": "1", "limit": 5, "remainingCount": 0},
        "items": null,
    }))
    .unwrap();
    assert!(page.items.is_empty());
}

#[test]
fn a_list_that_is_not_there_at_all_is_an_error() {
    let mut value = sandbox();
    value["status"]
        .as_object_mut()
        .unwrap()
        .remove("conditions");
    let error = from_value::<SandboxResource>(value)
        .unwrap_err()
        .to_string();
    assert_eq!(error, "missing field `conditions`");
}

#[test]
fn a_time_that_means_never_is_the_last_one_there_is() {
    let read: SandboxResource = from_value(sandbox()).unwrap();
    assert_eq!(read.metadata.updated_at, Timestamp::MAX);
    let mut value = sandbox();
    value["metadata"]["updatedAt"] = json!("soon");
    assert!(from_value::<SandboxResource>(value).is_err());
}

#[test]
fn a_resource_that_is_stored_as_json_is_read_back_as_it_was() {
    let read: SandboxResource = from_value(sandbox()).unwrap();
    let stored = to_value(&read).unwrap();
    assert_eq!(from_value::<SandboxResource>(stored).unwrap(), read);
}

#[test]
fn a_backend_that_is_shown_in_full_can_be_sent_again() {
    let backend = json!({
        "kind": "external", "endpoint": {"url": "https://a"}, "auth": {"kind": "mtls", "id": 1},
        "health": {"kind": "http", "path": "/up"},
    });
    let shown: ServiceDefinitionSpec = from_value(json!({"backend": backend})).unwrap();
    let nimbus_api::types::ServiceBackendResponse::External(shown) = shown.backend else {
        unreachable!("it is external");
    };
    assert_eq!(to_value(ServiceBackendSpec::from(shown)).unwrap(), backend);
}

#[test]
fn the_target_of_a_session_can_be_asked_for_again() {
    let shown: SessionTargetResponse = from_value(json!({"service": {"name": "web"}})).unwrap();
    assert_eq!(shown, SessionTarget::service("web"));
    assert_ne!(shown, SessionTarget::sandbox("web"));
    assert_eq!(SessionTarget::from(shown), SessionTarget::service("web"));
    let later: SessionTargetResponse = from_value(json!({"volume": {"id": "v"}})).unwrap();
    let again = to_value(SessionTarget::from(later)).unwrap();
    assert_eq!(again, json!({"volume": {"id": "v"}}));
}
