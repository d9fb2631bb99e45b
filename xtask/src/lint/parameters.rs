//! What parameters may be.

use serde_json::json;

use super::findings::Findings;
use crate::tree::sites::parameters;
use crate::tree::{Node, Source};

pub(crate) fn are_single_values(source: &Source, findings: &mut Findings<'_>) {
    for parameter in parameters(source) {
        if let Some(message) = problem(source, &parameter) {
            findings.at(&parameter, message);
        }
    }
}

fn problem(source: &Source, parameter: &Node<'_>) -> Option<String> {
    let name = parameter.text("name").unwrap_or_default();
    let style = match parameter.text("in") {
        Some("path") => "simple",
        Some("query") => "form",
        place => {
            let place = place.unwrap_or("no place");
            return Some(format!(
                "`{name}` is in {place}: generated code has parameters of paths and queries only"
            ));
        }
    };
    if parameter.has("style") && !parameter.is("style", &json!(style)) {
        return Some(format!("`{name}` has a style of its own: leave it out"));
    }
    let Some(schema) = parameter.get("schema") else {
        return Some(format!(
            "`{name}` has no schema: give it one in place of `content`"
        ));
    };
    let schema = source.resolve(&schema);
    let kind = schema.text("type").unwrap_or_default();
    if !matches!(kind, "string" | "integer" | "number" | "boolean") {
        return Some(format!(
            "`{name}` is no single value: make it a string, an integer, a number or a boolean, or a part of the body"
        ));
    }
    let message =
        || format!("`{name}` may be null, which no URL can say: let it be left out instead");
    schema.is("nullable", &json!(true)).then(message)
}
