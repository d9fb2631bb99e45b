//! Whether a restart has been taken up: what is seen after it may still be from before.

use super::condition::{ServiceCondition, state};
use crate::types::Service;

/// What ran before a restart.
pub(super) struct Takeover {
    before: Service,
    condition: ServiceCondition,
    proven: bool,
}

impl Takeover {
    pub(super) fn of(before: Service, condition: ServiceCondition) -> Self {
        // With nothing to tell instances apart by, and nothing that could be told apart, all that is seen counts.
        let proven = before.sandbox_id.is_none() && condition.holds(&before);
        Self {
            before,
            condition,
            proven,
        }
    }

    /// Whether what is seen, after the restart was asked for, is of the new instance; once it is, it stays so.
    pub(super) fn is_proven_by(&mut self, seen: &Service) -> bool {
        self.proven |= self.is_another(seen) || self.has_gone(seen);
        self.proven
    }

    fn is_another(&self, seen: &Service) -> bool {
        seen.sandbox_id.is_some() && seen.sandbox_id != self.before.sandbox_id
    }

    /// The old instance no longer is what it was, in a way in which it does not change by itself.
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
    state(service).is_some_and(|state| states.iter().any(|name| state.eq_ignore_ascii_case(name)))
}
