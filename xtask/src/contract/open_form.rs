//! The document in the form for generators that fail on values they do not know.
//!
//! What is marked `x-open` says so in OpenAPI's own words: an enum becomes a string that names its known
//! values in the description, a union admits any other object. Nothing else changes.

use anyhow::{Result, bail, ensure};
use openapiv3::{OpenAPI, ReferenceOr, SchemaKind, Type};
use serde_json::json;

/// Opens enums, and unions if they are wanted: others keep their discriminators, by which checkers tell the members apart.
pub(super) fn open_form(mut api: OpenAPI, unions: bool) -> Result<OpenAPI> {
    let Some(components) = &mut api.components else {
        return Ok(api);
    };
    let mut others = Vec::new();
    for (name, slot) in &mut components.schemas {
        let ReferenceOr::Item(schema) = slot else {
            continue;
        };
        let data = &mut schema.schema_data;
        if data.extensions.get("x-open") != Some(&true.into()) {
            continue;
        }
        match &mut schema.schema_kind {
            SchemaKind::Type(Type::String(string)) => {
                let known = string.enumeration.drain(..).flatten();
                let known: Vec<_> = known.map(|value| format!("`{value}`")).collect();
                let description = data.description.get_or_insert_default();
                description.truncate(description.trim_end().len());
                let known = known.join(", ");
                *description += &format!("\nKnown values: {known}. There may be others.");
            }
            SchemaKind::OneOf { .. } if !unions => {}
            SchemaKind::OneOf { one_of } => {
                let mut any_of = std::mem::take(one_of);
                let other = format!("{name}Other");
                any_of.push(ReferenceOr::ref_(&format!("#/components/schemas/{other}")));
                let any = json!({
                    "type": "object", "additionalProperties": true,
                    "description": format!("What `{name}` does not list."),
                });
                others.push((other, serde_json::from_value(any)?));
                schema.schema_kind = SchemaKind::AnyOf { any_of };
                // It would have to name every value of the tag.
                data.discriminator = None;
            }
            _ => bail!("{name} has x-open, but is neither an enum of strings nor a oneOf"),
        }
    }
    for (name, schema) in others {
        let taken = components.schemas.insert(name.clone(), schema).is_some();
        ensure!(!taken, "the document already has a component {name}");
    }
    Ok(api)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn opened(schemas: Value, unions: bool) -> Result<Value> {
        let info = json!({ "title": "t", "version": "1" });
        let components = json!({ "schemas": schemas });
        let api =
            json!({ "openapi": "3.0.3", "info": info, "paths": {}, "components": components });
        let opened = open_form(serde_json::from_value(api)?, unions)?;
        Ok(serde_json::to_value(opened)?["components"]["schemas"].take())
    }

    #[test]
    fn enums_and_unions_are_opened_and_what_cannot_be_is_refused() {
        let pet = json!({ "oneOf": [{ "$ref": "#/components/schemas/Dog" }], "x-open": true });
        let mood = json!({ "type": "string", "enum": ["glad"], "x-open": true });
        let schemas = json!({ "Pet": pet, "Mood": mood, "Dog": { "type": "object" } });
        let known = "\nKnown values: `glad`. There may be others.";
        let open = json!({ "type": "string", "description": known, "x-open": true });
        let enums_only = opened(schemas.clone(), false).unwrap();
        assert_eq!((&enums_only["Mood"], &enums_only["Pet"]), (&open, &pet));
        let all = opened(schemas.clone(), true).unwrap();
        let other = json!({ "$ref": "#/components/schemas/PetOther" });
        assert_eq!(all["Mood"], open);
        assert_eq!(all["Pet"]["anyOf"][1], other);
        assert_eq!(all["PetOther"]["additionalProperties"], true);

        let refused = |name: &str, schema: Value| {
            let mut schemas = schemas.clone();
            schemas[name] = schema;
            opened(schemas, true).unwrap_err().to_string()
        };
        let error = refused("PetOther", json!({}));
        assert_eq!(error, "the document already has a component PetOther");
        let error = refused("Cat", json!({ "type": "object", "x-open": true }));
        let expected = "Cat has x-open, but is neither an enum of strings nor a oneOf";
        assert_eq!(error, expected);
    }
}
