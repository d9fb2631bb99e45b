//! Unknown fields.

use openapiv3::{AdditionalProperties, AnySchema, OpenAPI, ReferenceOr, Schema, SchemaKind, Type};

use super::walk;

/// Says in the generator's words what becomes of unknown fields. Closed objects become open: the server
/// refuses unknown fields in requests, but a reply that has grown must decode. Loose objects keep theirs, for
/// which the generator wants a schema instead of `true`. A closed object without any field stays closed, because
/// the generator would make a map of it; its struct is opened when it is written.
pub(crate) fn tolerate_unknown_fields(api: &mut OpenAPI) {
    walk::schemas(api, |slot| {
        let ReferenceOr::Item(schema) = slot else {
            return;
        };
        let SchemaKind::Type(Type::Object(object)) = &mut schema.schema_kind else {
            return;
        };
        object.additional_properties = match object.additional_properties.take() {
            Some(AdditionalProperties::Any(true)) => Some(anything()),
            Some(AdditionalProperties::Any(false)) if !object.properties.is_empty() => None,
            keep => keep,
        };
    });
}

fn anything() -> AdditionalProperties {
    AdditionalProperties::Schema(Box::new(ReferenceOr::Item(Schema {
        schema_data: openapiv3::SchemaData::default(),
        schema_kind: SchemaKind::Any(AnySchema::default()),
    })))
}
