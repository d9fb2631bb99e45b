//! Exchanges that were never sent, to be judged.

use http::{Request, Response};
use nimbus_conformance::contract::check;
use serde_json::{Value, json};

pub(crate) const WEB: &str = "/api/tenants/demo/services/web";
pub(crate) const SERVICES: &str = "/api/tenants/demo/services";
pub(crate) const TENANTS: &str = "/api/tenants";

pub(crate) fn request(method: &str, target: &str) -> Request<Vec<u8>> {
    let builder = Request::builder().method(method).uri(target);
    let builder = builder.header("authorization", "Bearer token");
    builder.body(Vec::new()).unwrap()
}

pub(crate) fn request_json(method: &str, target: &str, body: &Value) -> Request<Vec<u8>> {
    let mut request = request(method, target);
    let media = "application/json".parse().unwrap();
    request.headers_mut().insert("content-type", media);
    *request.body_mut() = body.to_string().into_bytes();
    request
}

pub(crate) fn reply(status: u16, media: &str, body: &str) -> Response<Vec<u8>> {
    let builder = Response::builder().status(status);
    let builder = builder.header("content-type", media);
    builder.body(body.as_bytes().to_vec()).unwrap()
}

pub(crate) fn reply_json(status: u16, body: &Value) -> Response<Vec<u8>> {
    reply(status, "application/json", &body.to_string())
}

pub(crate) fn empty(status: u16) -> Response<Vec<u8>> {
    Response::builder().status(status).body(Vec::new()).unwrap()
}

pub(crate) fn service() -> Value {
    json!({ "name": "web", "state": "ready", "endpoints": [] })
}

pub(crate) fn envelope() -> Value {
    json!({ "error": {
        "code": "op.conflict",
        "message": "no",
        "requestId": "ws-protocol-1",
        "timestamp": "2026-03-02T09:30:00Z",
        "severity": "error",
        "retryable": false,
        "detail": null,
    }})
}

pub(crate) fn no_services() -> Value {
    json!({
        "metadata": {
            "tenantId": "demo",
            "resourceVersion": "services:demo:0",
            "limit": 100,
            "remainingCount": 0,
        },
        "items": [],
    })
}

/// The one violation of an exchange, which has to say all of this.
#[track_caller]
pub(crate) fn breaks(request: &Request<Vec<u8>>, reply: &Response<Vec<u8>>, says: &[&str]) {
    let found = check(request, Some(reply));
    assert_eq!(found.len(), 1, "{found:#?}");
    let text = found[0].to_string();
    for part in says {
        assert!(text.contains(part), "{part:?} is not in {text:?}");
    }
}

#[track_caller]
pub(crate) fn keeps(request: &Request<Vec<u8>>, reply: &Response<Vec<u8>>) {
    let found = check(request, Some(reply));
    assert!(found.is_empty(), "{found:#?}");
}
