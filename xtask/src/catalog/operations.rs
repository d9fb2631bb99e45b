//! The operations, as they go over the wire.

use anyhow::{Context, Result, bail};
use indexmap::IndexMap;
use openapiv3::{OpenAPI, Operation as Described, Parameter, PathItem, ReferenceOr, StatusCode};

use super::target;

/// One operation.
pub(crate) struct Operation {
    pub id: String,
    /// In capitals.
    pub method: String,
    /// The template of the path.
    pub path: String,
    pub summary: String,
    /// The word after `x-retry`.
    pub retry: String,
    /// The status of the one response that is a success.
    pub success: u16,
    /// The component that a success carries.
    pub response: Option<String>,
    /// The names of the path's placeholders, in their order.
    pub segments: Vec<String>,
    pub query: Vec<Query>,
    pub has_body: bool,
}

/// A parameter of the query.
pub(crate) struct Query {
    pub wire: String,
    pub is_required: bool,
}

/// All operations, in the order of the document.
pub(crate) fn read(api: &OpenAPI) -> Result<Vec<Operation>> {
    let mut operations = Vec::new();
    for (path, item) in &api.paths.paths {
        let item = item.as_item();
        let item = item.with_context(|| format!("{path} is a mere reference"))?;
        for (method, described) in item.iter() {
            let operation = operation(api, path, item, method, described);
            operations.push(operation.with_context(|| format!("{method} {path}"))?);
        }
    }
    Ok(operations)
}

fn operation(
    api: &OpenAPI,
    path: &str,
    item: &PathItem,
    method: &str,
    described: &Described,
) -> Result<Operation> {
    let id = described.operation_id.clone();
    let id = id.context("it has no operationId")?;
    let retry = described.extensions.get("x-retry");
    let retry = retry.and_then(|word| word.as_str());
    let retry = retry.with_context(|| format!("{id} has no x-retry"))?;
    let (success, response) = success(api, described)?;
    let segments = path.split('{').skip(1);
    let segments = segments.filter_map(|after| Some(after.split_once('}')?.0.to_owned()));
    let components = api.components.as_ref();
    let mut query = Vec::new();
    for parameter in item.parameters.iter().chain(&described.parameters) {
        if let Parameter::Query { parameter_data, .. } =
            resolved(parameter, components.map(|all| &all.parameters))?
        {
            query.push(Query {
                wire: parameter_data.name.clone(),
                is_required: parameter_data.required,
            });
        }
    }
    Ok(Operation {
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: described.summary.clone().unwrap_or_else(|| id.clone()),
        retry: retry.to_owned(),
        success,
        response,
        segments: segments.collect(),
        query,
        has_body: described.request_body.is_some(),
        id,
    })
}

/// The status of the success, and what it carries.
fn success(api: &OpenAPI, described: &Described) -> Result<(u16, Option<String>)> {
    let responses = described.responses.responses.iter();
    let successes = responses.filter_map(|(status, response)| match status {
        StatusCode::Code(code) if (200..300).contains(code) => Some((*code, response)),
        _ => None,
    });
    let successes: Vec<_> = successes.collect();
    let [(code, response)] = successes.as_slice() else {
        bail!("it must have one response that is a success");
    };
    let components = api.components.as_ref();
    let response = resolved(response, components.map(|all| &all.responses))?;
    let media = response.content.get("application/json");
    let schema = media.and_then(|media| media.schema.as_ref());
    let response = schema.map(|schema| target(schema).map(str::to_owned));
    Ok((*code, response.transpose()?))
}

/// What a reference names, of all components of its kind.
fn resolved<'a, T>(
    slot: &'a ReferenceOr<T>,
    all: Option<&'a IndexMap<String, ReferenceOr<T>>>,
) -> Result<&'a T> {
    let reference = match slot {
        ReferenceOr::Item(item) => return Ok(item),
        ReferenceOr::Reference { reference } => reference,
    };
    let name = reference.rsplit('/').next();
    let named = name.zip(all).and_then(|(name, all)| all.get(name));
    named
        .and_then(ReferenceOr::as_item)
        .with_context(|| format!("{reference} names nothing in this document"))
}
