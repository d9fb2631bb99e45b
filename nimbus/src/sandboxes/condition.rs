//! What can be waited for.

use nimbus_api::{Operation, operations};

use crate::types::SandboxResource;
use crate::wait::{Observed, PollOutcome};
use crate::{Activation, Deactivation};

/// What [`Sandboxes::wait`](super::Sandboxes::wait) can wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SandboxCondition {
    /// `status.readiness` or `status.lifecycleState` is `ready`.
    Ready,
    /// `status.lifecycleState` or `status.readiness` is `stopped`.
    Stopped,
    /// `status.health` is `healthy`.
    Healthy,
}

impl SandboxCondition {
    /// Its name on the wire: `ready`, `stopped` or `healthy`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Stopped => "stopped",
            Self::Healthy => "healthy",
        }
    }

    /// What a poll tells about it. Case does not matter: newer servers have changed it before.
    pub(super) fn judge(self, sandbox: &SandboxResource, tolerates_failure: bool) -> PollOutcome {
        let status = &sandbox.status;
        let words = [status.readiness.as_str(), status.lifecycle_state.as_str()];
        let is = |state: &str| words.iter().any(|word| word.eq_ignore_ascii_case(state));
        let holds = match self {
            Self::Ready | Self::Stopped => is(self.as_str()),
            Self::Healthy => status.health.as_str().eq_ignore_ascii_case("healthy"),
        };
        if holds {
            PollOutcome::Satisfied
        } else if self == Self::Stopped {
            PollOutcome::Pending
        } else if is("stopped") || (is("failed") && !tolerates_failure) {
            // A sandbox is never started again.
            PollOutcome::Failed
        } else {
            PollOutcome::Pending
        }
    }
}

impl From<Activation> for SandboxCondition {
    fn from(condition: Activation) -> Self {
        match condition {
            Activation::Ready => Self::Ready,
            Activation::Healthy => Self::Healthy,
        }
    }
}

impl From<Deactivation> for SandboxCondition {
    fn from(condition: Deactivation) -> Self {
        match condition {
            Deactivation::Stopped => Self::Stopped,
        }
    }
}

impl Observed for SandboxResource {
    const THING: &'static str = "sandbox";
    const OPERATION: &'static Operation = &operations::SANDBOXES_GET;

    fn word(&self) -> String {
        self.status.readiness.as_str().to_ascii_lowercase()
    }

    /// Every read moves `updatedAt` and what hangs on it, the times of the conditions too.
    fn differs_from(&self, before: &Self) -> bool {
        let (now, then) = (&self.status, &before.status);
        now.lifecycle_state != then.lifecycle_state
            || now.readiness != then.readiness
            || now.health != then.health
            || now.endpoints != then.endpoints
            || self.metadata.labels != before.metadata.labels
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
