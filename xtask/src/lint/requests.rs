//! What requests carry.

use std::collections::HashSet;

use serde_json::json;

use super::findings::Findings;
use crate::tree::Source;
use crate::tree::sites::operations;

const JSON: &str = "application/json";

/// Generators take optional bodies for required ones, and stop at two media types.
pub(crate) fn bodies_are_required_json(source: &Source, findings: &mut Findings<'_>) {
    for operation in operations(source) {
        let Some(body) = operation.body(source) else {
            continue;
        };
        let id = operation.id();
        if !body.is("required", &json!(true)) {
            findings.at(&body, format!("the body of {id} is not required"));
        }
        let contents = body.under("content");
        if contents.len() != 1 || contents[0].key() != JSON {
            findings.at(&body, format!("the body of {id} must be {JSON} alone"));
        }
    }
}

pub(crate) fn path_parameters_match(source: &Source, findings: &mut Findings<'_>) {
    for operation in operations(source) {
        let mut declared = HashSet::new();
        for parameter in operation.parameters(source) {
            if parameter.text("in") != Some("path") {
                continue;
            }
            let name = parameter.text("name").unwrap_or_default();
            declared.insert(name);
            if !names(&operation.path).any(|other| other == name) {
                let message = format!("{} has no {{{name}}} in its path", operation.id());
                findings.at(&operation.node, message);
            }
        }
        for name in names(&operation.path) {
            if !declared.contains(name) {
                let message = format!("{} does not declare {{{name}}}", operation.id());
                findings.at(&operation.node, message);
            }
        }
    }
}

/// The names in braces.
pub(crate) fn names(path: &str) -> impl Iterator<Item = &str> {
    let segments = path.split('/');
    segments.filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
}
