//! Words: what people read and machines pass over.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::change::{Changes, Class};
use super::operations::by_route;
use crate::tree::sites::Operation;
use crate::tree::{Source, escape};

/// Keys whose values are words. Where keys are names, they are names.
const WORDS: [&str; 9] = [
    "description",
    "summary",
    "title",
    "example",
    "examples",
    "contact",
    "license",
    "externalDocs",
    "termsOfService",
];

/// Under these, keys are names.
const NAMED: [&str; 4] = ["properties", "schemas", "mapping", "paths"];

pub(crate) fn compare(old: &Source, new: &Source, changes: &mut Changes) {
    let mut places = Vec::new();
    differences(old.root().value, new.root().value, "", false, &mut places);
    for place in places {
        let classes = (Class::Editorial, Class::Editorial);
        changes.add(&place, "the words changed", classes);
    }
}

/// The places where words differ. What is on one side only is told of as a whole by other rules.
fn differences(old: &Value, new: &Value, place: &str, names: bool, found: &mut Vec<String>) {
    match (old, new) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: std::collections::BTreeSet<&String> =
                one.keys().chain(other.keys()).collect();
            for key in keys {
                let place = format!("{place}/{}", escape(key));
                let (before, after) = (one.get(key), other.get(key));
                if !names && WORDS.contains(&key.as_str()) {
                    if before != after {
                        found.push(place);
                    }
                } else if let (Some(before), Some(after)) = (before, after) {
                    let names = !names && NAMED.contains(&key.as_str());
                    differences(before, after, &place, names, found);
                }
            }
        }
        (Value::Array(one), Value::Array(other)) => {
            for (index, (before, after)) in one.iter().zip(other).enumerate() {
                differences(before, after, &format!("{place}/{index}"), false, found);
            }
        }
        _ => {}
    }
}

/// Operations and schemas that are in both documents, without words: their places, old and new.
pub(crate) fn skeletons(old: &Source, new: &Source) -> Vec<(String, Value, Value)> {
    let (before, after) = (all(old), all(new));
    let mut both = Vec::new();
    for (place, one) in before {
        if let Some(other) = after.get(&place) {
            both.push((place, one, other.clone()));
        }
    }
    both
}

fn all(source: &Source) -> BTreeMap<String, Value> {
    let mut all = BTreeMap::new();
    for schema in source.components("schemas") {
        let place = format!("schemas/{}", schema.key());
        all.insert(place, without_words(schema.value, false));
    }
    for (route, operation) in by_route(source) {
        all.insert(route, without_words(&whole(source, &operation), false));
    }
    all
}

/// An operation with its parameters, body and replies in place of references to them.
fn whole(source: &Source, operation: &Operation<'_>) -> Value {
    let mut whole = operation.node.object().cloned().unwrap_or_default();
    let parameters = operation.parameters(source);
    let mut parameters: Vec<&Value> = parameters.iter().map(|node| node.value).collect();
    // Neither their order nor their words matter.
    parameters.sort_by_key(|parameter| without_words(parameter, false).to_string());
    whole.insert("parameters".to_owned(), json!(parameters));
    if let Some(body) = operation.body(source) {
        whole.insert("requestBody".to_owned(), body.value.clone());
    }
    let replies = operation.responses().into_iter();
    let replies: Map<String, Value> = replies
        .map(|reply| (reply.key(), source.resolve(&reply).value.clone()))
        .collect();
    whole.insert("responses".to_owned(), Value::Object(replies));
    Value::Object(whole)
}

fn without_words(value: &Value, names: bool) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.iter();
            let kept = fields.filter(|(key, _)| names || !WORDS.contains(&key.as_str()));
            kept.map(|(key, value)| {
                let names = !names && NAMED.contains(&key.as_str());
                let value = match (key.as_str(), value) {
                    // Sets, written as lists.
                    ("required" | "enum" | "oneOf", Value::Array(items)) if !names => {
                        let mut items = items.clone();
                        items.sort_by_key(Value::to_string);
                        Value::Array(items)
                    }
                    _ => without_words(value, names),
                };
                (key.clone(), value)
            })
            .collect()
        }
        Value::Array(items) => items
            .iter()
            .map(|item| without_words(item, false))
            .collect(),
        other => other.clone(),
    }
}
