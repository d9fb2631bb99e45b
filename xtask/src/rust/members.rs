//! The fields of one struct: the generator's, with what the document says of them.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use quote::format_ident;
use syn::{Attribute, Field, Ident, ItemStruct, LitStr, Type, parse_quote};

use super::found::{inner, last};
use crate::catalog::{self, Catalog, Definition, Shape};

/// A field as it will be written.
pub(crate) struct Member {
    pub wire: String,
    pub name: Ident,
    pub serde: Vec<Attribute>,
    pub ty: Type,
    pub docs: String,
    pub sensitive: bool,
    pub presence: Presence,
}

#[derive(PartialEq)]
pub(crate) enum Presence {
    Given,
    /// An `Option`.
    Optional,
    /// The rest of a loose object, to which no property belongs.
    Rest,
}

/// Names that a setter cannot have: methods that every struct has from what it derives, or that all types have.
pub(crate) const METHODS: &str = "borrow borrow_mut clone clone_from clone_into clone_to_uninit default deserialize drop eq \
    fmt from hash inline_schema into json_schema ne new schema_id schema_name serialize to_owned try_from try_into type_id";

/// The fields in the order of the document, the rest of a loose object last.
pub(crate) fn of(
    item: &ItemStruct,
    definition: &Definition,
    fields: &[catalog::Field],
    catalog: &Catalog,
    parts: &mut Parts,
) -> Result<Vec<Member>> {
    let is_rest = |field: &Field| word(&field.attrs, "flatten").is_some();
    let (rest, mut generated): (Vec<_>, Vec<_>) = item.fields.iter().cloned().partition(is_rest);
    let mut members = Vec::new();
    for field in fields {
        let position = generated.iter().position(|it| wire_name(it) == field.wire);
        let position = position.with_context(|| format!("it has no field for `{}`", field.wire))?;
        let presence = match field.is_given {
            true => Presence::Given,
            false => Presence::Optional,
        };
        let generated = generated.remove(position);
        let number = inner(&generated.ty, "Option").unwrap_or(&generated.ty);
        let number = inner(number, "Vec").unwrap_or(number);
        ensure!(
            !last(number).is_some_and(|name| name == "f32" || name == "f64"),
            "`{}` may have a fraction: nothing that has such a field can be `Eq` and `Hash`, as all types are",
            field.wire
        );
        ensure!(
            field.is_given != inner(&generated.ty, "Option").is_some(),
            "whether `{}` may be left out is not what the document says",
            field.wire
        );
        members.push(member(generated, &field.docs, field.sensitive, presence)?);
    }
    if let Some(field) = generated.first() {
        bail!(
            "its field `{}` is no property of the document",
            wire_name(field)
        );
    }
    for field in rest {
        let docs = "Fields that this version does not know, kept as [`UnknownVariant`]s are.";
        let mut rest = member(field, docs, true, Presence::Rest)?;
        if members.iter().any(|member| member.name == rest.name) {
            rest.name = format_ident!("{}_", rest.name);
        }
        members.push(rest);
    }
    for member in &mut members {
        let function = match definition.is_sent {
            // progenitor says how it is read.
            _ if word(&member.serde, "deserialize_with").is_some() => None,
            _ if member.presence == Presence::Rest => None,
            true => Some(parts.read(member, catalog)),
            false => shown(member).map(str::to_owned),
        };
        member
            .serde
            .extend(function.map(|function| match member.presence {
                Presence::Given => parse_quote!(#[serde(deserialize_with = #function)]),
                _ => parse_quote!(#[serde(default, deserialize_with = #function)]),
            }));
    }
    Ok(members)
}

fn member(mut field: Field, docs: &str, sensitive: bool, presence: Presence) -> Result<Member> {
    let wire = wire_name(&field);
    let mut name = field.ident.context("it has a field without a name")?;
    field
        .attrs
        .retain(|attribute| attribute.path().is_ident("serde"));
    // Called otherwise, as one is called whose name is a keyword.
    if METHODS.split(' ').any(|method| name == method) {
        if name == wire {
            field.attrs.push(parse_quote!(#[serde(rename = #wire)]));
        }
        name = format_ident!("{name}_");
    }
    Ok(Member {
        wire,
        name,
        serde: field.attrs,
        ty: field.ty,
        docs: docs.to_owned(),
        sensitive,
        presence,
    })
}

fn wire_name(field: &Field) -> String {
    let name = || field.ident.as_ref().map(ToString::to_string);
    let renamed = word(&field.attrs, "rename").or_else(name);
    renamed.unwrap_or_default()
}

/// What serde's attributes say after a word; nothing where it stands alone.
fn word(attributes: &[Attribute], word: &str) -> Option<String> {
    let mut found = None;
    for attribute in attributes.iter().filter(|it| it.path().is_ident("serde")) {
        let _ = attribute.parse_nested_meta(|meta| {
            let value = match meta.value() {
                Ok(value) => value.parse::<LitStr>()?.value(),
                Err(_) => String::new(),
            };
            if meta.path.is_ident(word) {
                found = Some(value);
            }
            Ok(())
        });
    }
    found
}

/// What reads the fields of what is only sent: a function for each name, which errors tell. By the macro that makes it.
#[derive(Default)]
pub(crate) struct Parts(BTreeMap<&'static str, BTreeMap<String, String>>);

impl Parts {
    fn read(&mut self, member: &Member, catalog: &Catalog) -> String {
        let ty = inner(&member.ty, "Option").unwrap_or(&member.ty);
        let ty = inner(ty, "Vec").unwrap_or(ty);
        let definition = last(ty).and_then(|name| catalog.get(&name.to_string()));
        let kind = match definition.map(|definition| &definition.shape) {
            _ if member.sensitive => "secret",
            Some(Shape::Enumeration(_)) => "value",
            _ => "part",
        };
        let name = member.name.to_string();
        let function = format!("{kind}s::{name}");
        self.0
            .entry(kind)
            .or_default()
            .insert(name, member.wire.clone());
        function
    }

    /// The modules with all functions.
    pub(crate) fn write(&self) -> String {
        let modules = self.0.iter().map(|(kind, functions)| {
            let lines = functions
                .iter()
                .map(|(name, wire)| format!("{kind}!({name} = {wire:?});\n"));
            let lines: String = lines.collect();
            format!("/// Reads fields of what is only sent.\nmod {kind}s {{\n{lines}}}\n\n")
        });
        modules.collect()
    }
}

/// Lists and maps that are null are empty, and times beyond the range of the library for time are the last or the first.
fn shown(member: &Member) -> Option<&'static str> {
    let ty = inner(&member.ty, "Option").unwrap_or(&member.ty);
    match (&member.presence, last(ty)?.to_string().as_str()) {
        (Presence::Given, "Timestamp") => Some("crate::shown::timestamp"),
        (Presence::Optional, "Timestamp") => Some("crate::shown::optional_timestamp"),
        (Presence::Given, "Vec" | "BTreeMap" | "Map") => Some("crate::shown::null_is_empty"),
        _ => None,
    }
}
