//! Validators of the document's schemas.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};

use super::lower::{Side, lower};

/// The schemas of a document's components, and a validator of everything that was asked for once.
#[derive(Debug)]
pub struct Schemas {
    requests: Value,
    replies: Value,
    compiled: Mutex<HashMap<(Side, String), Arc<Validator>>>,
}

impl Schemas {
    /// Takes the object under `components.schemas`.
    ///
    /// # Errors
    /// Names the schema that cannot be turned into JSON Schema.
    pub fn new(components: &Value) -> Result<Self, String> {
        Ok(Self {
            requests: lower_all(components, Side::Request)?,
            replies: lower_all(components, Side::Reply)?,
            compiled: Mutex::default(),
        })
    }

    /// What is wrong with the value: where in it, as a JSON pointer, and what.
    ///
    /// # Errors
    /// When `schema` cannot be turned into JSON Schema, or refers to nothing.
    pub fn problems(
        &self,
        schema: &Value,
        side: Side,
        value: &Value,
    ) -> Result<Vec<(String, String)>, String> {
        let validator = self.validator(schema, side)?;
        let problems = validator.iter_errors(value).map(|error| {
            let pointer = error.instance_path().as_str().to_owned();
            (pointer, error.to_string())
        });
        Ok(problems.collect())
    }

    fn validator(&self, schema: &Value, side: Side) -> Result<Arc<Validator>, String> {
        let key = (side, schema.to_string());
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(validator) = compiled.get(&key) {
            return Ok(Arc::clone(validator));
        }
        let components = match side {
            Side::Request => &self.requests,
            Side::Reply => &self.replies,
        };
        let root = json!({
            "allOf": [lower(schema, side)?],
            "components": { "schemas": components },
        });
        let validator = jsonschema::options()
            .with_draft(Draft::Draft7)
            .should_validate_formats(true)
            .should_ignore_unknown_formats(false)
            .with_format("date-time", is_timestamp)
            .build(&root)
            .map_err(|error| format!("{schema} cannot be compiled: {error}"))?;
        let validator = Arc::new(validator);
        compiled.insert(key, Arc::clone(&validator));
        Ok(validator)
    }
}

fn lower_all(components: &Value, side: Side) -> Result<Value, String> {
    let components = components.as_object().ok_or("there are no schemas")?;
    let mut lowered = Map::new();
    for (name, schema) in components {
        let schema = lower(schema, side).map_err(|error| format!("{name}: {error}"))?;
        lowered.insert(name.clone(), schema);
    }
    Ok(Value::Object(lowered))
}

/// RFC 3339, and as the document's introduction says: in UTC, with `Z`.
fn is_timestamp(text: &str) -> bool {
    text.ends_with('Z')
        && text.as_bytes().get(10) == Some(&b'T')
        && text.parse::<jiff::Timestamp>().is_ok()
}
