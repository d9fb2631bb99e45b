//! Lists in pages.

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;

const MAX_LIMIT: u64 = 100;

/// One page of a collection.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    metadata: Metadata,
    items: Vec<Value>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Metadata {
    tenant_id: String,
    resource_version: String,
    limit: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_page_token: Option<String>,
    remaining_count: usize,
}

/// The page of `sorted` that follows `token`. `sorted` holds what the caller may see, by key.
pub(crate) fn page(
    collection: &str,
    tenant: &str,
    limit: Option<u64>,
    token: Option<&str>,
    sorted: Vec<(String, Value)>,
) -> Response {
    let limit = limit.unwrap_or(MAX_LIMIT).clamp(1, MAX_LIMIT);
    let token = token.unwrap_or_default();
    let mut items: Vec<_> = sorted
        .into_iter()
        .filter(|(key, _)| key.as_str() > token)
        .collect();
    let total = items.len();
    // At most 100, so the cast cannot lose anything.
    items.truncate(limit as usize);
    let remaining_count = total - items.len();
    let next_page_token = match items.last() {
        Some((key, _)) if remaining_count > 0 => Some(key.clone()),
        _ => None,
    };
    Json(Page {
        metadata: Metadata {
            tenant_id: tenant.to_owned(),
            resource_version: format!("{collection}:{tenant}:{total}"),
            limit,
            next_page_token,
            remaining_count,
        },
        items: items.into_iter().map(|(_, item)| item).collect(),
    })
    .into_response()
}
