//! Short ways to name the target of a session.

use crate::types::{SessionSandboxId, SessionServiceName, SessionTarget};

impl SessionTarget {
    /// A service, by its name.
    pub fn service(name: impl Into<String>) -> Self {
        SessionServiceName::new(name).into()
    }

    /// A sandbox, by its id.
    pub fn sandbox(id: impl Into<String>) -> Self {
        SessionSandboxId::new(id).into()
    }
}
