//! The document in the form for generators that fail on values they do not know.
//!
//! What is marked `x-open` says so in OpenAPI's own words: an enum becomes a string that names its known
//! values in the description, a union admits any other object. Nothing else changes.

use anyhow::{Result, bail};
use openapiv3::{
    AdditionalProperties, ObjectType, OpenAPI, ReferenceOr, Schema, SchemaData, SchemaKind, Type,
};

/// Appended to a union's name: the component for what it does not list.
const OTHER: &str = "Other";

/// What of the document is opened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Enums. Unions keep their discriminators, by which checkers tell the members apart.
    Enums,
    /// Enums and unions.
    All,
}

pub(crate) fn open_form(mut api: OpenAPI, extent: Extent) -> Result<OpenAPI> {
    let Some(components) = &mut api.components else {
        return Ok(api);
    };
    let mut others = Vec::new();
    for (name, slot) in &mut components.schemas {
        if let ReferenceOr::Item(schema) = slot
            && schema.schema_data.extensions.get("x-open") == Some(&true.into())
            && let Some(other) = open(name, schema, extent)?
        {
            others.push(other);
        }
    }
    for (name, schema) in others {
        if components.schemas.insert(name.clone(), schema).is_some() {
            bail!("the component {name} is in the way");
        }
    }
    Ok(api)
}

/// Opens one component; the component that it needs beside it, if it needs one.
fn open(
    name: &str,
    schema: &mut Schema,
    extent: Extent,
) -> Result<Option<(String, ReferenceOr<Schema>)>> {
    let data = &mut schema.schema_data;
    match &mut schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => {
            let known: Vec<String> = std::mem::take(&mut string.enumeration)
                .into_iter()
                .flatten()
                .map(|value| format!("`{value}`"))
                .collect();
            describe(
                data,
                &format!("Known values: {}. There may be others.", known.join(", ")),
            );
            Ok(None)
        }
        SchemaKind::OneOf { .. } if extent == Extent::Enums => Ok(None),
        SchemaKind::OneOf { one_of } => {
            let other = format!("{name}{OTHER}");
            let mut any_of = std::mem::take(one_of);
            any_of.push(ReferenceOr::ref_(&format!("#/components/schemas/{other}")));
            schema.schema_kind = SchemaKind::AnyOf { any_of };
            // It would have to name every value of the tag.
            data.discriminator = None;
            Ok(Some((other, ReferenceOr::Item(any_object(name)))))
        }
        _ => bail!("{name} is open, but neither an enum of strings nor a oneOf"),
    }
}

fn describe(data: &mut SchemaData, sentence: &str) {
    let description = data.description.get_or_insert_default();
    let text = format!("{}\n{sentence}", description.trim_end());
    *description = text.trim_start().to_owned();
}

fn any_object(union: &str) -> Schema {
    Schema {
        schema_data: SchemaData {
            description: Some(format!("What `{union}` does not list.")),
            ..SchemaData::default()
        },
        schema_kind: SchemaKind::Type(Type::Object(ObjectType {
            additional_properties: Some(AdditionalProperties::Any(true)),
            ..ObjectType::default()
        })),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn opened(schemas: &Value) -> Result<Value> {
        opened_to(Extent::All, schemas)
    }

    fn opened_to(extent: Extent, schemas: &Value) -> Result<Value> {
        let api = serde_json::from_value(json!({
            "openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {},
            "components": {"schemas": schemas},
        }))?;
        Ok(serde_json::to_value(open_form(api, extent)?)?["components"]["schemas"].clone())
    }

    #[test]
    fn an_open_enum_is_a_string_that_names_its_known_values() {
        let color = json!({
            "type": "string", "description": "A color.", "enum": ["red", "blue"], "x-open": true,
        });
        let expected = json!({
            "type": "string", "x-open": true,
            "description": "A color.\nKnown values: `red`, `blue`. There may be others.",
        });
        assert_eq!(opened(&json!({"Color": color})).unwrap()["Color"], expected);
    }

    #[test]
    fn an_open_union_admits_other_objects() {
        let a =
            json!({"type": "object", "properties": {"kind": {"type": "string", "enum": ["a"]}}});
        let shape = json!({
            "x-open": true, "oneOf": [{"$ref": "#/components/schemas/A"}],
            "discriminator": {"propertyName": "kind"},
        });
        let expected = json!({
            "A": a,
            "Shape": {"x-open": true, "anyOf": [
                {"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/ShapeOther"},
            ]},
            "ShapeOther": {
                "type": "object", "additionalProperties": true,
                "description": "What `Shape` does not list.",
            },
        });
        let schemas = json!({"A": a, "Shape": shape});
        assert_eq!(opened(&schemas).unwrap(), expected);
    }

    #[test]
    fn unions_may_be_left_as_they_are() {
        let union = json!({"x-open": true, "oneOf": [{"$ref": "#/components/schemas/A"}]});
        let schemas = json!({"A": {"type": "object"}, "Shape": union});
        assert_eq!(opened_to(Extent::Enums, &schemas).unwrap(), schemas);
    }

    #[test]
    fn what_is_not_open_stays() {
        let schemas = json!({
            "Kind": {"type": "string", "enum": ["a"]},
            "Either": {"oneOf": [{"$ref": "#/components/schemas/Kind"}]},
        });
        assert_eq!(opened(&schemas).unwrap(), schemas);
    }

    #[test]
    fn a_name_that_is_taken_is_an_error() {
        let any = json!({"type": "object"});
        let union = json!({"x-open": true, "oneOf": [{"$ref": "#/components/schemas/ShapeOther"}]});
        let error = opened(&json!({"Shape": union, "ShapeOther": any})).unwrap_err();
        assert!(error.to_string().contains("ShapeOther"), "{error}");
    }

    #[test]
    fn an_open_object_is_an_error() {
        assert!(opened(&json!({"A": {"type": "object", "x-open": true}})).is_err());
    }
}
