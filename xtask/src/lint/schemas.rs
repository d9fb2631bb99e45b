//! The form of schemas.

use serde_json::json;

use super::findings::Findings;
use crate::tree::sites::schemas;
use crate::tree::{Node, Source};

pub(crate) fn required_exist(source: &Source, findings: &mut Findings<'_>) {
    for schema in schemas(source) {
        let properties = schema.get("properties");
        for name in schema.items("required") {
            let Some(wanted) = name.value.as_str() else {
                continue;
            };
            if !properties.as_ref().is_some_and(|all| all.has(wanted)) {
                findings.at(&name, format!("there is no property `{wanted}`"));
            }
        }
    }
}

/// Generators derive names for types without one, from their place, and give one name to different types.
pub(crate) fn types_are_named(source: &Source, findings: &mut Findings<'_>) {
    for schema in schemas(source) {
        if is_component(&schema) {
            continue;
        }
        let what = if schema.has("properties") {
            "an object with properties"
        } else if schema.has("oneOf") {
            "a union"
        } else if schema.items("enum").len() > 1 {
            "an enum"
        } else {
            continue;
        };
        findings.at(
            &schema,
            format!("{what} without a name: move it to components/schemas"),
        );
    }
}

pub(crate) fn composition_is_plain(source: &Source, findings: &mut Findings<'_>) {
    for schema in schemas(source) {
        for keyword in ["allOf", "anyOf", "not"] {
            if let Some(node) = schema.get(keyword) {
                findings.at(
                    &node,
                    format!("generators disagree on `{keyword}`: write it out"),
                );
            }
        }
        if !schema.has("type") && !schema.has("oneOf") {
            findings.at(&schema, "a schema without a type lets everything through");
        }
        if schema.is("type", &json!("array")) && !schema.has("items") {
            findings.at(&schema, "a list does not say what is in it");
        }
    }
}

/// Whether the schema stands directly under `components/schemas`.
pub(crate) fn is_component(schema: &Node<'_>) -> bool {
    schema
        .pointer
        .strip_prefix("/components/schemas/")
        .is_some_and(|rest| !rest.contains('/'))
}
