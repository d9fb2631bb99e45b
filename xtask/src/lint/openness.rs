//! What a newer server may add to.

use serde_json::{Value, json};

use super::findings::Findings;
use crate::tree::sites::{operations, reached, schemas};
use crate::tree::{Node, Source};

pub(crate) fn replies_are_open(source: &Source, findings: &mut Findings<'_>) {
    for schema in of_replies(source) {
        if can_grow(&schema) && !schema.is("x-open", &json!(true)) {
            let message = "a reply may carry it, and a newer server more of it: `x-open: true`";
            findings.at(&schema, message);
        }
    }
}

pub(crate) fn replies_forbid_no_fields(source: &Source, findings: &mut Findings<'_>) {
    for schema in of_replies(source) {
        if schema.is("additionalProperties", &json!(false)) {
            let message = "a reply may carry it, and a newer server adds fields: leave out `additionalProperties: false`, or \
                           give requests a component of their own";
            findings.at(&schema, message);
        }
    }
}

/// The schemas that replies carry.
fn of_replies(source: &Source) -> Vec<Node<'_>> {
    let replies: Vec<Node<'_>> = operations(source)
        .iter()
        .flat_map(|operation| operation.responses())
        .collect();
    let places: Vec<String> = replies.iter().map(|reply| reply.pointer.clone()).collect();
    let mut reached = reached(source, replies);
    reached.extend(places);
    let schemas = schemas(source).into_iter();
    schemas
        .filter(|schema| reached.iter().any(|pointer| schema.is_within(pointer)))
        .collect()
}

/// A union, or an enum that is not a constant: the tag of a member, or a boolean that is always true.
pub(crate) fn can_grow(schema: &Node<'_>) -> bool {
    let values = schema.items("enum");
    let constant = values.len() == 1
        || values
            .iter()
            .all(|item| matches!(item.value, Value::Bool(_)));
    schema.has("oneOf") || !constant
}
