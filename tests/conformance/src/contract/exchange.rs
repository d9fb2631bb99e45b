//! One exchange, judged.

use http::{Request, Response};

use super::document::document;
use super::route::{Route, find};
use super::violation::{Findings, Violation};
use super::{reply, request};

/// What the document does not describe in this exchange. The URI of the request is its target as it was sent:
/// path, and query if there is one. Without a reply there is nothing to judge.
///
/// The request is judged when it succeeded; what is wrong with one that was refused is the refusal's reason.
pub fn check(request: &Request<Vec<u8>>, reply: Option<&Response<Vec<u8>>>) -> Vec<Violation> {
    let Some(reply) = reply else {
        return Vec::new();
    };
    let (document, method, path) = (document(), request.method().as_str(), request.uri().path());
    let status = reply.status().as_u16();
    let nameless = || Findings::of(format!("{method} {path}"), Some(status));
    let findings = match find(document, method, path) {
        Route::Operation(operation, in_path) => {
            let mut findings = Findings::of(&operation.id, Some(status));
            reply::check(document, operation, reply, &mut findings);
            if reply.status().is_success() {
                request::check(document, operation, &in_path, request, &mut findings);
            }
            findings
        }
        Route::OtherMethod => {
            let mut findings = nameless();
            reply::check_absent(405, reply, &mut findings);
            findings
        }
        Route::Nowhere => {
            let mut findings = nameless();
            reply::check_absent(404, reply, &mut findings);
            findings
        }
    };
    findings.into_vec()
}
