//! Backends that are shown in full, to be sent again.

use crate::types::{
    ExternalAuthPolicy, ExternalAuthPolicyResponse, ExternalEndpointPolicy, ExternalNoAuth,
    HealthCheckPolicy, HealthCheckPolicyResponse, HttpHealthCheck, ServiceBackendSpec,
    ServiceBuiltInBackend, ServiceBuiltInBackendResponse, ServiceExternalBackend,
    ServiceExternalBackendResponse,
};

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
