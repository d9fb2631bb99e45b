//! Lists in pages.

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;

use crate::number::Int32;

const MAX_LIMIT: u32 = 100;

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
    limit: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_page_token: Option<String>,
    remaining_count: usize,
}

/// The page of `sorted` that follows `token`. `sorted` is what the caller may see, by key; only what stands on the page
/// is rendered.
pub(crate) fn page<'a, T: 'a>(
    collection: &str,
    tenant: &str,
    limit: Option<Int32>,
    token: Option<&str>,
    sorted: impl Iterator<Item = (&'a str, &'a T)>,
    render: impl Fn(&T) -> Value,
) -> Response {
    let limit = limit.map_or(MAX_LIMIT, |limit| limit.0.clamp(1, MAX_LIMIT));
    let token = token.unwrap_or_default();
    let mut rest = sorted.filter(|(key, _)| *key > token);
    let mut last = None;
    let items: Vec<_> = rest
        .by_ref()
        // At most 100, so the cast cannot lose anything.
        .take(limit as usize)
        .map(|(key, item)| {
            last = Some(key);
            render(item)
        })
        .collect();
    let remaining_count = rest.count();
    let total = items.len() + remaining_count;
    Json(Page {
        metadata: Metadata {
            tenant_id: tenant.to_owned(),
            resource_version: format!("{collection}:{tenant}:{total}"),
            limit,
            next_page_token: last.filter(|_| remaining_count > 0).map(ToOwned::to_owned),
            remaining_count,
        },
        items,
    })
    .into_response()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use axum::body::to_bytes;
    use serde_json::json;

    use super::*;

    #[tokio::test]
    async fn only_the_items_of_the_page_are_rendered() {
        let stored: Vec<_> = (0..1000).map(|number| format!("{number:03}")).collect();
        let rendered = Cell::new(0);
        let page = page(
            "services",
            "demo",
            Some(Int32(10)),
            Some("499"),
            stored.iter().map(|name| (name.as_str(), name)),
            |name| {
                rendered.set(rendered.get() + 1);
                json!(name)
            },
        );
        assert_eq!(rendered.get(), 10);
        let body = to_bytes(page.into_body(), usize::MAX).await.unwrap();
        let page: Value = serde_json::from_slice(&body).unwrap();
        let metadata = json!({
            "tenantId": "demo",
            "resourceVersion": "services:demo:500",
            "limit": 10,
            "nextPageToken": "509",
            "remainingCount": 490,
        });
        assert_eq!(
            (&page["metadata"], &page["items"][0]),
            (&metadata, &json!("500"))
        );
    }
}
