//! The changes from one document to another.

use std::collections::BTreeSet;

use serde_json::Value;

use super::form::{KIND, Place, SIDES, places};
use super::rules::{Class, Rule, Values};
use crate::version::Bump;

/// One change. The worst comes first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Change {
    pub clients: Class,
    pub servers: Class,
    pub place: String,
    pub message: String,
}

impl Change {
    /// Clients decide: what breaks them takes a new major version. A change that asks more of servers is an addition.
    pub(crate) fn bump(&self) -> Bump {
        match (self.clients, self.servers) {
            (Class::Breaking, _) => Bump::Major,
            (Class::Editorial, Class::Editorial) => Bump::Patch,
            _ => Bump::Minor,
        }
    }
}

/// All changes in their order.
pub(crate) fn changes(old: &Value, new: &Value) -> Vec<Change> {
    let (old, new) = (&places(old), &places(new));
    let changes = Vec::new();
    let mut comparison = Comparison { old, new, changes };
    comparison.compare("", "requests responses", old, new);
    comparison.changes.sort();
    comparison.changes
}

struct Comparison<'a> {
    old: &'a Place,
    new: &'a Place,
    changes: Vec<Change>,
}

impl Comparison<'_> {
    /// Compares what is said at a place, and the places inside it. What is inside one that is added or removed is not listed.
    fn compare(&mut self, name: &str, around: &str, old: &Place, new: &Place) {
        let sides = old.get(SIDES).and_then(Value::as_str).unwrap_or(around);
        let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
        for key in keys {
            let (one, other) = (old.get(key), new.get(key));
            let inner = format!("{name}{key}");
            if one == other || key == KIND || key == SIDES {
                continue;
            }
            if let (Some(Value::Object(one)), Some(Value::Object(other))) = (one, other) {
                let (one, other) = match one.get("$ref") == other.get("$ref") {
                    true => (one, other),
                    false => (written_out(self.old, one), written_out(self.new, other)),
                };
                self.compare(&inner, sides, one, other);
            } else if let Some(kind) = one.or(other).and_then(|place| place.get(KIND)?.as_str()) {
                self.add(&inner, sides, &Rule::of(kind), kind, (one, other));
            } else {
                // A value of an enum and a variant of a union have a name.
                let member = key.split_once(' ').map(|(kind, _)| kind);
                let rule = Rule::of(match member {
                    Some(_) if old.contains_key("x-open") => "open value",
                    member => member.unwrap_or(key),
                });
                let shown = member.map_or_else(|| format!("`{key}`"), |_| key.clone());
                let place = if name.is_empty() { "document" } else { name };
                self.add(place, sides, &rule, &shown, (one, other));
            }
        }
    }

    fn add(&mut self, place: &str, sides: &str, rule: &Rule, what: &str, values: Values<'_>) {
        let message = match values {
            (Some(_), Some(_)) if rule.is_text() => format!("{what} changed"),
            (Some(old), Some(new)) => format!("{what} changed from {old} to {new}"),
            (Some(_), None) => format!("{what} was removed"),
            _ => format!("{what} was added"),
        };
        let place = place.trim_start_matches(", ");
        let mut add = |(clients, servers), message| {
            self.changes.push(Change {
                clients,
                servers,
                place: place.to_owned(),
                message,
            });
        };
        let [requests, responses] = rule.classes(values);
        if requests == responses {
            return add(requests, message);
        }
        for side in sides.split(' ') {
            let is_request = side == "requests";
            let classes = if is_request { requests } else { responses };
            add(classes, format!("{message} (in {side})"));
        }
    }
}

/// A component in place of a reference to it, but for schemas: their names are those of types in code.
fn written_out<'a>(document: &'a Place, place: &'a Place) -> &'a Place {
    let reference = place.get("$ref").and_then(Value::as_str);
    let name = reference.and_then(|it| it.strip_prefix("#/components/"));
    let name = name.filter(|it| !it.starts_with("schemas/"));
    let component = name.and_then(|name| document.get(name)?.as_object());
    component.unwrap_or(place)
}
