//! How the status of a sandbox is read and polled.

use std::future::IntoFuture;

use nimbus_api::{Operation, operations};

use super::get::Get;
use crate::call::Call;
use crate::types::SandboxResource;
use crate::wait::{ClientPollers, Pollable, Pollers, Resource};
use crate::{BoxFuture, Result};

impl Resource for SandboxResource {
    const THING: &'static str = "sandbox";
    const OPERATION: &'static Operation = &operations::SANDBOXES_GET;
    const ENDS: bool = true;

    fn state(&self) -> Option<&str> {
        Some(self.status.lifecycle_state.as_str())
    }

    fn readiness(&self) -> Option<&str> {
        Some(self.status.readiness.as_str())
    }

    fn health(&self) -> Option<&str> {
        Some(self.status.health.as_str())
    }

    /// Every read changes `updatedAt`, what depends on it, and the times of the conditions, so these do not count.
    fn differs_from(&self, before: &Self) -> bool {
        let (now, then) = (&self.status, &before.status);
        now.lifecycle_state != then.lifecycle_state
            || now.readiness != then.readiness
            || now.health != then.health
            || now.endpoints != then.endpoints
            || self.metadata.labels != before.metadata.labels
    }
}

impl Pollable for SandboxResource {
    const ARGUMENT: &'static str = "id";
    const WAIT: &'static str = "sandboxes_wait";

    fn read(call: Call, id: String) -> BoxFuture<'static, Result<Self>> {
        Get { call, id }.into_future()
    }

    fn pollers(pollers: &ClientPollers) -> &Pollers<Self> {
        &pollers.sandboxes
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn sandbox(pointer: &str, value: Value) -> SandboxResource {
        let time = "2026-11-23T15:33:24.292Z";
        let hidden = json!({ "redacted": true, "valueCount": 0 });
        let mut sandbox = json!({
            "metadata": {
                "tenantId": "demo", "id": "a", "generation": 1, "resourceVersion": "v1", "createdAt": time,
                "updatedAt": time, "labels": {},
            },
            "spec": { "profile": "worker", "sandbox": {
                "tenantId": "demo", "owner": { "kind": "standalone" }, "backend": "krun",
                "root": { "kind": "redacted", "redacted": true, "reason": "operatorOnlyLaunchInput" },
                "process": { "argv": hidden, "environment": hidden, "cwd": "/", "terminal": false },
            } },
            "status": {
                "lifecycleState": "ready", "readiness": "ready", "health": "healthy", "backend": "krun",
                "endpoints": [], "conditions": [],
            },
        });
        *sandbox.pointer_mut(pointer).unwrap() = value;
        serde_json::from_value(sandbox).unwrap()
    }

    #[test]
    fn a_sandbox_has_stopped_when_its_state_says_so_whatever_its_readiness() {
        let stopped = sandbox("/status/lifecycleState", json!("stopped"));
        assert!(stopped.is("stopped") && stopped.is("ready") && !stopped.is("failed"));
    }

    #[test]
    fn each_part_of_the_status_alone_makes_a_difference_and_the_time_makes_none() {
        let before = sandbox("/metadata/id", json!("a"));
        let endpoint =
            json!({ "name": "http", "protocol": "tcp", "host": "127.0.0.1", "port": 80 });
        for (pointer, value, differs) in [
            ("/metadata/updatedAt", json!("2026-11-24T00:00:00Z"), false),
            ("/status/lifecycleState", json!("failed"), true),
            ("/status/readiness", json!("not_ready"), true),
            ("/status/health", json!("unhealthy"), true),
            ("/status/endpoints", json!([endpoint]), true),
            ("/metadata/labels", json!({ "job": "nightly" }), true),
        ] {
            let now = sandbox(pointer, value);
            assert_eq!(now.differs_from(&before), differs, "{pointer}");
        }
    }
}
