//! Validators of values, made of the document's schemas.

use std::collections::HashMap;
use std::rc::Rc;

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};

use crate::tree::Source;

/// Makes one validator a schema.
pub(crate) struct Validators {
    components: Value,
    made: HashMap<String, Result<Rc<Validator>, String>>,
}

impl Validators {
    pub(crate) fn of(source: &Source) -> Self {
        let components = source.root().value.get("components");
        let mut components = components.cloned().unwrap_or_default();
        // The rest are no schemas.
        if let Some(kinds) = components.as_object_mut() {
            kinds.retain(|kind, _| kind == "schemas");
        }
        lower(&mut components);
        Self {
            components,
            made: HashMap::new(),
        }
    }

    pub(crate) fn get(&mut self, schema: &Value) -> Result<Rc<Validator>, String> {
        let made = self.made.entry(schema.to_string()).or_insert_with(|| {
            let mut schema = schema.clone();
            lower(&mut schema);
            let root = json!({ "allOf": [schema], "components": self.components });
            jsonschema::options()
                .with_draft(Draft::Draft7)
                .should_validate_formats(true)
                .build(&root)
                .map(Rc::new)
                .map_err(|error| error.to_string())
        });
        made.clone()
    }
}

/// OpenAPI 3.0 says `nullable` where JSON Schema lists the type null; all else that counts here is the same.
fn lower(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            fields.values_mut().for_each(lower);
            if fields.get("nullable") == Some(&json!(true))
                && let Some(kind @ Value::String(_)) = fields.get("type")
            {
                let kinds = json!([kind, "null"]);
                fields.insert("type".to_owned(), kinds);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(lower),
        _ => {}
    }
}
