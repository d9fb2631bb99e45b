//! Visits every schema of a document, inner ones before outer ones.

use openapiv3::{
    AdditionalProperties, MediaType, OpenAPI, Operation, Parameter, ParameterSchemaOrContent,
    PathItem, ReferenceOr, Response, Schema, SchemaKind, Type,
};

type Visit<'v> = &'v mut dyn FnMut(&mut ReferenceOr<Schema>);

pub(crate) fn schemas(api: &mut OpenAPI, mut visit: impl FnMut(&mut ReferenceOr<Schema>)) {
    let visit: Visit<'_> = &mut visit;
    for item in path_items(api) {
        item.parameters
            .iter_mut()
            .for_each(|slot| parameter(slot, visit));
    }
    for operation in operations(api) {
        operation
            .parameters
            .iter_mut()
            .for_each(|slot| parameter(slot, visit));
        if let Some(ReferenceOr::Item(body)) = &mut operation.request_body {
            contents(body.content.values_mut(), visit);
        }
    }
    responses(api, |response| {
        contents(response.content.values_mut(), visit)
    });
    let Some(components) = &mut api.components else {
        return;
    };
    components
        .parameters
        .values_mut()
        .for_each(|slot| parameter(slot, visit));
    for body in components.request_bodies.values_mut().filter_map(item) {
        contents(body.content.values_mut(), visit);
    }
    components
        .schemas
        .values_mut()
        .for_each(|slot| schema(slot, visit));
}

pub(crate) fn operations(api: &mut OpenAPI) -> impl Iterator<Item = &mut Operation> {
    path_items(api).flat_map(|item| {
        [
            &mut item.get,
            &mut item.put,
            &mut item.post,
            &mut item.delete,
            &mut item.options,
            &mut item.head,
            &mut item.patch,
            &mut item.trace,
        ]
        .into_iter()
        .flatten()
    })
}

/// Every reply, in the operations as well as in the components.
pub(crate) fn responses(api: &mut OpenAPI, mut visit: impl FnMut(&mut Response)) {
    for operation in operations(api) {
        let responses = operation.responses.responses.values_mut();
        responses.filter_map(item).for_each(&mut visit);
    }
    if let Some(components) = &mut api.components {
        let responses = components.responses.values_mut();
        responses.filter_map(item).for_each(visit);
    }
}

fn path_items(api: &mut OpenAPI) -> impl Iterator<Item = &mut PathItem> {
    api.paths.paths.values_mut().filter_map(item)
}

fn item<T>(slot: &mut ReferenceOr<T>) -> Option<&mut T> {
    match slot {
        ReferenceOr::Item(item) => Some(item),
        ReferenceOr::Reference { .. } => None,
    }
}

fn parameter(slot: &mut ReferenceOr<Parameter>, visit: Visit<'_>) {
    if let ReferenceOr::Item(
        Parameter::Query { parameter_data, .. } | Parameter::Path { parameter_data, .. },
    ) = slot
        && let ParameterSchemaOrContent::Schema(slot) = &mut parameter_data.format
    {
        schema(slot, visit);
    }
}

fn contents<'a>(media: impl Iterator<Item = &'a mut MediaType>, visit: Visit<'_>) {
    let schemas = media.filter_map(|media| media.schema.as_mut());
    schemas.for_each(|slot| schema(slot, visit));
}

fn schema(slot: &mut ReferenceOr<Schema>, visit: Visit<'_>) {
    if let ReferenceOr::Item(item) = slot {
        match &mut item.schema_kind {
            SchemaKind::Type(Type::Object(object)) => {
                for property in object.properties.values_mut() {
                    boxed(property, visit);
                }
                if let Some(AdditionalProperties::Schema(slot)) = &mut object.additional_properties
                {
                    schema(slot, visit);
                }
            }
            SchemaKind::Type(Type::Array(array)) => {
                array.items.iter_mut().for_each(|slot| boxed(slot, visit));
            }
            // Lint admits no others that have schemas inside, but unions, and their members are references.
            _ => {}
        }
    }
    visit(slot);
}

/// Properties and items are boxed in the model: unbox one for the visit and box it again.
fn boxed(slot: &mut ReferenceOr<Box<Schema>>, visit: Visit<'_>) {
    let mut plain = std::mem::replace(slot, ReferenceOr::ref_("")).unbox();
    schema(&mut plain, visit);
    *slot = match plain {
        ReferenceOr::Item(item) => ReferenceOr::boxed_item(item),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
    };
}
