//! What can be waited for.

use std::fmt;
use std::str::FromStr;

use nimbus_api::{Operation, operations};

use crate::types::Service;
use crate::wait::{Observed, PollOutcome};
use crate::{Error, Result};

/// What [`Services::wait`](super::Services::wait) can wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ServiceCondition {
    /// `readiness` or the state is `ready`.
    Ready,
    /// The state or `readiness` is `stopped`.
    Stopped,
    /// `health` is `healthy`.
    Healthy,
}

/// What a start or restart, or the creation of a sandbox, can wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Activation {
    /// `readiness` or the state is `ready`.
    Ready,
    /// `health` is `healthy`.
    Healthy,
}

/// What a stop, of a service or a sandbox, can wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Deactivation {
    /// The state or `readiness` is `stopped`.
    Stopped,
}

impl ServiceCondition {
    /// Its name in the reference: `ready`, `stopped` or `healthy`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Stopped => "stopped",
            Self::Healthy => "healthy",
        }
    }

    /// Whether it holds. Case does not matter: newer servers have changed it before.
    pub(super) fn holds(self, service: &Service) -> bool {
        let is = |value: Option<&str>| {
            value.is_some_and(|value| value.eq_ignore_ascii_case(self.as_str()))
        };
        match self {
            Self::Ready | Self::Stopped => is(readiness(service)) || is(state(service)),
            Self::Healthy => is(health(service)),
        }
    }

    /// What a poll tells about it.
    pub(super) fn judge(self, service: &Service, tolerates_failure: bool) -> PollOutcome {
        if self.holds(service) {
            PollOutcome::Satisfied
        } else if self != Self::Stopped && !tolerates_failure && has_failed(service) {
            PollOutcome::Failed
        } else {
            PollOutcome::Pending
        }
    }
}

impl Observed for Service {
    const THING: &'static str = "service";
    const OPERATION: &'static Operation = &operations::SERVICES_GET;

    fn word(&self) -> String {
        let first = [readiness(self), health(self), state(self)];
        let first = first.into_iter().flatten().find(|text| !text.is_empty());
        first.unwrap_or("unknown").to_ascii_lowercase()
    }

    fn differs_from(&self, before: &Self) -> bool {
        self != before
    }
}

/// The lifecycle state; where it is missing, `state`, and then the `status` of very old servers.
pub(super) fn state(service: &Service) -> Option<&str> {
    let lifecycle = service.lifecycle_state.as_ref().map(|state| state.as_str());
    let state = service.state.as_ref().map(|state| state.as_str());
    let status = || service.extra.get("status").and_then(|value| value.as_str());
    let given = |value: &&str| !value.is_empty();
    lifecycle
        .filter(given)
        .or(state.filter(given))
        .or_else(status)
}

pub(super) fn has_failed(service: &Service) -> bool {
    let failed =
        |value: Option<&str>| value.is_some_and(|value| value.eq_ignore_ascii_case("failed"));
    failed(state(service)) || failed(readiness(service))
}

fn readiness(service: &Service) -> Option<&str> {
    service.readiness.as_ref().map(|value| value.as_str())
}

fn health(service: &Service) -> Option<&str> {
    service.health.as_ref().map(|value| value.as_str())
}

impl From<Activation> for ServiceCondition {
    fn from(condition: Activation) -> Self {
        match condition {
            Activation::Ready => Self::Ready,
            Activation::Healthy => Self::Healthy,
        }
    }
}

impl From<Deactivation> for ServiceCondition {
    fn from(condition: Deactivation) -> Self {
        match condition {
            Deactivation::Stopped => Self::Stopped,
        }
    }
}

/// Parses and prints a condition by its name in the reference.
macro_rules! named {
    ($condition:ident: $subject:literal, $allowed:literal, { $($name:literal => $variant:ident),+ }) => {
        impl FromStr for $condition {
            type Err = Error;

            /// # Errors
            /// [`InvalidInput`](crate::ErrorKind::InvalidInput), naming what is allowed.
            fn from_str(text: &str) -> Result<Self> {
                match text {
                    $($name => Ok(Self::$variant),)+
                    _ => Err(Error::invalid_input(
                        "wait_until",
                        format!(concat!($subject, " can wait until ", $allowed, ", not until {:?}"), text),
                    )),
                }
            }
        }

        impl fmt::Display for $condition {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(ServiceCondition::from(*self).as_str())
            }
        }
    };
}

named!(ServiceCondition: "wait", "ready, stopped or healthy", {
    "ready" => Ready, "stopped" => Stopped, "healthy" => Healthy
});
named!(Activation: "start and restart", "ready or healthy", { "ready" => Ready, "healthy" => Healthy });
named!(Deactivation: "stop", "stopped", { "stopped" => Stopped });
