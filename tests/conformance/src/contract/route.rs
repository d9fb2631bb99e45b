//! Which operation a request belongs to.

use percent_encoding::percent_decode_str;

use super::document::{Document, Operation};

/// What the document says about a method and a path.
pub(super) enum Route<'a> {
    /// The operation, and the path's parameters as they came.
    Operation(&'a Operation, Vec<(&'a str, &'a str)>),
    /// The path is documented, the method is not.
    OtherMethod,
    /// The path is not documented.
    Nowhere,
}

pub(super) fn find<'a>(document: &'a Document, method: &str, path: &'a str) -> Route<'a> {
    let mut found = Route::Nowhere;
    for operation in &document.operations {
        if let Some(parameters) = matches(&operation.path, path) {
            if operation.method == method {
                return Route::Operation(operation, parameters);
            }
            found = Route::OtherMethod;
        }
    }
    found
}

/// The parameters of a path that fits the template.
fn matches<'a>(template: &'a str, path: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let mut parameters = Vec::new();
    let mut given = path.split('/');
    for wanted in template.split('/') {
        let given = given.next()?;
        match wanted
            .strip_prefix('{')
            .and_then(|name| name.strip_suffix('}'))
        {
            // No server takes an empty segment for a parameter.
            Some(_) if given.is_empty() => return None,
            Some(name) => parameters.push((name, given)),
            None if wanted != given => return None,
            None => {}
        }
    }
    given.next().is_none().then_some(parameters)
}

/// A segment of a path as the server reads it.
pub(super) fn decode(segment: &str) -> Option<String> {
    let text = percent_decode_str(segment).decode_utf8().ok()?;
    Some(text.into_owned())
}
