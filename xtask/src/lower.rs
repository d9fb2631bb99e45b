//! Lowers the document, which is written for every reader, to the form that progenitor turns into good Rust.
//!
//! What is taken away for progenitor is not lost: the [`Catalog`] reads the document as it is, and the steps in `rust` put
//! it back.

use anyhow::Result;
use openapiv3::{OpenAPI, ReferenceOr, StatusCode};
use serde_json::{Map, Value, json};

use crate::catalog::{Catalog, Shape, component};

/// The component that stands for every timestamp, which progenitor then replaces with the type of the library for time; no
/// component of the document may have this name.
pub(crate) const TIMESTAMP: &str = "Rfc3339Timestamp";

/// What would make progenitor write other types, and is the server's to check: a default becomes a field that is always
/// sent, a title the name of a type, lengths and patterns a type around a string, unique items a set, bounds an array.
const DROPPED: &str = "default maxItems maxLength maxProperties maximum minItems minLength minProperties minimum pattern \
    title uniqueItems";

/// For whom the document is lowered.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Reader {
    /// The client, which hands out every response that is not a success as it came.
    Client,
    /// The mocks, which must be able to answer with errors.
    Mocks,
}

pub(crate) fn lower(api: &OpenAPI, catalog: &Catalog, reader: Reader) -> Result<OpenAPI> {
    let mut root = serde_json::to_value(api)?;
    let schemas = &mut root["components"]["schemas"];
    strip_tags(schemas, catalog);
    let mut scalars = Map::new();
    if let Value::Object(schemas) = schemas {
        scalars = schemas.clone();
        scalars.retain(|_, schema| is_scalar(schema));
        schemas.retain(|_, schema| !is_scalar(schema));
    }
    Lowering { reader, scalars }.parts(&mut root);
    root["components"]["schemas"][TIMESTAMP] = json!({"type": "string", "format": "date-time"});
    let mut lowered: OpenAPI = serde_json::from_value(root)?;
    // A map of JSON is sorted; the document has its paths in another order, and ranges of statuses last.
    let place = |path: &str| api.paths.paths.get_index_of(path);
    let paths = &mut lowered.paths.paths;
    paths.sort_by(|a, _, b, _| place(a).cmp(&place(b)));
    for item in paths.values_mut() {
        let ReferenceOr::Item(item) = item else {
            continue;
        };
        let all = [
            &mut item.get,
            &mut item.put,
            &mut item.post,
            &mut item.patch,
            &mut item.delete,
        ];
        for operation in all.into_iter().flatten() {
            let responses = &mut operation.responses.responses;
            responses.sort_by_key(|status, _| matches!(status, StatusCode::Range(_)))
        }
    }
    Ok(lowered)
}

/// Takes the tag out of the variants of a union: in Rust it is the variant itself, written and read by the union.
fn strip_tags(schemas: &mut Value, catalog: &Catalog) {
    for definition in &catalog.definitions {
        let Shape::Union {
            tag: Some(tag),
            variants,
            ..
        } = &definition.shape
        else {
            continue;
        };
        for variant in variants {
            let object = &mut schemas[&variant.payload];
            if let Some(Value::Array(required)) = object.get_mut("required") {
                required.retain(|name| name != tag);
            }
            if let Some(Value::Object(properties)) = object.get_mut("properties") {
                properties.remove(tag);
            }
            if is_empty(object.get("properties")) && object.get("additionalProperties").is_none() {
                // Else progenitor would make a map of it.
                object["additionalProperties"] = json!(false);
            }
        }
    }
}

/// A constrained string or number, as the name of a service: where it is used it becomes the plain one, and no type around
/// it.
fn is_scalar(schema: &Value) -> bool {
    let kind = schema["type"].as_str().unwrap_or("object");
    kind != "object" && kind != "array" && schema.get("enum").is_none()
}

struct Lowering {
    reader: Reader,
    scalars: Map<String, Value>,
}

impl Lowering {
    /// Every schema inside a part of the document.
    fn parts(&self, part: &mut Value) {
        match part {
            Value::Object(fields) => {
                for (key, value) in fields {
                    match (key.as_str(), value) {
                        ("example" | "examples", _) => {}
                        ("schemas" | "properties", Value::Object(named)) => {
                            named.values_mut().for_each(|schema| self.schema(schema));
                        }
                        ("schema" | "items" | "additionalProperties", schema) => {
                            self.schema(schema);
                        }
                        ("responses", value) => self.responses(value),
                        (_, value) => self.parts(value),
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.parts(item)),
            _ => {}
        }
    }

    /// The client's are the successes only, so that every other response reaches the caller untouched, with its status, headers
    /// and body; progenitor would decode it and lose those of one that is no error envelope. Of responses that may also be
    /// plain text the JSON stays: progenitor takes one media type.
    fn responses(&self, responses: &mut Value) {
        if let Value::Object(responses) = responses {
            let is_error =
                |status: &str| status == "default" || status.starts_with(['1', '3', '4', '5']);
            responses.retain(|status, _| self.reader == Reader::Mocks || !is_error(status));
            for response in responses.values_mut() {
                if let Some(Value::Object(content)) = response.get_mut("content") {
                    content.remove("text/plain");
                }
            }
        }
        self.parts(responses);
    }

    /// Lowers a schema and those inside of it.
    fn schema(&self, schema: &mut Value) {
        let reference = schema.get("$ref").and_then(Value::as_str);
        let name = reference.and_then(|reference| component(reference).ok());
        if let Some(scalar) = name.and_then(|name| self.scalars.get(name)) {
            *schema = scalar.clone();
        }
        self.parts(schema);
        let Value::Object(fields) = schema else {
            return;
        };
        match fields.get("type").and_then(Value::as_str) {
            Some("integer") => size(fields),
            Some("boolean") => drop(fields.remove("enum")),
            Some("object") => open(fields),
            _ => {}
        }
        fields.retain(|keyword, _| !DROPPED.split(' ').any(|dropped| dropped == keyword));
        if fields
            .get("format")
            .is_some_and(|format| format == "date-time")
        {
            // All have one name. One that may be null needs a schema around it that says so.
            let named = json!({"$ref": format!("#/components/schemas/{TIMESTAMP}")});
            *schema = match fields.contains_key("nullable") {
                true => json!({"nullable": true, "allOf": [named]}),
                false => named,
            };
        }
    }
}

/// Gives integers that cannot be negative the unsigned type of their size. A minimum of 1 would make progenitor choose
/// `NonZero`, which is awkward to write and no better.
fn size(integer: &mut Map<String, Value>) {
    let bound = |name: &str| integer.get(name).and_then(Value::as_i64);
    if bound("minimum").is_some_and(|minimum| minimum >= 0) {
        let format = match (bound("maximum"), integer.get("format")) {
            (Some(65535), _) => "uint16",
            (_, Some(format)) if format == "int32" => "uint32",
            _ => "uint64",
        };
        integer.insert("format".to_owned(), json!(format));
    }
}

/// Says in progenitor's words what becomes of unknown fields, and lets optional arrays and maps be null, so that they become
/// options: absent and empty are told apart when sent.
///
/// Closed objects become open, as a response that has grown must decode; their struct says when they are only sent. Loose
/// objects keep unknown fields, for which progenitor wants a schema instead of `true`. A closed object without any field
/// stays closed, because progenitor would make a map of it.
fn open(object: &mut Map<String, Value>) {
    let additional = object.get("additionalProperties").and_then(Value::as_bool);
    let required = object.get("required").cloned().unwrap_or_default();
    let is_required = |name: &str| {
        required
            .as_array()
            .is_some_and(|all| all.contains(&json!(name)))
    };
    let is_collection = |schema: &Value| match schema["type"].as_str() {
        Some("object") => is_empty(schema.get("properties")),
        kind => kind == Some("array"),
    };
    let properties = object.get_mut("properties").and_then(Value::as_object_mut);
    for (name, property) in properties.into_iter().flatten() {
        if !is_required(name) && is_collection(property) {
            property["nullable"] = json!(true);
        }
    }
    match additional {
        Some(true) => drop(object.insert("additionalProperties".to_owned(), json!({}))),
        Some(false) if !is_empty(object.get("properties")) => {
            object.remove("additionalProperties");
        }
        _ => {}
    }
}

fn is_empty(properties: Option<&Value>) -> bool {
    properties
        .and_then(Value::as_object)
        .is_none_or(Map::is_empty)
}
