//! A sandbox as the control plane remembers it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::SandboxSpec;
use crate::timeline::{Instance, State, Timeline};
use crate::wire::{Condition, Labels, readiness_and_health, stamp};
use crate::world::{App, Key};

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Profile {
    Worker,
    Desktop,
}

pub(crate) struct Sandbox {
    pub(crate) tenant: String,
    pub(crate) id: String,
    pub(crate) profile: Profile,
    pub(crate) spec: SandboxSpec,
    pub(crate) labels: Labels,
    pub(crate) version: String,
    pub(crate) created: Timestamp,
    pub(crate) updated: Timestamp,
    /// What lists show and filter by: the state when someone last looked.
    pub(crate) seen: State,
    /// `None` when the backend has forgotten it.
    pub(crate) timeline: Option<Timeline>,
}

/// Sandboxes are never changed in place.
pub(crate) const GENERATION: u64 = 1;

impl Sandbox {
    /// The state at this moment.
    pub(crate) fn state(&mut self, now: Instant) -> State {
        let step = self
            .timeline
            .as_mut()
            .and_then(|timeline| timeline.current(now));
        step.map_or(State::Stopped, |step| step.state)
    }

    /// Looks at the backend and remembers what it says.
    pub(crate) fn refresh(&mut self, now: Instant, time: Timestamp) {
        self.seen = self.state(now);
        self.updated = time;
    }

    pub(crate) fn is_active(&mut self, now: Instant) -> bool {
        !matches!(self.state(now), State::Stopped | State::Failed)
    }

    pub(crate) fn json(&self) -> Value {
        let (readiness, health) = readiness_and_health(self.seen);
        json!({
            "metadata": {
                "tenantId": self.tenant,
                "id": self.id,
                "generation": GENERATION,
                "resourceVersion": self.version,
                "createdAt": stamp(self.created),
                "updatedAt": stamp(self.updated),
                "labels": self.labels,
            },
            "spec": {
                "profile": self.profile,
                "sandbox": self.spec.json(&self.tenant),
            },
            "status": {
                "lifecycleState": self.seen.name(),
                "readiness": readiness,
                "health": health,
                "backend": self.spec.backend,
                "endpoints": [],
                "conditions": Condition {
                    kind: "Ready",
                    holds: self.seen == State::Ready,
                    reason: "BackendState",
                    message: format!("sandbox {} is {}", self.id, self.seen.name()),
                    generation: GENERATION,
                    since: self.updated,
                }
                .json(),
            },
        })
    }
}

/// Puts a sandbox into a state, for [`crate::Emulator::set_sandbox_state`].
pub(crate) fn set_state(app: &App, key: &Key, state: State) -> bool {
    let mut world = app.world();
    let Some(sandbox) = world.sandboxes.get_mut(key) else {
        return false;
    };
    let instance = Instance {
        sandbox: sandbox.id.clone(),
        port: 0,
    };
    sandbox.timeline = Some(Timeline::new(Instant::now(), state, &instance));
    true
}

/// Makes the backend forget a sandbox, for [`crate::Emulator::forget_sandbox`].
pub(crate) fn forget(app: &App, key: &Key) -> bool {
    match app.world().sandboxes.get_mut(key) {
        Some(sandbox) => {
            sandbox.timeline = None;
            true
        }
        None => false,
    }
}
