//! The bodies of the server's responses, without spaces.

use serde_json::{Value, json};

use crate::TENANT;

/// The service that is read.
pub const SERVICE: &str = include_str!("../fixtures/service.json");
/// The sandbox that is created, and that lists consist of.
pub const SANDBOX: &str = include_str!("../fixtures/sandbox.json");

/// How many sandboxes a page holds.
pub const PAGE: usize = 100;

/// A text of JSON without spaces.
pub fn compact(text: &str) -> serde_json::Result<String> {
    Ok(serde_json::from_str::<Value>(text)?.to_string())
}

/// A page of a list of so many sandboxes, each with an id of its own. The token of the next is where that begins.
pub fn page(begin: usize, all: usize) -> serde_json::Result<String> {
    let one: Value = serde_json::from_str(SANDBOX)?;
    let end = (begin + PAGE).min(all);
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
        "tenantId": TENANT,
        "resourceVersion": "sandboxes:demo:1",
        "limit": PAGE,
        "remainingCount": all - end,
    });
    if end < all {
        metadata["nextPageToken"] = end.to_string().into();
    }
    Ok(json!({ "metadata": metadata, "items": items }).to_string())
}
