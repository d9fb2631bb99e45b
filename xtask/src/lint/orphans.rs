//! What nothing uses.

use std::collections::HashSet;

use super::findings::Findings;
use crate::tree::sites::{operations, reached};
use crate::tree::{Node, Source};

pub(crate) fn none(source: &Source, findings: &mut Findings<'_>) {
    let reached = reached(source, source.root().under("paths"));
    let schemes = security(source);
    let components = source.root().get("components");
    for kind in components.map(|all| all.entries()).unwrap_or_default() {
        for component in kind.entries() {
            let used = match kind.key().as_str() {
                // They are named, not referred to.
                "securitySchemes" => schemes.contains(&component.key()),
                _ => reached.contains(&component.pointer),
            };
            if !used {
                findings.at(&component, format!("nothing uses {}", component.key()));
            }
        }
    }
    let tags: HashSet<&str> = operations(source)
        .iter()
        .flat_map(|operation| operation.node.strings("tags"))
        .collect();
    for tag in source.root().items("tags") {
        let name = tag.text("name").unwrap_or_default();
        if !tags.contains(name) {
            findings.at(&tag, format!("no operation has the tag {name}"));
        }
    }
}

/// The names of the security schemes that are asked for.
fn security(source: &Source) -> HashSet<String> {
    let mut ways: Vec<Node<'_>> = source.root().items("security");
    for operation in operations(source) {
        ways.extend(operation.node.items("security"));
    }
    let schemes = ways.iter().flat_map(Node::entries);
    schemes.map(|scheme| scheme.key()).collect()
}
