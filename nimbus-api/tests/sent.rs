//! What is only sent is read strictly: what is not known is an error that names its place and what is expected.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fmt::Debug;

use nimbus_api::types::{
    SandboxBackendKind, SandboxCreateRequest, SandboxSpec, ServiceBackendSpec,
    ServiceCreateRequest, SessionOpenRequest, TenantCreateRequest,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, from_str, from_value, json, to_value};

fn spec() -> Value {
    json!({
        "owner": {"kind": "standalone", "displayName": "job"},
        "backend": "container",
        "root": {"kind": "oci_image", "source": {"kind": "reference", "reference": "node:22"}},
        "process": {"argv": ["node"]},
    })
}

/// The value with another one at the pointer, whose last step may be new.
fn with(mut value: Value, pointer: &str, change: Value) -> Value {
    let (outer, name) = pointer.rsplit_once('/').unwrap();
    value.pointer_mut(outer).unwrap()[name] = change;
    value
}

fn refusal<T: DeserializeOwned + Debug>(value: Value) -> String {
    let error = from_value::<T>(value.clone()).unwrap_err().to_string();
    let of_text = from_str::<T>(&value.to_string()).unwrap_err().to_string();
    assert!(of_text.starts_with(&error), "{of_text}, but {error}");
    error
}

#[test]
fn a_spec_that_is_right_is_read_and_written_as_it_is() {
    let read: SandboxSpec = from_value(spec()).unwrap();
    assert_eq!(to_value(&read).unwrap(), spec());
}

#[test]
fn a_field_that_is_not_known_is_named_with_its_place_and_what_is_expected() {
    for (pointer, expected) in [
        (
            "/process/agrv",
            "`process`: unknown field `agrv`, expected one of `argv`, `args`",
        ),
        (
            "/owner/display_name",
            "`owner`: unknown field `display_name`, expected `displayName`",
        ),
        (
            "/root/source/tag",
            "`root.source`: unknown field `tag`, expected `reference`",
        ),
        (
            "/extra",
            "unknown field `extra`, expected one of `tenantId`, `owner`",
        ),
    ] {
        let error = refusal::<SandboxSpec>(with(spec(), pointer, json!("x")));
        assert!(error.starts_with(expected), "{error}");
    }
    let error = refusal::<TenantCreateRequest>(json!({"id": "a", "nmae": "A"}));
    assert!(
        error.starts_with("unknown field `nmae`, expected `id`"),
        "{error}"
    );
}

#[test]
fn a_field_that_is_missing_is_named_as_the_server_would() {
    let mut wire = spec();
    wire.as_object_mut().unwrap().remove("process");
    assert_eq!(refusal::<SandboxSpec>(wire), "missing field `process`");
    let process: SandboxSpec = from_value(with(spec(), "/process", json!({}))).unwrap();
    assert_eq!(process.process, Default::default());
}

#[test]
fn a_value_that_is_not_known_is_named_with_its_place_and_what_is_expected() {
    let error = refusal::<SandboxSpec>(with(spec(), "/backend", json!("docker")));
    let expected = "`backend`: unknown variant `docker`, expected `krun` or `container`";
    assert_eq!(error, expected);
    let create = json!({"profile": "worker", "spec": with(spec(), "/backend", json!("docker"))});
    assert_eq!(
        refusal::<SandboxCreateRequest>(create),
        expected.replace("`backend`", "`spec.backend`")
    );
    let create = json!({
        "metadata": {"name": "tab"},
        "spec": {"backend": {"kind": "builtIn", "provider": "browzer"}},
    });
    let error = refusal::<ServiceCreateRequest>(create);
    let expected =
        "`spec.backend.provider`: unknown variant `browzer`, expected one of `loadBalancer`";
    assert!(error.starts_with(expected), "{error}");
    let open = json!({
        "tenantId": "acme", "target": {"service": {"name": "web"}}, "channels": ["cdp", "cpd"],
    });
    let error = refusal::<SessionOpenRequest>(open);
    let expected = "`channels`: unknown variant `cpd`, expected one of `cdp`";
    assert!(error.starts_with(expected), "{error}");
}

#[test]
fn a_kind_that_is_not_known_is_named_with_its_place_and_what_is_expected() {
    let error = refusal::<SandboxSpec>(with(spec(), "/owner/kind", json!("standalon")));
    let expected = "`owner`: unknown variant `standalon`, expected `service` or `standalone`";
    assert_eq!(error, expected);
    let external = json!({
        "kind": "external", "endpoint": {"url": "https://a"}, "auth": {"kind": "mtls"},
        "health": {"kind": "http", "path": "/"},
    });
    let error = refusal::<ServiceBackendSpec>(external);
    assert_eq!(error, "`auth`: unknown variant `mtls`, expected `none`");
    let open = json!({"tenantId": "acme", "target": {"servce": {}}, "channels": ["cdp"]});
    let error = refusal::<SessionOpenRequest>(open);
    assert_eq!(
        error,
        "`target`: unknown variant `servce`, expected `service` or `sandbox`"
    );
}

#[test]
fn a_value_of_another_type_is_named_with_its_place() {
    let error = refusal::<SandboxSpec>(with(spec(), "/process/terminal", json!("yes")));
    assert!(
        error.starts_with("`process.terminal`: invalid type: string"),
        "{error}"
    );
    let error = refusal::<SandboxSpec>(with(spec(), "/process", json!("node")));
    let expected = "expected the object SandboxProcessSpec";
    assert!(
        error.starts_with("`process`: ") && error.contains(expected),
        "{error}"
    );
}

#[test]
fn no_error_shows_what_may_be_secret() {
    for (name, value) in [
        ("env", json!("TOKEN=canary")),
        ("env", json!([{"TOKEN": "canary"}])),
        ("argv", json!("canary")),
        ("command", json!({"canary": "canary"})),
    ] {
        let error = refusal::<SandboxSpec>(with(spec(), &format!("/process/{name}"), value));
        let place = format!("`process.{name}`: not of the expected type");
        assert!(
            error.starts_with(&place) && !error.contains("canary"),
            "{error}"
        );
    }
}

#[test]
fn a_value_that_is_built_on_purpose_is_sent() {
    let mut read: SandboxSpec = from_value(spec()).unwrap();
    read.backend = SandboxBackendKind::from("docker");
    assert_eq!(to_value(&read).unwrap()["backend"], "docker");
    read.backend = SandboxBackendKind::UnknownValue("podman".to_owned());
    assert_eq!(to_value(&read).unwrap()["backend"], "podman");
}
