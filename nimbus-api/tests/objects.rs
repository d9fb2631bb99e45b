//! How objects of the contract are read and written.

use nimbus_api::types::{ErrorBody, Service, ServiceEndpoint, SessionOpenRequest};
use serde_json::{Value, from_str, from_value, json, to_value};

fn endpoint() -> ServiceEndpoint {
    ServiceEndpoint::new("http", "http", "127.0.0.1", 80)
}

fn body(detail: &str) -> String {
    format!(
        r#"{{"code":"op.conflict","message":"m","requestId":"r","timestamp":"2026-01-02T03:04:05Z",
            "severity":"error","retryable":false{detail}}}"#
    )
}

#[test]
fn fields_come_in_any_order_and_others_are_passed_over() {
    for json in [
        r#"{"name":"http","protocol":"http","host":"127.0.0.1","port":80}"#,
        r#"{"port":80,"host":"127.0.0.1","protocol":"http","name":"http"}"#,
        r#"{"x":{"port":[]},"n\u0061me":"http","protocol":"http","x":1,"host":"127.0.0.1","port":80}"#,
    ] {
        assert_eq!(
            from_str::<ServiceEndpoint>(json).unwrap(),
            endpoint(),
            "{json}"
        );
        let value: Value = from_str(json).unwrap();
        assert_eq!(
            from_value::<ServiceEndpoint>(value).unwrap(),
            endpoint(),
            "{json}"
        );
    }
}

#[test]
fn what_may_be_null_but_must_be_there_is_missed() {
    let error = from_str::<ErrorBody>(&body("")).unwrap_err().to_string();
    assert!(error.contains("missing field `detail`"), "{error}");
    let read: ErrorBody = from_str(&body(r#","detail":null"#)).unwrap();
    assert_eq!(read.detail, None);
    assert_eq!(to_value(&read).unwrap()["detail"], Value::Null);
}

#[test]
fn what_is_left_out_is_not_written() {
    let request = SessionOpenRequest::new(
        "acme",
        nimbus_api::types::SessionTarget::service("web"),
        ["cdp"],
    );
    let expected = json!({ "tenantId": "acme", "target": { "service": { "name": "web" } }, "channels": ["cdp"] });
    assert_eq!(to_value(&request).unwrap(), expected);
    let null = r#"{"tenantId":"acme","target":{"service":{"name":"web"}},"channels":["cdp"],"requestedTtlMs":null}"#;
    assert_eq!(from_str::<SessionOpenRequest>(null).unwrap(), request);
}

#[test]
fn a_field_given_twice_is_an_error() {
    for (json, field) in [
        (
            r#"{"name":"a","name":"a","protocol":"tcp","host":"h","port":1}"#,
            "name",
        ),
        (
            r#"{"name":"a","protocol":"tcp","host":"h","port":1,"port":1}"#,
            "port",
        ),
    ] {
        let error = from_str::<ServiceEndpoint>(json).unwrap_err().to_string();
        assert!(
            error.contains(&format!("duplicate field `{field}`")),
            "{error}"
        );
    }
    let error = from_str::<Service>(r#"{"name":"a","x":1,"name":"b"}"#).unwrap_err();
    assert!(
        error.to_string().contains("duplicate field `name`"),
        "{error}"
    );
}

#[test]
fn what_is_no_object_is_an_error_that_names_what_is_expected() {
    for json in ["1", r#""a""#, "null", "true"] {
        let error = from_str::<ServiceEndpoint>(json).unwrap_err().to_string();
        assert!(
            error.contains("expected the object ServiceEndpoint"),
            "{error}"
        );
    }
}

#[test]
fn a_loose_object_keeps_what_it_does_not_know() {
    let json = json!({ "a": [1, { "b": null }], "name": "n", "z": "last" });
    let service: Service = from_value(json.clone()).unwrap();
    assert_eq!(service.extra.keys().collect::<Vec<_>>(), ["a", "z"]);
    assert_eq!(to_value(service).unwrap(), json);
}
