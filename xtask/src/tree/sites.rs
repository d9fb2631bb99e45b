//! The parts of a document that rules visit.

use std::collections::HashSet;

use serde_json::Value;

use super::{Node, Source};

pub(crate) const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// One operation.
pub(crate) struct Operation<'a> {
    pub node: Node<'a>,
    pub method: &'static str,
    /// The path that it stands under.
    item: Node<'a>,
}

impl<'a> Operation<'a> {
    /// The parameters, those of the path too, without references.
    pub(crate) fn parameters(&self, source: &'a Source) -> Vec<Node<'a>> {
        let all = [&self.item, &self.node].into_iter();
        let all = all.flat_map(|node| node.under("parameters"));
        all.map(|parameter| source.resolve(&parameter)).collect()
    }
}

pub(crate) fn operations(source: &Source) -> Vec<Operation<'_>> {
    let items = source.root().under("paths").into_iter();
    let operations = items.flat_map(|item| {
        METHODS.into_iter().filter_map(move |method| {
            let (node, item) = (item.get(method)?, item.clone());
            Some(Operation { node, method, item })
        })
    });
    operations.collect()
}

/// The pointers of everything that is referred to from these values of a document, directly or through others.
pub(crate) fn reached_in(root: &Value, starts: Vec<&Value>) -> HashSet<String> {
    let mut reached = HashSet::new();
    let mut open = starts;
    while let Some(value) = open.pop() {
        match value {
            Value::Object(fields) => {
                open.extend(fields.values());
                let reference = fields.get("$ref").and_then(Value::as_str);
                if let Some(pointer) = reference.and_then(|it| it.strip_prefix('#'))
                    && let Some(target) = root.pointer(pointer)
                    && reached.insert(pointer.to_owned())
                {
                    open.push(target);
                }
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    reached
}
