//! What the document says about its types, in the order of the document, before anything is lowered.
//!
//! The generator of the client forgets order, descriptions of references and all extensions; the steps that
//! write Rust ask here.

mod objects;
mod unions;

use anyhow::{Context, Result, bail};
use openapiv3::{OpenAPI, ReferenceOr, Schema, SchemaKind, Type};

pub(crate) use objects::Field;

/// All components, in the order of the document.
pub(crate) struct Catalog {
    pub definitions: Vec<Definition>,
}

/// One component.
pub(crate) struct Definition {
    pub name: String,
    pub docs: String,
    pub shape: Shape,
}

/// What a component becomes in Rust.
#[derive(Debug, PartialEq)]
pub(crate) enum Shape {
    /// A constrained scalar: its uses become the plain type.
    Scalar,
    /// The object around one key of a keyed union: the union itself takes its place.
    KeyObject,
    Struct(Vec<Field>),
    Enumeration {
        open: bool,
        values: Vec<Value>,
    },
    /// A union told apart by the value of one property.
    Tagged {
        tag: String,
        open: bool,
        variants: Vec<Variant>,
    },
    /// A union told apart by the one key of the object.
    Keyed {
        open: bool,
        variants: Vec<Variant>,
    },
}

/// One value of an enumeration.
#[derive(Debug, PartialEq)]
pub(crate) struct Value {
    pub name: String,
    pub wire: String,
    pub docs: String,
}

/// One variant of a union.
#[derive(Debug, PartialEq)]
pub(crate) struct Variant {
    pub name: String,
    pub wire: String,
    /// The Rust type of what it holds.
    pub payload: String,
    /// The component that `oneOf` names; for a tagged union the same as the payload.
    pub component: String,
    pub docs: String,
}

impl Catalog {
    pub(crate) fn read(api: &OpenAPI) -> Result<Self> {
        let mut definitions = Vec::new();
        for (name, schema) in api.components.iter().flat_map(|all| &all.schemas) {
            let ReferenceOr::Item(schema) = schema else {
                bail!("components/schemas/{name} is a mere reference: use what it names");
            };
            let shape = shape(api, name, schema)
                .with_context(|| format!("components/schemas/{name} cannot become Rust"))?;
            let docs = schema.schema_data.description.clone().unwrap_or_default();
            definitions.push(Definition {
                name: name.clone(),
                docs,
                shape,
            });
        }
        let mut catalog = Self { definitions };
        catalog.mark_key_objects();
        Ok(catalog)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Definition> {
        self.definitions
            .iter()
            .find(|definition| definition.name == name)
    }

    /// Names of the components that the hand-written macros define.
    pub(crate) fn in_macros(&self) -> impl Iterator<Item = &str> {
        self.definitions
            .iter()
            .filter_map(|definition| match definition.shape {
                Shape::Enumeration { .. } | Shape::Tagged { .. } | Shape::Keyed { .. } => {
                    Some(definition.name.as_str())
                }
                Shape::Scalar | Shape::KeyObject | Shape::Struct(_) => None,
            })
    }

    fn mark_key_objects(&mut self) {
        let key_objects: Vec<String> = self
            .definitions
            .iter()
            .filter_map(|definition| match &definition.shape {
                Shape::Keyed { variants, .. } => Some(variants),
                _ => None,
            })
            .flatten()
            .map(|variant| variant.component.clone())
            .collect();
        for definition in &mut self.definitions {
            if key_objects.contains(&definition.name) {
                definition.shape = Shape::KeyObject;
            }
        }
    }
}

fn shape(api: &OpenAPI, name: &str, schema: &Schema) -> Result<Shape> {
    let data = &schema.schema_data;
    let open = flag(data, "x-open");
    match &schema.schema_kind {
        SchemaKind::OneOf { one_of } => {
            unions::read(api, one_of, data.discriminator.as_ref(), open)
        }
        SchemaKind::Type(Type::Object(object)) => objects::read(api, object).map(Shape::Struct),
        SchemaKind::Type(Type::String(string)) if !string.enumeration.is_empty() => {
            Ok(Shape::Enumeration {
                open,
                values: values(data, &string.enumeration)?,
            })
        }
        SchemaKind::Type(
            Type::String(_) | Type::Integer(_) | Type::Boolean(_) | Type::Number(_),
        ) => Ok(Shape::Scalar),
        _ => bail!("{name} is neither an object, a union, an enumeration nor a scalar"),
    }
}

fn values(data: &openapiv3::SchemaData, wire: &[Option<String>]) -> Result<Vec<Value>> {
    let names = strings(data, "x-enum-varnames");
    let docs = strings(data, "x-enum-descriptions");
    wire.iter()
        .enumerate()
        .map(|(index, wire)| {
            let wire = wire.clone().context("null is no value of an enumeration")?;
            let name = names.get(index).unwrap_or(&wire);
            let docs = docs
                .get(index)
                .cloned()
                .unwrap_or_else(|| format!("`{wire}` on the wire."));
            Ok(Value {
                name: pascal(name),
                wire,
                docs,
            })
        })
        .collect()
}

fn strings(data: &openapiv3::SchemaData, extension: &str) -> Vec<String> {
    let list = data
        .extensions
        .get(extension)
        .and_then(|value| value.as_array());
    list.into_iter()
        .flatten()
        .filter_map(|item| item.as_str().map(String::from))
        .collect()
}

fn flag(data: &openapiv3::SchemaData, extension: &str) -> bool {
    data.extensions
        .get(extension)
        .and_then(serde_json::Value::as_bool)
        .unwrap_or(false)
}

/// The component that a reference names.
pub(crate) fn component(reference: &str) -> Result<&str> {
    reference
        .strip_prefix("#/components/schemas/")
        .with_context(|| format!("{reference} is no component schema of this document"))
}

fn find<'a>(api: &'a OpenAPI, name: &str) -> Result<&'a Schema> {
    api.components
        .as_ref()
        .and_then(|all| all.schemas.get(name))
        .and_then(ReferenceOr::as_item)
        .with_context(|| format!("components/schemas/{name} does not exist"))
}

/// `oci_image` and `ociImage` both become `OciImage`.
fn pascal(wire: &str) -> String {
    wire.split(|c: char| !c.is_ascii_alphanumeric())
        .flat_map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase())
                .into_iter()
                .chain(letters)
        })
        .collect()
}

#[cfg(test)]
mod tests;
