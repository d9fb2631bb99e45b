//! What the document says about its types, in the order of the document, before anything is lowered.
//!
//! The generator of the client forgets order, descriptions of references and all extensions; the steps that
//! write Rust ask here. Lint has looked at the unions before; what else cannot become Rust is an error of a step or of rustc.

mod operations;

use std::collections::{HashMap, HashSet};

use anyhow::{Context, Result, bail, ensure};
use openapiv3::{ObjectType, OpenAPI, ReferenceOr, Schema, SchemaData, SchemaKind, Type};
use serde_json::Value as Json;

use crate::tree::sites::reached_in;

pub(crate) use operations::{Operation, read as operations};

/// All components that become types, in the order of the document.
pub(crate) struct Catalog {
    pub definitions: Vec<Definition>,
}

/// One component.
pub(crate) struct Definition {
    pub name: String,
    pub docs: String,
    pub shape: Shape,
    /// Whether it stands in requests and in no response: it is read strictly, as it is people who write it.
    pub is_sent: bool,
}

/// What a component becomes in Rust.
pub(crate) enum Shape {
    Struct(Vec<Field>),
    /// Always open: nothing in the contract is an enumeration that cannot grow.
    Enumeration(Vec<Variant>),
    /// Told apart by the value of one property, the tag, or else by the one key of the object.
    Union {
        tag: Option<String>,
        open: bool,
        variants: Vec<Variant>,
    },
}

/// One property of an object.
pub(crate) struct Field {
    pub wire: String,
    pub docs: String,
    /// Whether it is always there, and never null.
    pub is_given: bool,
    /// May hold a secret: must not show in Debug.
    pub sensitive: bool,
}

/// One value of an enumeration, or one variant of a union.
pub(crate) struct Variant {
    pub name: String,
    pub wire: String,
    /// The component that a variant of a union holds.
    pub payload: String,
    pub docs: String,
}

impl Catalog {
    pub(crate) fn read(api: &OpenAPI) -> Result<Self> {
        let sent = only_sent(api)?;
        let components = api.components.iter().flat_map(|all| &all.schemas);
        // Variants whose tag the union writes, and those whose place it takes.
        let (mut tags, mut key_objects) = (HashMap::new(), HashSet::new());
        for schema in components
            .clone()
            .filter_map(|(_, schema)| schema.as_item())
        {
            if let SchemaKind::OneOf { one_of } = &schema.schema_kind {
                for member in one_of {
                    match &schema.schema_data.discriminator {
                        Some(it) => drop(tags.insert(target(member)?, &it.property_name)),
                        None => drop(key_objects.insert(target(member)?)),
                    }
                }
            }
        }
        let mut definitions = Vec::new();
        for (name, schema) in components.filter(|(name, _)| !key_objects.contains(name.as_str())) {
            let cannot = || format!("components/schemas/{name} cannot become Rust");
            let schema = schema.as_item().with_context(cannot)?;
            let mut shape = shape(api, schema).with_context(cannot)?;
            if let Some(Shape::Struct(fields)) = &mut shape {
                fields.retain(|field| tags.get(name.as_str()) != Some(&&field.wire));
            }
            definitions.extend(shape.map(|shape| Definition {
                name: name.clone(),
                docs: docs(&schema.schema_data),
                shape,
                is_sent: sent.contains(name),
            }));
        }
        Ok(Self { definitions })
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Definition> {
        self.definitions.iter().find(|it| it.name == name)
    }
}

impl Definition {
    pub(crate) fn is_struct(&self) -> bool {
        matches!(self.shape, Shape::Struct(_))
    }
}

/// The names of the components that stand in requests and in no response.
fn only_sent(api: &OpenAPI) -> Result<HashSet<String>> {
    let root = serde_json::to_value(api)?;
    let (mut requests, mut responses) = (Vec::new(), Vec::new());
    for (_, _, operation) in api.operations() {
        requests.push(serde_json::to_value(&operation.request_body)?);
        responses.push(serde_json::to_value(&operation.responses)?);
    }
    let responses = reached_in(&root, responses.iter().collect());
    let requests = reached_in(&root, requests.iter().collect());
    let sent = requests.difference(&responses);
    let names = sent.filter_map(|pointer| pointer.strip_prefix("/components/schemas/"));
    Ok(names.map(str::to_owned).collect())
}

/// What a component becomes, but for scalars: where they are used, they become the plain type.
fn shape(api: &OpenAPI, schema: &Schema) -> Result<Option<Shape>> {
    let data = &schema.schema_data;
    Ok(Some(match &schema.schema_kind {
        SchemaKind::OneOf { one_of } => {
            let mut variants = Vec::new();
            for (name, wire, payload) in match &data.discriminator {
                Some(it) => tagged(&it.mapping)?,
                None => keyed(api, one_of)?,
            } {
                variants.push(Variant {
                    name: named(wire)?,
                    wire: wire.to_owned(),
                    payload: payload.to_owned(),
                    docs: docs(&find(api, name)?.schema_data),
                });
            }
            let tag = data.discriminator.as_ref();
            Shape::Union {
                tag: tag.map(|it| it.property_name.clone()),
                open: flag(data, "x-open"),
                variants,
            }
        }
        SchemaKind::Type(Type::Object(object)) => Shape::Struct(fields(api, object)?),
        SchemaKind::Type(Type::String(string)) if !string.enumeration.is_empty() => {
            ensure!(
                flag(data, "x-open"),
                "an enumeration needs `x-open: true`: every one of the contract may grow"
            );
            let values = string.enumeration.iter().flatten().map(|wire| {
                Ok(Variant {
                    name: named(wire)?,
                    wire: wire.clone(),
                    payload: String::new(),
                    docs: format!("`{wire}` on the wire."),
                })
            });
            Shape::Enumeration(values.collect::<Result<_>>()?)
        }
        SchemaKind::Type(Type::Array(_)) | SchemaKind::Any(_) | SchemaKind::AllOf { .. } => {
            bail!("it is neither an object, a union, an enumeration nor a scalar")
        }
        _ => return Ok(None),
    }))
}

type Parts<'a> = Vec<(&'a str, &'a str, &'a str)>;

/// Of every variant its component, what stands on the wire for it, and what it holds.
fn tagged(mapping: &indexmap::IndexMap<String, String>) -> Result<Parts<'_>> {
    let parts = mapping.iter().map(|(wire, reference)| {
        let name = component(reference)?;
        Ok((name, wire.as_str(), name))
    });
    parts.collect()
}

fn keyed<'a>(api: &'a OpenAPI, members: &'a [ReferenceOr<Schema>]) -> Result<Parts<'a>> {
    let parts = members.iter().map(|member| {
        let name = target(member)?;
        let object = match &find(api, name)?.schema_kind {
            SchemaKind::Type(Type::Object(object)) => object.properties.first(),
            _ => None,
        };
        let (key, value) = object.with_context(|| format!("{name} has no key"))?;
        Ok((name, key.as_str(), target(value)?))
    });
    parts.collect()
}

fn fields(api: &OpenAPI, object: &ObjectType) -> Result<Vec<Field>> {
    let fields = object.properties.iter().map(|(wire, schema)| {
        // The description of the property itself, else that of the component it refers to.
        let (data, flags) = match schema {
            ReferenceOr::Reference { .. } => (&find(api, target(schema)?)?.schema_data, None),
            ReferenceOr::Item(schema) => (&schema.schema_data, Some(&schema.schema_data)),
        };
        let nullable = flags.is_some_and(|data| data.nullable);
        Ok(Field {
            is_given: object.required.contains(wire) && !nullable,
            wire: wire.clone(),
            docs: docs(data),
            sensitive: flags.is_some_and(|data| flag(data, "x-sensitive")),
        })
    });
    fields.collect()
}

fn docs(data: &SchemaData) -> String {
    data.description.clone().unwrap_or_default()
}

fn flag(data: &SchemaData, extension: &str) -> bool {
    data.extensions.get(extension) == Some(&Json::Bool(true))
}

/// The component that a schema refers to.
fn target<T>(schema: &ReferenceOr<T>) -> Result<&str> {
    match schema {
        ReferenceOr::Reference { reference } => component(reference),
        ReferenceOr::Item(_) => bail!("what a union holds must be a named component"),
    }
}

/// The component that a reference names.
pub(crate) fn component(reference: &str) -> Result<&str> {
    reference
        .strip_prefix("#/components/schemas/")
        .with_context(|| format!("{reference} is no component schema of this document"))
}

fn find<'a>(api: &'a OpenAPI, name: &str) -> Result<&'a Schema> {
    let components = api.components.as_ref();
    let named = components.and_then(|all| all.schemas.get(name)?.as_item());
    named.with_context(|| format!("components/schemas/{name} does not exist"))
}

fn named(wire: &str) -> Result<String> {
    variant_name(wire).with_context(|| format!("`{wire}` has no letter or digit for a name"))
}

/// What a value or a kind is called in Rust: `oci_image` and `ociImage` are both `OciImage`. None where there is nothing to
/// make a name of.
pub(crate) fn variant_name(wire: &str) -> Option<String> {
    if wire.is_empty() {
        return Some("Empty".to_owned());
    }
    let words = wire.split(|c: char| !c.is_ascii_alphanumeric());
    let name: String = words.map(capitalized).collect();
    match name.as_str() {
        "" => None,
        // The one keyword of this form.
        "Self" => Some("Self_".to_owned()),
        _ if name.starts_with(|c: char| c.is_ascii_digit()) => Some(format!("Value{name}")),
        _ => Some(name),
    }
}

/// The word with its first letter in upper case.
pub(crate) fn capitalized(word: &str) -> String {
    let (first, rest) = word.split_at(word.len().min(1));
    first.to_ascii_uppercase() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_values_and_kinds_are_upper_camel_case() {
        for (wire, name) in [
            ("oci_image", "OciImage"),
            ("builtIn", "BuiltIn"),
            ("auth.permission_denied", "AuthPermissionDenied"),
            ("True", "True"),
            ("self", "Self_"),
            ("1st", "Value1st"),
            ("-1", "Value1"),
            ("", "Empty"),
        ] {
            assert_eq!(variant_name(wire).as_deref(), Some(name));
        }
        assert_eq!(variant_name("--"), None);
    }
}
