//! What the document says about its types, in the order of the document, before anything is lowered.
//!
//! The generator of the client forgets order, descriptions of references and all extensions; the steps that
//! write Rust ask here.

mod enumerations;
mod objects;
mod operations;
mod sides;
mod unions;

use anyhow::{Context, Result, bail};
use openapiv3::{OpenAPI, ReferenceOr, Schema, SchemaKind, Type};

pub(crate) use objects::Field;
pub(crate) use operations::{Operation, read as operations};

/// All components, in the order of the document.
pub(crate) struct Catalog {
    pub definitions: Vec<Definition>,
}

/// One component.
pub(crate) struct Definition {
    pub name: String,
    pub docs: String,
    pub shape: Shape,
    /// Whether it stands in requests and in no reply: it is read strictly, as it is people who write it.
    pub is_sent: bool,
}

/// What a component becomes in Rust.
#[derive(Debug, PartialEq)]
pub(crate) enum Shape {
    /// A constrained scalar: its uses become the plain type.
    Scalar,
    /// The object around one key of a keyed union: the union itself takes its place.
    KeyObject,
    Struct(Vec<Field>),
    /// Always open: nothing in the contract is an enumeration that cannot grow.
    Enumeration(Vec<Value>),
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
}

/// One variant of a union.
#[derive(Clone, Debug, PartialEq)]
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
        let sent = sides::only_sent(api)?;
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
                is_sent: sent.contains(name),
            });
        }
        let mut catalog = Self { definitions };
        catalog.keep_variants_in_their_unions(api)?;
        catalog.mark_key_objects();
        catalog.drop_tags();
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
                Shape::Enumeration(_) | Shape::Tagged { .. } | Shape::Keyed { .. } => {
                    Some(definition.name.as_str())
                }
                Shape::Scalar | Shape::KeyObject | Shape::Struct(_) => None,
            })
    }

    /// Variants lose their tag or key, which the union writes: nothing else may use them.
    fn keep_variants_in_their_unions(&self, api: &OpenAPI) -> Result<()> {
        let mut users = vec![("an operation", serde_json::to_string(&api.paths)?)];
        for (name, schema) in api.components.iter().flat_map(|all| &all.schemas) {
            if !self.get(name).is_some_and(Definition::is_union) {
                users.push((name, serde_json::to_string(schema)?));
            }
        }
        for union in &self.definitions {
            for variant in union.variants() {
                let reference = format!("\"#/components/schemas/{}\"", variant.component);
                let user = users.iter().find(|(_, text)| text.contains(&reference));
                if let Some((user, _)) = user {
                    bail!(
                        "{user} uses {}, a variant of {}, outside that union",
                        variant.component,
                        union.name
                    );
                }
            }
        }
        Ok(())
    }

    /// The tag of a variant is no field: it is written and read by the union.
    fn drop_tags(&mut self) {
        let unions = self
            .definitions
            .iter()
            .filter_map(|union| match &union.shape {
                Shape::Tagged { tag, variants, .. } => Some((tag.clone(), variants.clone())),
                _ => None,
            });
        for (tag, variants) in unions.collect::<Vec<_>>() {
            for definition in &mut self.definitions {
                if let Shape::Struct(fields) = &mut definition.shape
                    && variants.iter().any(|it| it.component == definition.name)
                {
                    fields.retain(|field| field.wire != tag);
                }
            }
        }
    }

    fn mark_key_objects(&mut self) {
        let key_objects: Vec<String> = self
            .definitions
            .iter()
            .filter(|definition| matches!(definition.shape, Shape::Keyed { .. }))
            .flat_map(Definition::variants)
            .map(|variant| variant.component.clone())
            .collect();
        for definition in &mut self.definitions {
            if key_objects.contains(&definition.name) {
                definition.shape = Shape::KeyObject;
            }
        }
    }
}

impl Definition {
    fn is_union(&self) -> bool {
        matches!(self.shape, Shape::Tagged { .. } | Shape::Keyed { .. })
    }

    fn variants(&self) -> &[Variant] {
        match &self.shape {
            Shape::Tagged { variants, .. } | Shape::Keyed { variants, .. } => variants,
            _ => &[],
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
            enumerations::read(&string.enumeration, open)
        }
        SchemaKind::Type(
            Type::String(_) | Type::Integer(_) | Type::Boolean(_) | Type::Number(_),
        ) => Ok(Shape::Scalar),
        _ => bail!("{name} is neither an object, a union, an enumeration nor a scalar"),
    }
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

/// What a value or a kind is called in Rust: `oci_image` and `ociImage` are both `OciImage`. None where there is nothing to
/// make a name of.
pub(crate) fn variant_name(wire: &str) -> Option<String> {
    if wire.is_empty() {
        return Some("Empty".to_owned());
    }
    let words = wire.split(|c: char| !c.is_ascii_alphanumeric());
    let name: String = words
        .flat_map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            [first.to_ascii_uppercase(), rest.to_owned()]
        })
        .collect();
    match name.as_str() {
        "" => None,
        // The one keyword of this form.
        "Self" => Some("Self_".to_owned()),
        _ if name.starts_with(|c: char| c.is_ascii_digit()) => Some(format!("Value{name}")),
        _ => Some(name),
    }
}

#[cfg(test)]
mod tests;
