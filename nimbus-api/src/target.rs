//! Short ways to name the target of a session.

use crate::types::{SessionSandboxId, SessionServiceName, SessionTarget, SessionTargetResponse};

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

/// The target that a session was shown to have, for another session.
impl From<SessionTargetResponse> for SessionTarget {
    fn from(shown: SessionTargetResponse) -> Self {
        match shown {
            SessionTargetResponse::Service(service) => Self::service(service.name),
            SessionTargetResponse::Sandbox(sandbox) => Self::sandbox(sandbox.id),
            SessionTargetResponse::UnknownVariant(unknown) => Self::UnknownVariant(unknown),
        }
    }
}

/// So that what was asked for can be compared with what is shown.
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
