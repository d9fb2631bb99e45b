//! References.

use serde_json::Value;

use crate::tree::{Node, Source};

/// Every object with a reference, and what it refers to.
pub(crate) fn all(source: &Source) -> Vec<(Node<'_>, &str)> {
    let mut found = Vec::new();
    collect(source.root(), &mut found);
    found
}

fn collect<'a>(node: Node<'a>, found: &mut Vec<(Node<'a>, &'a str)>) {
    if let Some(target) = node.text("$ref") {
        found.push((node, target));
        return;
    }
    match node.value {
        Value::Object(_) => {
            for inner in node.entries() {
                collect(inner, found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                let pointer = format!("{}/{index}", node.pointer);
                collect(Node { value, pointer }, found);
            }
        }
        _ => {}
    }
}
