//! Whether an operation may be sent again: x-retry is what its method and its guards imply.

use serde_json::json;

use super::Found;
use crate::tree::sites::{Operation, operations};
use crate::tree::{Node, Source};

/// Levels of a request body in which a guard is looked for.
const DEPTH: usize = 4;

pub(crate) fn is_implied(source: &Source, found: &mut Found) {
    for operation in operations(source) {
        let implied = match operation.method {
            "get" | "head" => "safe",
            "put" | "delete" if is_guarded(source, &operation) => "guarded",
            _ => "unsafe",
        };
        if operation.node.text("x-retry") != Some(implied) {
            let node = operation.node.get("x-retry");
            let id = operation.node.text("operationId").unwrap_or("an operation");
            let message = format!("{id} needs `x-retry: {implied}`");
            found.at(node.as_ref().unwrap_or(&operation.node), message);
        }
    }
}

/// Whether the request has to name a generation, in the query or in the body.
fn is_guarded(source: &Source, operation: &Operation<'_>) -> bool {
    let mut parameters = operation.parameters(source).into_iter();
    let body = operation.node.get("requestBody");
    let body = body.map(|body| source.resolve(&body));
    let contents = body.map(|body| body.under("content")).unwrap_or_default();
    let mut schemas = contents.iter().filter_map(|content| content.get("schema"));
    parameters.any(|parameter| {
        let name = parameter.text("name").unwrap_or_default();
        parameter.text("in") == Some("query")
            && parameter.is("required", &json!(true))
            && name.to_ascii_lowercase().ends_with("generation")
    }) || schemas.any(|schema| requires_generation(source, &schema, DEPTH))
}

fn requires_generation(source: &Source, schema: &Node<'_>, depth: usize) -> bool {
    let schema = source.resolve(schema);
    let properties = schema.under("properties");
    schema.strings("required").iter().any(|name| {
        let mut properties = properties.iter().filter(|property| property.key() == *name);
        *name == "generation"
            || depth > 0 && properties.any(|it| requires_generation(source, it, depth - 1))
    })
}
