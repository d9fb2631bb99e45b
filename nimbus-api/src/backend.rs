//! Short ways to say what a service is, and backends that are shown in full, to be sent again.

use crate::types::{
    BuiltInProviderId, ExternalAuthPolicy, ExternalAuthPolicyResponse, ExternalEndpointPolicy,
    ExternalNoAuth, HealthCheckPolicy, HealthCheckPolicyResponse, HttpHealthCheck,
    ServiceBackendSpec, ServiceBuiltInBackend, ServiceBuiltInBackendResponse,
    ServiceExternalBackend, ServiceExternalBackendResponse,
};

impl ServiceBackendSpec {
    /// A service that runs elsewhere, by its URL, as `https://db.example:5432`, without authentication. The path is that
    /// of its HTTP health check, as `/healthz`.
    pub fn external(url: impl Into<String>, health_path: impl Into<String>) -> Self {
        let endpoint = ExternalEndpointPolicy::new(url);
        let health = HttpHealthCheck::new(health_path);
        ServiceExternalBackend::new(endpoint, ExternalNoAuth::new(), health).into()
    }
}

/// A service that is built into the server.
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

/// What a newer server knows of authentication and health checks comes along.
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
