//! Turns a schema of OpenAPI 3.0 into one of JSON Schema, draft 7.

use serde_json::{Map, Value, json};

/// Whose values a schema is to judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// What clients send: as the document says.
    Request,
    /// What the server sends: objects that do not say otherwise are closed, so that a field which the document
    /// does not describe is found.
    Reply,
}

/// What draft 7 means in the same way.
const KEPT: [&str; 13] = [
    "$ref",
    "type",
    "enum",
    "required",
    "pattern",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minimum",
    "maximum",
    "format",
];

/// What does not judge a value.
const TOLD: [&str; 6] = [
    "description",
    "summary",
    "example",
    "default",
    "title",
    "deprecated",
];

/// The schema in draft 7. References stay as they are.
///
/// # Errors
/// Names a keyword that this step does not know: ignoring it would let values pass that the document refuses.
pub fn lower(schema: &Value, side: Side) -> Result<Value, String> {
    let Value::Object(schema) = schema else {
        return Err(format!("{schema} is no schema"));
    };
    let mut lowered = Map::new();
    for (keyword, value) in schema {
        match keyword.as_str() {
            keyword if KEPT.contains(&keyword) => {
                lowered.insert(keyword.to_owned(), value.clone());
            }
            keyword if TOLD.contains(&keyword) || keyword.starts_with("x-") => {}
            "properties" => {
                lowered.insert(keyword.clone(), properties(value, side)?);
            }
            "items" => {
                lowered.insert(keyword.clone(), lower(value, side)?);
            }
            "additionalProperties" => {
                let value = match value {
                    Value::Bool(_) => value.clone(),
                    schema => lower(schema, side)?,
                };
                lowered.insert(keyword.clone(), value);
            }
            "oneOf" => union(&mut lowered, schema, value, side)?,
            // Read together with the keyword that they belong to.
            "nullable" | "discriminator" => {}
            unknown => return Err(format!("the keyword {unknown} is not known to the checker")),
        }
    }
    if side == Side::Reply
        && lowered.contains_key("properties")
        && !lowered.contains_key("additionalProperties")
    {
        lowered.insert("additionalProperties".to_owned(), json!(false));
    }
    integer(&mut lowered);
    if schema.get("nullable") == Some(&json!(true)) {
        nullable(&mut lowered)?;
    }
    Ok(Value::Object(lowered))
}

fn properties(value: &Value, side: Side) -> Result<Value, String> {
    let Value::Object(properties) = value else {
        return Err("properties are no object".to_owned());
    };
    let mut lowered = Map::new();
    for (name, schema) in properties {
        let schema = lower(schema, side).map_err(|error| format!("{name}: {error}"))?;
        lowered.insert(name.clone(), schema);
    }
    Ok(Value::Object(lowered))
}

/// With a discriminator, a choice by its value: an error then says what is wrong in the member that was meant,
/// rather than that no member fits.
fn union(
    lowered: &mut Map<String, Value>,
    schema: &Map<String, Value>,
    members: &Value,
    side: Side,
) -> Result<(), String> {
    let Some(discriminator) = schema.get("discriminator") else {
        let members = members.as_array().ok_or("oneOf is no list")?;
        let members: Result<Vec<_>, _> = members.iter().map(|member| lower(member, side)).collect();
        lowered.insert("oneOf".to_owned(), Value::Array(members?));
        return Ok(());
    };
    let name = discriminator["propertyName"]
        .as_str()
        .ok_or("a discriminator has no propertyName")?;
    let mapping = discriminator["mapping"]
        .as_object()
        .ok_or("a discriminator has no mapping")?;
    let listed = members.as_array().map_or(0, Vec::len);
    if mapping.len() != listed {
        return Err(format!(
            "the discriminator {name} maps {} of {listed} members",
            mapping.len()
        ));
    }
    let values: Vec<_> = mapping.keys().collect();
    let mut choices = vec![json!({
        "type": "object",
        "required": [name],
        "properties": { name: { "enum": values } },
    })];
    for (value, target) in mapping {
        choices.push(json!({
            "if": { "required": [name], "properties": { name: { "enum": [value] } } },
            "then": { "$ref": target },
        }));
    }
    lowered.insert("allOf".to_owned(), Value::Array(choices));
    Ok(())
}

/// The formats of integers are bounds, which draft 7 does not know as formats.
fn integer(lowered: &mut Map<String, Value>) {
    let (low, high) = match lowered.get("format").and_then(Value::as_str) {
        Some("int32") => (i64::from(i32::MIN), i64::from(i32::MAX)),
        Some("int64") => (i64::MIN, i64::MAX),
        _ => return,
    };
    lowered.remove("format");
    lowered.entry("minimum").or_insert(json!(low));
    lowered.entry("maximum").or_insert(json!(high));
}

fn nullable(lowered: &mut Map<String, Value>) -> Result<(), String> {
    let Some(Value::String(kind)) = lowered.get("type") else {
        return Err("nullable needs a type beside it".to_owned());
    };
    let kinds = json!([kind, "null"]);
    lowered.insert("type".to_owned(), kinds);
    if let Some(Value::Array(values)) = lowered.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    Ok(())
}
