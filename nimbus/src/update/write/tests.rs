//! Tests of what reading tells about a write whose response was lost.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::*;
use crate::types::{BuiltInProviderId, SandboxSpec, ServiceBuiltInBackend};
use crate::{Error, ErrorKind, Sent};

fn built_in(provider: BuiltInProviderId) -> ServiceBackendSpec {
    ServiceBuiltInBackend::new(provider).into()
}

/// A definition as it is shown, with this generation and this label.
pub(in crate::update) fn definition(
    backend: &Value,
    generation: u64,
    created: &str,
    tier: &str,
) -> ServiceDefinition {
    let value = json!({
        "metadata": {
            "tenantId": "demo", "name": "tab", "generation": generation, "resourceVersion": "svcdef-v1",
            "createdAt": created, "updatedAt": created, "labels": { "tier": tier }, "source": "dynamic",
        },
        "spec": { "backend": backend },
        "status": {
            "backend": "builtIn", "lifecycleState": "declared", "readiness": "unknown", "health": "unknown",
            "conditions": [],
        },
    });
    serde_json::from_value(value).unwrap()
}

const THEN: &str = "2026-11-23T15:33:24.292Z";
const LATER: &str = "2026-11-23T15:33:25Z";

fn browser(generation: u64, created: &str, tier: &str) -> ServiceDefinition {
    let backend = json!({ "kind": "builtIn", "provider": "browser" });
    definition(&backend, generation, created, tier)
}

fn revision(provider: BuiltInProviderId, tier: &str) -> Revision {
    Revision {
        labels: BTreeMap::from([("tier".to_owned(), tier.to_owned())]),
        backend: built_in(provider),
        is_unique: false,
    }
}

#[test]
fn a_definition_may_have_come_of_a_write_of_the_same_backend_and_the_same_labels() {
    use BuiltInProviderId::{Browser, LoadBalancer};
    let shown = browser(2, THEN, "edge");
    assert!(revision(Browser, "edge").shows_in(&shown));
    assert!(!revision(Browser, "core").shows_in(&shown));
    assert!(!revision(LoadBalancer, "edge").shows_in(&shown));
    // Hidden parts may have any value.
    let hidden = json!({
        "kind": "redacted", "backend": "builtIn", "redacted": true, "reason": "requiresInspectPermission",
    });
    let hidden = definition(&hidden, 2, THEN, "edge");
    assert!(revision(LoadBalancer, "edge").shows_in(&hidden));
    assert!(!revision(LoadBalancer, "core").shows_in(&hidden));
    // The kind of a sandbox shows, although its launch inputs are hidden.
    let values = json!({ "redacted": true, "valueCount": 0 });
    let sandbox = json!({ "kind": "sandbox", "sandbox": {
        "tenantId": "demo", "owner": { "kind": "standalone" }, "backend": "container",
        "root": { "kind": "redacted", "redacted": true, "reason": "operatorOnlyLaunchInput" },
        "process": { "argv": values, "environment": values, "cwd": "/", "terminal": false },
    } });
    let sandbox = definition(&sandbox, 2, THEN, "edge");
    assert!(!revision(Browser, "edge").shows_in(&sandbox));
    let node = Revision {
        backend: SandboxSpec::container("docker.io/library/node:22").into(),
        ..revision(Browser, "edge")
    };
    assert!(node.shows_in(&sandbox) && !node.shows_in(&shown));
}

fn failed() -> Result<ServiceDefinition> {
    Err(Error::transport(
        ErrorKind::Timeout,
        Sent::Maybe,
        "no reply",
        None,
    ))
}

#[test]
fn a_lost_update_is_settled_by_the_generation_that_is_read_after_it() {
    let before = browser(3, THEN, "edge");
    let wanted = revision(BuiltInProviderId::Browser, "core");
    let unique = Revision {
        is_unique: true,
        ..wanted.clone()
    };
    let [wanted, unique] = [wanted, unique].map(|revision| Write::update(&before, revision));
    let shown = Ok(browser(4, THEN, "core"));
    assert_eq!(unique.state(&shown), WriteState::Applied);
    for (now, state) in [
        (failed(), WriteState::NotApplied),
        (Ok(browser(3, THEN, "edge")), WriteState::NotApplied),
        // The next generation is someone else's if it does not show what was written.
        (Ok(browser(4, THEN, "edge")), WriteState::Superseded),
        (Ok(browser(4, THEN, "core")), WriteState::Ambiguous),
        (Ok(browser(5, THEN, "edge")), WriteState::Ambiguous),
        (Ok(browser(3, LATER, "edge")), WriteState::Ambiguous),
    ] {
        assert_eq!(wanted.state(&now), state, "{now:?}");
    }
}

#[test]
fn a_lost_delete_is_settled_by_what_is_there_after_it() {
    let before = browser(3, THEN, "edge");
    for (now, state) in [
        (
            Err(Error::not_in_list("no service".to_owned())),
            WriteState::Applied,
        ),
        (failed(), WriteState::NotApplied),
        (Ok(browser(3, THEN, "edge")), WriteState::NotApplied),
        (Ok(browser(4, THEN, "edge")), WriteState::Superseded),
        // Another definition with the same name.
        (Ok(browser(1, LATER, "edge")), WriteState::Applied),
        (Ok(browser(3, LATER, "edge")), WriteState::Applied),
    ] {
        let before = Box::new(before.clone());
        let delete = Write::Delete {
            before,
            force: false,
        };
        assert_eq!(delete.state(&now), state, "{now:?}");
    }
}

#[test]
fn a_lost_create_is_settled_by_what_is_there_after_it() {
    let wanted = revision(BuiltInProviderId::Browser, "core");
    let unique = Revision {
        is_unique: true,
        ..wanted.clone()
    };
    let none = || Err(Error::not_in_list("no service".to_owned()));
    for (now, state, unique_state) in [
        (none(), WriteState::NotApplied, WriteState::NotApplied),
        // Someone else's definition, which has taken the name.
        (
            Ok(browser(1, THEN, "edge")),
            WriteState::Superseded,
            WriteState::Superseded,
        ),
        (
            Ok(browser(1, THEN, "core")),
            WriteState::Ambiguous,
            WriteState::Applied,
        ),
        (
            Ok(browser(2, THEN, "edge")),
            WriteState::Ambiguous,
            WriteState::Ambiguous,
        ),
    ] {
        let create = |revision: &Revision| Write::Create(Box::new(revision.clone()));
        assert_eq!(create(&wanted).state(&now), state, "{now:?}");
        assert_eq!(create(&unique).state(&now), unique_state, "{now:?}");
    }
}
