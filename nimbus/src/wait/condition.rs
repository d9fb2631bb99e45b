//! The conditions of waits.

use std::fmt;
use std::str::FromStr;

use crate::{Error, Result};

/// The condition of a wait for any kind of resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    Ready,
    Stopped,
    Healthy,
}

impl Condition {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Stopped => "stopped",
            Self::Healthy => "healthy",
        }
    }
}

/// Defines the conditions that one kind of call can wait for. They are parsed and printed by their names in the
/// reference.
macro_rules! conditions {
    ($(
        $(#[$doc:meta])*
        $name:ident, $subject:literal, $allowed:literal {
            $($(#[$variant_doc:meta])* $variant:ident),+ $(,)?
        }
    )+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* $variant),+
        }

        impl $name {
            /// Returns the name of the condition: `ready`, `stopped` or `healthy`.
            pub fn as_str(self) -> &'static str {
                Condition::from(self).as_str()
            }
        }

        impl From<$name> for Condition {
            fn from(condition: $name) -> Self {
                match condition {
                    $($name::$variant => Self::$variant),+
                }
            }
        }

        impl FromStr for $name {
            type Err = Error;

            /// # Errors
            /// [`InvalidInput`](crate::ErrorKind::InvalidInput), listing what is allowed.
            fn from_str(text: &str) -> Result<Self> {
                let all = [$(Self::$variant),+];
                let found = all.into_iter().find(|condition| condition.as_str() == text);
                found.ok_or_else(|| {
                    let message = format!(
                        concat!($subject, " can wait until ", $allowed, ", not until {:?}"),
                        text
                    );
                    Error::invalid_input("wait_until", message)
                })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )+};
}

conditions! {
    /// The conditions that [`Services::wait`](crate::Services::wait) can wait for.
    ServiceWaitCondition, "wait", "ready, stopped or healthy" {
        /// `readiness` or the state is `ready`.
        Ready,
        /// The state or `readiness` is `stopped`.
        Stopped,
        /// `health` is `healthy`.
        Healthy,
    }

    /// The conditions that [`Services::start`](crate::Services::start) and
    /// [`Services::restart`](crate::Services::restart) can wait for.
    ServiceActivationWaitCondition, "start and restart", "ready or healthy" {
        /// `readiness` or the state is `ready`.
        Ready,
        /// `health` is `healthy`.
        Healthy,
    }

    /// The conditions that [`Services::stop`](crate::Services::stop) can wait for.
    ServiceStopWaitCondition, "stop", "stopped" {
        /// The state or `readiness` is `stopped`.
        Stopped,
    }

    /// The conditions that [`Sandboxes::wait`](crate::Sandboxes::wait) can wait for.
    SandboxWaitCondition, "wait", "ready, stopped or healthy" {
        /// `status.readiness` or `status.lifecycleState` is `ready`.
        Ready,
        /// `status.lifecycleState` or `status.readiness` is `stopped`.
        Stopped,
        /// `status.health` is `healthy`.
        Healthy,
    }

    /// The conditions that [`Sandboxes::create`](crate::Sandboxes::create) can wait for.
    SandboxActivationWaitCondition, "create", "ready or healthy" {
        /// `status.readiness` or `status.lifecycleState` is `ready`.
        Ready,
        /// `status.health` is `healthy`.
        Healthy,
    }

    /// The conditions that [`Sandboxes::stop`](crate::Sandboxes::stop) can wait for.
    SandboxStopWaitCondition, "stop", "stopped" {
        /// `status.lifecycleState` or `status.readiness` is `stopped`.
        Stopped,
    }
}

/// Converts a condition of a start or a stop to one of a wait, which accepts all of them.
macro_rules! widened {
    ($($narrow:ident => $wide:ident),+ $(,)?) => {$(
        impl From<$narrow> for $wide {
            fn from(condition: $narrow) -> Self {
                match Condition::from(condition) {
                    Condition::Ready => Self::Ready,
                    Condition::Stopped => Self::Stopped,
                    Condition::Healthy => Self::Healthy,
                }
            }
        }
    )+};
}

widened! {
    ServiceActivationWaitCondition => ServiceWaitCondition,
    ServiceStopWaitCondition => ServiceWaitCondition,
    SandboxActivationWaitCondition => SandboxWaitCondition,
    SandboxStopWaitCondition => SandboxWaitCondition,
}
