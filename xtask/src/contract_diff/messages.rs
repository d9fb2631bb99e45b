//! Bodies of requests, and replies.

use std::collections::BTreeMap;

use serde_json::json;

use super::change::{Class, Effect, Side};
use super::schemas::Comparison;
use crate::tree::sites::Operation;
use crate::tree::{Node, Source};

use Class::{Additive, Breaking};

pub(crate) fn bodies<'a>(
    comparison: &mut Comparison<'a, '_>,
    place: &str,
    before: &Operation<'a>,
    after: &Operation<'a>,
) {
    let place = format!("{place}, body");
    let old = before.body(comparison.old);
    let new = after.body(comparison.new);
    let required = |body: &Node<'_>| body.is("required", &json!(true));
    match (old, new) {
        (None, None) => {}
        (Some(_), None) => comparison
            .changes
            .add(&place, "is gone", (Breaking, Additive)),
        (None, Some(new)) if required(&new) => {
            let message = "is new and required";
            comparison
                .changes
                .add(&place, message, (Breaking, Breaking));
        }
        (None, Some(_)) => comparison
            .changes
            .add(&place, "is new", (Additive, Breaking)),
        (Some(old), Some(new)) => {
            let both = (required(&old), required(&new));
            comparison.required(both, Side::Request, &place);
            contents(comparison, &place, &old, &new, Side::Request);
        }
    }
}

pub(crate) fn replies<'a>(
    comparison: &mut Comparison<'a, '_>,
    place: &str,
    before: &Operation<'a>,
    after: &Operation<'a>,
) {
    let old = by_status(comparison.old, before);
    let new = by_status(comparison.new, after);
    for (status, reply) in &old {
        let place = format!("{place}, reply {status}");
        match new.get(status) {
            Some(other) => contents(comparison, &place, reply, other, Side::Reply),
            // An error that its range still covers is still an error.
            None if is_covered(status, &new) => {
                comparison
                    .changes
                    .add(&place, "is no longer listed", (Additive, Additive));
            }
            None => comparison
                .changes
                .add(&place, "is gone", (Breaking, Breaking)),
        }
    }
    for status in new.keys().filter(|status| !old.contains_key(*status)) {
        let place = format!("{place}, reply {status}");
        let classes = if is_covered(status, &old) {
            (Additive, Additive)
        } else {
            // Clients do not know how to read it.
            (Breaking, Additive)
        };
        comparison.changes.add(&place, "is new", classes);
    }
}

fn by_status<'a>(source: &'a Source, operation: &Operation<'a>) -> BTreeMap<String, Node<'a>> {
    let replies = operation.responses().into_iter();
    replies
        .map(|reply| (reply.key(), source.resolve(&reply)))
        .collect()
}

/// Whether the range of an error status is listed. Ranges do not cover successes: their bodies differ.
fn is_covered(status: &str, replies: &BTreeMap<String, Node<'_>>) -> bool {
    let range = status.get(..1).map(|first| format!("{first}XX"));
    status.starts_with(['4', '5'])
        && range.is_some_and(|range| range != status && replies.contains_key(&range))
}

/// Bodies by media type.
fn contents<'a>(
    comparison: &mut Comparison<'a, '_>,
    place: &str,
    old: &Node<'a>,
    new: &Node<'a>,
    side: Side,
) {
    let by_media = |node: &Node<'a>| -> BTreeMap<String, Node<'a>> {
        let contents = node.under("content").into_iter();
        contents.map(|content| (content.key(), content)).collect()
    };
    let (old, new) = (by_media(old), by_media(new));
    for (media, content) in &old {
        match new.get(media) {
            Some(other) => {
                comparison.optional(content.get("schema"), other.get("schema"), side, place);
            }
            None => comparison.effect(place, &format!("{media} is gone"), Effect::Narrower, side),
        }
    }
    for media in new.keys().filter(|media| !old.contains_key(*media)) {
        comparison.effect(place, &format!("{media} is new"), Effect::Wider, side);
    }
}
