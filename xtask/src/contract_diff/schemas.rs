//! Schemas: each component once for each side that it is used on.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Value, json};

use super::change::{Changes, Class, Effect, Side, shown};
use super::members;
use crate::tree::sites::{self, operations};
use crate::tree::{Node, Source};

use Class::{Additive, Breaking, Editorial};

pub(crate) fn compare(old: &Source, new: &Source, changes: &mut Changes) {
    let before = by_name(old);
    let after = by_name(new);
    for (name, schema) in &before {
        let place = format!("schemas/{name}");
        let Some(other) = after.get(name) else {
            changes.add(&place, "is gone", (Breaking, Editorial));
            continue;
        };
        for side in [Side::Request, Side::Reply] {
            if used(old, side).contains(&schema.pointer) && used(new, side).contains(&other.pointer)
            {
                let mut comparison = Comparison::of(old, new, changes);
                comparison.schemas(schema, other, side, &place);
            }
        }
    }
    for name in after.keys().filter(|name| !before.contains_key(*name)) {
        changes.add(&format!("schemas/{name}"), "is new", (Additive, Editorial));
    }
}

fn by_name(source: &Source) -> BTreeMap<String, Node<'_>> {
    let schemas = source.components("schemas").into_iter();
    schemas.map(|schema| (schema.key(), schema)).collect()
}

/// The pointers of what is used on a side.
fn used(source: &Source, side: Side) -> HashSet<String> {
    let mut users = Vec::new();
    for operation in operations(source) {
        match side {
            Side::Reply => users.extend(operation.responses()),
            Side::Request => {
                users.extend(operation.parameters(source));
                users.extend(operation.body(source));
            }
        }
    }
    sites::reached(source, users)
}

/// The comparison of schemas of two documents.
pub(crate) struct Comparison<'a, 'c> {
    pub old: &'a Source,
    pub new: &'a Source,
    pub changes: &'c mut Changes,
    /// Pairs that are being compared: schemas may contain themselves.
    open: HashSet<(String, String)>,
}

impl<'a, 'c> Comparison<'a, 'c> {
    pub(crate) fn of(old: &'a Source, new: &'a Source, changes: &'c mut Changes) -> Self {
        Self {
            old,
            new,
            changes,
            open: HashSet::new(),
        }
    }

    pub(crate) fn effect(&mut self, place: &str, message: &str, effect: Effect, side: Side) {
        let message = format!("{message} ({})", side.name());
        self.changes.add(place, message, side.classes(effect));
    }

    /// Whether something was required, and is.
    pub(crate) fn required(&mut self, both: (bool, bool), side: Side, place: &str) {
        match both {
            (false, true) => self.effect(place, "is required now", Effect::Narrower, side),
            (true, false) => self.effect(place, "is optional now", Effect::Wider, side),
            _ => {}
        }
    }

    /// Schemas that may not be there.
    pub(crate) fn optional(
        &mut self,
        old: Option<Node<'a>>,
        new: Option<Node<'a>>,
        side: Side,
        place: &str,
    ) {
        match (old, new) {
            (Some(old), Some(new)) => self.schemas(&old, &new, side, place),
            (None, None) => {}
            (Some(_), None) => self.effect(place, "says no more what it is", Effect::Wider, side),
            (None, Some(_)) => self.effect(place, "says what it is", Effect::Narrower, side),
        }
    }

    pub(crate) fn schemas(&mut self, old: &Node<'a>, new: &Node<'a>, side: Side, place: &str) {
        match (old.text("$ref"), new.text("$ref")) {
            // The component itself is compared at its own place.
            (Some(one), Some(other)) if one == other => return,
            (Some(one), Some(other)) => {
                let message = format!("{one} is now {other}");
                self.changes.add(place, message, (Breaking, Editorial));
            }
            _ => {}
        }
        let (old, new) = (self.old.resolve(old), self.new.resolve(new));
        let pair = (old.pointer.clone(), new.pointer.clone());
        if self.open.insert(pair.clone()) {
            self.keywords(&old, &new, side, place);
            self.open.remove(&pair);
        }
    }

    fn keywords(&mut self, old: &Node<'a>, new: &Node<'a>, side: Side, place: &str) {
        if old.text("type") != new.text("type") {
            let (one, other) = (old.value.get("type"), new.value.get("type"));
            let message = format!("type {} is now {}", shown(one), shown(other));
            return self.effect(place, &message, Effect::Other, side);
        }
        self.format(old, new, side, place);
        self.limits(old, new, side, place);
        self.flags(old, new, side, place);
        members::values(self, old, new, side, place);
        members::variants(self, old, new, side, place);
        members::properties(self, old, new, side, place);
        members::additional(self, old, new, side, place);
        if let (Some(one), Some(other)) = (old.get("items"), new.get("items")) {
            self.schemas(&one, &other, side, &format!("{place}[]"));
        }
    }

    fn format(&mut self, old: &Node<'a>, new: &Node<'a>, side: Side, place: &str) {
        let (one, other) = (old.value.get("format"), new.value.get("format"));
        let effect = match (old.text("format"), new.text("format")) {
            (one, other) if one == other => return,
            (Some(_), None) | (Some("int32"), Some("int64")) => Effect::Wider,
            (None, Some(_)) | (Some("int64"), Some("int32")) => Effect::Narrower,
            _ => Effect::Other,
        };
        let message = format!("format {} is now {}", shown(one), shown(other));
        self.effect(place, &message, effect, side);
    }

    fn limits(&mut self, old: &Node<'a>, new: &Node<'a>, side: Side, place: &str) {
        let lower = ["minimum", "minLength", "minItems", "minProperties"];
        let upper = ["maximum", "maxLength", "maxItems", "maxProperties"];
        let fixed = [
            "pattern",
            "multipleOf",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "uniqueItems",
        ];
        for key in lower.into_iter().chain(upper).chain(fixed) {
            let (one, other) = (old.value.get(key), new.value.get(key));
            let numbers = one
                .and_then(Value::as_f64)
                .zip(other.and_then(Value::as_f64));
            let effect = match (one, other) {
                (one, other) if one == other => continue,
                (None | Some(Value::Bool(false)), Some(_)) => Effect::Narrower,
                (Some(_), None | Some(Value::Bool(false))) => Effect::Wider,
                _ => match numbers {
                    Some((one, other))
                        if lower.contains(&key) == (other < one) && !fixed.contains(&key) =>
                    {
                        Effect::Wider
                    }
                    Some(_) if !fixed.contains(&key) => Effect::Narrower,
                    _ => Effect::Other,
                },
            };
            let message = format!("{key} {} is now {}", shown(one), shown(other));
            self.effect(place, &message, effect, side);
        }
    }

    fn flags(&mut self, old: &Node<'a>, new: &Node<'a>, side: Side, place: &str) {
        let toggled = |key: &str| {
            let on = |node: &Node<'_>| node.is(key, &json!(true));
            (on(old) != on(new)).then(|| on(new))
        };
        match toggled("nullable") {
            Some(true) => self.effect(place, "may be null now", Effect::Wider, side),
            Some(false) => self.effect(place, "may not be null any more", Effect::Narrower, side),
            None => {}
        }
        // Openness is a promise about replies.
        match toggled("x-open").filter(|_| side == Side::Reply) {
            Some(true) => self.effect(place, "may grow now (x-open)", Effect::Wider, side),
            Some(false) => self.effect(
                place,
                "may not grow any more (x-open)",
                Effect::Narrower,
                side,
            ),
            None => {}
        }
        if let Some(on) = toggled("x-sensitive") {
            let message = format!("x-sensitive is now {on}");
            self.changes.add(place, message, (Additive, Additive));
        }
        if let Some(on) = toggled("deprecated") {
            let message = format!("deprecated is now {on}");
            self.changes.add(place, message, (Additive, Editorial));
        }
        // What is left out means something else now.
        if old.value.get("default") != new.value.get("default") {
            let (one, other) = (old.value.get("default"), new.value.get("default"));
            let message = format!("default {} is now {}", shown(one), shown(other));
            self.effect(place, &message, Effect::Other, side);
        }
        for key in ["readOnly", "writeOnly"] {
            if toggled(key).is_some() {
                self.effect(place, &format!("{key} changed"), Effect::Other, side);
            }
        }
    }
}
