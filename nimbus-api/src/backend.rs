//! Constructors of backends, and conversions of backends that were read to ones that can be sent.

use std::fmt;

use crate::types::{
    BuiltInProviderId, ExternalAuthPolicy, ExternalAuthPolicyResponse, ExternalEndpointPolicy,
    ExternalNoAuth, HealthCheckPolicy, HealthCheckPolicyResponse, HttpHealthCheck,
    SandboxRootResponse, SandboxSpecResponse, ServiceBackendResponse, ServiceBackendSpec,
    ServiceBuiltInBackend, ServiceBuiltInBackendResponse, ServiceExternalBackend,
    ServiceExternalBackendResponse,
};

impl ServiceBackendSpec {
    /// Declares a service that runs elsewhere, by its URL, for example `https://db.example:5432`, without
    /// authentication. The path is that of its HTTP health check, for example `/healthz`.
    pub fn external(url: impl Into<String>, health_path: impl Into<String>) -> Self {
        let endpoint = ExternalEndpointPolicy::new(url);
        let health = HttpHealthCheck::new(health_path);
        ServiceExternalBackend::new(endpoint, ExternalNoAuth::new(), health).into()
    }
}

/// Declares a service that is built into the server.
impl From<BuiltInProviderId> for ServiceBackendSpec {
    fn from(provider: BuiltInProviderId) -> Self {
        ServiceBuiltInBackend::new(provider).into()
    }
}

impl From<ServiceBuiltInBackendResponse> for ServiceBackendSpec {
    fn from(shown: ServiceBuiltInBackendResponse) -> Self {
        ServiceBuiltInBackend::new(shown.provider).into()
    }
}

/// Authentication and health checks of kinds that only a newer server knows are kept.
impl From<ServiceExternalBackendResponse> for ServiceBackendSpec {
    fn from(shown: ServiceExternalBackendResponse) -> Self {
        let endpoint = ExternalEndpointPolicy::new(shown.endpoint.url);
        let auth = match shown.auth {
            ExternalAuthPolicyResponse::None(_) => ExternalNoAuth::new().into(),
            ExternalAuthPolicyResponse::UnknownVariant(unknown) => {
                ExternalAuthPolicy::UnknownVariant(unknown)
            }
        };
        let health = match shown.health {
            HealthCheckPolicyResponse::Http(check) => HttpHealthCheck::new(check.path).into(),
            HealthCheckPolicyResponse::UnknownVariant(unknown) => {
                HealthCheckPolicy::UnknownVariant(unknown)
            }
        };
        ServiceExternalBackend::new(endpoint, auth, health).into()
    }
}

/// Converts a backend that was read, to be sent again.
impl TryFrom<ServiceBackendResponse> for ServiceBackendSpec {
    type Error = RedactedBackendError;

    fn try_from(shown: ServiceBackendResponse) -> Result<Self, Self::Error> {
        match shown {
            ServiceBackendResponse::BuiltIn(backend) => Ok(backend.into()),
            ServiceBackendResponse::External(backend) => Ok(backend.into()),
            ServiceBackendResponse::Sandbox(backend) => Err(launch_inputs(&backend.sandbox)),
            ServiceBackendResponse::Redacted(backend) => Err(RedactedBackendError(format!(
                "the backend is redacted, and cannot be sent again: {}",
                backend.reason
            ))),
            ServiceBackendResponse::UnknownVariant(backend) => Err(RedactedBackendError(format!(
                "the backend is of the kind {:?}, which this version does not know and cannot send",
                backend.kind()
            ))),
        }
    }
}

/// A backend that was read cannot be sent again, because parts of it are redacted or its kind is not known. The text
/// has the details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedactedBackendError(String);

impl fmt::Display for RedactedBackendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RedactedBackendError {}

/// Lists the parts of a sandbox that are not shown. These are always at least its arguments and its environment.
fn launch_inputs(shown: &SandboxSpecResponse) -> RedactedBackendError {
    let process = &shown.process;
    let parts = [
        (
            "root",
            matches!(shown.root, SandboxRootResponse::Redacted(_)),
        ),
        ("process.argv", true),
        ("process.entrypoint", process.entrypoint.is_some()),
        ("process.command", process.command.is_some()),
        ("process.environment", true),
    ];
    let names = parts.iter().filter(|(_, redacted)| *redacted);
    let names: Vec<_> = names.map(|(name, _)| format!("`sandbox.{name}`")).collect();
    RedactedBackendError(format!(
        "launch inputs are redacted, and the backend cannot be sent again: {}",
        names.join(", ")
    ))
}
