//! The reference's table of exports: every type is here, under its name without the prefix.
//!
//! Most of these tests fail by not compiling.

use nimbus::{sandboxes, services, sessions, types};

/// Names types that must exist.
macro_rules! exist {
    ($($name:ty),+ $(,)?) => {
        $(let _: Option<$name> = None;)+
    };
}

/// > The root entry point exports the Nimbus class — the control-plane client for managing services, sandboxes, and
/// > sessions — along with the request and resource types those APIs use.
#[test]
fn the_root_exports_nimbus_and_it_can_be_shared_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    shared::<nimbus::Nimbus>();
    exist!(
        nimbus::Nimbus,
        nimbus::Services,
        nimbus::Sandboxes,
        nimbus::Sessions
    );
}

/// > Client: NimbusClientOptions, NimbusCredential
#[test]
fn client_exports() {
    exist!(nimbus::NimbusBuilder, nimbus::Credential);
}

/// > Shared: NimbusCondition, NimbusRedactedValues, NimbusServiceEndpoint
#[test]
fn shared_exports() {
    exist!(
        types::Condition,
        types::RedactedValues,
        types::ServiceEndpoint
    );
    let endpoint = types::ServiceEndpoint::new("http", "tcp", "127.0.0.1", 15432);
    let body = serde_json::json!({ "name": "http", "protocol": "tcp", "host": "127.0.0.1", "port": 15432 });
    crate::specs::is(&endpoint, body);
}

/// > Service requests: NimbusServiceSelector, NimbusServiceStartRequest, NimbusServiceStopRequest,
/// > NimbusServiceLifecycleRequest, NimbusServiceWaitRequest, NimbusServiceCreateRequest, NimbusServiceUpdateRequest,
/// > NimbusServiceDeleteRequest, NimbusServiceListRequest
#[test]
fn service_request_exports() {
    exist!(
        services::Get,
        services::Start,
        services::Stop,
        services::Restart,
        nimbus::wait::Wait<'_, types::Service>,
        services::Create,
        services::Update,
        services::Delete,
        services::List,
        types::ServiceCreateRequest,
        types::ServiceUpdateRequest,
    );
}

/// > Service wait conditions: NimbusServiceWaitCondition, NimbusServiceActivationWaitCondition,
/// > NimbusServiceStopWaitCondition
#[test]
fn service_wait_condition_exports() {
    use nimbus::{ServiceActivationWaitCondition, ServiceStopWaitCondition, ServiceWaitCondition};
    let all = [
        ServiceWaitCondition::Ready,
        ServiceWaitCondition::Stopped,
        ServiceWaitCondition::Healthy,
    ];
    assert_eq!(
        all.map(ServiceWaitCondition::as_str),
        ["ready", "stopped", "healthy"]
    );
    assert_eq!(
        ServiceWaitCondition::from(ServiceActivationWaitCondition::Ready),
        all[0]
    );
    assert_eq!(
        ServiceWaitCondition::from(ServiceStopWaitCondition::Stopped),
        all[1]
    );
    assert_eq!(
        ServiceWaitCondition::from(ServiceActivationWaitCondition::Healthy),
        all[2]
    );
}

/// > Service backends: NimbusServiceBackendSpec, NimbusServiceBackendResponse, NimbusBuiltInProviderId,
/// > NimbusExternalAuthPolicy, NimbusExternalEndpointPolicy, NimbusHealthCheckPolicy
#[test]
fn service_backend_exports() {
    exist!(
        types::ServiceBackendSpec,
        types::ServiceBackendResponse,
        types::BuiltInProviderId,
        types::ExternalAuthPolicy,
        types::ExternalEndpointPolicy,
        types::HealthCheckPolicy,
    );
}

/// > Service resources: NimbusService, NimbusServiceDefinition, NimbusServiceDefinitionCollection
#[test]
fn service_resource_exports() {
    exist!(
        types::Service,
        types::ServiceDefinition,
        types::ServiceDefinitionCollection
    );
}

/// > Sandbox requests: NimbusSandboxCreateRequest, NimbusSandboxSelector, NimbusSandboxListRequest,
/// > NimbusSandboxProfile
#[test]
fn sandbox_request_exports() {
    exist!(
        types::SandboxCreateRequest,
        sandboxes::Create,
        sandboxes::Get,
        sandboxes::Stop,
        sandboxes::List,
        types::SandboxProfile,
    );
}

/// > Sandbox specs: NimbusSandboxSpec, NimbusSandboxOwnerSpec, NimbusSandboxBackendKind, NimbusSandboxRootSpec,
/// > NimbusSandboxOciImageReferenceSource, NimbusSandboxProcessSpec
#[test]
fn sandbox_spec_exports() {
    exist!(
        types::SandboxSpec,
        types::SandboxOwnerSpec,
        types::SandboxBackendKind,
        types::SandboxRootSpec,
        types::SandboxOciImageReferenceSource,
        types::SandboxProcessSpec,
    );
}

/// > Sandbox responses: NimbusSandboxResource, NimbusSandboxCollection, NimbusSandboxSpecResponse,
/// > NimbusSandboxRootResponse, NimbusSandboxProcessResponse
#[test]
fn sandbox_response_exports() {
    exist!(
        types::SandboxResource,
        types::SandboxCollection,
        types::SandboxSpecResponse,
        types::SandboxRootResponse,
        types::SandboxProcessResponse,
    );
}

/// > Session requests: NimbusSessionOpenRequest, NimbusSessionSelector, NimbusSessionListRequest,
/// > NimbusSessionCloseRequest, NimbusSessionTarget, NimbusSessionChannel
#[test]
fn session_request_exports() {
    exist!(
        types::SessionOpenRequest,
        types::SessionCloseRequest,
        sessions::Open,
        sessions::Get,
        sessions::List,
        sessions::Close,
        types::SessionTarget,
        types::SessionChannel,
    );
}

/// > Session resources: NimbusSessionResource, NimbusSessionCollection
#[test]
fn session_resource_exports() {
    exist!(types::SessionResource, types::SessionCollection);
}
