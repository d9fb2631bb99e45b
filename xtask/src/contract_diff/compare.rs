//! The changes from one document to another.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::form::{KIND, Place, SIDES, places};
use super::rules::{Class, Rule};
use crate::version::Bump;

/// One change.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub clients: Class,
    pub servers: Class,
    pub place: String,
    pub message: String,
}

impl Change {
    /// Clients decide: what breaks them takes a new major version. Servers implement what they are told to, and a
    /// change that asks more of them is an addition.
    pub(crate) fn bump(&self) -> Bump {
        match (self.clients, self.servers) {
            (Class::Breaking, _) => Bump::Major,
            (Class::Editorial, Class::Editorial) => Bump::Patch,
            _ => Bump::Minor,
        }
    }
}

/// All changes, the worst first.
pub(crate) fn changes(old: &Value, new: &Value) -> Vec<Change> {
    let (old, new) = (&places(old), &places(new));
    let mut comparison = Comparison {
        old,
        new,
        changes: Vec::new(),
    };
    comparison.places("", &[], old, new);
    let mut changes = comparison.changes;
    changes.sort_by(|one, other| {
        let classes = (other.clients, other.servers).cmp(&(one.clients, one.servers));
        classes.then_with(|| one.place.cmp(&other.place))
    });
    changes
}

type Values<'a> = (Option<&'a Value>, Option<&'a Value>);

struct Comparison<'a> {
    old: &'a Place,
    new: &'a Place,
    changes: Vec<Change>,
}

impl Comparison<'_> {
    /// Compares what is said at a place, and the places inside it.
    fn places(&mut self, name: &str, around: &[Value], old: &Place, new: &Place) {
        let sides = |place: &Place| place.get(SIDES)?.as_array().cloned();
        let mut sides = sides(old).zip(sides(new)).map(|(mut sides, new)| {
            sides.retain(|side| new.contains(side));
            sides
        });
        let sides = sides.get_or_insert_with(|| around.to_vec()).as_slice();
        let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
        for key in keys
            .into_iter()
            .filter(|key| ![KIND, SIDES].contains(&key.as_str()))
        {
            let inner = format!("{name}{key}");
            // Of a place that is on one side only, what is inside it is not told.
            let kind = |place: &Value| place.get(KIND).and_then(Value::as_str).map(str::to_owned);
            match (old.get(key), new.get(key)) {
                (one, other) if one == other => {}
                (Some(Value::Object(one)), Some(Value::Object(other))) => {
                    if one.get("$ref") == other.get("$ref") {
                        self.places(&inner, sides, one, other);
                    } else {
                        let (one, other) =
                            (written_out(self.old, one), written_out(self.new, other));
                        self.places(&inner, sides, one, other);
                    }
                }
                (one, other) => match one.or(other).and_then(kind) {
                    Some(kind) => self.tell(&inner, sides, &kind, &Rule::of(&kind), (one, other)),
                    None => {
                        let is_member = key.starts_with("value ") || key.starts_with("variant ");
                        let word = if is_member && old.contains_key("x-open") {
                            "open"
                        } else {
                            key
                        };
                        self.tell(name, sides, key, &Rule::of(word), (one, other));
                    }
                },
            }
        }
    }

    fn tell(&mut self, place: &str, sides: &[Value], word: &str, rule: &Rule, values: Values<'_>) {
        let shown = |value: &Value| match value {
            Value::Bool(true) | Value::Object(_) => String::new(),
            value => format!(" {value}"),
        };
        let message = match values {
            (Some(_), Some(_)) if rule.is_of_words() => format!("{word} changed"),
            (Some(old), Some(new)) => format!("{word}{} is now{}", shown(old), shown(new)),
            (Some(_), None) => format!("{word} is gone"),
            _ => format!("{word} is new"),
        };
        let mut add = |(clients, servers), message| {
            let place = place.to_owned();
            let change = Change {
                clients,
                servers,
                place,
                message,
            };
            self.changes.push(change);
        };
        let [requests, replies] = rule.meaning(values.0, values.1);
        if requests == replies {
            return add(requests, message);
        }
        // What is used nowhere is judged as if it were used everywhere.
        for (side, classes) in [("requests", requests), ("replies", replies)] {
            if sides.is_empty() || sides.contains(&json!(side)) {
                add(classes, format!("{message} (in {side})"));
            }
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
