//! Integers.

use openapiv3::{
    IntegerFormat, IntegerType, OpenAPI, ReferenceOr, SchemaKind, Type, VariantOrUnknownOrEmpty,
};

use super::walk;

/// Gives integers that cannot be negative the unsigned type of their size. A minimum of 1 would make the
/// generator choose `NonZero`, which is awkward to write and no better: the server checks anyway.
pub(crate) fn size_integers(api: &mut OpenAPI) {
    walk::schemas(api, |slot| {
        if let ReferenceOr::Item(schema) = slot
            && let SchemaKind::Type(Type::Integer(integer)) = &mut schema.schema_kind
        {
            if let Some(format) = unsigned(integer) {
                integer.format = VariantOrUnknownOrEmpty::Unknown(format.to_owned());
            }
            integer.minimum = None;
            integer.maximum = None;
        }
    });
}

fn unsigned(integer: &IntegerType) -> Option<&'static str> {
    if integer.minimum.is_none_or(i64::is_negative) {
        return None;
    }
    match (&integer.format, integer.maximum) {
        (_, Some(65535)) => Some("uint16"),
        (VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32), _) => Some("uint32"),
        _ => Some("uint64"),
    }
}
