//! Tracks whether a restart has taken effect: what is read after it may still be the old instance.

use crate::types::Service;
use crate::wait::{Condition, Resource as _};

/// The service before a restart, and whether a new instance has been seen since.
pub(super) struct RestartTracker {
    before: Service,
    condition: Condition,
    proven: bool,
}

impl RestartTracker {
    pub(super) fn new(before: Service, condition: Condition) -> Self {
        // Without sandbox ids, and if the condition held before already, the instances cannot be told apart, so
        // everything that is read counts.
        let proven = before.sandbox_id.is_none() && condition.holds(&before);
        Self {
            before,
            condition,
            proven,
        }
    }

    /// Whether the service as read after the restart request is the new instance. Once this is true, it stays true.
    pub(super) fn is_proven_by(&mut self, seen: &Service) -> bool {
        self.proven |= self.is_another(seen) || self.has_gone(seen);
        self.proven
    }

    fn is_another(&self, seen: &Service) -> bool {
        seen.sandbox_id.is_some() && seen.sandbox_id != self.before.sandbox_id
    }

    /// Whether the old instance has changed in a way in which it does not change by itself.
    fn has_gone(&self, seen: &Service) -> bool {
        const ENDS: [&str; 2] = ["stopping", "stopped"];
        const BEGINS: [&str; 2] = ["pending", "starting"];
        const RESTS: [&str; 2] = ["stopped", "failed"];
        let is_new = |states: &[&str]| is_any_of(seen, states) && !is_any_of(&self.before, states);
        let no_longer =
            |states: &[&str]| is_any_of(&self.before, states) && !is_any_of(seen, states);
        let held = self.condition.holds(&self.before) && !self.condition.holds(seen);
        held || is_new(&ENDS) || is_new(&BEGINS) || no_longer(&RESTS)
    }
}

fn is_any_of(service: &Service, states: &[&str]) -> bool {
    service
        .state()
        .is_some_and(|state| states.iter().any(|name| state.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn seen(state: &str, readiness: &str) -> Service {
        let value = json!({ "name": "web", "sandboxId": "a", "lifecycleState": state, "readiness": readiness });
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_restart_is_seen_by_what_the_old_instance_does_not_do_by_itself() {
        let running = || RestartTracker::new(seen("ready", "ready"), Condition::Ready);
        for (state, readiness, proven) in [
            ("ready", "ready", false),
            // The condition no longer holds, without a state of stopping or starting.
            ("not_ready", "not_ready", true),
            ("stopping", "ready", true),
            ("starting", "ready", true),
        ] {
            let proof = running().is_proven_by(&seen(state, readiness));
            assert_eq!(proof, proven, "{state} {readiness}");
        }
        // An instance that was stopping before and still is proves nothing. One that was at rest and no longer is does.
        let ending = |state| RestartTracker::new(seen(state, "not_ready"), Condition::Ready);
        assert!(!ending("stopping").is_proven_by(&seen("stopping", "not_ready")));
        assert!(ending("failed").is_proven_by(&seen("not_ready", "not_ready")));
        assert!(!ending("failed").is_proven_by(&seen("failed", "not_ready")));
    }
}
