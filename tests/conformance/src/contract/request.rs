//! The request's side of an exchange that succeeded: a server that takes what the document refuses is as wrong as
//! one that sends what it does not describe.

use http::Request;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use nimbus_api::reqwest::Url;
use serde_json::Value;

use super::document::{Document, Operation, Parameter};
use super::lower::Side;
use super::reply::media_type;
use super::route::decode;
use super::violation::Findings;

pub(super) fn check(
    document: &Document,
    operation: &Operation,
    in_path: &[(&str, &str)],
    request: &Request<Vec<u8>>,
    findings: &mut Findings,
) {
    for (name, raw) in in_path {
        let described = operation
            .parameters
            .iter()
            .find(|parameter| !parameter.in_query && parameter.name == *name);
        match (described, decode(raw)) {
            (Some(parameter), Some(value)) => judge(document, parameter, &value, findings),
            (None, _) => findings.add(format!("path parameter {name}"), "it is not described"),
            (_, None) => findings.add(format!("path parameter {name}"), "it is no text"),
        }
    }
    query(document, operation, request, findings);
    credential(operation, request, findings);
    body(document, operation, request, findings);
}

fn query(
    document: &Document,
    operation: &Operation,
    request: &Request<Vec<u8>>,
    findings: &mut Findings,
) {
    let query = request.uri().query().unwrap_or_default();
    let Ok(url) = Url::parse(&format!("http://server/?{query}")) else {
        findings.add("query", "it cannot be read");
        return;
    };
    let mut seen: Vec<String> = Vec::new();
    for (name, value) in url.query_pairs() {
        let place = format!("query parameter {name}");
        if seen.iter().any(|other| *other == name) {
            findings.add(place, "it is given twice");
            continue;
        }
        let described = operation
            .parameters
            .iter()
            .find(|parameter| parameter.in_query && parameter.name == name);
        match described {
            Some(parameter) => judge(document, parameter, &value, findings),
            None => findings.add(place, "it is not described"),
        }
        seen.push(name.into_owned());
    }
    for parameter in &operation.parameters {
        if parameter.in_query && parameter.required && !seen.contains(&parameter.name) {
            findings.add(
                format!("query parameter {}", parameter.name),
                "it is missing",
            );
        }
    }
}

/// A parameter is text; its schema says what the text stands for.
fn judge(document: &Document, parameter: &Parameter, text: &str, findings: &mut Findings) {
    let value = match parameter.schema["type"].as_str() {
        Some("integer" | "number" | "boolean") => {
            serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
        }
        _ => Value::from(text),
    };
    let place = if parameter.in_query { "query" } else { "path" };
    let place = format!("{place} parameter {}", parameter.name);
    against(
        document,
        &parameter.schema,
        Side::Request,
        &value,
        &place,
        findings,
    );
}

fn credential(operation: &Operation, request: &Request<Vec<u8>>, findings: &mut Findings) {
    let bearer = request
        .headers()
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .is_some_and(|(scheme, token)| scheme.eq_ignore_ascii_case("bearer") && !token.is_empty());
    if operation.secured && !bearer && !request.headers().contains_key("x-nimbus-api-key") {
        findings.add("credential", "the operation needs one, and none was sent");
    }
}

fn body(
    document: &Document,
    operation: &Operation,
    request: &Request<Vec<u8>>,
    findings: &mut Findings,
) {
    const PLACE: &str = "request body";
    let body = request.body();
    let Some(described) = &operation.body else {
        if !body.is_empty() {
            findings.add(PLACE, "the operation takes none");
        }
        return;
    };
    let media = media_type(request.headers().get(CONTENT_TYPE));
    let Some(content) = described.get(&media) else {
        findings.add(
            "request content type",
            format!("{media:?} is not described"),
        );
        return;
    };
    match serde_json::from_slice(body) {
        Ok(value) => against(
            document,
            &content["schema"],
            Side::Request,
            &value,
            PLACE,
            findings,
        ),
        Err(error) => findings.add(PLACE, format!("it is not JSON: {error}")),
    }
}

/// Adds what is wrong with a value.
pub(super) fn against(
    document: &Document,
    schema: &Value,
    side: Side,
    value: &Value,
    place: &str,
    findings: &mut Findings,
) {
    match document.schemas.problems(schema, side, value) {
        Ok(problems) => {
            for (pointer, problem) in problems {
                findings.add_at(place, pointer, problem);
            }
        }
        Err(error) => findings.add(place, format!("its schema cannot be used: {error}")),
    }
}
