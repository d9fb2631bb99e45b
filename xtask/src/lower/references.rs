//! References that would become types of no use.

use openapiv3::{OpenAPI, ReferenceOr, Schema, SchemaKind};

use super::walk;
use crate::catalog::{Catalog, Shape, component};

/// Puts constrained scalars, as the name of a service, where they are referred to: in Rust they are plain
/// strings and numbers, not types around one.
pub(crate) fn inline_scalars(api: &mut OpenAPI, catalog: &Catalog) {
    let Some(components) = &mut api.components else {
        return;
    };
    let mut scalars = components.schemas.clone();
    scalars.retain(|name, _| is_scalar(catalog, name));
    components
        .schemas
        .retain(|name, _| !is_scalar(catalog, name));
    walk::schemas(api, |slot| {
        let ReferenceOr::Reference { reference } = slot else {
            return;
        };
        if let Some(scalar) = component(reference).ok().and_then(|name| scalars.get(name)) {
            *slot = scalar.clone();
        }
    });
}

fn is_scalar(catalog: &Catalog, name: &str) -> bool {
    catalog
        .get(name)
        .is_some_and(|definition| definition.shape == Shape::Scalar)
}

/// `allOf` around one reference is how OpenAPI 3.0 puts a description beside a reference: nothing but the
/// reference is left. One that may be null stays as it is.
pub(crate) fn unwrap_single_all_of(api: &mut OpenAPI) {
    walk::schemas(api, |slot| {
        if let ReferenceOr::Item(schema) = slot
            && let Some(target) = single_target(schema)
        {
            *slot = target;
        }
    });
}

fn single_target(schema: &Schema) -> Option<ReferenceOr<Schema>> {
    match &schema.schema_kind {
        SchemaKind::AllOf { all_of } if !schema.schema_data.nullable => match all_of.as_slice() {
            [target @ ReferenceOr::Reference { .. }] => Some(target.clone()),
            _ => None,
        },
        _ => None,
    }
}
