//! Unions, told apart by a tag or by a key.

use std::collections::HashSet;

use super::{findings::Findings, references};
use crate::tree::sites::schemas;
use crate::tree::{Node, Source};

/// What stands for a member lost its tag or key, which the union writes.
pub(crate) fn members_stay_inside(source: &Source, findings: &mut Findings<'_>) {
    let unions = unions(source);
    let members: HashSet<_> = unions
        .iter()
        .flat_map(|union| union.items("oneOf"))
        .filter_map(|member| member.text("$ref"))
        .collect();
    for (node, target) in references::all(source) {
        let outer = node.pointer.rsplit_once('/').map(|(outer, _)| outer);
        if members.contains(target) && !outer.is_some_and(|outer| outer.ends_with("/oneOf")) {
            findings.at(
                &node,
                format!("{target} is the member of a union, which writes what tells it apart: use the union"),
            );
        }
    }
}

pub(crate) fn mappings_are_complete(source: &Source, findings: &mut Findings<'_>) {
    for union in unions(source) {
        let Some(discriminator) = union.get("discriminator") else {
            continue;
        };
        let tag = discriminator.text("propertyName").unwrap_or_default();
        let mapping = discriminator.under("mapping");
        for member in union.items("oneOf") {
            let target = member.text("$ref").unwrap_or_default();
            let keys = mapping
                .iter()
                .filter(|entry| entry.value.as_str() == Some(target));
            match keys.count() {
                1 => {}
                0 => findings.at(&member, format!("no key of the mapping leads to {target}")),
                count => findings.at(
                    &member,
                    format!("{count} keys of the mapping lead to {target}"),
                ),
            }
        }
        for entry in &mapping {
            let target = entry.value.as_str().unwrap_or_default();
            let members = union.items("oneOf");
            if !members
                .iter()
                .any(|member| member.text("$ref") == Some(target))
            {
                findings.at(entry, format!("`{target}` is no member of the union"));
            } else if let Some(object) = source.target(target) {
                check_tag(&object, tag, entry, findings);
            }
        }
    }
}

/// The member requires the tag, whose one value is the key of the mapping.
fn check_tag(object: &Node<'_>, tag: &str, entry: &Node<'_>, findings: &mut Findings<'_>) {
    let (name, key) = (object.key(), entry.key());
    if !object.strings("required").contains(&tag) {
        findings.at(
            object,
            format!("{name} must require `{tag}`, which tells it apart"),
        );
    }
    let property = object.get("properties").and_then(|all| all.get(tag));
    match property {
        Some(property) if property.strings("enum") == [key.as_str()] => {}
        Some(property) => findings.at(
            &property,
            format!("the one value of `{tag}` in {name} must be `{key}`"),
        ),
        None => findings.at(object, format!("{name} has no property `{tag}`")),
    }
}

pub(crate) fn keys_are_distinct(source: &Source, findings: &mut Findings<'_>) {
    for union in unions(source) {
        if union.has("discriminator") {
            continue;
        }
        let mut seen = HashSet::new();
        for member in union.items("oneOf") {
            let object = source.resolve(&member);
            let name = object.key();
            let keys: Vec<String> = object
                .under("properties")
                .iter()
                .map(|property| property.key())
                .collect();
            match keys.as_slice() {
                [key] if object.strings("required") != [key.as_str()] => {
                    findings.at(&object, format!("{name} must require its key `{key}`"));
                }
                [key] if !seen.insert(key.clone()) => {
                    findings.at(
                        &member,
                        format!("`{key}` is the key of another member, too"),
                    );
                }
                [_] => {}
                keys => findings.at(
                    &member,
                    format!(
                        "{name} has {} properties: without a discriminator a member has one",
                        keys.len()
                    ),
                ),
            }
        }
    }
}

fn unions(source: &Source) -> Vec<Node<'_>> {
    let schemas = schemas(source).into_iter();
    schemas.filter(|schema| schema.has("oneOf")).collect()
}
