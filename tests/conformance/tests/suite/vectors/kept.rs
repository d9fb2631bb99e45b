//! What a decoded value shows: its JSON, and which of its parts are not known to this version.

use nimbus::types::{
    ConditionStatus, EndpointProtocol, Health, HealthState, LifecycleState, Readiness,
    RedactionReason, SandboxBackendKind, SandboxCollection, SandboxOwnerResponse, SandboxProfile,
    SandboxResource, SandboxRootResponse, Service, ServiceBackendKind, ServiceBackendResponse,
    ServiceDefinition, ServiceDefinitionCollection, ServiceDefinitionSource, SessionChannel,
    SessionCollection, SessionLifecycleState, SessionResource, SessionTargetResponse,
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
    ($($type:ty { $($pointer:literal => |$value:ident| $place:expr => $open:ident::$unknown:ident),* $(,)? })*) => {$(
        impl Decoded for $type {
            fn json(&self) -> Value {
                serde_json::to_value(self).unwrap()
            }

            fn is_unknown(&self, pointer: &str) -> Option<bool> {
                match pointer {
                    $($pointer => {
                        let $value = self;
                        Some(matches!($place, $open::$unknown(_)))
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
        "/lifecycleState" => |it| it.lifecycle_state.as_ref()? => LifecycleState::UnknownValue,
        "/state" => |it| it.state.as_ref()? => LifecycleState::UnknownValue,
        "/readiness" => |it| it.readiness.as_ref()? => Readiness::UnknownValue,
        "/health" => |it| it.health.as_ref()? => HealthState::UnknownValue,
        "/backend" => |it| it.backend.as_ref()? => SandboxBackendKind::UnknownValue,
        "/endpoints/0/protocol" => |it| it.endpoints.as_ref()?.first()?.protocol => EndpointProtocol::UnknownValue,
    }
    ServiceDefinition {
        "/metadata/source" => |it| it.metadata.source.as_ref()? => ServiceDefinitionSource::UnknownValue,
        "/spec/backend" => |it| it.spec.backend => ServiceBackendResponse::UnknownVariant,
        "/spec/backend/reason" => |it| redaction(it)? => RedactionReason::UnknownValue,
        "/status/backend" => |it| it.status.backend => ServiceBackendKind::UnknownValue,
        "/status/lifecycleState" => |it| it.status.lifecycle_state => LifecycleState::UnknownValue,
        "/status/readiness" => |it| it.status.readiness => Readiness::UnknownValue,
        "/status/health" => |it| it.status.health => HealthState::UnknownValue,
        "/status/conditions/0/status" => |it| it.status.conditions.first()?.status => ConditionStatus::UnknownValue,
    }
    SandboxResource {
        "/spec/profile" => |it| it.spec.profile => SandboxProfile::UnknownValue,
        "/spec/sandbox/owner" => |it| it.spec.sandbox.owner => SandboxOwnerResponse::UnknownVariant,
        "/spec/sandbox/backend" => |it| it.spec.sandbox.backend => SandboxBackendKind::UnknownValue,
        "/spec/sandbox/root" => |it| it.spec.sandbox.root => SandboxRootResponse::UnknownVariant,
        "/status/lifecycleState" => |it| it.status.lifecycle_state => LifecycleState::UnknownValue,
        "/status/readiness" => |it| it.status.readiness => Readiness::UnknownValue,
        "/status/health" => |it| it.status.health => HealthState::UnknownValue,
        "/status/backend" => |it| it.status.backend => SandboxBackendKind::UnknownValue,
    }
    SessionResource {
        "/spec/target" => |it| it.spec.target => SessionTargetResponse::UnknownVariant,
        "/spec/targetSnapshot" => |it| it.spec.target_snapshot => SessionTargetSnapshot::UnknownVariant,
        "/spec/channels/0" => |it| it.spec.channels.first()? => SessionChannel::UnknownValue,
        "/status/lifecycleState" => |it| it.status.lifecycle_state => SessionLifecycleState::UnknownValue,
    }
}

fn redaction(definition: &ServiceDefinition) -> Option<&RedactionReason> {
    match &definition.spec.backend {
        ServiceBackendResponse::Redacted(redacted) => Some(&redacted.reason),
        _ => None,
    }
}
