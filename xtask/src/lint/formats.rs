//! Formats.

use serde_json::json;

use super::findings::Findings;
use crate::tree::Source;
use crate::tree::sites::{properties, schemas};

const KNOWN: [(&str, &str); 3] = [
    ("integer", "int32"),
    ("integer", "int64"),
    ("string", "date-time"),
];

pub(crate) fn integers_have_one(source: &Source, findings: &mut Findings<'_>) {
    for schema in schemas(source) {
        if schema.is("type", &json!("integer")) && !schema.has("format") {
            findings.at(&schema, "an integer without a format: int32 or int64");
        }
    }
}

pub(crate) fn timestamps_have_one(source: &Source, findings: &mut Findings<'_>) {
    for property in properties(source) {
        let name = property.key();
        let is_time =
            name == "timestamp" || ["At", "Time"].iter().any(|suffix| name.ends_with(suffix));
        if is_time && source.resolve(&property).text("format") != Some("date-time") {
            findings.at(
                &property,
                format!("`{name}` is a point in time: give it the format date-time"),
            );
        }
    }
}

pub(crate) fn are_known(source: &Source, findings: &mut Findings<'_>) {
    for schema in schemas(source) {
        let kind = schema.text("type").unwrap_or_default();
        if let (Some(node), Some(format)) = (schema.get("format"), schema.text("format"))
            && !KNOWN.contains(&(kind, format))
        {
            findings.at(
                &node,
                format!("`{format}` is no format of the type {kind} here"),
            );
        }
    }
}
