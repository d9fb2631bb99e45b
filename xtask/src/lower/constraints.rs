//! Constraints.

use openapiv3::{OpenAPI, ReferenceOr, SchemaKind, Type};

use super::walk;

/// Takes away what the generator would turn into types of their own or into fixed values: the server is the
/// one that checks. Lengths and patterns would become types around a string, unique items a set, bounds on
/// items an array, a default a field that is always sent, and a title the name of a type.
pub(crate) fn drop_constraints(api: &mut OpenAPI) {
    walk::schemas(api, |slot| {
        let ReferenceOr::Item(schema) = slot else {
            return;
        };
        schema.schema_data.default = None;
        schema.schema_data.title = None;
        match &mut schema.schema_kind {
            SchemaKind::Type(Type::String(string)) => {
                string.pattern = None;
                string.min_length = None;
                string.max_length = None;
            }
            SchemaKind::Type(Type::Array(array)) => {
                array.min_items = None;
                array.max_items = None;
                array.unique_items = false;
            }
            SchemaKind::Type(Type::Object(object)) => {
                object.min_properties = None;
                object.max_properties = None;
            }
            SchemaKind::Type(Type::Boolean(boolean)) => boolean.enumeration.clear(),
            _ => {}
        }
    });
}
