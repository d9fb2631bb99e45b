//! The bodies that a control plane sends.

use serde_json::{Value, json};

/// When everything here happened.
pub const TIME: &str = "2026-11-23T15:33:24.292Z";

/// When sessions expire.
pub const EXPIRY: &str = "2026-11-23T15:48:24.292Z";

/// The id of [`sandbox`].
pub const SANDBOX: &str = "batch-job-01m84gmqpgkb6dhp6bm9c7ehv6";

/// The id of [`session`].
pub const SESSION: &str = "session-01m84gmqpkh0xammcgca42sy2z";

/// The runtime view of the service `web`, in a lifecycle state with its readiness and health.
pub fn service(state: &str, readiness: &str, health: &str) -> Value {
    json!({
        "tenantId": "demo", "name": "web", "sandboxId": "web-01m84gmqpawf0tx723c55h0fy6",
        "backend": "container", "state": state, "lifecycleState": state, "readiness": readiness,
        "health": health,
        "endpoints": [{ "name": "http", "protocol": "tcp", "host": "127.0.0.1", "port": 15432 }],
    })
}

/// The service `web`, running.
pub fn ready() -> Value {
    service("ready", "ready", "healthy")
}

/// The service `web` on its way up.
pub fn starting() -> Value {
    service("starting", "not_ready", "unknown")
}

/// The service `web` after a stop.
pub fn stopped() -> Value {
    service("stopped", "stopped", "unknown")
}

/// The backend of [`definition`].
pub fn external() -> Value {
    json!({
        "kind": "external", "endpoint": { "url": "https://search.internal:9200" },
        "auth": { "kind": "none" }, "health": { "kind": "http", "path": "/healthz" },
    })
}

/// The definition of a service with an external backend.
pub fn definition(name: &str, generation: u64) -> Value {
    json!({
        "metadata": {
            "tenantId": "demo", "name": name, "generation": generation, "resourceVersion": "svcdef-v1",
            "createdAt": TIME, "updatedAt": TIME, "labels": { "tier": "edge" }, "source": "dynamic",
        },
        "spec": { "backend": external() },
        "status": {
            "backend": "external", "lifecycleState": "declared", "readiness": "unknown",
            "health": "unknown", "conditions": [condition("Admitted", "True", "DefinitionValidated")],
        },
    })
}

/// A condition.
pub fn condition(kind: &str, status: &str, reason: &str) -> Value {
    json!({
        "type": kind, "status": status, "reason": reason, "message": "in a sentence",
        "observedGeneration": 1, "lastTransitionTime": TIME,
    })
}

/// What of a sandbox's process a reply shows.
pub fn process() -> Value {
    json!({
        "argv": { "redacted": true, "valueCount": 2 },
        "environment": { "redacted": true, "valueCount": 1 }, "cwd": "/app", "terminal": false,
    })
}

/// A sandbox that runs.
pub fn sandbox() -> Value {
    json!({
        "metadata": {
            "tenantId": "demo", "id": SANDBOX, "generation": 1, "resourceVersion": "sandbox-v1",
            "createdAt": TIME, "updatedAt": TIME, "labels": { "job": "nightly" },
        },
        "spec": {
            "profile": "worker",
            "sandbox": {
                "tenantId": "demo", "owner": { "kind": "standalone", "displayName": "batch-job" },
                "backend": "krun", "root": image_root(), "process": process(),
            },
        },
        "status": {
            "lifecycleState": "ready", "readiness": "ready", "health": "healthy", "backend": "krun",
            "endpoints": [], "conditions": [condition("Ready", "True", "BackendState")],
        },
    })
}

/// The root of a sandbox: an OCI image.
pub fn image_root() -> Value {
    let reference = "docker.io/library/node:22";
    json!({ "kind": "oci_image", "source": { "kind": "reference", "reference": reference } })
}

/// A session on a sandbox, in a state.
pub fn session(state: &str) -> Value {
    json!({
        "metadata": {
            "tenantId": "demo", "id": SESSION, "generation": 1, "resourceVersion": "session-v1",
            "createdAt": TIME, "updatedAt": TIME,
        },
        "spec": {
            "target": { "sandbox": { "id": SANDBOX } },
            "targetSnapshot": {
                "sandbox": { "id": SANDBOX, "generation": 1, "profile": "worker", "backend": "krun" },
            },
            "channels": ["stdio"], "expiresAt": EXPIRY,
        },
        "status": {
            "lifecycleState": state, "expiresAt": EXPIRY,
            "conditions": [condition("Open", "True", "LeaseActive")],
        },
    })
}

/// A page of a list, the last one.
pub fn page(items: &[Value]) -> Value {
    json!({
        "metadata": {
            "tenantId": "demo", "resourceVersion": "things:demo:1", "limit": 100, "remainingCount": 0,
        },
        "items": items,
    })
}

/// An error envelope.
pub fn error(code: &str, message: &str) -> Value {
    json!({ "error": {
        "code": code, "message": message, "requestId": "req-1", "timestamp": TIME, "severity": "error",
        "retryable": false, "detail": null,
    }})
}
