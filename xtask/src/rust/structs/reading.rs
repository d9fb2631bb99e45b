//! How fields are read where serde's own way would be too strict or not strict enough.

use std::collections::BTreeSet;

use syn::{Attribute, Type, parse_quote};

use super::{Member, Presence, arguments, serde_word};
use crate::catalog::{Catalog, Shape};

/// What reads the fields of what is only sent: a function for each name, which errors tell.
#[derive(Default)]
pub(crate) struct Parts {
    parts: BTreeSet<(String, String)>,
    /// Of enumerations, whose values must be known.
    values: BTreeSet<(String, String)>,
}

impl Parts {
    pub(super) fn read(&mut self, member: &Member, catalog: &Catalog) -> Option<Attribute> {
        if is_read(member) {
            return None;
        }
        let name = (member.name.to_string(), member.wire.clone());
        let function = if is_enumeration(&member.ty, catalog) {
            let function = format!("values::{}", name.0);
            self.values.insert(name);
            function
        } else {
            let function = format!("parts::{}", name.0);
            self.parts.insert(name);
            function
        };
        Some(with(member, &function))
    }

    /// The modules with all functions.
    pub(crate) fn write(&self) -> String {
        let lines = |macro_name: &str, names: &BTreeSet<(String, String)>| -> String {
            let lines = names.iter();
            lines
                .map(|(name, wire)| format!("{macro_name}!({name} = {wire:?});\n"))
                .collect()
        };
        format!(
            "/// Reads parts of what is only sent.\nmod parts {{\n{}}}\n\n\
             /// The same for values of enumerations, which must be known.\nmod values {{\n{}}}\n",
            lines("part", &self.parts),
            lines("value", &self.values),
        )
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
