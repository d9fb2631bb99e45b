//! Names, which generators turn into names of their languages.

use std::collections::HashSet;

use super::findings::Findings;
use crate::tree::Source;
use crate::tree::sites::{contents, operations, parameters, schemas};

pub(crate) fn components(source: &Source, findings: &mut Findings<'_>) {
    let all = source.root().get("components");
    for kind in all.map(|all| all.entries()).unwrap_or_default() {
        let is_scheme = kind.key() == "securitySchemes";
        for component in kind.entries() {
            let name = component.key();
            // Schemes are named in lists of security, as properties are.
            let (good, form) = if is_scheme {
                (is_camel(&name), "camelCase")
            } else {
                (is_pascal(&name), "PascalCase")
            };
            if !good {
                findings.at(&component, format!("`{name}` is not {form}"));
            }
        }
    }
    for content in contents(source) {
        for example in content.under("examples") {
            let name = example.key();
            if !is_camel(&name) {
                findings.at(&example, format!("`{name}` is not camelCase"));
            }
        }
    }
}

/// Readers of YAML take a key such as `true` for a boolean, and differ in what they make of it.
pub(crate) fn keys_are_strings(source: &Source, findings: &mut Findings<'_>) {
    for pointer in source.odd_keys() {
        let key = pointer.rsplit('/').next().unwrap_or_default();
        let message = format!("`{key}` is no string to YAML: put it in quotes");
        findings.at_pointer(pointer, message);
    }
}

pub(crate) fn properties(source: &Source, findings: &mut Findings<'_>) {
    for property in crate::tree::sites::properties(source) {
        let name = property.key();
        if !is_camel(&name) {
            findings.at(&property, format!("`{name}` is not camelCase"));
        }
    }
    for parameter in parameters(source) {
        if let (Some(node), Some(name)) = (parameter.get("name"), parameter.text("name"))
            && parameter.text("in") != Some("header")
            && !is_camel(name)
        {
            findings.at(&node, format!("`{name}` is not camelCase"));
        }
    }
}

pub(crate) fn operations_are_noun_verb(source: &Source, findings: &mut Findings<'_>) {
    let mut seen = HashSet::new();
    for operation in operations(source) {
        let Some(node) = operation.node.get("operationId") else {
            findings.at(&operation.node, "an operation without an operationId");
            continue;
        };
        let id = operation.id();
        let noun = operation.node.strings("tags").first().copied();
        let noun = noun.unwrap_or_default().to_ascii_lowercase();
        let verb = id.strip_prefix(&format!("{noun}_"));
        if !verb.is_some_and(is_snake) {
            findings.at(&node, format!("`{id}` is not {noun}_ and a verb"));
        }
        if !seen.insert(id) {
            findings.at(&node, format!("`{id}` is the id of another operation, too"));
        }
    }
}

pub(crate) fn paths(source: &Source, findings: &mut Findings<'_>) {
    for item in source.root().under("paths") {
        let path = item.key();
        let good = path.strip_prefix('/').is_some_and(|rest| {
            rest.split('/').all(|segment| {
                match segment
                    .strip_prefix('{')
                    .and_then(|rest| rest.strip_suffix('}'))
                {
                    Some(name) => is_camel(name),
                    None => is_of(segment, |c| c.is_ascii_lowercase() || c == '-'),
                }
            })
        });
        if !good {
            findings.at(&item, format!("{path} is not in kebab-case"));
        }
    }
}

pub(crate) fn error_codes(source: &Source, findings: &mut Findings<'_>) {
    for schema in schemas(source) {
        if schema.key() != "ErrorCode" {
            continue;
        }
        for code in schema.items("enum") {
            let text = code.value.as_str().unwrap_or_default();
            let good = text
                .split_once('.')
                .is_some_and(|(area, what)| is_snake(area) && is_snake(what));
            if !good {
                findings.at(&code, format!("`{text}` is not an area, a dot and a word"));
            }
        }
    }
}

fn is_pascal(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase()) && is_of(name, |c| c.is_ascii_alphanumeric())
}

fn is_camel(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase()) && is_of(name, |c| c.is_ascii_alphanumeric())
}

fn is_snake(name: &str) -> bool {
    name.split('_')
        .all(|word| is_of(word, |c| c.is_ascii_lowercase()))
}

fn is_of(text: &str, allowed: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(allowed)
}
