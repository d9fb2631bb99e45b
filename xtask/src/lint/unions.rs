//! Unions, told apart by a tag or by a key.

use std::collections::HashSet;

use serde_json::json;

use super::Found;
use crate::tree::{Node, Source};

/// What stands for a member lost its tag or key, which the union writes.
pub(crate) fn members_stay_inside(source: &Source, found: &mut Found) {
    let members: HashSet<_> = unions(source).iter().flat_map(members).collect();
    for node in source.parts() {
        let target = node.text("$ref").filter(|target| members.contains(target));
        let outer = node.pointer.rsplit_once('/').map(|(outer, _)| outer);
        if let Some(target) = target
            && !outer.is_some_and(|outer| outer.ends_with("/oneOf"))
        {
            let message = "is a member of a union, which writes its tag: use the union";
            found.at(&node, format!("{target} {message}"));
        }
    }
}

/// A discriminator maps every member once, by the one value of its property.
pub(crate) fn mappings_are_complete(source: &Source, found: &mut Found) {
    for union in unions(source) {
        let Some(discriminator) = union.get("discriminator") else {
            continue;
        };
        let tag = discriminator.text("propertyName").unwrap_or_default();
        let mapping = discriminator.under("mapping");
        let mut members = members(&union);
        let mut targets: Vec<_> = mapping.iter().filter_map(|it| it.value.as_str()).collect();
        members.sort_unstable();
        targets.sort_unstable();
        if members != targets {
            found.at(
                &discriminator,
                "the mapping must lead to each member of the union once",
            );
        }
        for entry in &mapping {
            let Some(object) = entry
                .value
                .as_str()
                .and_then(|target| source.target(target))
            else {
                continue;
            };
            let value = &object.value["properties"][tag]["enum"];
            if !object.strings("required").contains(&tag) || *value != json!([entry.key()]) {
                let (name, value) = (object.key(), entry.key());
                let message = format!("{name} must require `{tag}`, whose one value is `{value}`");
                found.at(&object, message);
            }
        }
    }
}

/// Members of a union without discriminator have one required property each, all different.
pub(crate) fn keys_are_distinct(source: &Source, found: &mut Found) {
    let unions = unions(source).into_iter();
    for union in unions.filter(|union| !union.has("discriminator")) {
        let mut seen = HashSet::new();
        for member in union.under("oneOf") {
            let object = source.resolve(&member);
            let keys = object.under("properties");
            let keys: Vec<_> = keys.iter().map(Node::key).collect();
            let is_one = keys.len() == 1 && object.strings("required") == keys;
            if !is_one || !seen.insert(keys) {
                let name = object.key();
                let message = "must have one property, which it requires and no other member has";
                found.at(&member, format!("{name} {message}"));
            }
        }
    }
}

fn unions(source: &Source) -> Vec<Node<'_>> {
    let parts = source.parts().into_iter();
    parts.filter(|part| part.has("oneOf")).collect()
}

/// What the members refer to.
fn members<'a>(union: &Node<'a>) -> Vec<&'a str> {
    let members = union.under("oneOf").into_iter();
    members.filter_map(|member| member.text("$ref")).collect()
}
