//! Lowers the document, which is written for every reader, to the form that progenitor turns into good Rust.
//!
//! What is taken away for progenitor is not lost: the [`Catalog`] was read before, and the steps in `rust` put it back.

mod schemas;
mod walk;

use openapiv3::{AdditionalProperties, OpenAPI, ReferenceOr, SchemaKind, StatusCode, Type};

use crate::catalog::{Catalog, Shape};

pub(crate) use schemas::TIMESTAMP;

/// For whom the document is lowered.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Reader {
    /// The client, which hands out every reply that is not a success as it came.
    Client,
    /// The mocks, which must be able to answer with errors.
    Mocks,
}

/// All steps, in order.
pub(crate) fn lower(mut api: OpenAPI, catalog: &Catalog, reader: Reader) -> OpenAPI {
    if reader == Reader::Client {
        drop_errors(&mut api);
    }
    drop_plain_text(&mut api);
    strip_tags(&mut api, catalog);
    schemas::lower(&mut api, catalog);
    api
}

/// Leaves the successes only, so that every other reply reaches the caller untouched, with its status, headers and body.
/// progenitor would decode it and lose status and headers of one that is no error envelope.
fn drop_errors(api: &mut OpenAPI) {
    for operation in walk::operations(api) {
        let responses = &mut operation.responses;
        responses.default = None;
        responses.responses.retain(|status, _| match status {
            StatusCode::Code(code) => (200..300).contains(code),
            StatusCode::Range(range) => *range == 2,
        });
    }
}

/// Leaves the JSON of replies that may also be plain text: progenitor takes one media type.
fn drop_plain_text(api: &mut OpenAPI) {
    walk::responses(api, |response| {
        response.content.shift_remove("text/plain");
    });
}

/// Takes the tag out of the variants of a union: in Rust it is the variant itself, written and read by the union.
fn strip_tags(api: &mut OpenAPI, catalog: &Catalog) {
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
                    // Else progenitor would make a map of it.
                    object.additional_properties = Some(AdditionalProperties::Any(false));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
