//! Whether an operation may be sent again.

use serde_json::json;

use super::findings::Findings;
use crate::tree::sites::{Operation, operations};
use crate::tree::{Node, Source};

/// Levels of a request body in which a guard is looked for.
const DEPTH: usize = 4;

pub(crate) fn is_implied(source: &Source, findings: &mut Findings<'_>) {
    for operation in operations(source) {
        let implied = match operation.method.as_str() {
            "get" | "head" => "safe",
            "put" | "delete" if is_guarded(source, &operation) => "guarded",
            _ => "unsafe",
        };
        let id = operation.id();
        match (
            operation.node.get("x-retry"),
            operation.node.text("x-retry"),
        ) {
            (Some(node), said) if said != Some(implied) => {
                findings.at(&node, format!("{id} is {implied} to send again"));
            }
            (None, _) => {
                findings.at(&operation.node, format!("{id} has no `x-retry: {implied}`"));
            }
            _ => {}
        }
    }
}

/// Whether the request has to name a generation, in the query or in the body.
fn is_guarded(source: &Source, operation: &Operation<'_>) -> bool {
    let in_query = operation
        .parameters(source)
        .iter()
        .any(|parameter| parameter.is("required", &json!(true)) && names_generation(parameter));
    let body = operation.body(source);
    let contents = body.map(|body| body.under("content")).unwrap_or_default();
    in_query
        || contents
            .iter()
            .filter_map(|content| content.get("schema"))
            .any(|schema| requires_generation(source, &schema, DEPTH))
}

fn names_generation(parameter: &Node<'_>) -> bool {
    let name = parameter.text("name").unwrap_or_default();
    parameter.text("in") == Some("query") && name.to_ascii_lowercase().ends_with("generation")
}

fn requires_generation(source: &Source, schema: &Node<'_>, depth: usize) -> bool {
    let schema = source.resolve(schema);
    schema.strings("required").iter().any(|name| {
        *name == "generation"
            || depth > 0
                && schema
                    .get("properties")
                    .and_then(|properties| properties.get(name))
                    .is_some_and(|property| requires_generation(source, &property, depth - 1))
    })
}
