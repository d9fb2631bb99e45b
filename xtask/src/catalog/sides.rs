//! Which components are only sent.

use std::collections::HashSet;

use anyhow::Result;
use openapiv3::OpenAPI;
use serde_json::Value;

use crate::tree::sites::collect_references;

/// The names of the components that stand in requests and in no reply.
pub(super) fn only_sent(api: &OpenAPI) -> Result<HashSet<String>> {
    let root = serde_json::to_value(api)?;
    let (mut requests, mut replies) = (Vec::new(), Vec::new());
    for (_, _, operation) in api.operations() {
        requests.push(serde_json::to_value(&operation.request_body)?);
        replies.push(serde_json::to_value(&operation.responses)?);
    }
    let replies = reached(&root, &replies);
    let mut sent = reached(&root, &requests);
    sent.retain(|name| !replies.contains(name));
    Ok(sent)
}

/// The names of the components that are referred to, directly or through others.
fn reached(root: &Value, starts: &[Value]) -> HashSet<String> {
    let mut reached = HashSet::new();
    let mut open: Vec<&Value> = starts.iter().collect();
    while let Some(value) = open.pop() {
        let mut references = Vec::new();
        collect_references(value, &mut references);
        for reference in references {
            let target = reference.strip_prefix('#').and_then(|it| root.pointer(it));
            if let Some(target) = target
                && reached.insert(reference.rsplit('/').next().unwrap_or_default().to_owned())
            {
                open.push(target);
            }
        }
    }
    reached
}
