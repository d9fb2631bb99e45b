//! Generated; do not edit. `cargo xtask regen` writes this file from openapi/nimbus.yaml.
//!
//! Document: sha256 740d7c25b8991f9832a027119f2c353f27a8917c5d7eaa2a82f06eba7bf5c82c.
//! progenitor 0.15.1 makes signatures, structs and mocks, and serde's derive reads and writes objects. We add what neither
//! does: safe paths, responses kept whole, values and variants of newer servers, constructors, and Debug without secrets.

use crate::request::RequestBuilder;
use crate::{Error, ResponseValue};
/// Client for Nimbus control plane
///
/// Nimbus runs **services** (named workloads) and **sandboxes** (isolated execution environments) for many
/// tenants, and opens **sessions** (expiring connections) to them. No operation of this document transfers data over
/// the channels of a session.
///
/// ## Addressing
/// The paths of services and sandboxes contain the tenant. A session is addressed by its id alone; to list
/// sessions, pass the tenant as a query parameter. The server percent-decodes path segments. No URL can carry
/// the segments `.` and `..`, not even percent-encoded, so clients must reject them as names. The routes below
/// a tenant do not check that the tenant exists: the lists of an unknown tenant are empty.
///
/// ## Requests
/// A request body is JSON of at most 2 MB, with the content type `application/json`. Unknown fields are
/// rejected at every level, except when a tenant is created. Operations that have query parameters reject
/// unknown ones; all others ignore the query. Start, stop and restart take no body. Closing a session requires
/// one, which may be `{}`.
///
/// ## Responses
/// Field names are in camelCase. A field without a value is omitted, not null; the only exception is `detail` of
/// an error. Timestamps are in RFC 3339 format and in UTC, end in `Z`, and have up to 9 fractional digits. A
/// newer server may send fields that this document does not list, and unlisted values of enums and unions that
/// are marked `x-open`. Clients may keep or ignore them, but must not fail on them.
///
/// ## Errors
/// The body of an error is an `ErrorEnvelope`. A request that is rejected before it reaches a handler gets a
/// plain-text response instead: 400 (the JSON or the query string cannot be parsed), 413 (the body is too
/// large), 415 (wrong content type) or 422 (the body does not match its schema). A path that is not in this
/// document gets 404, and a method that is not gets 405, both with an empty body.
/// Some routes report a missing resource as `service.route_not_found`, others as `op.not_found`. Treat both
/// alike, and rely on the status 404.
///
/// ## Optimistic concurrency
/// A service definition has a `generation`. Update and delete state the generation that they expect. If the
/// definition has changed since, the response is 412 `op.precondition_failed`: read the definition again, then
/// decide whether the change still applies. There are no ETags. No route returns a single definition by name:
/// take the generation from the response to create or update, or from the list.
///
/// ## Lists
/// Lists are ordered by name or by id, byte by byte, and are returned in pages of at most 100 items.
/// `nextPageToken` is present if, and only if, there are more items.
///
/// ## Retries
/// `x-retry` states for every operation whether it may be sent again: `safe`, `guarded` (by a generation) or
/// `unsafe`. The server sends no `Retry-After` header, but a proxy in front of it may.
///
/// Version: 1.0.1
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) base: std::sync::Arc<crate::reqwest::Url>,
    pub(crate) transport: crate::TransportHandle,
}
#[allow(clippy::all)]
impl Client {
    /// Check that the control plane answers
    ///
    /// Reports that the control plane is up. This operation needs no credential.
    ///
    /// Sends a `GET` request to `/health`
    pub async fn health_get<'a>(&'a self) -> Result<ResponseValue<types::Health>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::HEALTH_GET);
        self.decoded(request).await
    }
    /// List the tenants
    ///
    /// Returns all tenants in one response, sorted by id. Reserved ids, which begin with `_`, are left out.
    ///
    /// Sends a `GET` request to `/api/tenants`
    pub async fn tenants_list<'a>(&'a self) -> Result<ResponseValue<types::TenantList>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::TENANTS_LIST);
        self.decoded(request).await
    }
    /// Create a tenant
    ///
    /// Creates a tenant with the given id. If the id already exists, the response is 409 `op.already_exists`.
    ///
    /// Sends a `POST` request to `/api/tenants`
    pub async fn tenants_create<'a>(
        &'a self,
        body: &'a types::TenantCreateRequest,
    ) -> Result<ResponseValue<types::Tenant>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::TENANTS_CREATE).json(body)?;
        self.decoded(request).await
    }
    /// Delete a tenant
    ///
    /// Stops the tenant's running services and removes the tenant. Its service definitions, sandboxes and
    /// sessions remain; newer servers remove them as well.
    ///
    /// Sends a `DELETE` request to `/api/tenants/{tenant}`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    pub async fn tenants_delete<'a>(&'a self, tenant: &'a str) -> Result<ResponseValue<()>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::TENANTS_DELETE)
            .segment("tenant", tenant)?;
        self.empty(request).await
    }
    /// List service definitions
    ///
    /// Returns the tenant's definitions, ordered by name. If the caller does not have the permission to
    /// inspect, the backend of each definition is redacted. A definition does not say whether the service is
    /// running: read the service to find out.
    ///
    /// Sends a `GET` request to `/api/tenants/{tenant}/services`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    /// - `limit`: The maximum number of items on a page. The server clamps it to the range from 1 to 100, and returns
    /// the limit that it applied.
    ///
    /// - `page_token`: The `nextPageToken` of the previous page, an opaque string. If it is empty or omitted, the list starts
    /// at the beginning.
    pub async fn services_list<'a>(
        &'a self,
        tenant: &'a str,
        limit: Option<u32>,
        page_token: Option<&'a str>,
    ) -> Result<ResponseValue<types::ServiceDefinitionCollection>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::SERVICES_LIST)
            .segment("tenant", tenant)?
            .query("limit", limit)
            .query("pageToken", page_token);
        self.decoded(request).await
    }
    /// Create a service definition
    ///
    /// Declares a service. Nothing runs until the service is started. A `tenantId` in the body must equal the
    /// one in the path. The owner of a sandbox backend must be the service itself; its name may be omitted.
    ///
    /// Sends a `POST` request to `/api/tenants/{tenant}/services`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    /// - `body`
    pub async fn services_create<'a>(
        &'a self,
        tenant: &'a str,
        body: &'a types::ServiceCreateRequest,
    ) -> Result<ResponseValue<types::ServiceDefinition>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::SERVICES_CREATE)
            .segment("tenant", tenant)?
            .json(body)?;
        self.decoded(request).await
    }
    /// Read a service's runtime view
    ///
    /// Returns the current state of the service. This is not its definition: it has neither a generation nor
    /// a spec.
    ///
    /// Sends a `GET` request to `/api/tenants/{tenant}/services/{name}`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    /// - `name`: The service's name.
    pub async fn services_get<'a>(
        &'a self,
        tenant: &'a str,
        name: &'a str,
    ) -> Result<ResponseValue<types::Service>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::SERVICES_GET)
            .segment("tenant", tenant)?
            .segment("name", name)?;
        self.decoded(request).await
    }
    /// Replace a service definition
    ///
    /// Replaces the backend and the labels. Labels that the request does not repeat are removed. If
    /// `metadata.generation` is not the current generation, the response is 412. A service that is running or
    /// starting cannot be updated (409): stop it first. A `name` in the body must equal the one in the path.
    /// A failed update changes nothing.
    ///
    /// Sends a `PUT` request to `/api/tenants/{tenant}/services/{name}`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    /// - `name`: The service's name.
    /// - `body`
    pub async fn services_update<'a>(
        &'a self,
        tenant: &'a str,
        name: &'a str,
        body: &'a types::ServiceUpdateRequest,
    ) -> Result<ResponseValue<types::ServiceDefinition>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::SERVICES_UPDATE)
            .segment("tenant", tenant)?
            .segment("name", name)?
            .json(body)?;
        self.decoded(request).await
    }
    /// Delete a service definition
    ///
    /// Deletes the definition if it still has the given generation. Otherwise the response is 412, even with
    /// `force`. Without `force`, the response is 409 `op.conflict` if the service is running, is starting or
    /// has open sessions. With `force`, the server closes the sessions (reason `service_force_deleted`) and
    /// stops the backend. It waits up to 10 s for a start in progress, and then responds with 429.
    ///
    /// Sends a `DELETE` request to `/api/tenants/{tenant}/services/{name}`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    /// - `name`: The service's name.
    /// - `force`: Whether to close open sessions and stop the backend first, if they would prevent the deletion.
    ///
    /// - `if_match_generation`: The generation that the definition must still have.
    pub async fn services_delete<'a>(
        &'a self,
        tenant: &'a str,
        name: &'a str,
        force: Option<bool>,
        if_match_generation: u64,
    ) -> Result<ResponseValue<()>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::SERVICES_DELETE)
            .segment("tenant", tenant)?
            .segment("name", name)?
            .query("force", force)
            .query("ifMatchGeneration", Some(if_match_generation));
        self.empty(request).await
    }
    /// Start a service
    ///
    /// Responds as soon as the service is ready or has failed, or with 429 after 10 s. A service that is
    /// already running keeps its sandbox. A service with a built-in or external backend cannot be started
    /// (400). A newer server may respond before the service is ready.
    ///
    /// Sends a `POST` request to `/api/tenants/{tenant}/services/{name}/start`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    /// - `name`: The service's name.
    pub async fn services_start<'a>(
        &'a self,
        tenant: &'a str,
        name: &'a str,
    ) -> Result<ResponseValue<types::Service>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::SERVICES_START)
            .segment("tenant", tenant)?
            .segment("name", name)?;
        self.decoded(request).await
    }
    /// Stop a service
    ///
    /// Stops a running service. If the service is declared but not running, the response is 404
    /// `service.route_not_found`, the same as for a service that does not exist: read the service to
    /// distinguish the two.
    ///
    /// Sends a `POST` request to `/api/tenants/{tenant}/services/{name}/stop`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    /// - `name`: The service's name.
    pub async fn services_stop<'a>(
        &'a self,
        tenant: &'a str,
        name: &'a str,
    ) -> Result<ResponseValue<types::Service>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::SERVICES_STOP)
            .segment("tenant", tenant)?
            .segment("name", name)?;
        self.decoded(request).await
    }
    /// Restart a service
    ///
    /// Stops the service if it is running, and starts it in a new sandbox. In all other respects, this
    /// operation behaves like start.
    ///
    /// Sends a `POST` request to `/api/tenants/{tenant}/services/{name}/restart`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    /// - `name`: The service's name.
    pub async fn services_restart<'a>(
        &'a self,
        tenant: &'a str,
        name: &'a str,
    ) -> Result<ResponseValue<types::Service>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::SERVICES_RESTART)
            .segment("tenant", tenant)?
            .segment("name", name)?;
        self.decoded(request).await
    }
    /// List sandboxes
    ///
    /// Returns the tenant's sandboxes, ordered by id. Stopped sandboxes remain in the list until the backend
    /// forgets them. Filters apply to the last known state of a sandbox, which is refreshed when the sandbox
    /// is read.
    ///
    /// Sends a `GET` request to `/api/tenants/{tenant}/sandboxes`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    /// - `label_key`: Return only sandboxes that have a label with this key.
    /// - `label_value`: Return only sandboxes whose label `labelKey` has this value. Ignored without `labelKey`.
    /// - `limit`: The maximum number of items on a page. The server clamps it to the range from 1 to 100, and returns
    /// the limit that it applied.
    ///
    /// - `page_token`: The `nextPageToken` of the previous page, an opaque string. If it is empty or omitted, the list starts
    /// at the beginning.
    ///
    /// - `status`: Return only sandboxes whose `status.lifecycleState` is exactly this. A string that is not a state
    /// matches nothing.
    pub async fn sandboxes_list<'a>(
        &'a self,
        tenant: &'a str,
        label_key: Option<&'a str>,
        label_value: Option<&'a str>,
        limit: Option<u32>,
        page_token: Option<&'a str>,
        status: Option<&'a str>,
    ) -> Result<ResponseValue<types::SandboxCollection>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::SANDBOXES_LIST)
            .segment("tenant", tenant)?
            .query("labelKey", label_key)
            .query("labelValue", label_value)
            .query("limit", limit)
            .query("pageToken", page_token)
            .query("status", status);
        self.decoded(request).await
    }
    /// Create a sandbox
    ///
    /// Creates a standalone sandbox (owner `standalone`) and launches it. With some backends it is not yet
    /// ready when the response arrives: read it until it is. If the tenant already has 64 active sandboxes,
    /// the response is 429.
    ///
    /// Sends a `POST` request to `/api/tenants/{tenant}/sandboxes`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    /// - `body`
    pub async fn sandboxes_create<'a>(
        &'a self,
        tenant: &'a str,
        body: &'a types::SandboxCreateRequest,
    ) -> Result<ResponseValue<types::SandboxResource>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::SANDBOXES_CREATE)
            .segment("tenant", tenant)?
            .json(body)?;
        self.decoded(request).await
    }
    /// Read a sandbox
    ///
    /// Returns the sandbox and refreshes its state. If the backend has forgotten it, the response is 404.
    ///
    /// Sends a `GET` request to `/api/tenants/{tenant}/sandboxes/{id}`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    /// - `id`: The sandbox's id, an opaque string.
    pub async fn sandboxes_get<'a>(
        &'a self,
        tenant: &'a str,
        id: &'a str,
    ) -> Result<ResponseValue<types::SandboxResource>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::SANDBOXES_GET)
            .segment("tenant", tenant)?
            .segment("id", id)?;
        self.decoded(request).await
    }
    /// Stop a sandbox
    ///
    /// Stops the sandbox. Stopping it again changes nothing. Its open sessions stay open.
    ///
    /// Sends a `POST` request to `/api/tenants/{tenant}/sandboxes/{id}/stop`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    /// - `id`: The sandbox's id, an opaque string.
    pub async fn sandboxes_stop<'a>(
        &'a self,
        tenant: &'a str,
        id: &'a str,
    ) -> Result<ResponseValue<types::SandboxResource>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::SANDBOXES_STOP)
            .segment("tenant", tenant)?
            .segment("id", id)?;
        self.decoded(request).await
    }
    /// List a tenant's sessions
    ///
    /// Returns the tenant's sessions in every state, ordered by id. This is also the order in which they were
    /// opened.
    ///
    /// Sends a `GET` request to `/api/sessions`
    ///
    /// Arguments:
    /// - `limit`: The maximum number of items on a page. The server clamps it to the range from 1 to 100, and returns
    /// the limit that it applied.
    ///
    /// - `page_token`: The `nextPageToken` of the previous page, an opaque string. If it is empty or omitted, the list starts
    /// at the beginning.
    ///
    /// - `state`: Return only sessions whose `status.lifecycleState` is exactly this. A string that is not a state
    /// matches nothing.
    ///
    /// - `tenant_id`: The tenant whose sessions are listed.
    pub async fn sessions_list<'a>(
        &'a self,
        limit: Option<u32>,
        page_token: Option<&'a str>,
        state: Option<&'a str>,
        tenant_id: &'a str,
    ) -> Result<ResponseValue<types::SessionCollection>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::SESSIONS_LIST)
            .query("limit", limit)
            .query("pageToken", page_token)
            .query("state", state)
            .query("tenantId", Some(tenant_id));
        self.decoded(request).await
    }
    /// Open a session
    ///
    /// Opens a session on a service or a sandbox. If a sandbox is not ready, the response is 409; a service
    /// does not have to be running. The available channels depend on the target: `stdio` and `files` for a
    /// sandbox and for a service with a sandbox backend, `cdp` and `page` for the built-in browser, and none
    /// for other targets. The response to a channel that is not available is 400.
    ///
    /// Sends a `POST` request to `/api/sessions`
    pub async fn sessions_open<'a>(
        &'a self,
        body: &'a types::SessionOpenRequest,
    ) -> Result<ResponseValue<types::SessionResource>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::SESSIONS_OPEN).json(body)?;
        self.decoded(request).await
    }
    /// Read a session
    ///
    /// Returns a session. The server does not mark a session as expired until the first read or list after
    /// its expiry time.
    ///
    /// Sends a `GET` request to `/api/sessions/{id}`
    ///
    /// Arguments:
    /// - `id`: The session's id, an opaque string.
    /// - `tenant_id`: The session's tenant. Today's server ignores it. Newer servers require it from operators, and respond
    /// with 404 if the session belongs to another tenant.
    pub async fn sessions_get<'a>(
        &'a self,
        id: &'a str,
        tenant_id: Option<&'a str>,
    ) -> Result<ResponseValue<types::SessionResource>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::SESSIONS_GET)
            .segment("id", id)?
            .query("tenantId", tenant_id);
        self.decoded(request).await
    }
    /// Close a session
    ///
    /// Closes a session. If the session is already closed or expired, the response is 200 and nothing
    /// changes: the original reason and time are kept. A body is required; it may be `{}`.
    ///
    /// Sends a `POST` request to `/api/sessions/{id}/close`
    ///
    /// Arguments:
    /// - `id`: The session's id, an opaque string.
    /// - `tenant_id`: The session's tenant. Today's server ignores it. Newer servers require it from operators, and respond
    /// with 404 if the session belongs to another tenant.
    ///
    /// - `body`
    pub async fn sessions_close<'a>(
        &'a self,
        id: &'a str,
        tenant_id: Option<&'a str>,
        body: &'a types::SessionCloseRequest,
    ) -> Result<ResponseValue<types::SessionResource>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::SESSIONS_CLOSE)
            .segment("id", id)?
            .query("tenantId", tenant_id)
            .json(body)?;
        self.decoded(request).await
    }
}

/// The objects, enumerations and unions of the contract.
#[allow(clippy::all)]
pub mod types {
    pub use crate::union::UnknownVariant;

    /// The response of a control plane that is up.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object Health")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct Health {
        /// Always true; a control plane that is not up does not respond.
        pub ok: bool,
    }

    impl Health {
        /// From its fields.
        pub fn new(ok: bool) -> Self {
            Self { ok }
        }
    }

    /// One observation about a resource, in the style of Kubernetes conditions.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object Condition")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct Condition {
        /// The aspect that is observed, for example `Admitted`, `Ready` or `Open`.
        #[serde(rename = "type")]
        pub type_: String,
        /// Whether a condition holds.
        pub status: ConditionStatus,
        /// The reason in a form for programs, for example `DefinitionValidated` or `LeaseActive`.
        pub reason: String,
        /// The reason as a sentence for people.
        pub message: String,
        /// The generation of the resource that was observed.
        #[serde(rename = "observedGeneration")]
        pub observed_generation: u64,
        /// When the status last changed, RFC 3339 in UTC.
        #[serde(rename = "lastTransitionTime")]
        #[serde(deserialize_with = "crate::shown::timestamp")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::json_schema::Timestamp"))]
        pub last_transition_time: ::jiff::Timestamp,
    }

    impl Condition {
        /// From its fields.
        pub fn new(
            type_: impl Into<String>,
            status: impl Into<ConditionStatus>,
            reason: impl Into<String>,
            message: impl Into<String>,
            observed_generation: u64,
            last_transition_time: ::jiff::Timestamp,
        ) -> Self {
            Self {
                type_: type_.into(),
                status: status.into(),
                reason: reason.into(),
                message: message.into(),
                observed_generation,
                last_transition_time,
            }
        }
    }

    open_enum! {
        /// Whether a condition holds.
        ConditionStatus {
            /// `True` on the wire.
            True = "True",
            /// `False` on the wire.
            False = "False",
            /// `Unknown` on the wire.
            Unknown = "Unknown",
        }
    }

    /// Values that the server has but does not return.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object RedactedValues")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct RedactedValues {
        /// Always true.
        pub redacted: bool,
        /// The number of values.
        #[serde(rename = "valueCount")]
        pub value_count: u32,
    }

    impl RedactedValues {
        /// From its fields.
        pub fn new(redacted: bool, value_count: u32) -> Self {
            Self {
                redacted,
                value_count,
            }
        }
    }

    open_enum! {
        /// The stage of a service or sandbox in its lifecycle. `declared` appears in definitions of services
        /// without a sandbox. `pending` is sent by newer servers only.
        LifecycleState {
            /// `pending` on the wire.
            Pending = "pending",
            /// `declared` on the wire.
            Declared = "declared",
            /// `starting` on the wire.
            Starting = "starting",
            /// `ready` on the wire.
            Ready = "ready",
            /// `not_ready` on the wire.
            NotReady = "not_ready",
            /// `stopping` on the wire.
            Stopping = "stopping",
            /// `stopped` on the wire.
            Stopped = "stopped",
            /// `failed` on the wire.
            Failed = "failed",
        }
    }

    open_enum! {
        /// Whether a service or sandbox can accept work. `unknown` appears in definitions of services without a
        /// sandbox.
        Readiness {
            /// `pending` on the wire.
            Pending = "pending",
            /// `ready` on the wire.
            Ready = "ready",
            /// `not_ready` on the wire.
            NotReady = "not_ready",
            /// `stopped` on the wire.
            Stopped = "stopped",
            /// `failed` on the wire.
            Failed = "failed",
            /// `unknown` on the wire.
            Unknown = "unknown",
        }
    }

    open_enum! {
        /// The result of the health checks.
        HealthState {
            /// `healthy` on the wire.
            Healthy = "healthy",
            /// `unhealthy` on the wire.
            Unhealthy = "unhealthy",
            /// `unknown` on the wire.
            Unknown = "unknown",
        }
    }

    /// An address at which a running service or sandbox can be reached.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ServiceEndpoint")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceEndpoint {
        /// The purpose of the endpoint, for example `http`.
        pub name: String,
        /// The protocol of an endpoint.
        pub protocol: EndpointProtocol,
        /// An IPv4 or IPv6 address.
        pub host: String,
        /// The TCP port.
        pub port: u16,
    }

    impl ServiceEndpoint {
        /// From its fields.
        pub fn new(
            name: impl Into<String>,
            protocol: impl Into<EndpointProtocol>,
            host: impl Into<String>,
            port: u16,
        ) -> Self {
            Self {
                name: name.into(),
                protocol: protocol.into(),
                host: host.into(),
                port,
            }
        }
    }

    open_enum! {
        /// The protocol of an endpoint.
        EndpointProtocol {
            /// `tcp` on the wire.
            Tcp = "tcp",
            /// `http` on the wire.
            Http = "http",
            /// `https` on the wire.
            Https = "https",
        }
    }

    /// Information about one page of a list.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object CollectionMetadata")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct CollectionMetadata {
        /// The tenant that the list belongs to.
        #[serde(rename = "tenantId")]
        pub tenant_id: String,
        /// An opaque string. It differs from page to page, so it cannot be used to detect changes.
        #[serde(rename = "resourceVersion")]
        pub resource_version: String,
        /// The maximum number of items on a page, as applied by the server.
        pub limit: u32,
        /// The `pageToken` for the next page; omitted on the last page.
        #[serde(
            rename = "nextPageToken",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub next_page_token: Option<String>,
        /// The number of matching items after this page.
        #[serde(rename = "remainingCount")]
        pub remaining_count: u64,
    }

    impl CollectionMetadata {
        /// From what is required; the rest is left out.
        pub fn new(
            tenant_id: impl Into<String>,
            resource_version: impl Into<String>,
            limit: u32,
            remaining_count: u64,
        ) -> Self {
            Self {
                tenant_id: tenant_id.into(),
                resource_version: resource_version.into(),
                limit,
                remaining_count,
                next_page_token: None,
            }
        }
        /// Sets `next_page_token`.
        #[must_use]
        pub fn next_page_token(mut self, next_page_token: impl Into<String>) -> Self {
            self.next_page_token = Some(next_page_token.into());
            self
        }
    }

    /// The body of every error response from a handler of the control plane.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ErrorEnvelope")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ErrorEnvelope {
        /// The description of an error.
        pub error: ErrorBody,
    }

    impl ErrorEnvelope {
        /// From its fields.
        pub fn new(error: impl Into<ErrorBody>) -> Self {
            Self {
                error: error.into(),
            }
        }
    }

    /// The description of an error.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ErrorBody")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ErrorBody {
        /// What went wrong, in a form for programs. Some codes are not specific to the operations in this
        /// document: they come from components that the whole control plane shares.
        pub code: ErrorCode,
        /// A message for people. The text may change at any time, so programs must not match on it.
        pub message: String,
        /// An opaque string that identifies the request in the server's logs.
        #[serde(rename = "requestId")]
        pub request_id: String,
        /// When the error occurred, RFC 3339 in UTC.
        #[serde(deserialize_with = "crate::shown::timestamp")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::json_schema::Timestamp"))]
        pub timestamp: ::jiff::Timestamp,
        /// The severity of an error.
        pub severity: ErrorSeverity,
        /// Whether the same request may succeed later. Whether it is safe to send the request again depends
        /// on the operation, and is stated by its `x-retry`.
        pub retryable: bool,
        /// More information about the error, which depends on the code; null if there is none.
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub detail: Option<::serde_json::Map<String, ::serde_json::Value>>,
        /// What to do about an error.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub remediation: Option<ErrorRemediation>,
    }

    impl ErrorBody {
        /// From what is required; the rest is left out.
        pub fn new(
            code: impl Into<ErrorCode>,
            message: impl Into<String>,
            request_id: impl Into<String>,
            timestamp: ::jiff::Timestamp,
            severity: impl Into<ErrorSeverity>,
            retryable: bool,
        ) -> Self {
            Self {
                code: code.into(),
                message: message.into(),
                request_id: request_id.into(),
                timestamp,
                severity: severity.into(),
                retryable,
                detail: None,
                remediation: None,
            }
        }
        /// Sets `detail`.
        #[must_use]
        pub fn detail(mut self, detail: ::serde_json::Map<String, ::serde_json::Value>) -> Self {
            self.detail = Some(detail);
            self
        }
        /// Sets `remediation`.
        #[must_use]
        pub fn remediation(mut self, remediation: impl Into<ErrorRemediation>) -> Self {
            self.remediation = Some(remediation.into());
            self
        }
    }

    /// What to do about an error.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ErrorRemediation")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ErrorRemediation {
        /// What to do about an error, in a form for programs.
        pub action: ErrorRemediationAction,
        /// What to do, as a sentence for people.
        pub message: String,
    }

    impl ErrorRemediation {
        /// From its fields.
        pub fn new(action: impl Into<ErrorRemediationAction>, message: impl Into<String>) -> Self {
            Self {
                action: action.into(),
                message: message.into(),
            }
        }
    }

    open_enum! {
        /// The severity of an error.
        ErrorSeverity {
            /// `fatal` on the wire.
            Fatal = "fatal",
            /// `error` on the wire.
            Error = "error",
            /// `warning` on the wire.
            Warning = "warning",
        }
    }

    open_enum! {
        /// What to do about an error, in a form for programs.
        ErrorRemediationAction {
            /// `retry` on the wire.
            Retry = "retry",
            /// `wait_and_retry` on the wire.
            WaitAndRetry = "wait_and_retry",
            /// `fix_request` on the wire.
            FixRequest = "fix_request",
            /// `reauthenticate` on the wire.
            Reauthenticate = "reauthenticate",
            /// `refresh_resource` on the wire.
            RefreshResource = "refresh_resource",
            /// `create_index` on the wire.
            CreateIndex = "create_index",
            /// `upgrade_client` on the wire.
            UpgradeClient = "upgrade_client",
            /// `upgrade_server` on the wire.
            UpgradeServer = "upgrade_server",
            /// `contact_operator` on the wire.
            ContactOperator = "contact_operator",
        }
    }

    open_enum! {
        /// What went wrong, in a form for programs. Some codes are not specific to the operations in this
        /// document: they come from components that the whole control plane shares.
        ErrorCode {
            /// `auth.unauthorized` on the wire.
            AuthUnauthorized = "auth.unauthorized",
            /// `auth.forbidden` on the wire.
            AuthForbidden = "auth.forbidden",
            /// `auth.permission_denied` on the wire.
            AuthPermissionDenied = "auth.permission_denied",
            /// `op.invalid_input` on the wire.
            OpInvalidInput = "op.invalid_input",
            /// `op.cancelled` on the wire.
            OpCancelled = "op.cancelled",
            /// `op.not_found` on the wire.
            OpNotFound = "op.not_found",
            /// `op.document_not_found` on the wire.
            OpDocumentNotFound = "op.document_not_found",
            /// `op.scheduled_job_not_found` on the wire.
            OpScheduledJobNotFound = "op.scheduled_job_not_found",
            /// `op.schema_not_found` on the wire.
            OpSchemaNotFound = "op.schema_not_found",
            /// `op.already_exists` on the wire.
            OpAlreadyExists = "op.already_exists",
            /// `op.conflict` on the wire.
            OpConflict = "op.conflict",
            /// `op.precondition_failed` on the wire.
            OpPreconditionFailed = "op.precondition_failed",
            /// `op.missing_index` on the wire.
            OpMissingIndex = "op.missing_index",
            /// `op.schema_validation` on the wire.
            OpSchemaValidation = "op.schema_validation",
            /// `op.out_of_retention` on the wire.
            OpOutOfRetention = "op.out_of_retention",
            /// `op.cap_exceeded` on the wire.
            OpCapExceeded = "op.cap_exceeded",
            /// `op.historical_read` on the wire.
            OpHistoricalRead = "op.historical_read",
            /// `session.tenant_not_found` on the wire.
            SessionTenantNotFound = "session.tenant_not_found",
            /// `service.route_not_found` on the wire.
            ServiceRouteNotFound = "service.route_not_found",
            /// `service.storage_busy` on the wire.
            ServiceStorageBusy = "service.storage_busy",
            /// `service.storage_transient` on the wire.
            ServiceStorageTransient = "service.storage_transient",
            /// `service.unavailable` on the wire.
            ServiceUnavailable = "service.unavailable",
            /// `service.transport` on the wire.
            ServiceTransport = "service.transport",
            /// `service.storage_io` on the wire.
            ServiceStorageIo = "service.storage_io",
            /// `service.storage_corruption` on the wire.
            ServiceStorageCorruption = "service.storage_corruption",
            /// `service.storage_other` on the wire.
            ServiceStorageOther = "service.storage_other",
            /// `service.serialization` on the wire.
            ServiceSerialization = "service.serialization",
            /// `service.internal` on the wire.
            ServiceInternal = "service.internal",
            /// `rate.resource_exhausted` on the wire.
            RateResourceExhausted = "rate.resource_exhausted",
            /// `rate.overloaded` on the wire.
            RateOverloaded = "rate.overloaded",
            /// `rate.committer_full` on the wire.
            RateCommitterFull = "rate.committer_full",
            /// `rate.rejected_before_execution` on the wire.
            RateRejectedBeforeExecution = "rate.rejected_before_execution",
            /// `rate.limited` on the wire.
            RateLimited = "rate.limited",
        }
    }

    /// A tenant.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object Tenant")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct Tenant {
        /// The tenant's id.
        pub id: String,
    }

    impl Tenant {
        /// From its fields.
        pub fn new(id: impl Into<String>) -> Self {
            Self { id: id.into() }
        }
    }

    /// All tenants.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object TenantList")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct TenantList {
        /// The ids of all tenants, sorted.
        #[serde(deserialize_with = "crate::shown::null_is_empty")]
        pub tenants: Vec<String>,
    }

    impl TenantList {
        /// From its fields.
        pub fn new(tenants: impl IntoIterator<Item = impl Into<String>>) -> Self {
            Self {
                tenants: tenants.into_iter().map(Into::into).collect(),
            }
        }
    }

    /// The tenant to create. This is the only request body in which unknown fields are tolerated.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object TenantCreateRequest")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct TenantCreateRequest {
        /// The tenant's id.
        #[serde(deserialize_with = "parts::id")]
        pub id: String,
    }

    impl TenantCreateRequest {
        /// From its fields.
        pub fn new(id: impl Into<String>) -> Self {
            Self { id: id.into() }
        }
    }

    /// The current state of a service. Only the name is always present, and there may be fields that are not
    /// listed here. The object is flat: it has neither metadata nor a generation.
    #[derive(Clone, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object Service")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct Service {
        /// The service's name.
        pub name: String,
        /// The service's tenant.
        #[serde(
            rename = "tenantId",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub tenant_id: Option<String>,
        /// The stage of a service or sandbox in its lifecycle. `declared` appears in definitions of services
        /// without a sandbox. `pending` is sent by newer servers only.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub state: Option<LifecycleState>,
        /// The stage of a service or sandbox in its lifecycle. `declared` appears in definitions of services
        /// without a sandbox. `pending` is sent by newer servers only.
        #[serde(
            rename = "lifecycleState",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub lifecycle_state: Option<LifecycleState>,
        /// Whether a service or sandbox can accept work. `unknown` appears in definitions of services without a
        /// sandbox.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub readiness: Option<Readiness>,
        /// The result of the health checks.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub health: Option<HealthState>,
        /// The sandbox that runs the service; omitted if there is none. Every restart creates a new sandbox.
        #[serde(
            rename = "sandboxId",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub sandbox_id: Option<String>,
        /// The technology that runs a sandbox. Each server supports one kind, and rejects the other (400).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub backend: Option<SandboxBackendKind>,
        /// The addresses at which the service can be reached; empty if it is not running.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub endpoints: Option<Vec<ServiceEndpoint>>,
        /// Fields that this version does not know, kept as [`UnknownVariant`]s are.
        #[serde(flatten)]
        pub extra: ::serde_json::Map<String, ::serde_json::Value>,
    }

    impl Service {
        /// From what is required; the rest is left out.
        pub fn new(name: impl Into<String>) -> Self {
            Self {
                name: name.into(),
                tenant_id: None,
                state: None,
                lifecycle_state: None,
                readiness: None,
                health: None,
                sandbox_id: None,
                backend: None,
                endpoints: None,
                extra: ::serde_json::Map::new(),
            }
        }
        /// Sets `tenant_id`.
        #[must_use]
        pub fn tenant_id(mut self, tenant_id: impl Into<String>) -> Self {
            self.tenant_id = Some(tenant_id.into());
            self
        }
        /// Sets `state`.
        #[must_use]
        pub fn state(mut self, state: impl Into<LifecycleState>) -> Self {
            self.state = Some(state.into());
            self
        }
        /// Sets `lifecycle_state`.
        #[must_use]
        pub fn lifecycle_state(mut self, lifecycle_state: impl Into<LifecycleState>) -> Self {
            self.lifecycle_state = Some(lifecycle_state.into());
            self
        }
        /// Sets `readiness`.
        #[must_use]
        pub fn readiness(mut self, readiness: impl Into<Readiness>) -> Self {
            self.readiness = Some(readiness.into());
            self
        }
        /// Sets `health`.
        #[must_use]
        pub fn health(mut self, health: impl Into<HealthState>) -> Self {
            self.health = Some(health.into());
            self
        }
        /// Sets `sandbox_id`.
        #[must_use]
        pub fn sandbox_id(mut self, sandbox_id: impl Into<String>) -> Self {
            self.sandbox_id = Some(sandbox_id.into());
            self
        }
        /// Sets `backend`.
        #[must_use]
        pub fn backend(mut self, backend: impl Into<SandboxBackendKind>) -> Self {
            self.backend = Some(backend.into());
            self
        }
        /// Sets `endpoints`.
        #[must_use]
        pub fn endpoints(mut self, endpoints: impl IntoIterator<Item = ServiceEndpoint>) -> Self {
            self.endpoints = Some(endpoints.into_iter().collect());
            self
        }
        /// Sets `extra`.
        #[must_use]
        pub fn extra(mut self, extra: ::serde_json::Map<String, ::serde_json::Value>) -> Self {
            self.extra = extra;
            self
        }
    }

    impl ::std::fmt::Debug for Service {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.debug_struct("Service")
                .field("name", &self.name)
                .field("tenant_id", &self.tenant_id)
                .field("state", &self.state)
                .field("lifecycle_state", &self.lifecycle_state)
                .field("readiness", &self.readiness)
                .field("health", &self.health)
                .field("sandbox_id", &self.sandbox_id)
                .field("backend", &self.backend)
                .field("endpoints", &self.endpoints)
                .field("extra", &crate::redact::Redact::redacted(&self.extra))
                .finish()
        }
    }

    /// A service as it was declared. Its status describes the declaration, not the running service.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ServiceDefinition")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceDefinition {
        /// The identity of a definition, and its version.
        pub metadata: ServiceDefinitionMetadata,
        /// The content of a definition.
        pub spec: ServiceDefinitionSpec,
        /// The status of the declaration. Lifecycle state, readiness and health are constant for each kind of
        /// backend: a service with a sandbox backend is always listed as stopped here, even while it runs.
        pub status: ServiceDefinitionStatus,
    }

    impl ServiceDefinition {
        /// From its fields.
        pub fn new(
            metadata: impl Into<ServiceDefinitionMetadata>,
            spec: impl Into<ServiceDefinitionSpec>,
            status: impl Into<ServiceDefinitionStatus>,
        ) -> Self {
            Self {
                metadata: metadata.into(),
                spec: spec.into(),
                status: status.into(),
            }
        }
    }

    /// The identity of a definition, and its version.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ServiceDefinitionMetadata")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceDefinitionMetadata {
        /// The tenant that the service belongs to.
        #[serde(rename = "tenantId")]
        pub tenant_id: String,
        /// The service's name, unique in its tenant.
        pub name: String,
        /// Starts at 1 and increases by one with every update; 0 for entries of the static catalog. Update
        /// and delete must state the generation that they expect.
        pub generation: u64,
        /// An opaque string that changes with every write.
        #[serde(rename = "resourceVersion")]
        pub resource_version: String,
        /// When the definition was created, RFC 3339 in UTC. Updates do not change it.
        #[serde(rename = "createdAt")]
        #[serde(deserialize_with = "crate::shown::timestamp")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::json_schema::Timestamp"))]
        pub created_at: ::jiff::Timestamp,
        /// When the definition was last written, RFC 3339 in UTC.
        #[serde(rename = "updatedAt")]
        #[serde(deserialize_with = "crate::shown::timestamp")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::json_schema::Timestamp"))]
        pub updated_at: ::jiff::Timestamp,
        /// Arbitrary keys and values; `{}` if there are none.
        #[serde(deserialize_with = "crate::shown::null_is_empty")]
        pub labels: ::std::collections::BTreeMap<String, String>,
        /// The origin of a definition. Definitions from the static catalog cannot be changed (409).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub source: Option<ServiceDefinitionSource>,
    }

    impl ServiceDefinitionMetadata {
        /// From what is required; the rest is left out.
        pub fn new(
            tenant_id: impl Into<String>,
            name: impl Into<String>,
            generation: u64,
            resource_version: impl Into<String>,
            created_at: ::jiff::Timestamp,
            updated_at: ::jiff::Timestamp,
            labels: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
        ) -> Self {
            Self {
                tenant_id: tenant_id.into(),
                name: name.into(),
                generation,
                resource_version: resource_version.into(),
                created_at,
                updated_at,
                labels: labels
                    .into_iter()
                    .map(|(key, value)| (key.into(), value.into()))
                    .collect(),
                source: None,
            }
        }
        /// Sets `source`.
        #[must_use]
        pub fn source(mut self, source: impl Into<ServiceDefinitionSource>) -> Self {
            self.source = Some(source.into());
            self
        }
    }

    open_enum! {
        /// The origin of a definition. Definitions from the static catalog cannot be changed (409).
        ServiceDefinitionSource {
            /// `dynamic` on the wire.
            Dynamic = "dynamic",
            /// `staticCatalog` on the wire.
            StaticCatalog = "staticCatalog",
        }
    }

    /// The content of a definition.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ServiceDefinitionSpec")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceDefinitionSpec {
        /// The backend of a service, as returned in responses. Launch inputs are redacted.
        pub backend: ServiceBackendResponse,
    }

    impl ServiceDefinitionSpec {
        /// From its fields.
        pub fn new(backend: impl Into<ServiceBackendResponse>) -> Self {
            Self {
                backend: backend.into(),
            }
        }
    }

    /// The status of the declaration. Lifecycle state, readiness and health are constant for each kind of
    /// backend: a service with a sandbox backend is always listed as stopped here, even while it runs.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ServiceDefinitionStatus")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceDefinitionStatus {
        /// The kind of a service's backend.
        pub backend: ServiceBackendKind,
        /// The stage of a service or sandbox in its lifecycle. `declared` appears in definitions of services
        /// without a sandbox. `pending` is sent by newer servers only.
        #[serde(rename = "lifecycleState")]
        pub lifecycle_state: LifecycleState,
        /// Whether a service or sandbox can accept work. `unknown` appears in definitions of services without a
        /// sandbox.
        pub readiness: Readiness,
        /// The result of the health checks.
        pub health: HealthState,
        /// A single condition of the type `Admitted`.
        #[serde(deserialize_with = "crate::shown::null_is_empty")]
        pub conditions: Vec<Condition>,
    }

    impl ServiceDefinitionStatus {
        /// From its fields.
        pub fn new(
            backend: impl Into<ServiceBackendKind>,
            lifecycle_state: impl Into<LifecycleState>,
            readiness: impl Into<Readiness>,
            health: impl Into<HealthState>,
            conditions: impl IntoIterator<Item = Condition>,
        ) -> Self {
            Self {
                backend: backend.into(),
                lifecycle_state: lifecycle_state.into(),
                readiness: readiness.into(),
                health: health.into(),
                conditions: conditions.into_iter().collect(),
            }
        }
    }

    /// One page of definitions.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ServiceDefinitionCollection")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceDefinitionCollection {
        /// Information about one page of a list.
        pub metadata: CollectionMetadata,
        /// The definitions, ordered by name.
        #[serde(deserialize_with = "crate::shown::null_is_empty")]
        pub items: Vec<ServiceDefinition>,
    }

    impl ServiceDefinitionCollection {
        /// From its fields.
        pub fn new(
            metadata: impl Into<CollectionMetadata>,
            items: impl IntoIterator<Item = ServiceDefinition>,
        ) -> Self {
            Self {
                metadata: metadata.into(),
                items: items.into_iter().collect(),
            }
        }
    }

    /// The definition to create.
    ///
    #[doc = include_str!("../docs/examples/ServiceCreateRequest.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object ServiceCreateRequest")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceCreateRequest {
        /// The identity of the new definition, and its labels.
        #[serde(deserialize_with = "parts::metadata")]
        pub metadata: ServiceCreateMetadata,
        /// The content of a definition.
        #[serde(deserialize_with = "parts::spec")]
        pub spec: ServiceSpec,
    }

    impl ServiceCreateRequest {
        /// From its fields.
        pub fn new(
            metadata: impl Into<ServiceCreateMetadata>,
            spec: impl Into<ServiceSpec>,
        ) -> Self {
            Self {
                metadata: metadata.into(),
                spec: spec.into(),
            }
        }
    }

    /// The identity of the new definition, and its labels.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object ServiceCreateMetadata")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceCreateMetadata {
        /// The tenant. If given, it must equal the one in the path.
        #[serde(
            rename = "tenantId",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        #[serde(default, deserialize_with = "parts::tenant_id")]
        pub tenant_id: Option<String>,
        /// The service's name, unique in its tenant.
        #[serde(deserialize_with = "parts::name")]
        pub name: String,
        /// Accepted and ignored.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "parts::generation")]
        pub generation: Option<u64>,
        /// Arbitrary keys and values. There are none if the field is omitted or null.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "parts::labels")]
        pub labels: Option<::std::collections::BTreeMap<String, String>>,
    }

    impl ServiceCreateMetadata {
        /// From what is required; the rest is left out.
        pub fn new(name: impl Into<String>) -> Self {
            Self {
                name: name.into(),
                tenant_id: None,
                generation: None,
                labels: None,
            }
        }
        /// Sets `tenant_id`.
        #[must_use]
        pub fn tenant_id(mut self, tenant_id: impl Into<String>) -> Self {
            self.tenant_id = Some(tenant_id.into());
            self
        }
        /// Sets `generation`.
        #[must_use]
        pub fn generation(mut self, generation: u64) -> Self {
            self.generation = Some(generation);
            self
        }
        /// Sets `labels`.
        #[must_use]
        pub fn labels(
            mut self,
            labels: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
        ) -> Self {
            self.labels = Some(
                labels
                    .into_iter()
                    .map(|(key, value)| (key.into(), value.into()))
                    .collect(),
            );
            self
        }
    }

    /// The new content of the definition.
    ///
    #[doc = include_str!("../docs/examples/ServiceUpdateRequest.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object ServiceUpdateRequest")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceUpdateRequest {
        /// The generation that is to be replaced, and the new labels.
        #[serde(deserialize_with = "parts::metadata")]
        pub metadata: ServiceUpdateMetadata,
        /// The content of a definition.
        #[serde(deserialize_with = "parts::spec")]
        pub spec: ServiceSpec,
    }

    impl ServiceUpdateRequest {
        /// From its fields.
        pub fn new(
            metadata: impl Into<ServiceUpdateMetadata>,
            spec: impl Into<ServiceSpec>,
        ) -> Self {
            Self {
                metadata: metadata.into(),
                spec: spec.into(),
            }
        }
    }

    /// The generation that is to be replaced, and the new labels.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object ServiceUpdateMetadata")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceUpdateMetadata {
        /// The tenant. If given, it must equal the one in the path.
        #[serde(
            rename = "tenantId",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        #[serde(default, deserialize_with = "parts::tenant_id")]
        pub tenant_id: Option<String>,
        /// The service's name. If given, it must equal the one in the path.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "parts::name")]
        pub name: Option<String>,
        /// The generation that the definition must still have.
        #[serde(deserialize_with = "parts::generation")]
        pub generation: u64,
        /// The new labels, which replace all existing ones. If the field is omitted or null, all labels are
        /// removed.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "parts::labels")]
        pub labels: Option<::std::collections::BTreeMap<String, String>>,
    }

    impl ServiceUpdateMetadata {
        /// From what is required; the rest is left out.
        pub fn new(generation: u64) -> Self {
            Self {
                generation,
                tenant_id: None,
                name: None,
                labels: None,
            }
        }
        /// Sets `tenant_id`.
        #[must_use]
        pub fn tenant_id(mut self, tenant_id: impl Into<String>) -> Self {
            self.tenant_id = Some(tenant_id.into());
            self
        }
        /// Sets `name`.
        #[must_use]
        pub fn name(mut self, name: impl Into<String>) -> Self {
            self.name = Some(name.into());
            self
        }
        /// Sets `labels`.
        #[must_use]
        pub fn labels(
            mut self,
            labels: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
        ) -> Self {
            self.labels = Some(
                labels
                    .into_iter()
                    .map(|(key, value)| (key.into(), value.into()))
                    .collect(),
            );
            self
        }
    }

    /// The content of a definition.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object ServiceSpec")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceSpec {
        /// The backend of a service, as sent in requests.
        #[serde(deserialize_with = "parts::backend")]
        pub backend: ServiceBackendSpec,
    }

    impl ServiceSpec {
        /// From its fields.
        pub fn new(backend: impl Into<ServiceBackendSpec>) -> Self {
            Self {
                backend: backend.into(),
            }
        }
    }

    open_enum! {
        /// The kind of a service's backend.
        ServiceBackendKind {
            /// `sandbox` on the wire.
            Sandbox = "sandbox",
            /// `builtIn` on the wire.
            BuiltIn = "builtIn",
            /// `external` on the wire.
            External = "external",
        }
    }

    tagged_union! {
        /// The backend of a service, as sent in requests.
        ServiceBackendSpec, tag "kind", closed {
            /// The service runs in a sandbox.
            Sandbox(ServiceSandboxBackendSpec) = "sandbox",
            /// The control plane provides the service itself. It cannot be started or stopped.
            BuiltIn(ServiceBuiltInBackend) = "builtIn",
            /// The service runs outside the control plane. It cannot be started or stopped.
            External(ServiceExternalBackend) = "external",
        }
    }

    tagged_union! {
        /// The backend of a service, as returned in responses. Launch inputs are redacted.
        ServiceBackendResponse, tag "kind", open {
            /// The service runs in a sandbox.
            Sandbox(ServiceSandboxBackendResponse) = "sandbox",
            /// The control plane provides the service itself. It cannot be started or stopped.
            BuiltIn(ServiceBuiltInBackendResponse) = "builtIn",
            /// The service runs outside the control plane. It cannot be started or stopped.
            External(ServiceExternalBackendResponse) = "external",
            /// The backend is not shown, because the caller does not have the permission to inspect it.
            Redacted(ServiceRedactedBackend) = "redacted",
        }
    }

    /// The service runs in a sandbox.
    ///
    #[doc = include_str!("../docs/examples/ServiceSandboxBackendSpec.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(
        deny_unknown_fields,
        expecting = "the object ServiceSandboxBackendSpec"
    )]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceSandboxBackendSpec {
        /// The specification of a sandbox, as sent in requests.
        #[serde(deserialize_with = "parts::sandbox")]
        pub sandbox: SandboxSpec,
    }

    impl ServiceSandboxBackendSpec {
        /// From its fields.
        pub fn new(sandbox: impl Into<SandboxSpec>) -> Self {
            Self {
                sandbox: sandbox.into(),
            }
        }
    }

    /// The service runs in a sandbox.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ServiceSandboxBackendResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceSandboxBackendResponse {
        /// The specification of a sandbox, as returned in responses. Launch inputs are redacted, so it cannot be
        /// sent back.
        pub sandbox: SandboxSpecResponse,
    }

    impl ServiceSandboxBackendResponse {
        /// From its fields.
        pub fn new(sandbox: impl Into<SandboxSpecResponse>) -> Self {
            Self {
                sandbox: sandbox.into(),
            }
        }
    }

    /// The control plane provides the service itself. It cannot be started or stopped.
    ///
    #[doc = include_str!("../docs/examples/ServiceBuiltInBackend.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object ServiceBuiltInBackend")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceBuiltInBackend {
        /// The built-in service that the control plane provides.
        #[serde(deserialize_with = "values::provider")]
        pub provider: BuiltInProviderId,
    }

    impl ServiceBuiltInBackend {
        /// From its fields.
        pub fn new(provider: impl Into<BuiltInProviderId>) -> Self {
            Self {
                provider: provider.into(),
            }
        }
    }

    /// The control plane provides the service itself. It cannot be started or stopped.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ServiceBuiltInBackendResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceBuiltInBackendResponse {
        /// The built-in service that the control plane provides.
        pub provider: BuiltInProviderId,
    }

    impl ServiceBuiltInBackendResponse {
        /// From its fields.
        pub fn new(provider: impl Into<BuiltInProviderId>) -> Self {
            Self {
                provider: provider.into(),
            }
        }
    }

    open_enum! {
        /// The built-in service that the control plane provides.
        BuiltInProviderId {
            /// `loadBalancer` on the wire.
            LoadBalancer = "loadBalancer",
            /// `serviceDiscovery` on the wire.
            ServiceDiscovery = "serviceDiscovery",
            /// `browser` on the wire.
            Browser = "browser",
            /// `modelGateway` on the wire.
            ModelGateway = "modelGateway",
        }
    }

    /// The service runs outside the control plane. It cannot be started or stopped.
    ///
    #[doc = include_str!("../docs/examples/ServiceExternalBackend.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object ServiceExternalBackend")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceExternalBackend {
        /// The address of an external service.
        #[serde(deserialize_with = "parts::endpoint")]
        pub endpoint: ExternalEndpointPolicy,
        /// How the control plane authenticates to an external service.
        #[serde(deserialize_with = "parts::auth")]
        pub auth: ExternalAuthPolicy,
        /// How the control plane checks the health of an external service.
        #[serde(deserialize_with = "parts::health")]
        pub health: HealthCheckPolicy,
    }

    impl ServiceExternalBackend {
        /// From its fields.
        pub fn new(
            endpoint: impl Into<ExternalEndpointPolicy>,
            auth: impl Into<ExternalAuthPolicy>,
            health: impl Into<HealthCheckPolicy>,
        ) -> Self {
            Self {
                endpoint: endpoint.into(),
                auth: auth.into(),
                health: health.into(),
            }
        }
    }

    /// The service runs outside the control plane. It cannot be started or stopped.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ServiceExternalBackendResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceExternalBackendResponse {
        /// The address of an external service.
        pub endpoint: ExternalEndpointPolicyResponse,
        /// How the control plane authenticates to an external service.
        pub auth: ExternalAuthPolicyResponse,
        /// How the control plane checks the health of an external service.
        pub health: HealthCheckPolicyResponse,
    }

    impl ServiceExternalBackendResponse {
        /// From its fields.
        pub fn new(
            endpoint: impl Into<ExternalEndpointPolicyResponse>,
            auth: impl Into<ExternalAuthPolicyResponse>,
            health: impl Into<HealthCheckPolicyResponse>,
        ) -> Self {
            Self {
                endpoint: endpoint.into(),
                auth: auth.into(),
                health: health.into(),
            }
        }
    }

    /// The backend is not shown, because the caller does not have the permission to inspect it.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ServiceRedactedBackend")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceRedactedBackend {
        /// The kind of a service's backend.
        pub backend: ServiceBackendKind,
        /// Always true.
        pub redacted: bool,
        /// The reason why something is not shown.
        pub reason: RedactionReason,
    }

    impl ServiceRedactedBackend {
        /// From its fields.
        pub fn new(
            backend: impl Into<ServiceBackendKind>,
            redacted: bool,
            reason: impl Into<RedactionReason>,
        ) -> Self {
            Self {
                backend: backend.into(),
                redacted,
                reason: reason.into(),
            }
        }
    }

    open_enum! {
        /// The reason why something is not shown.
        RedactionReason {
            /// `requiresInspectPermission` on the wire.
            RequiresInspectPermission = "requiresInspectPermission",
            /// `operatorOnlyLaunchInput` on the wire.
            OperatorOnlyLaunchInput = "operatorOnlyLaunchInput",
        }
    }

    /// The address of an external service.
    ///
    #[doc = include_str!("../docs/examples/ExternalEndpointPolicy.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object ExternalEndpointPolicy")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ExternalEndpointPolicy {
        /// An absolute http or https URL with a host, and without a user name or password. It is stored as
        /// sent.
        #[serde(deserialize_with = "parts::url")]
        pub url: String,
    }

    impl ExternalEndpointPolicy {
        /// From its fields.
        pub fn new(url: impl Into<String>) -> Self {
            Self { url: url.into() }
        }
    }

    /// The address of an external service.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ExternalEndpointPolicyResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ExternalEndpointPolicyResponse {
        /// An absolute http or https URL with a host, and without a user name or password. It is stored as
        /// sent.
        pub url: String,
    }

    impl ExternalEndpointPolicyResponse {
        /// From its fields.
        pub fn new(url: impl Into<String>) -> Self {
            Self { url: url.into() }
        }
    }

    tagged_union! {
        /// How the control plane authenticates to an external service.
        ExternalAuthPolicy, tag "kind", sent {
            /// The control plane does not authenticate.
            None(ExternalNoAuth) = "none",
        }
    }

    tagged_union! {
        /// How the control plane authenticates to an external service.
        ExternalAuthPolicyResponse, tag "kind", open {
            /// The control plane does not authenticate.
            None(ExternalNoAuthResponse) = "none",
        }
    }

    /// The control plane does not authenticate.
    #[derive(
        Clone, Debug, Default, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize,
    )]
    #[serde(deny_unknown_fields, expecting = "the object ExternalNoAuth")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ExternalNoAuth {}

    impl ExternalNoAuth {
        /// Everything is left out.
        pub fn new() -> Self {
            Self {}
        }
    }

    /// The control plane does not authenticate.
    #[derive(
        Clone, Debug, Default, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize,
    )]
    #[serde(expecting = "the object ExternalNoAuthResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ExternalNoAuthResponse {}

    impl ExternalNoAuthResponse {
        /// Everything is left out.
        pub fn new() -> Self {
            Self {}
        }
    }

    tagged_union! {
        /// How the control plane checks the health of an external service.
        HealthCheckPolicy, tag "kind", sent {
            /// Health is checked with an HTTP request.
            Http(HttpHealthCheck) = "http",
        }
    }

    tagged_union! {
        /// How the control plane checks the health of an external service.
        HealthCheckPolicyResponse, tag "kind", open {
            /// Health is checked with an HTTP request.
            Http(HttpHealthCheckResponse) = "http",
        }
    }

    /// Health is checked with an HTTP request.
    ///
    #[doc = include_str!("../docs/examples/HttpHealthCheck.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object HttpHealthCheck")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct HttpHealthCheck {
        /// The path to request. It starts with a slash.
        #[serde(deserialize_with = "parts::path")]
        pub path: String,
    }

    impl HttpHealthCheck {
        /// From its fields.
        pub fn new(path: impl Into<String>) -> Self {
            Self { path: path.into() }
        }
    }

    /// Health is checked with an HTTP request.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object HttpHealthCheckResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct HttpHealthCheckResponse {
        /// The path to request. It starts with a slash.
        pub path: String,
    }

    impl HttpHealthCheckResponse {
        /// From its fields.
        pub fn new(path: impl Into<String>) -> Self {
            Self { path: path.into() }
        }
    }

    /// A sandbox.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SandboxResource")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxResource {
        /// The identity of a sandbox, and its labels.
        pub metadata: SandboxMetadata,
        /// The sandbox as it was requested.
        pub spec: SandboxResourceSpec,
        /// The current state of the sandbox.
        pub status: SandboxStatus,
    }

    impl SandboxResource {
        /// From its fields.
        pub fn new(
            metadata: impl Into<SandboxMetadata>,
            spec: impl Into<SandboxResourceSpec>,
            status: impl Into<SandboxStatus>,
        ) -> Self {
            Self {
                metadata: metadata.into(),
                spec: spec.into(),
                status: status.into(),
            }
        }
    }

    /// The identity of a sandbox, and its labels.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SandboxMetadata")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxMetadata {
        /// The tenant that the sandbox belongs to.
        #[serde(rename = "tenantId")]
        pub tenant_id: String,
        /// The sandbox's id, an opaque string.
        pub id: String,
        /// Always 1 today, because a sandbox never changes after its creation.
        pub generation: u64,
        /// An opaque string.
        #[serde(rename = "resourceVersion")]
        pub resource_version: String,
        /// When the sandbox was created, RFC 3339 in UTC.
        #[serde(rename = "createdAt")]
        #[serde(deserialize_with = "crate::shown::timestamp")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::json_schema::Timestamp"))]
        pub created_at: ::jiff::Timestamp,
        /// When the state was last refreshed, RFC 3339 in UTC.
        #[serde(rename = "updatedAt")]
        #[serde(deserialize_with = "crate::shown::timestamp")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::json_schema::Timestamp"))]
        pub updated_at: ::jiff::Timestamp,
        /// Arbitrary keys and values; `{}` if there are none.
        #[serde(deserialize_with = "crate::shown::null_is_empty")]
        pub labels: ::std::collections::BTreeMap<String, String>,
    }

    impl SandboxMetadata {
        /// From its fields.
        pub fn new(
            tenant_id: impl Into<String>,
            id: impl Into<String>,
            generation: u64,
            resource_version: impl Into<String>,
            created_at: ::jiff::Timestamp,
            updated_at: ::jiff::Timestamp,
            labels: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
        ) -> Self {
            Self {
                tenant_id: tenant_id.into(),
                id: id.into(),
                generation,
                resource_version: resource_version.into(),
                created_at,
                updated_at,
                labels: labels
                    .into_iter()
                    .map(|(key, value)| (key.into(), value.into()))
                    .collect(),
            }
        }
    }

    /// The sandbox as it was requested.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SandboxResourceSpec")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxResourceSpec {
        /// The kind of work that a sandbox is equipped for.
        pub profile: SandboxProfile,
        /// The specification of a sandbox, as returned in responses. Launch inputs are redacted, so it cannot be
        /// sent back.
        pub sandbox: SandboxSpecResponse,
    }

    impl SandboxResourceSpec {
        /// From its fields.
        pub fn new(
            profile: impl Into<SandboxProfile>,
            sandbox: impl Into<SandboxSpecResponse>,
        ) -> Self {
            Self {
                profile: profile.into(),
                sandbox: sandbox.into(),
            }
        }
    }

    /// The current state of the sandbox.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SandboxStatus")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxStatus {
        /// The stage of a service or sandbox in its lifecycle. `declared` appears in definitions of services
        /// without a sandbox. `pending` is sent by newer servers only.
        #[serde(rename = "lifecycleState")]
        pub lifecycle_state: LifecycleState,
        /// Whether a service or sandbox can accept work. `unknown` appears in definitions of services without a
        /// sandbox.
        pub readiness: Readiness,
        /// The result of the health checks.
        pub health: HealthState,
        /// The technology that runs a sandbox. Each server supports one kind, and rejects the other (400).
        pub backend: SandboxBackendKind,
        /// The addresses at which the sandbox can be reached.
        #[serde(deserialize_with = "crate::shown::null_is_empty")]
        pub endpoints: Vec<ServiceEndpoint>,
        /// A single condition of the type `Ready`.
        #[serde(deserialize_with = "crate::shown::null_is_empty")]
        pub conditions: Vec<Condition>,
    }

    impl SandboxStatus {
        /// From its fields.
        pub fn new(
            lifecycle_state: impl Into<LifecycleState>,
            readiness: impl Into<Readiness>,
            health: impl Into<HealthState>,
            backend: impl Into<SandboxBackendKind>,
            endpoints: impl IntoIterator<Item = ServiceEndpoint>,
            conditions: impl IntoIterator<Item = Condition>,
        ) -> Self {
            Self {
                lifecycle_state: lifecycle_state.into(),
                readiness: readiness.into(),
                health: health.into(),
                backend: backend.into(),
                endpoints: endpoints.into_iter().collect(),
                conditions: conditions.into_iter().collect(),
            }
        }
    }

    /// One page of sandboxes.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SandboxCollection")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxCollection {
        /// Information about one page of a list.
        pub metadata: CollectionMetadata,
        /// The sandboxes, ordered by id.
        #[serde(deserialize_with = "crate::shown::null_is_empty")]
        pub items: Vec<SandboxResource>,
    }

    impl SandboxCollection {
        /// From its fields.
        pub fn new(
            metadata: impl Into<CollectionMetadata>,
            items: impl IntoIterator<Item = SandboxResource>,
        ) -> Self {
            Self {
                metadata: metadata.into(),
                items: items.into_iter().collect(),
            }
        }
    }

    /// The sandbox to create.
    ///
    #[doc = include_str!("../docs/examples/SandboxCreateRequest.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object SandboxCreateRequest")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxCreateRequest {
        /// The kind of work that a sandbox is equipped for.
        #[serde(deserialize_with = "values::profile")]
        pub profile: SandboxProfile,
        /// The specification of a sandbox, as sent in requests.
        #[serde(deserialize_with = "parts::spec")]
        pub spec: SandboxSpec,
        /// Arbitrary keys and values. There are none if the field is omitted or null.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "parts::labels")]
        pub labels: Option<::std::collections::BTreeMap<String, String>>,
    }

    impl SandboxCreateRequest {
        /// From what is required; the rest is left out.
        pub fn new(profile: impl Into<SandboxProfile>, spec: impl Into<SandboxSpec>) -> Self {
            Self {
                profile: profile.into(),
                spec: spec.into(),
                labels: None,
            }
        }
        /// Sets `labels`.
        #[must_use]
        pub fn labels(
            mut self,
            labels: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
        ) -> Self {
            self.labels = Some(
                labels
                    .into_iter()
                    .map(|(key, value)| (key.into(), value.into()))
                    .collect(),
            );
            self
        }
    }

    open_enum! {
        /// The kind of work that a sandbox is equipped for.
        SandboxProfile {
            /// `worker` on the wire.
            Worker = "worker",
            /// `desktop` on the wire.
            Desktop = "desktop",
        }
    }

    open_enum! {
        /// The technology that runs a sandbox. Each server supports one kind, and rejects the other (400).
        SandboxBackendKind {
            /// `krun` on the wire.
            Krun = "krun",
            /// `container` on the wire.
            Container = "container",
        }
    }

    /// The specification of a sandbox, as sent in requests.
    ///
    #[doc = include_str!("../docs/examples/SandboxSpec.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object SandboxSpec")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxSpec {
        /// The tenant. If given, it must equal the one in the path.
        #[serde(
            rename = "tenantId",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        #[serde(default, deserialize_with = "parts::tenant_id")]
        pub tenant_id: Option<String>,
        /// The owner of a sandbox. Inside a service definition, it is that service. A sandbox that is created on
        /// its own is `standalone`, and has no owner.
        #[serde(deserialize_with = "parts::owner")]
        pub owner: SandboxOwnerSpec,
        /// The technology that runs a sandbox. Each server supports one kind, and rejects the other (400).
        #[serde(deserialize_with = "values::backend")]
        pub backend: SandboxBackendKind,
        /// The root file system, as sent in requests.
        #[serde(deserialize_with = "parts::root")]
        pub root: SandboxRootSpec,
        /// The process to run, as sent in requests. All fields are optional; `{}` runs what the image specifies.
        #[serde(deserialize_with = "parts::process")]
        pub process: SandboxProcessSpec,
    }

    impl SandboxSpec {
        /// From what is required; the rest is left out.
        pub fn new(
            owner: impl Into<SandboxOwnerSpec>,
            backend: impl Into<SandboxBackendKind>,
            root: impl Into<SandboxRootSpec>,
            process: impl Into<SandboxProcessSpec>,
        ) -> Self {
            Self {
                owner: owner.into(),
                backend: backend.into(),
                root: root.into(),
                process: process.into(),
                tenant_id: None,
            }
        }
        /// Sets `tenant_id`.
        #[must_use]
        pub fn tenant_id(mut self, tenant_id: impl Into<String>) -> Self {
            self.tenant_id = Some(tenant_id.into());
            self
        }
    }

    /// The specification of a sandbox, as returned in responses. Launch inputs are redacted, so it cannot be
    /// sent back.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SandboxSpecResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxSpecResponse {
        /// The tenant that the sandbox belongs to.
        #[serde(rename = "tenantId")]
        pub tenant_id: String,
        /// The owner of a sandbox. Inside a service definition, it is that service. A sandbox that is created on
        /// its own is `standalone`, and has no owner.
        pub owner: SandboxOwnerResponse,
        /// The technology that runs a sandbox. Each server supports one kind, and rejects the other (400).
        pub backend: SandboxBackendKind,
        /// The root file system, as returned in responses.
        pub root: SandboxRootResponse,
        /// The process, as returned in responses. `args` is returned as `argv`, and `env` as `environment`.
        pub process: SandboxProcessResponse,
    }

    impl SandboxSpecResponse {
        /// From its fields.
        pub fn new(
            tenant_id: impl Into<String>,
            owner: impl Into<SandboxOwnerResponse>,
            backend: impl Into<SandboxBackendKind>,
            root: impl Into<SandboxRootResponse>,
            process: impl Into<SandboxProcessResponse>,
        ) -> Self {
            Self {
                tenant_id: tenant_id.into(),
                owner: owner.into(),
                backend: backend.into(),
                root: root.into(),
                process: process.into(),
            }
        }
    }

    tagged_union! {
        /// The owner of a sandbox. Inside a service definition, it is that service. A sandbox that is created on
        /// its own is `standalone`, and has no owner.
        SandboxOwnerSpec, tag "kind", closed {
            /// A service owns the sandbox.
            Service(SandboxServiceOwner) = "service",
            /// The sandbox is standalone: no service owns it.
            Standalone(SandboxStandaloneOwner) = "standalone",
        }
    }

    tagged_union! {
        /// The owner of a sandbox. Inside a service definition, it is that service. A sandbox that is created on
        /// its own is `standalone`, and has no owner.
        SandboxOwnerResponse, tag "kind", open {
            /// A service owns the sandbox.
            Service(SandboxServiceOwnerResponse) = "service",
            /// The sandbox is standalone: no service owns it.
            Standalone(SandboxStandaloneOwnerResponse) = "standalone",
        }
    }

    /// A service owns the sandbox.
    ///
    #[doc = include_str!("../docs/examples/SandboxServiceOwner.md")]
    #[derive(
        Clone, Debug, Default, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize,
    )]
    #[serde(deny_unknown_fields, expecting = "the object SandboxServiceOwner")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxServiceOwner {
        /// The service's name. The server fills it in if it is omitted.
        #[serde(
            rename = "serviceName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        #[serde(default, deserialize_with = "parts::service_name")]
        pub service_name: Option<String>,
    }

    impl SandboxServiceOwner {
        /// Everything is left out.
        pub fn new() -> Self {
            Self { service_name: None }
        }
        /// Sets `service_name`.
        #[must_use]
        pub fn service_name(mut self, service_name: impl Into<String>) -> Self {
            self.service_name = Some(service_name.into());
            self
        }
    }

    /// A service owns the sandbox.
    #[derive(
        Clone, Debug, Default, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize,
    )]
    #[serde(expecting = "the object SandboxServiceOwnerResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxServiceOwnerResponse {
        /// The service's name.
        #[serde(
            rename = "serviceName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub service_name: Option<String>,
    }

    impl SandboxServiceOwnerResponse {
        /// Everything is left out.
        pub fn new() -> Self {
            Self { service_name: None }
        }
        /// Sets `service_name`.
        #[must_use]
        pub fn service_name(mut self, service_name: impl Into<String>) -> Self {
            self.service_name = Some(service_name.into());
            self
        }
    }

    /// The sandbox is standalone: no service owns it.
    ///
    #[doc = include_str!("../docs/examples/SandboxStandaloneOwner.md")]
    #[derive(
        Clone, Debug, Default, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize,
    )]
    #[serde(deny_unknown_fields, expecting = "the object SandboxStandaloneOwner")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxStandaloneOwner {
        /// A name for people. The sandbox's id starts with it.
        #[serde(
            rename = "displayName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        #[serde(default, deserialize_with = "parts::display_name")]
        pub display_name: Option<String>,
    }

    impl SandboxStandaloneOwner {
        /// Everything is left out.
        pub fn new() -> Self {
            Self { display_name: None }
        }
        /// Sets `display_name`.
        #[must_use]
        pub fn display_name(mut self, display_name: impl Into<String>) -> Self {
            self.display_name = Some(display_name.into());
            self
        }
    }

    /// The sandbox is standalone: no service owns it.
    #[derive(
        Clone, Debug, Default, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize,
    )]
    #[serde(expecting = "the object SandboxStandaloneOwnerResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxStandaloneOwnerResponse {
        /// A name for people. The sandbox's id starts with it.
        #[serde(
            rename = "displayName",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub display_name: Option<String>,
    }

    impl SandboxStandaloneOwnerResponse {
        /// Everything is left out.
        pub fn new() -> Self {
            Self { display_name: None }
        }
        /// Sets `display_name`.
        #[must_use]
        pub fn display_name(mut self, display_name: impl Into<String>) -> Self {
            self.display_name = Some(display_name.into());
            self
        }
    }

    tagged_union! {
        /// The root file system, as sent in requests.
        SandboxRootSpec, tag "kind", closed {
            /// The root file system comes from an OCI image.
            OciImage(SandboxOciImageRoot) = "oci_image",
        }
    }

    tagged_union! {
        /// The root file system, as returned in responses.
        SandboxRootResponse, tag "kind", open {
            /// The root file system comes from an OCI image.
            OciImage(SandboxOciImageRootResponse) = "oci_image",
            /// The root file system is of a kind that only operators may choose and see.
            Redacted(SandboxRedactedRoot) = "redacted",
        }
    }

    /// The root file system comes from an OCI image.
    ///
    #[doc = include_str!("../docs/examples/SandboxOciImageRoot.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object SandboxOciImageRoot")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxOciImageRoot {
        /// Where an OCI image comes from.
        #[serde(deserialize_with = "parts::source")]
        pub source: SandboxOciImageSource,
    }

    impl SandboxOciImageRoot {
        /// From its fields.
        pub fn new(source: impl Into<SandboxOciImageSource>) -> Self {
            Self {
                source: source.into(),
            }
        }
    }

    /// The root file system comes from an OCI image.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SandboxOciImageRootResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxOciImageRootResponse {
        /// Where an OCI image comes from.
        pub source: SandboxOciImageSourceResponse,
    }

    impl SandboxOciImageRootResponse {
        /// From its fields.
        pub fn new(source: impl Into<SandboxOciImageSourceResponse>) -> Self {
            Self {
                source: source.into(),
            }
        }
    }

    tagged_union! {
        /// Where an OCI image comes from.
        SandboxOciImageSource, tag "kind", closed {
            /// An image in a registry.
            Reference(SandboxOciImageReferenceSource) = "reference",
        }
    }

    tagged_union! {
        /// Where an OCI image comes from.
        SandboxOciImageSourceResponse, tag "kind", open {
            /// An image in a registry.
            Reference(SandboxOciImageReferenceSourceResponse) = "reference",
        }
    }

    /// An image in a registry.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(
        deny_unknown_fields,
        expecting = "the object SandboxOciImageReferenceSource"
    )]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxOciImageReferenceSource {
        /// The image reference, for example `docker.io/library/node:22`.
        #[serde(deserialize_with = "parts::reference")]
        pub reference: String,
    }

    impl SandboxOciImageReferenceSource {
        /// From its fields.
        pub fn new(reference: impl Into<String>) -> Self {
            Self {
                reference: reference.into(),
            }
        }
    }

    /// An image in a registry.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SandboxOciImageReferenceSourceResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxOciImageReferenceSourceResponse {
        /// The image reference, for example `docker.io/library/node:22`.
        pub reference: String,
    }

    impl SandboxOciImageReferenceSourceResponse {
        /// From its fields.
        pub fn new(reference: impl Into<String>) -> Self {
            Self {
                reference: reference.into(),
            }
        }
    }

    /// The root file system is of a kind that only operators may choose and see.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SandboxRedactedRoot")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxRedactedRoot {
        /// Always true.
        pub redacted: bool,
        /// The reason why something is not shown.
        pub reason: RedactionReason,
    }

    impl SandboxRedactedRoot {
        /// From its fields.
        pub fn new(redacted: bool, reason: impl Into<RedactionReason>) -> Self {
            Self {
                redacted,
                reason: reason.into(),
            }
        }
    }

    /// The process to run, as sent in requests. All fields are optional; `{}` runs what the image specifies.
    ///
    #[doc = include_str!("../docs/examples/SandboxProcessSpec.md")]
    #[derive(Clone, Default, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object SandboxProcessSpec")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxProcessSpec {
        /// The program and its arguments.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "secrets::argv")]
        pub argv: Option<Vec<String>>,
        /// An alias of `argv`. If both are given, `argv` is used.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "secrets::args")]
        pub args: Option<Vec<String>>,
        /// The entry point, in place of the image's own.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "secrets::entrypoint")]
        pub entrypoint: Option<Vec<String>>,
        /// The command, in place of the image's own.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "secrets::command")]
        pub command: Option<Vec<String>>,
        /// The environment, with entries of the form `NAME=value`. If omitted, it consists of one entry for
        /// `PATH`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "secrets::env")]
        pub env: Option<Vec<String>>,
        /// The working directory; `/` if omitted.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "parts::cwd")]
        pub cwd: Option<String>,
        /// The user that the process runs as, named as in the image.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "parts::user")]
        pub user: Option<String>,
        /// Whether the process gets a terminal; false if omitted.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "parts::terminal")]
        pub terminal: Option<bool>,
    }

    impl SandboxProcessSpec {
        /// Everything is left out.
        pub fn new() -> Self {
            Self {
                argv: None,
                args: None,
                entrypoint: None,
                command: None,
                env: None,
                cwd: None,
                user: None,
                terminal: None,
            }
        }
        /// Sets `argv`.
        #[must_use]
        pub fn argv(mut self, argv: impl IntoIterator<Item = impl Into<String>>) -> Self {
            self.argv = Some(argv.into_iter().map(Into::into).collect());
            self
        }
        /// Sets `args`.
        #[must_use]
        pub fn args(mut self, args: impl IntoIterator<Item = impl Into<String>>) -> Self {
            self.args = Some(args.into_iter().map(Into::into).collect());
            self
        }
        /// Sets `entrypoint`.
        #[must_use]
        pub fn entrypoint(
            mut self,
            entrypoint: impl IntoIterator<Item = impl Into<String>>,
        ) -> Self {
            self.entrypoint = Some(entrypoint.into_iter().map(Into::into).collect());
            self
        }
        /// Sets `command`.
        #[must_use]
        pub fn command(mut self, command: impl IntoIterator<Item = impl Into<String>>) -> Self {
            self.command = Some(command.into_iter().map(Into::into).collect());
            self
        }
        /// Sets `env`.
        #[must_use]
        pub fn env(mut self, env: impl IntoIterator<Item = impl Into<String>>) -> Self {
            self.env = Some(env.into_iter().map(Into::into).collect());
            self
        }
        /// Sets `cwd`.
        #[must_use]
        pub fn cwd(mut self, cwd: impl Into<String>) -> Self {
            self.cwd = Some(cwd.into());
            self
        }
        /// Sets `user`.
        #[must_use]
        pub fn user(mut self, user: impl Into<String>) -> Self {
            self.user = Some(user.into());
            self
        }
        /// Sets `terminal`.
        #[must_use]
        pub fn terminal(mut self, terminal: bool) -> Self {
            self.terminal = Some(terminal);
            self
        }
    }

    impl ::std::fmt::Debug for SandboxProcessSpec {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.debug_struct("SandboxProcessSpec")
                .field("argv", &crate::redact::Redact::redacted(&self.argv))
                .field("args", &crate::redact::Redact::redacted(&self.args))
                .field(
                    "entrypoint",
                    &crate::redact::Redact::redacted(&self.entrypoint),
                )
                .field("command", &crate::redact::Redact::redacted(&self.command))
                .field("env", &crate::redact::Redact::redacted(&self.env))
                .field("cwd", &self.cwd)
                .field("user", &self.user)
                .field("terminal", &self.terminal)
                .finish()
        }
    }

    /// The process, as returned in responses. `args` is returned as `argv`, and `env` as `environment`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SandboxProcessResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxProcessResponse {
        /// Values that the server has but does not return.
        pub argv: RedactedValues,
        /// Values that the server has but does not return.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub entrypoint: Option<RedactedValues>,
        /// Values that the server has but does not return.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub command: Option<RedactedValues>,
        /// Values that the server has but does not return.
        pub environment: RedactedValues,
        /// The working directory.
        pub cwd: String,
        /// The user that the process runs as.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub user: Option<String>,
        /// Whether the process has a terminal.
        pub terminal: bool,
    }

    impl SandboxProcessResponse {
        /// From what is required; the rest is left out.
        pub fn new(
            argv: impl Into<RedactedValues>,
            environment: impl Into<RedactedValues>,
            cwd: impl Into<String>,
            terminal: bool,
        ) -> Self {
            Self {
                argv: argv.into(),
                environment: environment.into(),
                cwd: cwd.into(),
                terminal,
                entrypoint: None,
                command: None,
                user: None,
            }
        }
        /// Sets `entrypoint`.
        #[must_use]
        pub fn entrypoint(mut self, entrypoint: impl Into<RedactedValues>) -> Self {
            self.entrypoint = Some(entrypoint.into());
            self
        }
        /// Sets `command`.
        #[must_use]
        pub fn command(mut self, command: impl Into<RedactedValues>) -> Self {
            self.command = Some(command.into());
            self
        }
        /// Sets `user`.
        #[must_use]
        pub fn user(mut self, user: impl Into<String>) -> Self {
            self.user = Some(user.into());
            self
        }
    }

    /// A session: an expiring connection to a service or sandbox. It cannot be renewed or extended.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SessionResource")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SessionResource {
        /// The identity of a session. Sessions have no labels.
        pub metadata: SessionMetadata,
        /// The session as it was opened.
        pub spec: SessionSpec,
        /// The current state of the session.
        pub status: SessionStatus,
    }

    impl SessionResource {
        /// From its fields.
        pub fn new(
            metadata: impl Into<SessionMetadata>,
            spec: impl Into<SessionSpec>,
            status: impl Into<SessionStatus>,
        ) -> Self {
            Self {
                metadata: metadata.into(),
                spec: spec.into(),
                status: status.into(),
            }
        }
    }

    /// The identity of a session. Sessions have no labels.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SessionMetadata")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SessionMetadata {
        /// The tenant that the session belongs to.
        #[serde(rename = "tenantId")]
        pub tenant_id: String,
        /// The session's id, an opaque string. Ids sort in the order in which sessions were opened.
        pub id: String,
        /// 1 while the session is open, 2 once it is closed or expired.
        pub generation: u64,
        /// An opaque string that changes with every write.
        #[serde(rename = "resourceVersion")]
        pub resource_version: String,
        /// When the session was opened, RFC 3339 in UTC.
        #[serde(rename = "createdAt")]
        #[serde(deserialize_with = "crate::shown::timestamp")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::json_schema::Timestamp"))]
        pub created_at: ::jiff::Timestamp,
        /// When the session last changed, RFC 3339 in UTC.
        #[serde(rename = "updatedAt")]
        #[serde(deserialize_with = "crate::shown::timestamp")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::json_schema::Timestamp"))]
        pub updated_at: ::jiff::Timestamp,
    }

    impl SessionMetadata {
        /// From its fields.
        pub fn new(
            tenant_id: impl Into<String>,
            id: impl Into<String>,
            generation: u64,
            resource_version: impl Into<String>,
            created_at: ::jiff::Timestamp,
            updated_at: ::jiff::Timestamp,
        ) -> Self {
            Self {
                tenant_id: tenant_id.into(),
                id: id.into(),
                generation,
                resource_version: resource_version.into(),
                created_at,
                updated_at,
            }
        }
    }

    /// The session as it was opened.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SessionSpec")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SessionSpec {
        /// What a session connects to.
        pub target: SessionTargetResponse,
        /// The target as it was when the session was opened.
        #[serde(rename = "targetSnapshot")]
        pub target_snapshot: SessionTargetSnapshot,
        /// The channels, in the order in which they were requested.
        #[serde(deserialize_with = "crate::shown::null_is_empty")]
        pub channels: Vec<SessionChannel>,
        /// When the session expires, RFC 3339 in UTC.
        #[serde(rename = "expiresAt")]
        #[serde(deserialize_with = "crate::shown::timestamp")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::json_schema::Timestamp"))]
        pub expires_at: ::jiff::Timestamp,
    }

    impl SessionSpec {
        /// From its fields.
        pub fn new(
            target: impl Into<SessionTargetResponse>,
            target_snapshot: impl Into<SessionTargetSnapshot>,
            channels: impl IntoIterator<Item = impl Into<SessionChannel>>,
            expires_at: ::jiff::Timestamp,
        ) -> Self {
            Self {
                target: target.into(),
                target_snapshot: target_snapshot.into(),
                channels: channels.into_iter().map(Into::into).collect(),
                expires_at,
            }
        }
    }

    /// The current state of the session.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SessionStatus")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SessionStatus {
        /// The stage of a session in its lifecycle.
        #[serde(rename = "lifecycleState")]
        pub lifecycle_state: SessionLifecycleState,
        /// When the session expires, as in the spec.
        #[serde(rename = "expiresAt")]
        #[serde(deserialize_with = "crate::shown::timestamp")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::json_schema::Timestamp"))]
        pub expires_at: ::jiff::Timestamp,
        /// When the session was closed, or was marked as expired; omitted while it is open.
        #[serde(
            rename = "closedAt",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        #[serde(default, deserialize_with = "crate::shown::optional_timestamp")]
        #[cfg_attr(
            feature = "schemars",
            schemars(with = "Option<crate::json_schema::Timestamp>")
        )]
        pub closed_at: Option<::jiff::Timestamp>,
        /// Why the session ended: the reason given by the client, `client_close`, `expired` or
        /// `service_force_deleted`. Omitted while the session is open.
        #[serde(
            rename = "closeReason",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub close_reason: Option<String>,
        /// A single condition of the type `Open`.
        #[serde(deserialize_with = "crate::shown::null_is_empty")]
        pub conditions: Vec<Condition>,
    }

    impl SessionStatus {
        /// From what is required; the rest is left out.
        pub fn new(
            lifecycle_state: impl Into<SessionLifecycleState>,
            expires_at: ::jiff::Timestamp,
            conditions: impl IntoIterator<Item = Condition>,
        ) -> Self {
            Self {
                lifecycle_state: lifecycle_state.into(),
                expires_at,
                conditions: conditions.into_iter().collect(),
                closed_at: None,
                close_reason: None,
            }
        }
        /// Sets `closed_at`.
        #[must_use]
        pub fn closed_at(mut self, closed_at: ::jiff::Timestamp) -> Self {
            self.closed_at = Some(closed_at);
            self
        }
        /// Sets `close_reason`.
        #[must_use]
        pub fn close_reason(mut self, close_reason: impl Into<String>) -> Self {
            self.close_reason = Some(close_reason.into());
            self
        }
    }

    open_enum! {
        /// The stage of a session in its lifecycle.
        SessionLifecycleState {
            /// `open` on the wire.
            Open = "open",
            /// `closed` on the wire.
            Closed = "closed",
            /// `expired` on the wire.
            Expired = "expired",
        }
    }

    /// One page of sessions.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SessionCollection")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SessionCollection {
        /// Information about one page of a list.
        pub metadata: CollectionMetadata,
        /// The sessions, ordered by id.
        #[serde(deserialize_with = "crate::shown::null_is_empty")]
        pub items: Vec<SessionResource>,
    }

    impl SessionCollection {
        /// From its fields.
        pub fn new(
            metadata: impl Into<CollectionMetadata>,
            items: impl IntoIterator<Item = SessionResource>,
        ) -> Self {
            Self {
                metadata: metadata.into(),
                items: items.into_iter().collect(),
            }
        }
    }

    /// The session to open.
    ///
    #[doc = include_str!("../docs/examples/SessionOpenRequest.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object SessionOpenRequest")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SessionOpenRequest {
        /// The tenant of the target.
        #[serde(rename = "tenantId")]
        #[serde(deserialize_with = "parts::tenant_id")]
        pub tenant_id: String,
        /// What a session connects to.
        #[serde(deserialize_with = "parts::target")]
        pub target: SessionTarget,
        /// The channels to open.
        #[serde(deserialize_with = "values::channels")]
        pub channels: Vec<SessionChannel>,
        /// The requested lifetime in milliseconds; 900000 (15 minutes) if omitted. A value above 3600000 (one
        /// hour) is silently reduced to one hour.
        #[serde(
            rename = "requestedTtlMs",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        #[serde(default, deserialize_with = "parts::requested_ttl_ms")]
        pub requested_ttl_ms: Option<u64>,
    }

    impl SessionOpenRequest {
        /// From what is required; the rest is left out.
        pub fn new(
            tenant_id: impl Into<String>,
            target: impl Into<SessionTarget>,
            channels: impl IntoIterator<Item = impl Into<SessionChannel>>,
        ) -> Self {
            Self {
                tenant_id: tenant_id.into(),
                target: target.into(),
                channels: channels.into_iter().map(Into::into).collect(),
                requested_ttl_ms: None,
            }
        }
        /// Sets `requested_ttl_ms`.
        #[must_use]
        pub fn requested_ttl_ms(mut self, requested_ttl_ms: u64) -> Self {
            self.requested_ttl_ms = Some(requested_ttl_ms);
            self
        }
    }

    /// Why the session is closed.
    #[derive(
        Clone, Debug, Default, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize,
    )]
    #[serde(deny_unknown_fields, expecting = "the object SessionCloseRequest")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SessionCloseRequest {
        /// The reason, as text for people. White space at both ends is removed. If it is blank or omitted,
        /// the reason is `client_close`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "parts::reason")]
        pub reason: Option<String>,
    }

    impl SessionCloseRequest {
        /// Everything is left out.
        pub fn new() -> Self {
            Self { reason: None }
        }
        /// Sets `reason`.
        #[must_use]
        pub fn reason(mut self, reason: impl Into<String>) -> Self {
            self.reason = Some(reason.into());
            self
        }
    }

    keyed_union! {
        /// What a session connects to.
        SessionTarget, sent {
            /// The session connects to a service.
            Service(SessionServiceName) = "service",
            /// The session connects to a sandbox.
            Sandbox(SessionSandboxId) = "sandbox",
        }
    }

    keyed_union! {
        /// What a session connects to.
        SessionTargetResponse, open {
            /// The session connects to a service.
            Service(SessionServiceNameResponse) = "service",
            /// The session connects to a sandbox.
            Sandbox(SessionSandboxIdResponse) = "sandbox",
        }
    }

    /// The service, by its name.
    ///
    #[doc = include_str!("../docs/examples/SessionServiceName.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object SessionServiceName")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SessionServiceName {
        /// The service's name.
        #[serde(deserialize_with = "parts::name")]
        pub name: String,
    }

    impl SessionServiceName {
        /// From its fields.
        pub fn new(name: impl Into<String>) -> Self {
            Self { name: name.into() }
        }
    }

    /// The service, by its name.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SessionServiceNameResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SessionServiceNameResponse {
        /// The service's name.
        pub name: String,
    }

    impl SessionServiceNameResponse {
        /// From its fields.
        pub fn new(name: impl Into<String>) -> Self {
            Self { name: name.into() }
        }
    }

    /// The sandbox, by its id.
    ///
    #[doc = include_str!("../docs/examples/SessionSandboxId.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object SessionSandboxId")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SessionSandboxId {
        /// The sandbox's id.
        #[serde(deserialize_with = "parts::id")]
        pub id: String,
    }

    impl SessionSandboxId {
        /// From its fields.
        pub fn new(id: impl Into<String>) -> Self {
            Self { id: id.into() }
        }
    }

    /// The sandbox, by its id.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SessionSandboxIdResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SessionSandboxIdResponse {
        /// The sandbox's id.
        pub id: String,
    }

    impl SessionSandboxIdResponse {
        /// From its fields.
        pub fn new(id: impl Into<String>) -> Self {
            Self { id: id.into() }
        }
    }

    keyed_union! {
        /// The target as it was when the session was opened.
        SessionTargetSnapshot, open {
            /// The target was a service.
            Service(SessionServiceSnapshot) = "service",
            /// The target was a sandbox.
            Sandbox(SessionSandboxSnapshot) = "sandbox",
        }
    }

    /// The service's definition at that time.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SessionServiceSnapshot")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SessionServiceSnapshot {
        /// The service's name.
        pub name: String,
        /// The definition's generation.
        pub generation: u64,
        /// The kind of a service's backend.
        pub backend: ServiceBackendKind,
        /// The built-in service that the control plane provides.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub provider: Option<BuiltInProviderId>,
    }

    impl SessionServiceSnapshot {
        /// From what is required; the rest is left out.
        pub fn new(
            name: impl Into<String>,
            generation: u64,
            backend: impl Into<ServiceBackendKind>,
        ) -> Self {
            Self {
                name: name.into(),
                generation,
                backend: backend.into(),
                provider: None,
            }
        }
        /// Sets `provider`.
        #[must_use]
        pub fn provider(mut self, provider: impl Into<BuiltInProviderId>) -> Self {
            self.provider = Some(provider.into());
            self
        }
    }

    /// The sandbox at that time.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SessionSandboxSnapshot")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SessionSandboxSnapshot {
        /// The sandbox's id.
        pub id: String,
        /// The sandbox's generation.
        pub generation: u64,
        /// The kind of work that a sandbox is equipped for.
        pub profile: SandboxProfile,
        /// The technology that runs a sandbox. Each server supports one kind, and rejects the other (400).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub backend: Option<SandboxBackendKind>,
    }

    impl SessionSandboxSnapshot {
        /// From what is required; the rest is left out.
        pub fn new(
            id: impl Into<String>,
            generation: u64,
            profile: impl Into<SandboxProfile>,
        ) -> Self {
            Self {
                id: id.into(),
                generation,
                profile: profile.into(),
                backend: None,
            }
        }
        /// Sets `backend`.
        #[must_use]
        pub fn backend(mut self, backend: impl Into<SandboxBackendKind>) -> Self {
            self.backend = Some(backend.into());
            self
        }
    }

    open_enum! {
        /// A channel of a session: `stdio` and `files` of a sandbox, `cdp` and `page` of the built-in browser.
        SessionChannel {
            /// `cdp` on the wire.
            Cdp = "cdp",
            /// `page` on the wire.
            Page = "page",
            /// `stdio` on the wire.
            Stdio = "stdio",
            /// `files` on the wire.
            Files = "files",
        }
    }

    /// Reads fields of what is only sent.
    mod parts {
        part!(auth = "auth");
        part!(backend = "backend");
        part!(cwd = "cwd");
        part!(display_name = "displayName");
        part!(endpoint = "endpoint");
        part!(generation = "generation");
        part!(health = "health");
        part!(id = "id");
        part!(labels = "labels");
        part!(metadata = "metadata");
        part!(name = "name");
        part!(owner = "owner");
        part!(path = "path");
        part!(process = "process");
        part!(reason = "reason");
        part!(reference = "reference");
        part!(requested_ttl_ms = "requestedTtlMs");
        part!(root = "root");
        part!(sandbox = "sandbox");
        part!(service_name = "serviceName");
        part!(source = "source");
        part!(spec = "spec");
        part!(target = "target");
        part!(tenant_id = "tenantId");
        part!(terminal = "terminal");
        part!(url = "url");
        part!(user = "user");
    }

    /// Reads fields of what is only sent.
    mod secrets {
        secret!(args = "args");
        secret!(argv = "argv");
        secret!(command = "command");
        secret!(entrypoint = "entrypoint");
        secret!(env = "env");
    }

    /// Reads fields of what is only sent.
    mod values {
        value!(backend = "backend");
        value!(channels = "channels");
        value!(profile = "profile");
        value!(provider = "provider");
    }
}

/// The table of all operations.
pub mod operations {
    use crate::{Operation, RetrySafety};
    /// Check that the control plane answers: `GET /health`.
    pub static HEALTH_GET: Operation = Operation {
        id: "health_get",
        method: "GET",
        path: "/health",
        success: 200,
        retry: RetrySafety::Safe,
    };
    /// List the tenants: `GET /api/tenants`.
    pub static TENANTS_LIST: Operation = Operation {
        id: "tenants_list",
        method: "GET",
        path: "/api/tenants",
        success: 200,
        retry: RetrySafety::Safe,
    };
    /// Create a tenant: `POST /api/tenants`.
    pub static TENANTS_CREATE: Operation = Operation {
        id: "tenants_create",
        method: "POST",
        path: "/api/tenants",
        success: 201,
        retry: RetrySafety::Unsafe,
    };
    /// Delete a tenant: `DELETE /api/tenants/{tenant}`.
    pub static TENANTS_DELETE: Operation = Operation {
        id: "tenants_delete",
        method: "DELETE",
        path: "/api/tenants/{tenant}",
        success: 204,
        retry: RetrySafety::Unsafe,
    };
    /// List service definitions: `GET /api/tenants/{tenant}/services`.
    pub static SERVICES_LIST: Operation = Operation {
        id: "services_list",
        method: "GET",
        path: "/api/tenants/{tenant}/services",
        success: 200,
        retry: RetrySafety::Safe,
    };
    /// Create a service definition: `POST /api/tenants/{tenant}/services`.
    pub static SERVICES_CREATE: Operation = Operation {
        id: "services_create",
        method: "POST",
        path: "/api/tenants/{tenant}/services",
        success: 201,
        retry: RetrySafety::Unsafe,
    };
    /// Read a service's runtime view: `GET /api/tenants/{tenant}/services/{name}`.
    pub static SERVICES_GET: Operation = Operation {
        id: "services_get",
        method: "GET",
        path: "/api/tenants/{tenant}/services/{name}",
        success: 200,
        retry: RetrySafety::Safe,
    };
    /// Replace a service definition: `PUT /api/tenants/{tenant}/services/{name}`.
    pub static SERVICES_UPDATE: Operation = Operation {
        id: "services_update",
        method: "PUT",
        path: "/api/tenants/{tenant}/services/{name}",
        success: 200,
        retry: RetrySafety::Guarded,
    };
    /// Delete a service definition: `DELETE /api/tenants/{tenant}/services/{name}`.
    pub static SERVICES_DELETE: Operation = Operation {
        id: "services_delete",
        method: "DELETE",
        path: "/api/tenants/{tenant}/services/{name}",
        success: 204,
        retry: RetrySafety::Guarded,
    };
    /// Start a service: `POST /api/tenants/{tenant}/services/{name}/start`.
    pub static SERVICES_START: Operation = Operation {
        id: "services_start",
        method: "POST",
        path: "/api/tenants/{tenant}/services/{name}/start",
        success: 200,
        retry: RetrySafety::Unsafe,
    };
    /// Stop a service: `POST /api/tenants/{tenant}/services/{name}/stop`.
    pub static SERVICES_STOP: Operation = Operation {
        id: "services_stop",
        method: "POST",
        path: "/api/tenants/{tenant}/services/{name}/stop",
        success: 200,
        retry: RetrySafety::Unsafe,
    };
    /// Restart a service: `POST /api/tenants/{tenant}/services/{name}/restart`.
    pub static SERVICES_RESTART: Operation = Operation {
        id: "services_restart",
        method: "POST",
        path: "/api/tenants/{tenant}/services/{name}/restart",
        success: 200,
        retry: RetrySafety::Unsafe,
    };
    /// List sandboxes: `GET /api/tenants/{tenant}/sandboxes`.
    pub static SANDBOXES_LIST: Operation = Operation {
        id: "sandboxes_list",
        method: "GET",
        path: "/api/tenants/{tenant}/sandboxes",
        success: 200,
        retry: RetrySafety::Safe,
    };
    /// Create a sandbox: `POST /api/tenants/{tenant}/sandboxes`.
    pub static SANDBOXES_CREATE: Operation = Operation {
        id: "sandboxes_create",
        method: "POST",
        path: "/api/tenants/{tenant}/sandboxes",
        success: 201,
        retry: RetrySafety::Unsafe,
    };
    /// Read a sandbox: `GET /api/tenants/{tenant}/sandboxes/{id}`.
    pub static SANDBOXES_GET: Operation = Operation {
        id: "sandboxes_get",
        method: "GET",
        path: "/api/tenants/{tenant}/sandboxes/{id}",
        success: 200,
        retry: RetrySafety::Safe,
    };
    /// Stop a sandbox: `POST /api/tenants/{tenant}/sandboxes/{id}/stop`.
    pub static SANDBOXES_STOP: Operation = Operation {
        id: "sandboxes_stop",
        method: "POST",
        path: "/api/tenants/{tenant}/sandboxes/{id}/stop",
        success: 200,
        retry: RetrySafety::Unsafe,
    };
    /// List a tenant's sessions: `GET /api/sessions`.
    pub static SESSIONS_LIST: Operation = Operation {
        id: "sessions_list",
        method: "GET",
        path: "/api/sessions",
        success: 200,
        retry: RetrySafety::Safe,
    };
    /// Open a session: `POST /api/sessions`.
    pub static SESSIONS_OPEN: Operation = Operation {
        id: "sessions_open",
        method: "POST",
        path: "/api/sessions",
        success: 201,
        retry: RetrySafety::Unsafe,
    };
    /// Read a session: `GET /api/sessions/{id}`.
    pub static SESSIONS_GET: Operation = Operation {
        id: "sessions_get",
        method: "GET",
        path: "/api/sessions/{id}",
        success: 200,
        retry: RetrySafety::Safe,
    };
    /// Close a session: `POST /api/sessions/{id}/close`.
    pub static SESSIONS_CLOSE: Operation = Operation {
        id: "sessions_close",
        method: "POST",
        path: "/api/sessions/{id}/close",
        success: 200,
        retry: RetrySafety::Unsafe,
    };

    /// All operations, in the order of the document.
    pub static ALL: [&Operation; 20] = [
        &HEALTH_GET,
        &TENANTS_LIST,
        &TENANTS_CREATE,
        &TENANTS_DELETE,
        &SERVICES_LIST,
        &SERVICES_CREATE,
        &SERVICES_GET,
        &SERVICES_UPDATE,
        &SERVICES_DELETE,
        &SERVICES_START,
        &SERVICES_STOP,
        &SERVICES_RESTART,
        &SANDBOXES_LIST,
        &SANDBOXES_CREATE,
        &SANDBOXES_GET,
        &SANDBOXES_STOP,
        &SESSIONS_LIST,
        &SESSIONS_OPEN,
        &SESSIONS_GET,
        &SESSIONS_CLOSE,
    ];
    /// The operation of this id.
    pub fn by_id(id: &str) -> Option<&'static Operation> {
        match id {
            "health_get" => Some(&HEALTH_GET),
            "tenants_list" => Some(&TENANTS_LIST),
            "tenants_create" => Some(&TENANTS_CREATE),
            "tenants_delete" => Some(&TENANTS_DELETE),
            "services_list" => Some(&SERVICES_LIST),
            "services_create" => Some(&SERVICES_CREATE),
            "services_get" => Some(&SERVICES_GET),
            "services_update" => Some(&SERVICES_UPDATE),
            "services_delete" => Some(&SERVICES_DELETE),
            "services_start" => Some(&SERVICES_START),
            "services_stop" => Some(&SERVICES_STOP),
            "services_restart" => Some(&SERVICES_RESTART),
            "sandboxes_list" => Some(&SANDBOXES_LIST),
            "sandboxes_create" => Some(&SANDBOXES_CREATE),
            "sandboxes_get" => Some(&SANDBOXES_GET),
            "sandboxes_stop" => Some(&SANDBOXES_STOP),
            "sessions_list" => Some(&SESSIONS_LIST),
            "sessions_open" => Some(&SESSIONS_OPEN),
            "sessions_get" => Some(&SESSIONS_GET),
            "sessions_close" => Some(&SESSIONS_CLOSE),
            _ => None,
        }
    }
}
