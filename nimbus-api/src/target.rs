//! Constructors and conversions of session targets.

use crate::types::{SessionSandboxId, SessionServiceName, SessionTarget, SessionTargetResponse};

impl SessionTarget {
    /// Targets a service by its name.
    pub fn service(name: impl Into<String>) -> Self {
        SessionServiceName::new(name).into()
    }

    /// Targets a sandbox by its id.
    pub fn sandbox(id: impl Into<String>) -> Self {
        SessionSandboxId::new(id).into()
    }
}

/// Converts the target of an existing session, for another session.
impl From<SessionTargetResponse> for SessionTarget {
    fn from(shown: SessionTargetResponse) -> Self {
        match shown {
            SessionTargetResponse::Service(service) => Self::service(service.name),
            SessionTargetResponse::Sandbox(sandbox) => Self::sandbox(sandbox.id),
            SessionTargetResponse::UnknownVariant(unknown) => Self::UnknownVariant(unknown),
        }
    }
}

/// Compares the target of an existing session with a requested one.
impl PartialEq<SessionTarget> for SessionTargetResponse {
    fn eq(&self, sent: &SessionTarget) -> bool {
        match (self, sent) {
            (Self::Service(shown), SessionTarget::Service(sent)) => shown.name == sent.name,
            (Self::Sandbox(shown), SessionTarget::Sandbox(sent)) => shown.id == sent.id,
            (Self::UnknownVariant(shown), SessionTarget::UnknownVariant(sent)) => shown == sent,
            _ => false,
        }
    }
}
