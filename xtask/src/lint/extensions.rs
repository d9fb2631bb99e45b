//! Extensions, which nothing else would check.

use serde_json::{Value, json};

use super::findings::Findings;
use super::openness::can_grow;
use crate::tree::sites::{operations, properties, schemas};
use crate::tree::{Node, Source};

pub(crate) fn are_known(source: &Source, findings: &mut Findings<'_>) {
    let places = Places::of(source);
    collect(&source.root(), &places, findings);
}

/// The pointers where extensions may stand.
struct Places {
    operations: Vec<String>,
    properties: Vec<String>,
    /// Enums and unions that can grow.
    open: Vec<String>,
}

/// What an extension is for.
struct Allowed<'p> {
    pointers: &'p [String],
    what: &'static str,
    value_is_good: fn(&Value) -> bool,
}

impl Places {
    fn of(source: &Source) -> Self {
        let pointers = |nodes: Vec<Node<'_>>| nodes.into_iter().map(|node| node.pointer).collect();
        let operations = operations(source).into_iter();
        Self {
            operations: pointers(operations.map(|operation| operation.node).collect()),
            properties: pointers(properties(source)),
            open: pointers(schemas(source).into_iter().filter(can_grow).collect()),
        }
    }

    /// Where the extension may stand, and with which values.
    fn of_extension(&self, name: &str) -> Option<Allowed<'_>> {
        let is_true = |value: &Value| *value == json!(true);
        let allowed = |pointers, what, value_is_good| {
            Some(Allowed {
                pointers,
                what,
                value_is_good,
            })
        };
        match name {
            "x-retry" => allowed(&self.operations, "operations", Value::is_string),
            "x-open" => allowed(&self.open, "enums and unions", is_true),
            "x-sensitive" => allowed(&self.properties, "properties", is_true),
            _ => None,
        }
    }
}

fn collect(node: &Node<'_>, places: &Places, findings: &mut Findings<'_>) {
    // Values of examples are data: a key may have any name there.
    if node.pointer.starts_with("/components/examples/") {
        return;
    }
    for entry in node.entries() {
        let name = entry.key();
        if name.starts_with("x-") && !is_header_or_property(node) {
            judge(node, &entry, places, findings);
        } else {
            collect(&entry, places, findings);
        }
    }
    if let Value::Array(items) = node.value {
        for (index, value) in items.iter().enumerate() {
            let pointer = format!("{}/{index}", node.pointer);
            collect(&Node { value, pointer }, places, findings);
        }
    }
}

/// Below these, keys are names.
fn is_header_or_property(node: &Node<'_>) -> bool {
    node.pointer.ends_with("/properties") || node.pointer.ends_with("/headers")
}

fn judge(node: &Node<'_>, extension: &Node<'_>, places: &Places, findings: &mut Findings<'_>) {
    let name = extension.key();
    let Some(allowed) = places.of_extension(&name) else {
        findings.at(extension, format!("the extension {name} is not known"));
        return;
    };
    if !allowed.pointers.contains(&node.pointer) {
        findings.at(extension, format!("{name} is for {}", allowed.what));
    } else if !(allowed.value_is_good)(extension.value) {
        findings.at(extension, format!("{name} cannot be {}", extension.value));
    }
}
