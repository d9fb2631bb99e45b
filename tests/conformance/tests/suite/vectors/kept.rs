//! What a decoded value shows: its JSON, and which of its parts are not known to this version.

use nimbus::types::{
    ConditionStatus, EndpointProtocol, Health, HealthState, LifecycleState, Readiness,
    RedactionReason, SandboxBackendKind, SandboxCollection, SandboxOwnerSpec, SandboxProfile,
    SandboxResource, SandboxRootResponse, Service, ServiceBackendKind, ServiceBackendResponse,
    ServiceDefinition, ServiceDefinitionCollection, ServiceDefinitionSource, SessionChannel,
    SessionCollection, SessionLifecycleState, SessionResource, SessionTarget,
    SessionTargetSnapshot, Tenant, TenantList,
};
use serde_json::Value;

pub(super) trait Decoded: Send {
    /// The value, encoded again.
    fn json(&self) -> Value;

    /// Whether the enum or union at a JSON pointer is of an unknown kind; none where there is no enum or union that
    /// the runner knows.
    fn is_unknown(&self, _pointer: &str) -> Option<bool> {
        None
    }
}

/// What each type has at which place.
macro_rules! decoded {
    ($($type:ty { $($pointer:literal => |$value:ident| $place:expr => $open:ident),* $(,)? })*) => {$(
        impl Decoded for $type {
            fn json(&self) -> Value {
                serde_json::to_value(self).unwrap()
            }

            fn is_unknown(&self, pointer: &str) -> Option<bool> {
                match pointer {
                    $($pointer => {
                        let $value = self;
                        Some(matches!($place, $open::Unknown(_)))
                    })*
                    _ => None,
                }
            }
        }
    )*};
}

decoded! {
    () {}
    Health {}
    Tenant {}
    TenantList {}
    SandboxCollection {}
    ServiceDefinitionCollection {}
    SessionCollection {}
    Service {
        "/lifecycleState" => |it| it.lifecycle_state.as_ref()? => LifecycleState,
        "/state" => |it| it.state.as_ref()? => LifecycleState,
        "/readiness" => |it| it.readiness.as_ref()? => Readiness,
        "/health" => |it| it.health.as_ref()? => HealthState,
        "/backend" => |it| it.backend.as_ref()? => SandboxBackendKind,
        "/endpoints/0/protocol" => |it| it.endpoints.as_ref()?.first()?.protocol => EndpointProtocol,
    }
    ServiceDefinition {
        "/metadata/source" => |it| it.metadata.source.as_ref()? => ServiceDefinitionSource,
        "/spec/backend" => |it| it.spec.backend => ServiceBackendResponse,
        "/spec/backend/reason" => |it| redaction(it)? => RedactionReason,
        "/status/backend" => |it| it.status.backend => ServiceBackendKind,
        "/status/lifecycleState" => |it| it.status.lifecycle_state => LifecycleState,
        "/status/readiness" => |it| it.status.readiness => Readiness,
        "/status/health" => |it| it.status.health => HealthState,
        "/status/conditions/0/status" => |it| it.status.conditions.first()?.status => ConditionStatus,
    }
    SandboxResource {
        "/spec/profile" => |it| it.spec.profile => SandboxProfile,
        "/spec/sandbox/owner" => |it| it.spec.sandbox.owner => SandboxOwnerSpec,
        "/spec/sandbox/backend" => |it| it.spec.sandbox.backend => SandboxBackendKind,
        "/spec/sandbox/root" => |it| it.spec.sandbox.root => SandboxRootResponse,
        "/status/lifecycleState" => |it| it.status.lifecycle_state => LifecycleState,
        "/status/readiness" => |it| it.status.readiness => Readiness,
        "/status/health" => |it| it.status.health => HealthState,
        "/status/backend" => |it| it.status.backend => SandboxBackendKind,
    }
    SessionResource {
        "/spec/target" => |it| it.spec.target => SessionTarget,
        "/spec/targetSnapshot" => |it| it.spec.target_snapshot => SessionTargetSnapshot,
        "/spec/channels/0" => |it| it.spec.channels.first()? => SessionChannel,
        "/status/lifecycleState" => |it| it.status.lifecycle_state => SessionLifecycleState,
    }
}

fn redaction(definition: &ServiceDefinition) -> Option<&RedactionReason> {
    match &definition.spec.backend {
        ServiceBackendResponse::Redacted(redacted) => Some(&redacted.reason),
        _ => None,
    }
}
