//! Visits every schema of a document, inner ones before outer ones.

use openapiv3::{
    AdditionalProperties, AnySchema, MediaType, OpenAPI, Operation, Parameter,
    ParameterSchemaOrContent, PathItem, ReferenceOr, Response, Schema, SchemaKind, Type,
};

type Visit<'v> = &'v mut dyn FnMut(&mut ReferenceOr<Schema>);

pub(crate) fn schemas(api: &mut OpenAPI, mut visit: impl FnMut(&mut ReferenceOr<Schema>)) {
    let visit: Visit<'_> = &mut visit;
    for operation in operations(api) {
        operation
            .parameters
            .iter_mut()
            .for_each(|slot| parameter(slot, visit));
        if let Some(ReferenceOr::Item(body)) = &mut operation.request_body {
            body.content
                .values_mut()
                .for_each(|media| content(media, visit));
        }
        operation
            .responses
            .responses
            .values_mut()
            .for_each(|slot| response(slot, visit));
    }
    for item in path_items(api) {
        item.parameters
            .iter_mut()
            .for_each(|slot| parameter(slot, visit));
    }
    let Some(components) = &mut api.components else {
        return;
    };
    components
        .schemas
        .values_mut()
        .for_each(|slot| schema(slot, visit));
    components
        .parameters
        .values_mut()
        .for_each(|slot| parameter(slot, visit));
    components
        .responses
        .values_mut()
        .for_each(|slot| response(slot, visit));
    for body in components.request_bodies.values_mut() {
        if let ReferenceOr::Item(body) = body {
            body.content
                .values_mut()
                .for_each(|media| content(media, visit));
        }
    }
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

pub(crate) fn path_items(api: &mut OpenAPI) -> impl Iterator<Item = &mut PathItem> {
    api.paths.paths.values_mut().filter_map(item)
}

/// Every reply, in the operations as well as in the components.
pub(crate) fn responses(api: &mut OpenAPI, mut visit: impl FnMut(&mut Response)) {
    for operation in operations(api) {
        operation
            .responses
            .responses
            .values_mut()
            .filter_map(item)
            .for_each(&mut visit);
    }
    let components = api.components.iter_mut();
    components
        .flat_map(|components| components.responses.values_mut())
        .filter_map(item)
        .for_each(&mut visit);
}

fn item<T>(slot: &mut ReferenceOr<T>) -> Option<&mut T> {
    match slot {
        ReferenceOr::Item(item) => Some(item),
        ReferenceOr::Reference { .. } => None,
    }
}

fn parameter(slot: &mut ReferenceOr<Parameter>, visit: Visit<'_>) {
    let Some(parameter) = item(slot) else { return };
    let data = match parameter {
        Parameter::Query { parameter_data, .. }
        | Parameter::Header { parameter_data, .. }
        | Parameter::Path { parameter_data, .. }
        | Parameter::Cookie { parameter_data, .. } => parameter_data,
    };
    if let ParameterSchemaOrContent::Schema(slot) = &mut data.format {
        schema(slot, visit);
    }
}

fn response(slot: &mut ReferenceOr<Response>, visit: Visit<'_>) {
    let Some(response) = item(slot) else { return };
    response
        .content
        .values_mut()
        .for_each(|media| content(media, visit));
}

fn content(media: &mut MediaType, visit: Visit<'_>) {
    media.schema.iter_mut().for_each(|slot| schema(slot, visit));
}

fn schema(slot: &mut ReferenceOr<Schema>, visit: Visit<'_>) {
    if let ReferenceOr::Item(item) = slot {
        children(&mut item.schema_kind, visit);
    }
    visit(slot);
}

fn children(kind: &mut SchemaKind, visit: Visit<'_>) {
    match kind {
        SchemaKind::Type(Type::Object(object)) => {
            object
                .properties
                .values_mut()
                .for_each(|slot| boxed(slot, visit));
            additional(&mut object.additional_properties, visit);
        }
        SchemaKind::Type(Type::Array(array)) => {
            array.items.iter_mut().for_each(|slot| boxed(slot, visit));
        }
        SchemaKind::Type(_) => {}
        SchemaKind::OneOf { one_of: all }
        | SchemaKind::AllOf { all_of: all }
        | SchemaKind::AnyOf { any_of: all } => all.iter_mut().for_each(|slot| schema(slot, visit)),
        SchemaKind::Not { not } => schema(not, visit),
        SchemaKind::Any(any) => any_children(any, visit),
    }
}

fn any_children(any: &mut AnySchema, visit: Visit<'_>) {
    any.properties
        .values_mut()
        .for_each(|slot| boxed(slot, visit));
    any.items.iter_mut().for_each(|slot| boxed(slot, visit));
    additional(&mut any.additional_properties, visit);
    for all in [&mut any.one_of, &mut any.all_of, &mut any.any_of] {
        all.iter_mut().for_each(|slot| schema(slot, visit));
    }
}

fn additional(additional: &mut Option<AdditionalProperties>, visit: Visit<'_>) {
    if let Some(AdditionalProperties::Schema(slot)) = additional {
        schema(slot, visit);
    }
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
