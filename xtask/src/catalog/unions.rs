//! The variants of a union, told apart by a tag or by a key.

use anyhow::{Context, Result, bail, ensure};
use openapiv3::{Discriminator, ObjectType, OpenAPI, ReferenceOr, Schema, SchemaKind, Type};

use super::{Shape, Variant, component, find, variant_name};

pub(crate) fn read(
    api: &OpenAPI,
    one_of: &[ReferenceOr<Schema>],
    discriminator: Option<&Discriminator>,
    open: bool,
) -> Result<Shape> {
    let components = one_of
        .iter()
        .map(|variant| match variant {
            ReferenceOr::Reference { reference } => component(reference),
            ReferenceOr::Item(_) => bail!("every variant of a union must be a named component"),
        })
        .collect::<Result<Vec<_>>>()?;
    match discriminator {
        Some(discriminator) => tagged(api, &components, discriminator, open),
        None => keyed(api, &components, open),
    }
}

fn tagged(
    api: &OpenAPI,
    components: &[&str],
    discriminator: &Discriminator,
    open: bool,
) -> Result<Shape> {
    let tag = discriminator.property_name.clone();
    let mut variants = Vec::new();
    for (wire, reference) in &discriminator.mapping {
        let name = component(reference)?;
        ensure!(
            components.contains(&name),
            "mapping names {name}, oneOf does not"
        );
        let schema = find(api, name)?;
        let object = object(name, schema)?;
        ensure!(
            object.required.contains(&tag) && tag_values(object, &tag) == [wire.as_str()],
            "{name} must require `{tag}` with the one value `{wire}`"
        );
        variants.push(Variant {
            name: variant(wire)?,
            wire: wire.clone(),
            payload: name.to_owned(),
            component: name.to_owned(),
            docs: schema.schema_data.description.clone().unwrap_or_default(),
        });
    }
    ensure!(
        variants.len() == components.len(),
        "oneOf and mapping must name the same components"
    );
    Ok(Shape::Tagged {
        tag,
        open,
        variants,
    })
}

fn tag_values<'a>(object: &'a ObjectType, tag: &str) -> Vec<&'a str> {
    let Some(ReferenceOr::Item(schema)) = object.properties.get(tag) else {
        return Vec::new();
    };
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => string
            .enumeration
            .iter()
            .flatten()
            .map(String::as_str)
            .collect(),
        _ => Vec::new(),
    }
}

fn keyed(api: &OpenAPI, components: &[&str], open: bool) -> Result<Shape> {
    let mut variants = Vec::new();
    for &name in components {
        let schema = find(api, name)?;
        let object = object(name, schema)?;
        let mut properties = object.properties.iter();
        let (Some((key, value)), None) = (properties.next(), properties.next()) else {
            bail!("{name} must have exactly one property, or the union needs a discriminator");
        };
        ensure!(object.required.contains(key), "{name} must require `{key}`");
        variants.push(Variant {
            name: variant(key)?,
            wire: key.clone(),
            payload: match value {
                ReferenceOr::Reference { reference } => component(reference)?.to_owned(),
                ReferenceOr::Item(_) => bail!("`{key}` of {name} must be a named component"),
            },
            component: name.to_owned(),
            docs: schema.schema_data.description.clone().unwrap_or_default(),
        });
    }
    Ok(Shape::Keyed { open, variants })
}

fn object<'a>(name: &str, schema: &'a Schema) -> Result<&'a ObjectType> {
    match &schema.schema_kind {
        SchemaKind::Type(Type::Object(object)) => Ok(object),
        _ => bail!("{name}, a variant, must be an object"),
    }
}

fn variant(wire: &str) -> Result<String> {
    variant_name(wire).with_context(|| format!("`{wire}` has no letter or digit for a name"))
}
