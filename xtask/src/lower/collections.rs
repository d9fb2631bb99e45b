//! Optional arrays and maps.

use openapiv3::{OpenAPI, ReferenceOr, Schema, SchemaKind, Type};

use super::walk;

/// Lets optional arrays and maps be null, so that they become options: absent, null and empty are told apart
/// when sent, and all of them decode.
pub(crate) fn tell_absent_from_empty(api: &mut OpenAPI) {
    walk::schemas(api, |slot| {
        let ReferenceOr::Item(schema) = slot else {
            return;
        };
        let SchemaKind::Type(Type::Object(object)) = &mut schema.schema_kind else {
            return;
        };
        for (name, property) in &mut object.properties {
            if let ReferenceOr::Item(property) = property
                && !object.required.contains(name)
                && is_collection(property)
            {
                property.schema_data.nullable = true;
            }
        }
    });
}

fn is_collection(schema: &Schema) -> bool {
    match &schema.schema_kind {
        SchemaKind::Type(Type::Array(_)) => true,
        SchemaKind::Type(Type::Object(object)) => object.properties.is_empty(),
        _ => false,
    }
}
