//! One test a step: a small document in, the difference that the step makes out.

use openapiv3::OpenAPI;
use serde_json::{Value, json};

use super::*;

/// A document with these schemas and one operation with these responses.
fn document(schemas: &Value, responses: &Value) -> OpenAPI {
    serde_json::from_value(json!({
        "openapi": "3.0.3",
        "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"get": {
            "operationId": "a_get",
            "parameters": [{
                "name": "p", "in": "query", "schema": {"type": "integer", "minimum": 0, "default": 100},
            }],
            "responses": responses,
        }}},
        "components": {"schemas": schemas},
    }))
    .unwrap()
}

fn with_schemas(schemas: &Value) -> OpenAPI {
    document(schemas, &json!({"200": {"description": "ok"}}))
}

fn object(properties: &Value) -> Value {
    json!({"type": "object", "properties": properties})
}

/// The schema `A` after the step.
fn schema_after(schemas: &Value, step: impl FnOnce(&mut OpenAPI)) -> Value {
    let mut api = with_schemas(schemas);
    step(&mut api);
    serde_json::to_value(&api).unwrap()["components"]["schemas"]["A"].clone()
}

fn catalog(schemas: &Value) -> Catalog {
    Catalog::read(&with_schemas(schemas)).unwrap()
}

#[test]
fn the_client_sees_successes_only() {
    let reply = json!({"description": "d"});
    let mut api = document(
        &json!({}),
        &json!({"200": reply, "404": reply, "4XX": reply, "5XX": reply, "default": reply}),
    );
    replies::drop_errors(&mut api);
    let after = serde_json::to_value(&api).unwrap();
    assert_eq!(
        after["paths"]["/a"]["get"]["responses"],
        json!({"200": reply})
    );
}

#[test]
fn a_reply_that_may_be_plain_text_keeps_its_json() {
    let content = json!({"application/json": {}, "text/plain": {"schema": {"type": "string"}}});
    let mut api = document(
        &json!({}),
        &json!({"400": {"description": "d", "content": content}}),
    );
    replies::drop_plain_text(&mut api);
    let after = serde_json::to_value(&api).unwrap();
    assert_eq!(
        after["paths"]["/a"]["get"]["responses"]["400"]["content"],
        json!({"application/json": {}})
    );
}

#[test]
fn a_named_scalar_stands_where_it_is_referred_to() {
    let schemas = json!({
        "Name": {"type": "string", "minLength": 1},
        "A": object(&json!({"name": {"$ref": "#/components/schemas/Name"}})),
    });
    let mut api = with_schemas(&schemas);
    references::inline_scalars(&mut api, &catalog(&schemas));
    let after = serde_json::to_value(&api).unwrap()["components"]["schemas"].clone();
    assert_eq!(
        after["A"]["properties"]["name"],
        json!({"type": "string", "minLength": 1})
    );
    assert_eq!(after.get("Name"), None);
}

#[test]
fn a_reference_with_a_description_is_a_reference() {
    let reference = json!({"$ref": "#/components/schemas/B"});
    let schemas = json!({
        "A": object(&json!({
            "plain": {"description": "d", "allOf": [reference]},
            "nullable": {"nullable": true, "allOf": [reference]},
        })),
        "B": object(&json!({})),
    });
    let after = schema_after(&schemas, references::unwrap_single_all_of);
    assert_eq!(after["properties"]["plain"], reference);
    assert_eq!(after["properties"]["nullable"]["nullable"], true);
}

#[test]
fn the_tag_of_a_variant_is_no_field() {
    let kind = json!({"type": "string", "enum": ["a"]});
    let schemas = json!({
        "U": {
            "oneOf": [{"$ref": "#/components/schemas/A"}],
            "discriminator": {"propertyName": "kind", "mapping": {"a": "#/components/schemas/A"}},
        },
        "A": {
            "type": "object",
            "required": ["kind", "name"],
            "properties": {"kind": kind, "name": {"type": "string"}},
        },
    });
    let catalog = catalog(&schemas);
    let after = schema_after(&schemas, |api| unions::strip_tags(api, &catalog));
    assert_eq!(after["required"], json!(["name"]));
    assert_eq!(after["properties"], json!({"name": {"type": "string"}}));
}

#[test]
fn a_variant_of_nothing_but_its_tag_is_no_map() {
    let schemas = json!({
        "U": {
            "oneOf": [{"$ref": "#/components/schemas/A"}],
            "discriminator": {"propertyName": "kind", "mapping": {"a": "#/components/schemas/A"}},
        },
        "A": {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"type": "string", "enum": ["a"]}},
        },
    });
    let catalog = catalog(&schemas);
    let after = schema_after(&schemas, |api| unions::strip_tags(api, &catalog));
    assert_eq!(
        after,
        json!({"type": "object", "additionalProperties": false})
    );
}

#[test]
fn every_timestamp_has_the_one_name() {
    let timestamp = json!({"type": "string", "format": "date-time", "description": "d"});
    let schemas = json!({"A": object(&json!({
        "at": timestamp,
        "all": {"type": "array", "items": timestamp},
        "day": {"type": "string", "format": "date"},
    }))});
    let after = schema_after(&schemas, timestamps::name_timestamps);
    let named = json!({"$ref": format!("#/components/schemas/{TIMESTAMP}")});
    assert_eq!(after["properties"]["at"], named);
    assert_eq!(after["properties"]["all"]["items"], named);
    assert_eq!(after["properties"]["day"]["format"], "date");
}

#[test]
fn integers_that_cannot_be_negative_are_unsigned() {
    let integer = |rest: Value| {
        let mut integer = json!({"type": "integer"});
        integer
            .as_object_mut()
            .unwrap()
            .extend(rest.as_object().unwrap().clone());
        integer
    };
    let schemas = json!({"A": object(&json!({
        "long": integer(json!({"format": "int64", "minimum": 1})),
        "int": integer(json!({"format": "int32", "minimum": 0, "maximum": 100})),
        "port": integer(json!({"format": "int32", "minimum": 0, "maximum": 65535})),
        "signed": integer(json!({"format": "int32", "minimum": -1})),
        "free": integer(json!({"format": "int64"})),
    }))});
    let after = schema_after(&schemas, integers::size_integers);
    for (name, format) in [
        ("long", "uint64"),
        ("int", "uint32"),
        ("port", "uint16"),
        ("signed", "int32"),
        ("free", "int64"),
    ] {
        assert_eq!(
            after["properties"][name],
            json!({"type": "integer", "format": format}),
            "{name}"
        );
    }
}

#[test]
fn constraints_make_no_types() {
    let schemas = json!({"A": object(&json!({
        "string": {"type": "string", "minLength": 1, "maxLength": 2, "pattern": "a", "default": "a", "title": "T"},
        "array": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 1, "uniqueItems": true},
        "always": {"type": "boolean", "enum": [true]},
    }))});
    let mut api = with_schemas(&schemas);
    constraints::drop_constraints(&mut api);
    let after = serde_json::to_value(&api).unwrap();
    assert_eq!(
        after["components"]["schemas"]["A"]["properties"],
        json!({
            "string": {"type": "string"},
            "array": {"type": "array", "items": {"type": "string"}},
            "always": {"type": "boolean"},
        })
    );
    let parameter = &after["paths"]["/a"]["get"]["parameters"][0];
    assert_eq!(parameter["schema"].get("default"), None);
}

#[test]
fn optional_collections_may_be_absent() {
    let list = json!({"type": "array", "items": {"type": "string"}});
    let schemas = json!({"A": {
        "type": "object",
        "required": ["always"],
        "properties": {
            "always": list,
            "list": list,
            "map": {"type": "object", "additionalProperties": {"type": "string"}},
            "scalar": {"type": "string"},
        },
    }});
    let after = schema_after(&schemas, collections::tell_absent_from_empty);
    let nullable = |name: &str| after["properties"][name].get("nullable").is_some();
    assert!(nullable("list") && nullable("map"));
    assert!(!nullable("always") && !nullable("scalar"));
}

#[test]
fn closed_objects_open_and_loose_ones_keep_their_fields() {
    let properties = json!({"name": {"type": "string"}});
    let after = |additional: Value, properties: &Value| {
        let schemas = json!({"A": {
            "type": "object", "properties": properties, "additionalProperties": additional,
        }});
        schema_after(&schemas, objects::tolerate_unknown_fields)["additionalProperties"].clone()
    };
    assert_eq!(after(json!(false), &properties), Value::Null);
    assert_eq!(after(json!(true), &properties), json!({}));
    assert_eq!(after(json!(false), &json!({})), json!(false));
    let labels = json!({"type": "string"});
    assert_eq!(after(labels.clone(), &json!({})), labels);
}
