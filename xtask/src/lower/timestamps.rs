//! Timestamps.

use openapiv3::{
    OpenAPI, ReferenceOr, Schema, SchemaData, SchemaKind, StringFormat, StringType, Type,
    VariantOrUnknownOrEmpty,
};

use super::walk;

/// The component that stands for every timestamp; no component of the document may have this name.
pub(crate) const COMPONENT: &str = "Rfc3339Timestamp";

/// Gives all timestamps one name, which the generator then replaces with the type of the library for time.
pub(crate) fn name_timestamps(api: &mut OpenAPI) {
    walk::schemas(api, |slot| {
        if is_timestamp(slot) {
            *slot = ReferenceOr::ref_(&format!("#/components/schemas/{COMPONENT}"));
        }
    });
    let string = StringType {
        format: VariantOrUnknownOrEmpty::Item(StringFormat::DateTime),
        ..StringType::default()
    };
    let schema = Schema {
        schema_data: SchemaData::default(),
        schema_kind: SchemaKind::Type(Type::String(string)),
    };
    let components = api.components.get_or_insert_default();
    components
        .schemas
        .insert(COMPONENT.to_owned(), ReferenceOr::Item(schema));
}

fn is_timestamp(slot: &ReferenceOr<Schema>) -> bool {
    let ReferenceOr::Item(Schema {
        schema_kind: SchemaKind::Type(Type::String(string)),
        ..
    }) = slot
    else {
        return false;
    };
    string.format == VariantOrUnknownOrEmpty::Item(StringFormat::DateTime)
}
