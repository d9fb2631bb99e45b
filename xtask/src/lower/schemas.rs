//! What becomes of every schema, wherever it stands.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, IntegerFormat, IntegerType, ObjectType, OpenAPI, ReferenceOr,
    Schema, SchemaData, SchemaKind, StringFormat, StringType, Type, VariantOrUnknownOrEmpty,
};

use super::walk;
use crate::catalog::{Catalog, Shape, component};

/// The component that stands for every timestamp, which progenitor then replaces with the type of the library for time; no
/// component of the document may have this name.
pub(crate) const TIMESTAMP: &str = "Rfc3339Timestamp";

type Components = IndexMap<String, ReferenceOr<Schema>>;

pub(super) fn lower(api: &mut OpenAPI, catalog: &Catalog) {
    let components = &mut api.components.get_or_insert_default().schemas;
    let is_scalar = |name: &str| {
        let definition = catalog.get(name);
        definition.is_some_and(|definition| definition.shape == Shape::Scalar)
    };
    let mut scalars = components.clone();
    scalars.retain(|name, _| is_scalar(name));
    components.retain(|name, _| !is_scalar(name));
    walk::schemas(api, |slot| lower_one(slot, &scalars));
    let components = &mut api.components.get_or_insert_default().schemas;
    let timestamp = schema(SchemaKind::Type(Type::String(StringType {
        format: VariantOrUnknownOrEmpty::Item(StringFormat::DateTime),
        ..StringType::default()
    })));
    components.insert(TIMESTAMP.to_owned(), ReferenceOr::Item(timestamp));
}

/// Lowers a schema, those inside of which are lowered already.
fn lower_one(slot: &mut ReferenceOr<Schema>, scalars: &Components) {
    // A constrained scalar, as the name of a service, is in Rust a plain string or number and no type around one.
    if let ReferenceOr::Reference { reference } = slot
        && let Ok(name) = component(reference)
        && let Some(scalar) = scalars.get(name)
    {
        *slot = scalar.clone();
    }
    let ReferenceOr::Item(schema) = slot else {
        return;
    };
    // The server checks values. Here a default would become a field that is always sent, a title the name of a type, lengths
    // and patterns types around a string, unique items a set, and bounds on items an array.
    schema.schema_data.default = None;
    schema.schema_data.title = None;
    match &mut schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => {
            string.pattern = None;
            string.min_length = None;
            string.max_length = None;
        }
        SchemaKind::Type(Type::Integer(integer)) => size(integer),
        SchemaKind::Type(Type::Boolean(boolean)) => boolean.enumeration.clear(),
        SchemaKind::Type(Type::Array(array)) => {
            array.min_items = None;
            array.max_items = None;
            array.unique_items = false;
        }
        SchemaKind::Type(Type::Object(object)) => open(object),
        _ => {}
    }
    if is_timestamp(schema) {
        *slot = timestamp(schema.schema_data.nullable);
    }
}

/// Gives integers that cannot be negative the unsigned type of their size. A minimum of 1 would make progenitor choose
/// `NonZero`, which is awkward to write and no better.
fn size(integer: &mut IntegerType) {
    if integer.minimum.is_some_and(|minimum| minimum >= 0) {
        let format = match (&integer.format, integer.maximum) {
            (_, Some(65535)) => "uint16",
            (VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32), _) => "uint32",
            _ => "uint64",
        };
        integer.format = VariantOrUnknownOrEmpty::Unknown(format.to_owned());
    }
    integer.minimum = None;
    integer.maximum = None;
}

/// Says in progenitor's words what becomes of unknown fields, and lets optional arrays and maps be null, so that they become
/// options: absent and empty are told apart when sent.
///
/// Closed objects become open: the server refuses unknown fields in requests, but a reply that has grown must decode. Loose
/// objects keep theirs, for which progenitor wants a schema instead of `true`. A closed object without any field stays
/// closed, because progenitor would make a map of it; its struct is opened when it is written.
fn open(object: &mut ObjectType) {
    object.min_properties = None;
    object.max_properties = None;
    object.additional_properties = match object.additional_properties.take() {
        Some(AdditionalProperties::Any(true)) => {
            let anything = schema(SchemaKind::Any(AnySchema::default()));
            Some(AdditionalProperties::Schema(Box::new(ReferenceOr::Item(
                anything,
            ))))
        }
        Some(AdditionalProperties::Any(false)) if !object.properties.is_empty() => None,
        keep => keep,
    };
    for (name, property) in &mut object.properties {
        if let ReferenceOr::Item(property) = property
            && !object.required.contains(name)
            && is_collection(property)
        {
            property.schema_data.nullable = true;
        }
    }
}

fn is_collection(schema: &Schema) -> bool {
    match &schema.schema_kind {
        SchemaKind::Type(Type::Array(_)) => true,
        SchemaKind::Type(Type::Object(object)) => object.properties.is_empty(),
        _ => false,
    }
}

fn is_timestamp(schema: &Schema) -> bool {
    matches!(&schema.schema_kind, SchemaKind::Type(Type::String(string))
        if string.format == VariantOrUnknownOrEmpty::Item(StringFormat::DateTime))
}

/// The one name of all timestamps. One that may be null needs a schema around it that says so.
fn timestamp(nullable: bool) -> ReferenceOr<Schema> {
    let reference = ReferenceOr::ref_(&format!("#/components/schemas/{TIMESTAMP}"));
    if !nullable {
        return reference;
    }
    let all_of = vec![reference];
    let mut around = schema(SchemaKind::AllOf { all_of });
    around.schema_data.nullable = true;
    ReferenceOr::Item(around)
}

fn schema(schema_kind: SchemaKind) -> Schema {
    Schema {
        schema_data: SchemaData::default(),
        schema_kind,
    }
}
