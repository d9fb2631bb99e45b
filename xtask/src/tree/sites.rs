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
    pub path: String,
    pub method: String,
    /// The path that it stands under.
    item: Node<'a>,
}

impl<'a> Operation<'a> {
    pub(crate) fn id(&self) -> &'a str {
        self.node.text("operationId").unwrap_or("an operation")
    }

    /// The parameters, those of the path too, without references.
    pub(crate) fn parameters(&self, source: &'a Source) -> Vec<Node<'a>> {
        let all = self.item.items("parameters").into_iter();
        let all = all.chain(self.node.items("parameters"));
        all.map(|parameter| source.resolve(&parameter)).collect()
    }

    /// The media types of the request body.
    pub(crate) fn body(&self, source: &'a Source) -> Option<Node<'a>> {
        Some(source.resolve(&self.node.get("requestBody")?))
    }

    pub(crate) fn responses(&self) -> Vec<Node<'a>> {
        self.node.under("responses")
    }
}

pub(crate) fn operations(source: &Source) -> Vec<Operation<'_>> {
    let mut operations = Vec::new();
    for item in source.root().under("paths") {
        for method in METHODS {
            operations.extend(item.get(method).map(|node| Operation {
                node,
                path: item.key(),
                method: method.to_owned(),
                item: item.clone(),
            }));
        }
    }
    operations
}

/// Every parameter that is written out, in components, paths and operations.
pub(crate) fn parameters(source: &Source) -> Vec<Node<'_>> {
    let mut all = source.components("parameters");
    for item in source.root().under("paths") {
        all.extend(item.items("parameters"));
    }
    for operation in operations(source) {
        all.extend(operation.node.items("parameters"));
    }
    written_out(all)
}

/// Every response that is written out.
pub(crate) fn responses(source: &Source) -> Vec<Node<'_>> {
    let mut all = source.components("responses");
    for operation in operations(source) {
        all.extend(operation.responses());
    }
    written_out(all)
}

/// Every media type, of requests and of responses.
pub(crate) fn contents(source: &Source) -> Vec<Node<'_>> {
    let mut bodies = source.components("requestBodies");
    bodies.extend(
        operations(source)
            .iter()
            .filter_map(|operation| operation.node.get("requestBody")),
    );
    let bodies = written_out(bodies).into_iter().chain(responses(source));
    bodies.flat_map(|body| body.under("content")).collect()
}

/// Every schema that is written out: components, and everything inside them and inside operations.
pub(crate) fn schemas(source: &Source) -> Vec<Node<'_>> {
    let mut outer = source.components("schemas");
    let users = parameters(source).into_iter().chain(contents(source));
    outer.extend(users.filter_map(|user| user.get("schema")));
    let mut all = Vec::new();
    for schema in outer {
        descend(schema, &mut all);
    }
    all
}

fn descend<'a>(schema: Node<'a>, all: &mut Vec<Node<'a>>) {
    if schema.has("$ref") || schema.object().is_none() {
        return;
    }
    for property in schema.under("properties") {
        descend(property, all);
    }
    for key in ["items", "additionalProperties", "not"] {
        if let Some(inner) = schema.get(key) {
            descend(inner, all);
        }
    }
    for key in ["oneOf", "allOf", "anyOf"] {
        for member in schema.items(key) {
            descend(member, all);
        }
    }
    all.push(schema);
}

fn written_out(nodes: Vec<Node<'_>>) -> Vec<Node<'_>> {
    let nodes = nodes.into_iter();
    nodes.filter(|node| !node.has("$ref")).collect()
}

/// The pointers of everything that is referred to from these nodes, directly or through others.
pub(crate) fn reached<'a>(source: &'a Source, starts: Vec<Node<'a>>) -> HashSet<String> {
    let starts = starts.into_iter().map(|node| node.value);
    reached_in(source.root().value, starts.collect())
}

/// The same for values of any document.
pub(crate) fn reached_in(root: &Value, starts: Vec<&Value>) -> HashSet<String> {
    let mut reached = HashSet::new();
    let mut open = starts;
    while let Some(value) = open.pop() {
        let mut references = Vec::new();
        collect_references(value, &mut references);
        for pointer in references.into_iter().filter_map(|it| it.strip_prefix('#')) {
            if let Some(target) = root.pointer(pointer)
                && reached.insert(pointer.to_owned())
            {
                open.push(target);
            }
        }
    }
    reached
}

/// Every `$ref` inside a value.
fn collect_references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(target) if key == "$ref" => found.push(target),
                    value => collect_references(value, found),
                }
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| collect_references(item, found)),
        _ => {}
    }
}
