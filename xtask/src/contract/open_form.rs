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
            _ => bail!("{name} is open, but neither an enum of strings nor a oneOf"),
        }
    }
    for (name, schema) in others {
        let taken = components.schemas.insert(name.clone(), schema).is_some();
        ensure!(!taken, "the component {name} is in the way");
    }
    Ok(api)
}
