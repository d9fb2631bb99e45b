//! What the generated types promise.

#![allow(clippy::panic, reason = "a test")]

use std::collections::HashSet;

use nimbus_api::types::{
    LifecycleState, Readiness, SandboxProcessSpec, SandboxRootResponse, SandboxServiceOwner,
    SandboxSpec, Service, ServiceBackendResponse, ServiceBackendSpec, ServiceCreateMetadata,
    ServiceSandboxBackendSpec, SessionChannel, SessionOpenRequest, SessionServiceName,
    SessionTarget, SessionTargetResponse, UnknownVariant,
};
use serde_json::{from_value, json, to_value};

fn process() -> SandboxProcessSpec {
    SandboxProcessSpec::new()
        .argv(["run", "canary-argv"])
        .args(["canary-args"])
        .entrypoint(["canary-entrypoint"])
        .command(["canary-command"])
        .env([format!("TOKEN={}", "canary-env")])
        .cwd("/app")
}

#[test]
fn debug_of_a_process_shows_no_launch_input() {
    let spec: SandboxSpec = from_value(json!({
        "owner": {"kind": "standalone"},
        "backend": "container",
        "root": {"kind": "oci_image", "source": {"kind": "reference", "reference": "node:22"}},
        "process": to_value(process()).unwrap(),
    }))
    .unwrap();
    let backend = ServiceBackendSpec::from(ServiceSandboxBackendSpec::new(spec));
    for text in [format!("{:?}", process()), format!("{backend:#?}")] {
        assert!(!text.contains("canary"), "{text}");
        assert!(text.contains("Some([2 redacted])"), "{text}");
        assert!(text.contains("/app"), "{text}");
    }
}

#[test]
fn a_loose_view_keeps_fields_it_does_not_know() {
    let wire = json!({"name": "web", "state": "hibernating", "endpoints": null, "uptimeMs": 5});
    let service: Service = from_value(wire).unwrap();
    assert_eq!(
        service.state,
        Some(LifecycleState::UnknownValue("hibernating".to_owned()))
    );
    assert_eq!(service.extra["uptimeMs"], 5);
    assert_eq!(
        to_value(&service).unwrap(),
        json!({"name": "web", "state": "hibernating", "uptimeMs": 5})
    );
    assert!(!format!("{service:?}").contains("5"), "{service:?}");
}

#[test]
fn types_that_keep_json_are_hashed_by_what_they_keep() {
    let service = |wire| from_value::<Service>(wire).unwrap();
    let seen = HashSet::from([
        service(json!({"name": "web", "a": 1, "b": [1.5]})),
        service(json!({"b": [1.5], "name": "web", "a": 1})),
        service(json!({"name": "web", "a": 2, "b": [1.5]})),
    ]);
    assert_eq!(seen.len(), 2);
    let root = |disk| from_value::<SandboxRootResponse>(json!({"kind": "disk", "disk": disk}));
    let roots = HashSet::from(["d1", "d1", "d2"].map(|disk| root(disk).unwrap()));
    assert_eq!(roots.len(), 2);
}

#[test]
fn what_is_all_optional_has_a_default() {
    assert_eq!(SandboxProcessSpec::default(), SandboxProcessSpec::new());
    assert_eq!(SandboxServiceOwner::default(), SandboxServiceOwner::new());
}

#[test]
fn a_backend_that_is_not_shown_in_full_says_why_it_cannot_be_sent() {
    let error = |wire| {
        let shown: ServiceBackendResponse = from_value(wire).unwrap();
        ServiceBackendSpec::try_from(shown).unwrap_err().to_string()
    };
    let redacted = json!({"redacted": true, "reason": "requiresInspectPermission"});
    let mut whole = redacted.clone();
    whole["kind"] = json!("redacted");
    let mut root = whole.clone();
    whole["backend"] = json!("external");
    root["reason"] = json!("operatorOnly");
    assert_eq!(
        error(whole),
        "the backend is redacted, and cannot be sent again: requiresInspectPermission"
    );
    let hidden = json!({"redacted": true, "valueCount": 1});
    let sandbox = json!({
        "tenantId": "demo", "owner": {"kind": "service", "serviceName": "web"}, "backend": "krun", "root": root,
        "process": {
            "argv": hidden, "entrypoint": hidden, "environment": hidden, "cwd": "/", "terminal": false,
        },
    });
    assert_eq!(
        error(json!({"kind": "sandbox", "sandbox": sandbox})),
        "launch inputs are redacted, and the backend cannot be sent again: `sandbox.root`, `sandbox.process.argv`, \
         `sandbox.process.entrypoint`, `sandbox.process.environment`"
    );
    assert_eq!(
        error(json!({"kind": "function", "code": "canary"})),
        "the backend is of the kind \"function\", which this version does not know and cannot send"
    );
}

#[test]
fn what_is_kept_of_an_unknown_variant_has_a_type_to_name() {
    fn disk(kept: &UnknownVariant) -> Option<&str> {
        kept.as_map()["disk"].as_str()
    }
    let root: SandboxRootResponse = from_value(json!({"kind": "disk", "disk": "d1"})).unwrap();
    let SandboxRootResponse::UnknownVariant(kept) = &root else {
        panic!("{root:?} is known");
    };
    assert_eq!((kept.kind(), disk(kept)), ("disk", Some("d1")));
}

#[test]
fn a_value_unknown_is_no_value_that_is_not_known() {
    assert_eq!(Readiness::from("unknown"), Readiness::Unknown);
    let later = Readiness::from("Unknown");
    assert_eq!(later, Readiness::UnknownValue("Unknown".to_owned()));
}

#[test]
fn absent_and_empty_collections_are_told_apart() {
    let absent = ServiceCreateMetadata::new("web");
    let empty = ServiceCreateMetadata::new("web").labels([("", ""); 0]);
    assert_eq!(to_value(absent).unwrap(), json!({"name": "web"}));
    assert_eq!(
        to_value(empty).unwrap(),
        json!({"name": "web", "labels": {}})
    );
}

#[test]
fn constructors_take_what_is_at_hand() {
    let request = SessionOpenRequest::new("demo", SessionServiceName::new("tab"), ["cdp", "later"])
        .requested_ttl_ms(60_000);
    assert_eq!(request.channels[0], SessionChannel::Cdp);
    assert!(matches!(request.target, SessionTarget::Service(_)));
    assert_eq!(
        to_value(&request).unwrap(),
        json!({
            "tenantId": "demo",
            "target": {"service": {"name": "tab"}},
            "channels": ["cdp", "later"],
            "requestedTtlMs": 60_000,
        })
    );
}

#[test]
fn an_unknown_target_of_a_session_equals_what_it_was_read_from() {
    let shown = |name: &str| {
        from_value::<SessionTargetResponse>(json!({"machine": {"name": name}})).unwrap()
    };
    let sent = SessionTarget::from(shown("a"));
    assert!(matches!(sent, SessionTarget::UnknownVariant(_)));
    assert!(shown("a") == sent && shown("b") != sent);
    assert!(shown("a") != SessionTarget::service("a"));
}

#[test]
fn what_is_no_union_is_refused_with_what_was_expected() {
    let error = from_value::<SessionTarget>(json!(7))
        .unwrap_err()
        .to_string();
    assert!(error.contains("one of the keys"), "{error}");
    assert!(error.contains("SessionTarget"), "{error}");
}
