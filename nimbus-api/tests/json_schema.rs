//! The JSON Schemas of the generated types.

#![cfg(feature = "schemars")]

use nimbus_api::types::{
    Condition, LifecycleState, Service, ServiceBackendResponse, ServiceBackendSpec, SessionStatus,
    SessionTarget, SessionTargetResponse,
};
use schemars::schema_for;

#[test]
fn timestamps_are_strings_on_the_wire() {
    let schema = schema_for!(Condition);
    let timestamp = serde_json::json!({"type": "string", "format": "date-time"});
    let properties = &schema.as_value()["properties"];
    assert_eq!(properties["lastTransitionTime"]["type"], timestamp["type"]);
    assert_eq!(
        properties["lastTransitionTime"]["format"],
        timestamp["format"]
    );
    let schema = schema_for!(SessionStatus);
    let required = schema.as_value()["required"].as_array().unwrap().clone();
    assert!(required.contains(&"expiresAt".into()) && !required.contains(&"closedAt".into()));
}

#[test]
fn a_loose_view_allows_more_fields() {
    let schema = schema_for!(Service);
    assert_ne!(
        schema.as_value()["additionalProperties"],
        serde_json::json!(false)
    );
}

#[test]
fn unions_and_enumerations_say_what_they_take() {
    let state = schema_for!(LifecycleState).as_value().to_string();
    assert!(state.contains(r#""not_ready""#), "{state}");
    let backend = schema_for!(ServiceBackendSpec).as_value().to_string();
    assert!(backend.contains(r#""const":"builtIn""#), "{backend}");
    let target = schema_for!(SessionTargetResponse).as_value().to_string();
    assert!(target.contains(r#""required":["service"]"#), "{target}");
    assert!(target.contains("this version does not know"), "{target}");
    let sent = schema_for!(SessionTarget).as_value().to_string();
    assert!(sent.contains(r#""additionalProperties":false"#), "{sent}");
    assert!(!sent.contains("this version does not know"), "{sent}");
}

#[test]
fn a_value_of_tomorrow_is_any_object_and_has_no_name_of_its_own() {
    let schema = schema_for!(ServiceBackendResponse);
    let variants = schema.as_value()["anyOf"].as_array().unwrap();
    let unknown = variants.last().unwrap();
    assert_eq!(unknown["type"], "object", "{unknown}");
    assert!(unknown.get("$ref").is_none() && unknown.get("properties").is_none());
    let names = schema.as_value()["$defs"].as_object().unwrap();
    assert!(!names.contains_key("UnknownVariant"), "{names:?}");
}
