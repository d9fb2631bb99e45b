//! Replies.

use openapiv3::{OpenAPI, StatusCode};

use super::walk;

/// Leaves the successes only, so that every other reply reaches the caller untouched, with its status, headers
/// and body. The generator would decode it and lose status and headers of one that is no error envelope.
pub(crate) fn drop_errors(api: &mut OpenAPI) {
    for operation in walk::operations(api) {
        operation.responses.default = None;
        operation
            .responses
            .responses
            .retain(|status, _| match status {
                StatusCode::Code(code) => (200..300).contains(code),
                StatusCode::Range(range) => *range == 2,
            });
    }
}

/// Leaves the JSON of replies that may also be plain text: the generator takes one media type.
pub(crate) fn drop_plain_text(api: &mut OpenAPI) {
    walk::responses(api, |response| {
        response.content.shift_remove("text/plain");
    });
}
