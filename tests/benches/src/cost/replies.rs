//! What the server answers.

use serde_json::{Value, json};

use super::Operation;

const SERVICE: &str = include_str!("../../fixtures/service.json");
const SANDBOX: &str = include_str!("../../fixtures/sandbox.json");

/// The body of the reply to an operation, without spaces.
///
/// # Errors
/// When a file of this crate is not JSON.
pub fn body(operation: Operation) -> serde_json::Result<String> {
    let body: Value = match operation {
        Operation::Get => serde_json::from_str(SERVICE)?,
        Operation::Create => serde_json::from_str(SANDBOX)?,
        Operation::List => return page(0, 100, 100),
    };
    Ok(body.to_string())
}

/// A page of a list of so many sandboxes, each with an id of its own. The token of the next is where that begins.
///
/// # Errors
/// As [`body`].
pub fn page(begin: usize, size: usize, all: usize) -> serde_json::Result<String> {
    let one: Value = serde_json::from_str(SANDBOX)?;
    let end = (begin + size).min(all);
    let items: Vec<Value> = (begin..end)
        .map(|index| {
            let mut item = one.clone();
            item["metadata"]["id"] = format!("batch-job-01m84gmqpgkb6dhp6bm9c{index:05}").into();
            // One that nobody has marked, and of which there is nothing to say: 100 of them are 67 KB.
            item["metadata"]["labels"] = json!({});
            item["status"]["conditions"] = json!([]);
            item
        })
        .collect();
    let mut metadata = json!({
        "tenantId": "demo",
        "resourceVersion": "sandboxes:demo:1",
        "limit": 100,
        "remainingCount": all - end,
    });
    if end < all {
        metadata["nextPageToken"] = end.to_string().into();
    }
    Ok(json!({ "metadata": metadata, "items": items }).to_string())
}
