//! Tests of when a declaration has to be written.

use serde_json::json;

use super::*;
use crate::types::{BuiltInProviderId, SandboxSpec, ServiceBuiltInBackend};
use crate::update::write::tests::definition;
use crate::{Error, ErrorKind, Sent};

fn declaration(backend: impl Into<ServiceBackendSpec>, revision: Option<&str>) -> Declaration {
    Declaration {
        backend: backend.into(),
        labels: BTreeMap::from([("tier".to_owned(), "edge".to_owned())]),
        replaces_labels: false,
        revision: revision.map(str::to_owned),
    }
}

fn browser() -> ServiceBackendSpec {
    ServiceBuiltInBackend::new(BuiltInProviderId::Browser).into()
}

/// The definition as the server shows it with this generation.
fn shown(backend: &serde_json::Value, revision: Option<&str>) -> ServiceDefinition {
    let mut shown = definition(backend, 7, "2026-11-23T15:33:24Z", "edge");
    if let Some(revision) = revision {
        let label = (REVISION_LABEL.to_owned(), revision.to_owned());
        shown.metadata.labels.extend([label]);
    }
    shown
}

fn is_written(declaration: &Declaration, read: &ServiceDefinition) -> bool {
    declaration.write(Ok(read)).unwrap().is_some()
}

#[test]
fn a_backend_that_is_shown_in_full_is_compared() {
    let read = shown(&json!({ "kind": "builtIn", "provider": "browser" }), None);
    assert!(!is_written(&declaration(browser(), None), &read));
    assert!(!is_written(&declaration(browser(), Some("a")), &read));
    let other = declaration(
        ServiceBuiltInBackend::new(BuiltInProviderId::LoadBalancer),
        None,
    );
    assert!(is_written(&other, &read));
}

#[test]
fn one_that_is_hidden_is_compared_by_its_revision_and_the_generation_that_it_was_written_as() {
    let hidden = json!({
        "kind": "redacted", "backend": "builtIn", "redacted": true, "reason": "requiresInspectPermission",
    });
    for (label, revision, written) in [
        (Some("a@7#00"), Some("a"), false),
        (Some("a@b@7#00"), Some("a@b"), false),
        (Some("a@7#00"), Some("b"), true),
        (Some("a@7#00"), None, true),
        (None, Some("a"), true),
        (None, None, true),
        // Someone else has written since.
        (Some("a@6#00"), Some("a"), true),
        // Someone has edited the label.
        (Some("a"), Some("a"), true),
        (Some("a@7"), Some("a"), true),
        (Some("a@x#00"), Some("a"), true),
        (Some(""), Some("a"), true),
    ] {
        let declaration = declaration(browser(), revision);
        let read = shown(&hidden, label);
        assert_eq!(
            is_written(&declaration, &read),
            written,
            "{label:?} {revision:?}"
        );
    }
}

#[test]
fn labels_are_added_to_those_that_are_there_or_replace_them() {
    let read = shown(
        &json!({ "kind": "builtIn", "provider": "browser" }),
        Some("old@3#00"),
    );
    let mut changed = declaration(browser(), Some("new"));
    changed.labels = BTreeMap::from([("team".to_owned(), "core".to_owned())]);
    for (replaces_labels, keys) in [
        (false, ["nimbus-revision", "team", "tier"].as_slice()),
        (true, &["nimbus-revision", "team"]),
    ] {
        changed.replaces_labels = replaces_labels;
        let Some(Write::Update { before, revision }) = changed.write(Ok(&read)).unwrap() else {
            panic!("it is not written");
        };
        assert_eq!(before.metadata.generation, 7);
        assert!(revision.labels.keys().eq(keys), "{:?}", revision.labels);
        assert!(revision.labels[REVISION_LABEL].starts_with("new@8#"));
    }
    // Without a revision, the old one is removed.
    changed.revision = None;
    let Some(Write::Update { revision, .. }) = changed.write(Ok(&read)).unwrap() else {
        panic!("it is not written");
    };
    assert!(!revision.labels.contains_key(REVISION_LABEL));
}

#[test]
fn what_is_not_there_is_created_and_what_cannot_be_read_is_left_alone() {
    let node = SandboxSpec::container("docker.io/library/node:22");
    let declaration = declaration(node, Some("a"));
    let none = Error::not_in_list("none".to_owned());
    let Some(Write::Create(revision)) = declaration.write(Err(none)).unwrap() else {
        panic!("it is not created");
    };
    assert!(revision.labels[REVISION_LABEL].starts_with("a@1#"));
    assert!(revision.is_unique);
    let failed = Error::transport(ErrorKind::Connect, Sent::No, "refused", None);
    let error = declaration.write(Err(failed)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
}
