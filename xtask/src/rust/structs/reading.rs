//! How fields are read where serde's own way would be too strict or not strict enough.

use std::collections::BTreeMap;

use syn::{Attribute, Type, parse_quote};

use super::{Member, Presence, arguments, serde_word};
use crate::catalog::{Catalog, Shape};

/// What reads the fields of what is only sent: a function for each name, which errors tell. By the macro that makes it.
#[derive(Default)]
pub(crate) struct Parts(BTreeMap<&'static str, BTreeMap<String, String>>);

impl Parts {
    pub(super) fn read(&mut self, member: &Member, catalog: &Catalog) -> Option<Attribute> {
        if is_read(member) {
            return None;
        }
        let kind = match member.sensitive {
            true => "secret",
            false if is_enumeration(&member.ty, catalog) => "value",
            false => "part",
        };
        let name = member.name.to_string();
        let function = format!("{kind}s::{name}");
        let functions = self.0.entry(kind).or_default();
        functions.insert(name, member.wire.clone());
        Some(with(member, &function))
    }

    /// The modules with all functions.
    pub(crate) fn write(&self) -> String {
        let modules = self.0.iter().map(|(kind, functions)| {
            let functions = functions.iter();
            let lines: String = functions
                .map(|(name, wire)| format!("{kind}!({name} = {wire:?});\n"))
                .collect();
            format!("/// Reads fields of what is only sent.\nmod {kind}s {{\n{lines}}}\n\n")
        });
        modules.collect()
    }
}

/// Lists and maps that are null are empty, and times beyond the range of the library for time are the last or the first.
pub(super) fn shown(member: &Member) -> Option<Attribute> {
    if is_read(member) {
        return None;
    }
    let ty = arguments::inner(&member.ty).unwrap_or(&member.ty);
    let function = match (&member.presence, arguments::last(ty)?.to_string().as_str()) {
        (Presence::Given, "Timestamp") => "crate::shown::timestamp",
        (Presence::Optional, "Timestamp") => "crate::shown::optional_timestamp",
        (Presence::Given, "Vec" | "BTreeMap" | "Map") => "crate::shown::null_is_empty",
        _ => return None,
    };
    Some(with(member, function))
}

/// Whether progenitor says how it is read.
fn is_read(member: &Member) -> bool {
    let says = |attribute: &Attribute| {
        serde_word(attribute, "deserialize_with")
            .or_else(|| serde_word(attribute, "flatten"))
            .is_some()
    };
    member.serde.iter().any(says)
}

fn with(member: &Member, function: &str) -> Attribute {
    match member.presence {
        Presence::Given => parse_quote!(#[serde(deserialize_with = #function)]),
        _ => parse_quote!(#[serde(default, deserialize_with = #function)]),
    }
}

fn is_enumeration(ty: &Type, catalog: &Catalog) -> bool {
    let ty = arguments::inner(ty).unwrap_or(ty);
    let ty = arguments::item(ty).unwrap_or(ty);
    let definition = arguments::last(ty).and_then(|name| catalog.get(&name.to_string()));
    definition.is_some_and(|definition| matches!(definition.shape, Shape::Enumeration(_)))
}
