//! The official schema of OpenAPI 3.0, which finds misspelt keywords.

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, ValidationError, Validator};
use serde_json::{Map, Value, json};

use super::findings::Findings;
use crate::tree::Source;
use crate::tree::escape;

const SCHEMA: &str = include_str!("oas_3_0/schema.json");

pub(crate) fn fits(source: &Source, findings: &mut Findings<'_>) {
    let validator = match validator() {
        Ok(validator) => validator,
        Err(error) => return findings.at(&source.root(), error),
    };
    for error in validator.iter_errors(source.root().value) {
        let pointer = error.instance_path().as_str().to_owned();
        match unexpected(&error) {
            Some(keys) => {
                for key in keys {
                    let pointer = format!("{pointer}/{}", escape(key));
                    findings.at_pointer(&pointer, format!("OpenAPI 3.0 has no `{key}` here"));
                }
            }
            None => findings.at_pointer(&pointer, shortened(&error.to_string())),
        }
    }
}

fn unexpected<'e>(error: &'e ValidationError<'_>) -> Option<&'e [String]> {
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => Some(unexpected),
        _ => None,
    }
}

/// Errors quote the value that is wrong, which may be half the document.
fn shortened(message: &str) -> String {
    const SHOWN: usize = 160;
    let count = message.chars().count();
    if count <= SHOWN {
        return message.to_owned();
    }
    let tail: String = message.chars().skip(count - SHOWN / 2).collect();
    let head: String = message.chars().take(SHOWN / 2).collect();
    format!("{head} … {tail}")
}

fn validator() -> Result<Validator, String> {
    let mut schema: Value = serde_json::from_str(SCHEMA).map_err(|error| error.to_string())?;
    modernise(&mut schema);
    jsonschema::options()
        .with_draft(Draft::Draft7)
        .build(&schema)
        .map_err(|error| error.to_string())
}

/// The official schema is written in draft 4, where "an object or a reference" is a `oneOf` whose errors only say that
/// neither fits. Draft 7 can decide by the key `$ref`, so that the error says what is wrong with the object.
fn modernise(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            fields.values_mut().for_each(modernise);
            fields.remove("$schema");
            // A schema's identifier is a string; the property `id` of another object is not.
            if fields.get("id").is_some_and(Value::is_string) {
                fields.remove("id");
            }
            if fields.get("exclusiveMinimum") == Some(&json!(true))
                && let Some(minimum) = fields.remove("minimum")
            {
                fields.insert("exclusiveMinimum".to_owned(), minimum);
            }
            decide(fields);
        }
        Value::Array(items) => items.iter_mut().for_each(modernise),
        _ => {}
    }
}

fn decide(fields: &mut Map<String, Value>) {
    let reference = json!({ "$ref": "#/definitions/Reference" });
    let boolean = json!({ "type": "boolean" });
    let Some(Value::Array(choices)) = fields.get("oneOf") else {
        return;
    };
    if !choices.contains(&reference) {
        return;
    }
    let is_object = |choice: &&Value| **choice != reference && **choice != boolean;
    let mut objects = choices.iter().filter(is_object);
    let (Some(object), None) = (objects.next(), objects.next()) else {
        return;
    };
    let otherwise = if choices.contains(&boolean) {
        json!({ "if": boolean, "else": object })
    } else {
        object.clone()
    };
    let is_reference = json!({ "type": "object", "required": ["$ref"] });
    fields.remove("oneOf");
    fields.insert("if".to_owned(), is_reference);
    fields.insert("then".to_owned(), reference);
    fields.insert("else".to_owned(), otherwise);
}
