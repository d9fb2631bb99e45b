//! A small document in, the difference that lowering makes out.

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

/// The document as it is lowered for the client.
fn lowered(api: OpenAPI, reader: Reader) -> Value {
    let catalog = Catalog::read(&api).unwrap();
    serde_json::to_value(lower(api, &catalog, reader)).unwrap()
}

/// The schema `A` after lowering.
fn schema_after(schemas: &Value) -> Value {
    let after = lowered(with_schemas(schemas), Reader::Client);
    after["components"]["schemas"]["A"].clone()
}

#[test]
fn the_client_sees_successes_only() {
    let reply = json!({"description": "d"});
    let api = document(
        &json!({}),
        &json!({"200": reply, "404": reply, "4XX": reply, "5XX": reply, "default": reply}),
    );
    let after = lowered(api, Reader::Client);
    assert_eq!(
        after["paths"]["/a"]["get"]["responses"],
        json!({"200": reply})
    );
}

#[test]
fn a_reply_that_may_be_plain_text_keeps_its_json() {
    let content = json!({"application/json": {}, "text/plain": {"schema": {"type": "string"}}});
    let api = document(
        &json!({}),
        &json!({"400": {"description": "d", "content": content}}),
    );
    let after = lowered(api, Reader::Mocks);
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
    let after = lowered(with_schemas(&schemas), Reader::Client);
    let after = &after["components"]["schemas"];
    assert_eq!(after["A"]["properties"]["name"], json!({"type": "string"}));
    assert_eq!(after.get("Name"), None);
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
    let after = schema_after(&schemas);
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
    let after = schema_after(&schemas);
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
        "never": {"type": "string", "format": "date-time", "nullable": true},
    }))});
    let after = schema_after(&schemas);
    let named = json!({"$ref": format!("#/components/schemas/{TIMESTAMP}")});
    assert_eq!(after["properties"]["at"], named);
    assert_eq!(after["properties"]["all"]["items"], named);
    assert_eq!(after["properties"]["day"]["format"], "date");
    let nullable = json!({"nullable": true, "allOf": [named]});
    assert_eq!(after["properties"]["never"], nullable);
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
    let after = schema_after(&schemas);
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
    let after = lowered(with_schemas(&schemas), Reader::Client);
    assert_eq!(
        after["components"]["schemas"]["A"]["properties"],
        json!({
            "string": {"type": "string"},
            "array": {"type": "array", "items": {"type": "string"}, "nullable": true},
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
    let after = schema_after(&schemas);
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
        schema_after(&schemas)["additionalProperties"].clone()
    };
    assert_eq!(after(json!(false), &properties), Value::Null);
    assert_eq!(after(json!(true), &properties), json!({}));
    assert_eq!(after(json!(false), &json!({})), json!(false));
    let labels = json!({"type": "string"});
    assert_eq!(after(labels.clone(), &json!({})), labels);
}
