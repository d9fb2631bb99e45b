//! Operations: which there are, who may call them, and how they may be repeated.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::change::{Changes, Class, Side, shown};
use super::messages;
use super::schemas::Comparison;
use crate::tree::sites::{self, Operation};
use crate::tree::{Node, Source};

use Class::{Additive, Breaking, Editorial};

pub(crate) fn compare(old: &Source, new: &Source, changes: &mut Changes) {
    let before = by_route(old);
    let after = by_route(new);
    for (route, operation) in &before {
        match after.get(route) {
            Some(other) => {
                let mut both = Both {
                    old,
                    new,
                    place: route.clone(),
                };
                both.compare(operation, other, changes);
            }
            None => changes.add(route, "is gone", (Breaking, Additive)),
        }
    }
    for route in after.keys() {
        if !before.contains_key(route) {
            changes.add(route, "is new", (Additive, Breaking));
        }
    }
    security_schemes(old, new, changes);
    servers(old, new, changes);
}

/// Operations by method and path, which is what goes over the wire.
pub(crate) fn by_route(source: &Source) -> BTreeMap<String, Operation<'_>> {
    let operations = sites::operations(source).into_iter();
    operations
        .map(|operation| {
            let method = operation.method.to_ascii_uppercase();
            (format!("{method} {}", operation.path), operation)
        })
        .collect()
}

/// One operation in both documents.
struct Both<'a> {
    old: &'a Source,
    new: &'a Source,
    place: String,
}

impl<'a> Both<'a> {
    fn compare(&mut self, before: &Operation<'a>, after: &Operation<'a>, changes: &mut Changes) {
        self.names(before, after, changes);
        self.retry(before, after, changes);
        self.security(before, after, changes);
        self.parameters(before, after, changes);
        let mut comparison = Comparison::of(self.old, self.new, changes);
        messages::bodies(&mut comparison, &self.place, before, after);
        messages::replies(&mut comparison, &self.place, before, after);
    }

    /// Generators name methods after ids, and groups of them after tags.
    fn names(&self, before: &Operation<'_>, after: &Operation<'_>, changes: &mut Changes) {
        for key in ["operationId", "tags"] {
            let (old, new) = (before.node.value.get(key), after.node.value.get(key));
            if old != new {
                let message = format!("{key}: {} is now {}", shown(old), shown(new));
                changes.add(&self.place, message, (Breaking, Editorial));
            }
        }
        let deprecated = |operation: &Operation<'_>| operation.node.is("deprecated", &json!(true));
        if deprecated(before) != deprecated(after) {
            let message = if deprecated(after) {
                "is deprecated"
            } else {
                "is no longer deprecated"
            };
            changes.add(&self.place, message, (Additive, Editorial));
        }
    }

    /// A client that repeats what must not be repeated any more does harm.
    fn retry(&self, before: &Operation<'a>, after: &Operation<'a>, changes: &mut Changes) {
        let of = |operation: &Operation<'a>| operation.node.text("x-retry").unwrap_or("unsafe");
        let care = |word| {
            ["safe", "guarded", "unsafe"]
                .iter()
                .position(|one| *one == word)
        };
        let (old, new) = (of(before), of(after));
        let classes = if old == new {
            return;
        } else if care(new) < care(old) {
            (Additive, Breaking)
        } else {
            (Breaking, Additive)
        };
        changes.add(&self.place, format!("x-retry: {old} is now {new}"), classes);
    }

    fn security(&self, before: &Operation<'_>, after: &Operation<'_>, changes: &mut Changes) {
        let (old, new) = (ways(self.old, before), ways(self.new, after));
        let open = |ways: &[Value]| ways.is_empty() || ways.contains(&json!({}));
        match (open(&old), open(&new)) {
            (true, true) => return,
            (true, false) => {
                return changes.add(&self.place, "needs a credential now", (Breaking, Additive));
            }
            (false, true) => {
                return changes.add(&self.place, "needs no credential now", (Additive, Breaking));
            }
            (false, false) => {}
        }
        for way in old.iter().filter(|way| !new.contains(way)) {
            let message = format!("the credential {way} is no longer taken");
            changes.add(&self.place, message, (Breaking, Additive));
        }
        for way in new.iter().filter(|way| !old.contains(way)) {
            let message = format!("the credential {way} is taken now");
            changes.add(&self.place, message, (Additive, Breaking));
        }
    }

    fn parameters(&self, before: &Operation<'a>, after: &Operation<'a>, changes: &mut Changes) {
        let (old, new) = (parameters(self.old, before), parameters(self.new, after));
        let mut comparison = Comparison::of(self.old, self.new, changes);
        for (name, parameter) in &old {
            let place = format!("{}, {name}", self.place);
            let Some(other) = new.get(name) else {
                let classes = (Breaking, Additive);
                comparison.changes.add(&place, "is gone", classes);
                continue;
            };
            let required = |node: &Node<'_>| node.is("required", &json!(true));
            let both = (required(parameter), required(other));
            comparison.required(both, Side::Request, &place);
            for key in [
                "style",
                "explode",
                "allowReserved",
                "allowEmptyValue",
                "content",
            ] {
                if parameter.value.get(key) != other.value.get(key) {
                    let message = format!("{key} changed");
                    let classes = (Breaking, Breaking);
                    comparison.changes.add(&place, message, classes);
                }
            }
            comparison.optional(
                parameter.get("schema"),
                other.get("schema"),
                Side::Request,
                &place,
            );
        }
        for (name, parameter) in &new {
            if !old.contains_key(name) {
                let place = format!("{}, {name}", self.place);
                if parameter.is("required", &json!(true)) {
                    changes.add(&place, "is new and required", (Breaking, Breaking));
                } else {
                    changes.add(&place, "is new", (Additive, Breaking));
                }
            }
        }
    }
}

/// Parameters by place and name.
fn parameters<'a>(source: &'a Source, operation: &Operation<'a>) -> BTreeMap<String, Node<'a>> {
    let parameters = operation.parameters(source).into_iter();
    parameters
        .map(|parameter| {
            let place = parameter.text("in").unwrap_or_default();
            let name = parameter.text("name").unwrap_or_default();
            (format!("{place} parameter {name}"), parameter)
        })
        .collect()
}

/// The credentials of which an operation takes one.
fn ways(source: &Source, operation: &Operation<'_>) -> Vec<Value> {
    let own = operation.node.value.get("security");
    let ways = own.or_else(|| source.root().value.get("security"));
    ways.and_then(Value::as_array).cloned().unwrap_or_default()
}

fn security_schemes(old: &Source, new: &Source, changes: &mut Changes) {
    let new: BTreeMap<String, Node<'_>> = new
        .components("securitySchemes")
        .into_iter()
        .map(|scheme| (scheme.key(), scheme))
        .collect();
    for scheme in old.components("securitySchemes") {
        let Some(other) = new.get(&scheme.key()) else {
            continue;
        };
        for key in ["type", "scheme", "in", "name", "flows", "openIdConnectUrl"] {
            if scheme.value.get(key) != other.value.get(key) {
                let place = format!("securitySchemes/{}", scheme.key());
                changes.add(&place, format!("{key} changed"), (Breaking, Breaking));
            }
        }
    }
}

fn servers(old: &Source, new: &Source, changes: &mut Changes) {
    let urls = |source: &Source| -> Vec<Value> {
        let servers = source.root().items("servers").into_iter();
        servers
            .map(|server| json!([server.value["url"], defaults(&server)]))
            .collect()
    };
    if urls(old) != urls(new) {
        changes.add("servers", "the addresses changed", (Breaking, Additive));
    }
}

/// The defaults of a server's variables.
fn defaults(server: &Node<'_>) -> Vec<Value> {
    let variables = server.under("variables").into_iter();
    variables
        .map(|variable| json!([variable.key(), variable.value["default"]]))
        .collect()
}
