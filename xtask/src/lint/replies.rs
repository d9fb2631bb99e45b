//! The statuses that operations are answered with.

use super::findings::Findings;
use super::requests::names;
use crate::tree::Source;
use crate::tree::sites::{Operation, operations};

/// Generators take one type for all successes.
pub(crate) fn one_success(source: &Source, findings: &mut Findings<'_>) {
    for operation in operations(source) {
        let replies = operation.responses();
        let count = replies
            .iter()
            .filter(|reply| reply.key().starts_with('2'))
            .count();
        if count != 1 {
            let message = format!("{} has {count} statuses of success", operation.id());
            findings.at(&operation.node, message);
        }
        for reply in replies {
            let key = reply.key();
            if !key.starts_with(['2', '4', '5']) {
                findings.at(&reply, format!("{key} is neither a success nor an error"));
            }
        }
    }
}

pub(crate) fn errors_are_listed(source: &Source, findings: &mut Findings<'_>) {
    for operation in operations(source) {
        let missing: Vec<&str> = expected(source, &operation)
            .into_iter()
            .filter(|status| {
                let replies = operation.node.get("responses");
                !replies.is_some_and(|replies| replies.has(status))
            })
            .collect();
        if !missing.is_empty() {
            let message = format!("{} does not list {}", operation.id(), missing.join(", "));
            findings.at(&operation.node, message);
        }
    }
}

fn expected(source: &Source, operation: &Operation<'_>) -> Vec<&'static str> {
    let mut expected = vec!["4XX", "5XX"];
    let body = operation.body(source).is_some();
    if body || !operation.parameters(source).is_empty() {
        expected.push("400");
    }
    if operation.is_secured(source) {
        expected.extend(["401", "403"]);
    }
    if names_a_resource(&operation.path) {
        expected.push("404");
    }
    if body {
        expected.extend(["413", "415", "422"]);
    }
    expected
}

/// The routes below a tenant do not check that the tenant exists; anything else that a path names may be missing.
fn names_a_resource(path: &str) -> bool {
    names(path).any(|name| name != "tenant") || path.ends_with("/{tenant}")
}
