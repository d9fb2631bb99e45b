//! The step from a schema of OpenAPI 3.0 to JSON Schema.

use nimbus_conformance::contract::{Schemas, Side, lower};
use serde_json::{Value, json};

fn problems(schema: &Value, side: Side, value: &Value) -> Vec<(String, String)> {
    let components = json!({
        "Cat": {
            "type": "object",
            "required": ["kind", "lives"],
            "properties": {
                "kind": { "type": "string", "enum": ["cat"] },
                "lives": { "type": "integer", "format": "int32" },
            },
        },
        "Dog": {
            "type": "object",
            "required": ["kind"],
            "properties": { "kind": { "type": "string", "enum": ["dog"] } },
        },
        "Pet": {
            "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "$ref": "#/components/schemas/Dog" }],
            "discriminator": {
                "propertyName": "kind",
                "mapping": { "cat": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog" },
            },
        },
    });
    let schemas = Schemas::new(&components).unwrap();
    schemas.problems(schema, side, value).unwrap()
}

fn fits(schema: &Value, value: &Value) -> bool {
    problems(schema, Side::Request, value).is_empty()
}

#[test]
fn nullable_lets_null_pass_and_nothing_else() {
    let schema = json!({ "type": "object", "nullable": true });
    assert!(fits(&schema, &Value::Null));
    assert!(fits(&schema, &json!({})));
    assert!(!fits(&schema, &json!("")));
    assert!(!fits(&json!({ "type": "object" }), &Value::Null));
}

#[test]
fn a_nullable_enum_lets_null_pass() {
    let schema = json!({ "type": "string", "enum": ["a"], "nullable": true });
    assert!(fits(&schema, &Value::Null));
    assert!(!fits(&schema, &json!("b")));
}

#[test]
fn nullable_without_a_type_is_refused() {
    assert!(lower(&json!({ "nullable": true }), Side::Request).is_err());
}

#[test]
fn the_formats_of_integers_are_bounds() {
    let small = json!({ "type": "integer", "format": "int32", "minimum": 0 });
    assert!(fits(&small, &json!(2_147_483_647)));
    assert!(!fits(&small, &json!(2_147_483_648_u64)));
    assert!(!fits(&small, &json!(-1)));
    let large = json!({ "type": "integer", "format": "int64" });
    assert!(fits(&large, &json!(i64::MAX)));
    assert!(!fits(&large, &json!(u64::MAX)));
}

#[test]
fn a_timestamp_is_in_utc_and_has_any_number_of_digits() {
    let schema = json!({ "type": "string", "format": "date-time" });
    for good in [
        "2026-03-02T09:30:00Z",
        "2026-03-02T09:30:00.1Z",
        "2026-03-02T09:30:00.123456789Z",
    ] {
        assert!(fits(&schema, &json!(good)), "{good}");
    }
    for bad in [
        "2026-03-02T09:30:00+00:00",
        "2026-03-02 09:30:00Z",
        "2026-13-02T09:30:00Z",
        "yesterday",
    ] {
        assert!(!fits(&schema, &json!(bad)), "{bad}");
    }
}

#[test]
fn a_reply_is_closed_and_a_request_is_not() {
    let schema = json!({ "type": "object", "properties": { "a": { "type": "string" } } });
    let value = json!({ "a": "", "b": 1 });
    assert!(problems(&schema, Side::Request, &value).is_empty());
    let found = problems(&schema, Side::Reply, &value);
    assert!(found.len() == 1 && found[0].1.contains("'b'"), "{found:?}");
}

#[test]
fn a_reply_that_says_it_is_open_stays_open() {
    let schema = json!({
        "type": "object",
        "properties": { "a": { "type": "string" } },
        "additionalProperties": true,
    });
    assert!(problems(&schema, Side::Reply, &json!({ "b": 1 })).is_empty());
}

#[test]
fn objects_within_a_reply_are_closed_too() {
    let pets = json!({ "type": "array", "items": { "$ref": "#/components/schemas/Pet" } });
    let found = problems(
        &pets,
        Side::Reply,
        &json!([{ "kind": "dog", "name": "Rex" }]),
    );
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "/0");
}

#[test]
fn an_error_in_a_union_is_told_of_the_member_that_was_meant() {
    let pet = json!({ "$ref": "#/components/schemas/Pet" });
    let found = problems(
        &pet,
        Side::Request,
        &json!({ "kind": "cat", "lives": "nine" }),
    );
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "/lives");
}

#[test]
fn a_union_refuses_other_kinds_and_none() {
    let pet = json!({ "$ref": "#/components/schemas/Pet" });
    assert!(fits(&pet, &json!({ "kind": "dog" })));
    assert!(!fits(&pet, &json!({ "kind": "bird" })));
    assert!(!fits(&pet, &json!({})));
    assert!(!fits(&pet, &json!("dog")));
}

#[test]
fn a_discriminator_that_forgets_a_member_is_refused() {
    let schema = json!({
        "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "$ref": "#/components/schemas/Dog" }],
        "discriminator": {
            "propertyName": "kind",
            "mapping": { "cat": "#/components/schemas/Cat" },
        },
    });
    assert!(lower(&schema, Side::Request).is_err());
}

#[test]
fn a_keyword_that_is_not_known_is_refused_by_name() {
    let schema = json!({ "type": "object", "properties": { "a": { "allOf": [] } } });
    let error = lower(&schema, Side::Request).unwrap_err();
    assert!(error.contains("a: ") && error.contains("allOf"), "{error}");
}
