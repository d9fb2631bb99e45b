//! The form in which documents are compared: places inside of places. An object is a place, its key what it adds to the name
//! of the place around it; everything else is said of the place, by its keyword. Of a set, each member is said.

use serde_json::{Map, Value, json};

use crate::tree::sites::{METHODS, reached_in};

pub(crate) type Place = Map<String, Value>;

/// What a place is, as the rules call it.
pub(crate) const KIND: &str = "(kind)";
/// In what its values are sent, where it differs from the place around it.
pub(crate) const SIDES: &str = "(sides)";

/// Keywords that say nothing where they are false.
const FLAGS: &str = "allowEmptyValue allowReserved deprecated exclusiveMaximum exclusiveMinimum nullable readOnly \
    required uniqueItems writeOnly x-open x-sensitive";

/// Keywords with places under them: whether under names, what the places are, and what is added to the name of the place
/// around them.
const INNER: [(&str, bool, &str, &str); 14] = [
    ("additionalProperties", false, "value schema", "[key]"),
    ("components", true, "component", ""),
    ("content", true, "media type", ", "),
    ("items", false, "item schema", "[]"),
    ("operations", true, "operation", ""),
    ("parameters", true, "parameter", ", "),
    ("paths", true, "path", ""),
    ("properties", true, "property", "."),
    ("requestBody", false, "request body", ", body"),
    ("responses", true, "response", ", response "),
    ("schema", false, "inline schema", ""),
    ("servers", true, "server", ", server "),
    ("tags", true, "tag", ", tag "),
    ("variables", true, "server variable", "."),
];

pub(crate) fn places(document: &Value) -> Place {
    let mut root = without(document, &["security"]);
    let (mut operations, mut paths) = (Map::new(), Map::new());
    for (path, item) in object(&document["paths"]) {
        let methods = METHODS.into_iter();
        for method in methods.filter(|method| item[method].is_object()) {
            let name = format!("{} {path}", method.to_uppercase());
            operations.insert(name, whole(document, item, &item[method]).into());
        }
        let mut rest = without(item, &METHODS);
        rest.remove("parameters");
        paths.insert(path.clone(), rest.into());
    }
    let used = |keywords: &[&str]| {
        let users = operations.values();
        let users = users.flat_map(|it| keywords.iter().map(|keyword| &it[*keyword]));
        reached_in(document, users.collect())
    };
    let (sent, received) = (used(&["parameters", "requestBody"]), used(&["responses"]));
    let mut components = Map::new();
    for (kind, all) in object(&document["components"]) {
        for (name, component) in object(all) {
            let pointer = format!("/components/{kind}/{name}");
            let sides = match (sent.contains(&pointer), received.contains(&pointer)) {
                (true, false) => "requests",
                (false, true) => "responses",
                // What nothing uses is judged as if everything did.
                (true, true) | (false, false) => "requests responses",
            };
            let mut component = without(component, &[]);
            component.insert(SIDES.to_owned(), json!(sides));
            components.insert(format!("{kind}/{name}"), component.into());
        }
    }
    let info = without(&document["info"], &["version"]);
    root.insert("info".to_owned(), info.into());
    root.insert("components".to_owned(), components.into());
    root.insert("operations".to_owned(), operations.into());
    root.insert("paths".to_owned(), paths.into());
    place(document, "document", &root.into())
}

/// An operation with what is said around it, and what holds where nothing is said.
fn whole(document: &Value, item: &Value, operation: &Value) -> Map<String, Value> {
    let mut whole = without(operation, &["security"]);
    let parameters = [&item["parameters"], &operation["parameters"]];
    let parameters = parameters.into_iter().flat_map(list).cloned().collect();
    whole.insert("parameters".to_owned(), parameters);
    whole.insert(SIDES.to_owned(), json!("requests"));
    whole.entry("x-retry").or_insert(json!("unsafe"));
    // The empty way is everybody's, who need no other.
    let ways = operation.get("security").unwrap_or(&document["security"]);
    if list(ways).next().is_some() && !list(ways).any(|way| *way == json!({})) {
        whole.insert("security".to_owned(), ways.clone());
    }
    whole
}

fn place(document: &Value, kind: &str, node: &Value) -> Place {
    let mut said = Place::new();
    let mut say = |name: &str, value: Value| drop(said.insert(name.to_owned(), value));
    say(KIND, json!(kind));
    if kind == "example" {
        say(kind, json!([node]));
        return said;
    }
    for (keyword, value) in object(node) {
        let mut inner = INNER.iter().filter(|(inner, ..)| inner == keyword);
        if let Some((_, has_names, kind, before)) = inner.next()
            && (value.is_object() || value.is_array() && list(value).all(Value::is_object))
        {
            for (name, it) in entries(document, value, *has_names) {
                let kind = kind_of(document, kind, &name, it, node);
                let mut place = place(document, &kind, it);
                if kind == "required property" {
                    place.insert("required".to_owned(), json!(true));
                } else if keyword == "responses" {
                    place.insert(SIDES.to_owned(), json!("responses"));
                }
                say(&format!("{before}{name}"), place.into());
            }
            continue;
        }
        match (keyword.as_str(), value) {
            (_, Value::Null) | ("additionalProperties", Value::Bool(true)) => {}
            (_, Value::Bool(false)) if FLAGS.split(' ').any(|flag| flag == keyword) => {}
            // Properties say it.
            ("required", Value::Array(_)) => {}
            ("enum", Value::Array(values)) => {
                say(keyword, json!(true));
                for value in values {
                    say(&format!("value {value}"), json!(true));
                }
            }
            ("oneOf", Value::Array(members)) => {
                say(keyword, json!(true));
                for member in members {
                    let mut keys = object(&node["discriminator"]["mapping"]);
                    let key = keys.find(|(_, target)| **target == member["$ref"]);
                    let key = key.map_or_else(|| member.to_string(), |(key, _)| key.clone());
                    say(&format!("variant {key}"), json!([member]));
                }
            }
            // Variants have the keys of its mapping.
            ("discriminator", _) => say(keyword, value["propertyName"].clone()),
            // It is no place.
            (_, Value::Object(_)) => say(keyword, json!([value])),
            _ => say(keyword, value.clone()),
        }
    }
    said
}

/// What stands under a keyword, with its name.
fn entries<'a>(document: &Value, value: &'a Value, has_names: bool) -> Vec<(String, &'a Value)> {
    match value {
        Value::Object(_) if !has_names => vec![(String::new(), value)],
        Value::Object(fields) => fields.iter().map(|(name, it)| (name.clone(), it)).collect(),
        _ => {
            let named = list(value).enumerate().map(|(index, item)| {
                let parameter = resolved(document, item);
                let name = match parameter["in"].as_str() {
                    Some(place) => format!("{place} parameter {}", text(&parameter["name"])),
                    None => index.to_string(),
                };
                (name, item)
            });
            named.collect()
        }
    }
}

fn kind_of(document: &Value, kind: &str, name: &str, place: &Value, around: &Value) -> String {
    // An error may have a range that covers it, too. Ranges of successes do not: their bodies differ.
    let range = format!("{}XX", name.get(..1).unwrap_or_default());
    let is_covered = name.starts_with(['4', '5']) && name != range;
    let is_required = match kind {
        "property" => list(&around["required"]).any(|it| it == name),
        _ => resolved(document, place)["required"] == json!(true),
    };
    match kind {
        "property" | "parameter" | "request body" if is_required => format!("required {kind}"),
        "response" if is_covered && around["responses"].get(range).is_some() => {
            "response covered by a range".to_owned()
        }
        "component" => match name.split('/').next() {
            Some("schemas") => "schema".to_owned(),
            Some("securitySchemes") => "security scheme".to_owned(),
            Some("examples") => "example".to_owned(),
            _ => kind.to_owned(),
        },
        _ => kind.to_owned(),
    }
}

fn resolved<'a>(document: &'a Value, node: &'a Value) -> &'a Value {
    let reference = node["$ref"].as_str().and_then(|it| it.strip_prefix('#'));
    let target = reference.and_then(|pointer| document.pointer(pointer));
    target.unwrap_or(node)
}

/// The object without what is under some keys.
fn without(value: &Value, keys: &[&str]) -> Map<String, Value> {
    let mut fields = value.as_object().cloned().unwrap_or_default();
    fields.retain(|key, _| !keys.contains(&key.as_str()));
    fields
}

fn object(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
