//! The types of a list of sandboxes as they would be without tomorrow's values: serde's own enums and unions, closed.

use std::collections::BTreeMap;

use jiff::Timestamp;
use nimbus::types::{CollectionMetadata, RedactedValues};
use serde::Deserialize;

/// As `SandboxCollection`.
#[derive(Debug, Deserialize)]
pub struct Collection {
    /// The same.
    pub metadata: CollectionMetadata,
    /// The sandboxes.
    pub items: Vec<Sandbox>,
}

/// As `SandboxResource`.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of nimbus::types")]
pub struct Sandbox {
    pub metadata: Metadata,
    pub spec: ResourceSpec,
    pub status: Status,
}

/// As `SandboxMetadata`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the fields are those of nimbus::types")]
pub struct Metadata {
    pub tenant_id: String,
    pub id: String,
    pub generation: u64,
    pub resource_version: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub labels: BTreeMap<String, String>,
}

/// As `SandboxResourceSpec`.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of nimbus::types")]
pub struct ResourceSpec {
    pub profile: Profile,
    pub sandbox: Spec,
}

/// As `SandboxSpecResponse`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the fields are those of nimbus::types")]
pub struct Spec {
    pub tenant_id: String,
    pub owner: Owner,
    pub backend: Backend,
    pub root: Root,
    pub process: Process,
}

/// As `SandboxOwnerResponse`.
#[derive(Debug, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
#[allow(missing_docs, reason = "the fields are those of nimbus::types")]
pub enum Owner {
    Service { service_name: Option<String> },
    Standalone { display_name: Option<String> },
}

/// As `SandboxRootResponse`.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are those of nimbus::types")]
pub enum Root {
    OciImage { source: Source },
    Redacted { redacted: bool, reason: Reason },
}

/// As `SandboxOciImageSourceResponse`.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are those of nimbus::types")]
pub enum Source {
    Reference { reference: String },
}

/// As `SandboxProcessResponse`.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of nimbus::types")]
pub struct Process {
    pub argv: RedactedValues,
    pub entrypoint: Option<RedactedValues>,
    pub command: Option<RedactedValues>,
    pub environment: RedactedValues,
    pub cwd: String,
    pub user: Option<String>,
    pub terminal: bool,
}

/// As `SandboxStatus`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the fields are those of nimbus::types")]
pub struct Status {
    pub lifecycle_state: Lifecycle,
    pub readiness: Readiness,
    pub health: Health,
    pub backend: Backend,
    pub endpoints: Vec<Endpoint>,
    pub conditions: Vec<Condition>,
}

/// As `ServiceEndpoint`.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of nimbus::types")]
pub struct Endpoint {
    pub name: String,
    pub protocol: Protocol,
    pub host: String,
    pub port: u16,
}

/// As `Condition`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the fields are those of nimbus::types")]
pub struct Condition {
    #[serde(rename = "type")]
    pub type_: String,
    pub status: Truth,
    pub reason: String,
    pub message: String,
    pub observed_generation: u64,
    pub last_transition_time: Timestamp,
}

macro_rules! closed {
    ($($(#[$meta:meta])* $name:ident { $($variant:ident),* })*) => {$(
        #[derive(Debug, Deserialize)]
        #[allow(missing_docs, reason = "the values are those of nimbus::types")]
        $(#[$meta])*
        pub enum $name { $($variant),* }
    )*};
}

closed! {
    /// As `SandboxProfile`.
    #[serde(rename_all = "snake_case")]
    Profile { Worker, Desktop }
    /// As `SandboxBackendKind`.
    #[serde(rename_all = "snake_case")]
    Backend { Krun, Container }
    /// As `RedactionReason`.
    #[serde(rename_all = "camelCase")]
    Reason { RequiresInspectPermission, OperatorOnlyLaunchInput }
    /// As `LifecycleState`.
    #[serde(rename_all = "snake_case")]
    Lifecycle { Pending, Declared, Starting, Ready, NotReady, Stopping, Stopped, Failed }
    /// As `Readiness`.
    #[serde(rename_all = "snake_case")]
    Readiness { Pending, Ready, NotReady, Stopped, Failed, Unknown }
    /// As `HealthState`.
    #[serde(rename_all = "snake_case")]
    Health { Healthy, Unhealthy, Unknown }
    /// As `EndpointProtocol`.
    #[serde(rename_all = "snake_case")]
    Protocol { Tcp, Http, Https }
    /// As `ConditionStatus`.
    Truth { True, False, Unknown }
}
