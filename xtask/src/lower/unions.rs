//! Unions.

use openapiv3::{AdditionalProperties, OpenAPI, ReferenceOr, SchemaKind, Type};

use crate::catalog::{Catalog, Shape};

/// Takes the tag out of the variants: in Rust it is the variant itself, written and read by the union.
pub(crate) fn strip_tags(api: &mut OpenAPI, catalog: &Catalog) {
    let Some(components) = &mut api.components else {
        return;
    };
    for definition in &catalog.definitions {
        let Shape::Tagged { tag, variants, .. } = &definition.shape else {
            continue;
        };
        for variant in variants {
            if let Some(ReferenceOr::Item(schema)) = components.schemas.get_mut(&variant.component)
                && let SchemaKind::Type(Type::Object(object)) = &mut schema.schema_kind
            {
                object.properties.shift_remove(tag);
                object.required.retain(|name| name != tag);
                if object.properties.is_empty() && object.additional_properties.is_none() {
                    // Else the generator would make a map of it.
                    object.additional_properties = Some(AdditionalProperties::Any(false));
                }
            }
        }
    }
}
