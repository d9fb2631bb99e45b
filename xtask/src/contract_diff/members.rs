//! What schemas consist of: values, variants, properties.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::change::{Class, Effect, Side, shown};
use super::schemas::Comparison;
use crate::tree::Node;

use Class::{Additive, Breaking};

/// The values of an enum.
pub(crate) fn values<'a>(
    comparison: &mut Comparison<'a, '_>,
    old: &Node<'a>,
    new: &Node<'a>,
    side: Side,
    place: &str,
) {
    match (old.has("enum"), new.has("enum")) {
        (false, false) => return,
        (true, false) => {
            return comparison.effect(place, "is no enum any more", Effect::Wider, side);
        }
        (false, true) => return comparison.effect(place, "is an enum now", Effect::Narrower, side),
        (true, true) => {}
    }
    let texts = |node: &Node<'a>| -> Vec<String> {
        let items = node.items("enum").into_iter();
        items.map(|item| item.value.to_string()).collect()
    };
    listed(
        comparison,
        "the value",
        &texts(old),
        &texts(new),
        is_open(old),
        side,
        place,
    );
}

/// The members of a union.
pub(crate) fn variants<'a>(
    comparison: &mut Comparison<'a, '_>,
    old: &Node<'a>,
    new: &Node<'a>,
    side: Side,
    place: &str,
) {
    let before = by_key(old);
    let after = by_key(new);
    let texts =
        |variants: &BTreeMap<String, Node<'_>>| variants.keys().cloned().collect::<Vec<_>>();
    listed(
        comparison,
        "the variant",
        &texts(&before),
        &texts(&after),
        is_open(old),
        side,
        place,
    );
    let tag = |node: &Node<'a>| node.value["discriminator"]["propertyName"].clone();
    if tag(old) != tag(new) && !before.is_empty() && !after.is_empty() {
        comparison.effect(
            place,
            "is told apart by another property",
            Effect::Other,
            side,
        );
    }
    for (key, variant) in &before {
        if let Some(other) = after.get(key) {
            comparison.schemas(variant, other, side, &format!("{place}<{key}>"));
        }
    }
}

/// Variants by their keys in the mapping, else by what they refer to.
fn by_key<'a>(union: &Node<'a>) -> BTreeMap<String, Node<'a>> {
    let mapping = union.get("discriminator").map(|node| node.under("mapping"));
    let mapping = mapping.unwrap_or_default();
    let members = union.items("oneOf").into_iter();
    members
        .map(|member| {
            let target = member.text("$ref").unwrap_or(&member.pointer);
            let mut entries = mapping.iter();
            let entry = entries.find(|entry| entry.value.as_str() == Some(target));
            let name = target.rsplit('/').next().unwrap_or(target);
            (entry.map_or_else(|| name.to_owned(), Node::key), member)
        })
        .collect()
}

fn is_open(node: &Node<'_>) -> bool {
    node.is("x-open", &json!(true))
}

/// Values and variants. One that goes takes its name in clients' code with it, even where it was only ever received.
fn listed(
    comparison: &mut Comparison<'_, '_>,
    what: &str,
    old: &[String],
    new: &[String],
    open: bool,
    side: Side,
    place: &str,
) {
    for gone in old.iter().filter(|one| !new.contains(one)) {
        let (_, servers) = side.classes(Effect::Narrower);
        let message = format!("{what} {gone} is gone ({})", side.name());
        comparison.changes.add(place, message, (Breaking, servers));
    }
    for added in new.iter().filter(|one| !old.contains(one)) {
        let message = format!("{what} {added} is new");
        if open && side == Side::Reply {
            // Readers were told to expect it.
            comparison.changes.add(
                place,
                format!("{message} ({})", side.name()),
                (Additive, Additive),
            );
        } else {
            comparison.effect(place, &message, Effect::Wider, side);
        }
    }
}

pub(crate) fn properties<'a>(
    comparison: &mut Comparison<'a, '_>,
    old: &Node<'a>,
    new: &Node<'a>,
    side: Side,
    place: &str,
) {
    let named = |node: &Node<'a>| -> BTreeMap<String, Node<'a>> {
        let properties = node.under("properties").into_iter();
        properties
            .map(|property| (property.key(), property))
            .collect()
    };
    let (before, after) = (named(old), named(new));
    let (required_before, required_after) = (old.strings("required"), new.strings("required"));
    for (name, property) in &before {
        let place = format!("{place}.{name}");
        let Some(other) = after.get(name) else {
            // A server that goes on sending it does no harm.
            comparison
                .changes
                .add(&place, "is gone", (Breaking, Additive));
            continue;
        };
        let required = |all: &[&str]| all.contains(&name.as_str());
        let both = (required(&required_before), required(&required_after));
        comparison.required(both, side, &place);
        comparison.schemas(property, other, side, &place);
    }
    for name in after.keys().filter(|name| !before.contains_key(*name)) {
        let place = format!("{place}.{name}");
        let required = required_after.contains(&name.as_str());
        // Readers of replies pass over what they do not know; servers refuse it in requests.
        let (message, classes) = match (side, required) {
            (Side::Request, true) => ("is new and required (in requests)", (Breaking, Breaking)),
            (Side::Request, false) => ("is new (in requests)", (Additive, Breaking)),
            (Side::Reply, true) => ("is new and always there (in replies)", (Additive, Breaking)),
            (Side::Reply, false) => ("is new (in replies)", (Additive, Additive)),
        };
        comparison.changes.add(&place, message, classes);
    }
}

/// What an object may have beside its properties.
pub(crate) fn additional<'a>(
    comparison: &mut Comparison<'a, '_>,
    old: &Node<'a>,
    new: &Node<'a>,
    side: Side,
    place: &str,
) {
    let (one, other) = (
        old.get("additionalProperties"),
        new.get("additionalProperties"),
    );
    let closed = |node: &Option<Node<'_>>| {
        let node = node.as_ref();
        node.is_some_and(|node| *node.value == Value::Bool(false))
    };
    let is_schema = |node: &Option<Node<'_>>| {
        let node = node.as_ref();
        node.is_some_and(|node| node.value.is_object())
    };
    match (closed(&one), closed(&other)) {
        // Readers tolerate more in replies all the same.
        (true, false) | (false, true) if side == Side::Reply => {
            let message = "says otherwise whether unknown fields may be there";
            comparison.changes.add(place, message, (Additive, Additive));
        }
        (true, false) => comparison.effect(place, "takes unknown fields now", Effect::Wider, side),
        (false, true) => {
            comparison.effect(place, "refuses unknown fields now", Effect::Narrower, side);
        }
        _ => match (&one, &other) {
            (Some(one), Some(other))
                if is_schema(&Some(one.clone())) && is_schema(&Some(other.clone())) =>
            {
                comparison.schemas(one, other, side, &format!("{place}[key]"));
            }
            (one, other) if is_schema(one) != is_schema(other) => {
                let (one, other) = (one.as_ref(), other.as_ref());
                let (one, other) = (one.map(|node| node.value), other.map(|node| node.value));
                let message = format!(
                    "additionalProperties {} is now {}",
                    shown(one),
                    shown(other)
                );
                comparison.effect(place, &message, Effect::Other, side);
            }
            _ => {}
        },
    }
}
