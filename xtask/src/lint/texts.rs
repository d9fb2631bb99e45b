//! What people read.

use serde_json::Value;

use super::findings::Findings;
use super::schemas::is_component;
use crate::tree::sites::{operations, parameters, properties, responses, schemas};
use crate::tree::{Node, Source};

pub(crate) fn summaries(source: &Source, findings: &mut Findings<'_>) {
    let operations = operations(source)
        .into_iter()
        .map(|operation| operation.node);
    for node in operations.chain(source.components("examples")) {
        match (node.get("summary"), node.text("summary")) {
            (Some(summary), Some(text)) => {
                if text.trim() != text || text.is_empty() || text.ends_with('.') {
                    findings.at(&summary, "a summary is one line without a full stop");
                }
            }
            _ => findings.at(&node, format!("{} has no summary", node.key())),
        }
    }
}

pub(crate) fn descriptions_exist(source: &Source, findings: &mut Findings<'_>) {
    let root = source.root();
    let mut nodes: Vec<Node<'_>> = root.get("info").into_iter().collect();
    nodes.extend(root.items("servers"));
    nodes.extend(root.items("tags"));
    nodes.extend(
        operations(source)
            .into_iter()
            .map(|operation| operation.node),
    );
    nodes.extend(parameters(source));
    nodes.extend(responses(source));
    nodes.extend(source.components("securitySchemes"));
    nodes.extend(schemas(source).into_iter().filter(is_component));
    // A property that is a reference is described by what it refers to.
    nodes.extend(
        properties(source)
            .into_iter()
            .filter(|property| !property.has("$ref")),
    );
    for node in nodes {
        let text = node.text("description").unwrap_or_default();
        if text.trim().is_empty() {
            findings.at(&node, format!("{} has no description", node.key()));
        }
    }
}

pub(crate) fn descriptions_end_well(source: &Source, findings: &mut Findings<'_>) {
    collect(&source.root(), findings);
}

fn collect(node: &Node<'_>, findings: &mut Findings<'_>) {
    // Values of examples are data, and under `properties` the key is a name.
    if node.pointer.starts_with("/components/examples/") {
        return;
    }
    for entry in node.entries() {
        match entry.value {
            Value::String(text) if entry.key() == "description" => {
                judge(&entry, text, findings);
            }
            _ => collect(&entry, findings),
        }
    }
    if let Value::Array(items) = node.value {
        for (index, value) in items.iter().enumerate() {
            let pointer = format!("{}/{index}", node.pointer);
            collect(&Node { value, pointer }, findings);
        }
    }
}

fn judge(description: &Node<'_>, text: &str, findings: &mut Findings<'_>) {
    // A literal block ends with one line break.
    let text = text.strip_suffix('\n').unwrap_or(text);
    if text.lines().any(|line| line.trim_end() != line) || text.trim() != text {
        findings.at(description, "a space or empty line too many");
    }
    if !text.trim_end().ends_with('.') {
        findings.at(description, "a description ends with a full stop");
    }
}

pub(crate) fn tags(source: &Source, findings: &mut Findings<'_>) {
    let known: Vec<&str> = source
        .root()
        .items("tags")
        .iter()
        .filter_map(|tag| tag.text("name"))
        .collect();
    for operation in operations(source) {
        let id = operation.id();
        match operation.node.strings("tags").as_slice() {
            [tag] if known.contains(tag) => {}
            [tag] => findings.at(&operation.node, format!("the tag {tag} is not described")),
            tags => findings.at(
                &operation.node,
                format!("{id} has {} tags instead of one", tags.len()),
            ),
        }
    }
}
