//! What reading tells of a write whose answer was lost, and of a restart.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::draft::Revision;
use super::modify::Edited;
use super::remove::Checked;
use super::takeover::Takeover;
use crate::types::{
    BuiltInProviderId, Service, ServiceBackendSpec, ServiceBuiltInBackend, ServiceDefinition,
};
use crate::update::{Guarded, Standing};
use crate::{Error, ErrorKind, Nimbus, Result, Sent, ServiceCondition};

fn built_in(provider: BuiltInProviderId) -> ServiceBackendSpec {
    ServiceBuiltInBackend::new(provider).into()
}

/// As it is shown, of this generation and with this label.
fn definition(backend: &Value, generation: u64, created: &str, tier: &str) -> ServiceDefinition {
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
    }
}

#[test]
fn a_definition_may_have_come_of_a_write_of_the_same_backend_and_the_same_labels() {
    use BuiltInProviderId::{Browser, LoadBalancer};
    let shown = browser(2, THEN, "edge");
    assert!(revision(Browser, "edge").shows_in(&shown));
    assert!(!revision(Browser, "core").shows_in(&shown));
    assert!(!revision(LoadBalancer, "edge").shows_in(&shown));
    // What is hidden may be anything.
    let hidden = json!({
        "kind": "redacted", "backend": "builtIn", "redacted": true, "reason": "requiresInspectPermission",
    });
    let hidden = definition(&hidden, 2, THEN, "edge");
    assert!(revision(LoadBalancer, "edge").shows_in(&hidden));
    assert!(!revision(LoadBalancer, "core").shows_in(&hidden));
}

fn word<T>(standing: &Standing<T>) -> &'static str {
    match standing {
        Standing::Done(_) => "done",
        Standing::Refused => "refused",
        Standing::Open => "open",
        Standing::Unclear => "unclear",
    }
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
    let nimbus = Nimbus::new();
    let edited = Edited(nimbus.services().modify("tab", |_| ()));
    let before = browser(3, THEN, "edge");
    let wanted = revision(BuiltInProviderId::Browser, "core");
    for (now, standing) in [
        (failed(), "open"),
        (Ok(browser(3, THEN, "edge")), "open"),
        // The next generation is somebody else's when it does not show what was written.
        (Ok(browser(4, THEN, "edge")), "refused"),
        (Ok(browser(4, THEN, "core")), "unclear"),
        (Ok(browser(5, THEN, "edge")), "unclear"),
        (Ok(browser(3, LATER, "edge")), "unclear"),
    ] {
        let settled = edited.settle(&before, &wanted, &now);
        assert_eq!(word(&settled), standing, "{now:?}");
    }
}

#[test]
fn a_lost_delete_is_settled_by_what_is_there_after_it() {
    let nimbus = Nimbus::new();
    let checked = Checked(nimbus.services().remove("tab", |_| ()));
    let before = browser(3, THEN, "edge");
    for (now, standing) in [
        (Err(Error::not_in_list("no service".to_owned())), "done"),
        (failed(), "open"),
        (Ok(browser(3, THEN, "edge")), "open"),
        (Ok(browser(4, THEN, "edge")), "refused"),
        // Another of the same name.
        (Ok(browser(1, LATER, "edge")), "done"),
        (Ok(browser(3, LATER, "edge")), "done"),
    ] {
        let settled = checked.settle(&before, &(), &now);
        assert_eq!(word(&settled), standing, "{now:?}");
    }
}

fn seen(state: &str, readiness: &str) -> Service {
    let value =
        json!({ "name": "web", "sandboxId": "a", "lifecycleState": state, "readiness": readiness });
    serde_json::from_value(value).unwrap()
}

#[test]
fn a_restart_is_seen_by_what_the_old_instance_does_not_do_by_itself() {
    let running = || Takeover::of(seen("ready", "ready"), ServiceCondition::Ready);
    for (state, readiness, proven) in [
        ("ready", "ready", false),
        // It no longer is what is waited for, and neither ends nor begins.
        ("not_ready", "not_ready", true),
        ("stopping", "ready", true),
        ("starting", "ready", true),
    ] {
        let proof = running().is_proven_by(&seen(state, readiness));
        assert_eq!(proof, proven, "{state} {readiness}");
    }
    // What was ending already tells nothing by going on with it; what rested and rests no more does.
    let ending = |state| Takeover::of(seen(state, "not_ready"), ServiceCondition::Ready);
    assert!(!ending("stopping").is_proven_by(&seen("stopping", "not_ready")));
    assert!(ending("failed").is_proven_by(&seen("not_ready", "not_ready")));
    assert!(!ending("failed").is_proven_by(&seen("failed", "not_ready")));
}
