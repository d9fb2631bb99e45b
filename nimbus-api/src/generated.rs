//! Generated; do not edit. `cargo xtask regen` writes this file from openapi/nimbus.yaml.
//!
//! Document: sha256 3d088127c8caee79bc251c267ca71d0acd3e719bff6967c6aebe37d61f581cdb.
//! progenitor 0.15.1 makes signatures, structs and mocks, and serde's derive reads and writes objects. We add what neither
//! does: safe paths, replies kept whole, values and variants of newer servers, constructors, and Debug without secrets.

use crate::request::RequestBuilder;
use crate::{Error, ResponseValue};
/// Client for Nimbus control plane
///
/// Nimbus runs **services** (named workloads), **sandboxes** (isolated execution environments) and
/// **sessions** (expiring connections to either) for many tenants.
///
/// ## Addressing
/// Services and sandboxes live under a tenant in the path. Sessions are addressed by their id alone; listing
/// them takes the tenant as a query parameter. Path segments are percent-decoded by the server. The
/// segments `.` and `..` cannot be carried by any URL, encoded or not: clients must refuse them.
/// The routes below a tenant do not check that the tenant exists: a list under an unknown one is empty.
///
/// ## Requests
/// Bodies are JSON, at most 2 MB, with the content type `application/json`. Unknown fields are refused at
/// every level. Operations that have query parameters refuse unknown ones; the others do not look. Start,
/// stop and restart take no body; closing a session does (`{}` at least).
///
/// ## Replies
/// Field names are camelCase. An absent value is left out, not null; the one exception is `detail` of an
/// error. Timestamps are RFC 3339 in UTC with `Z` and 0 to 9 digits of a second's fraction. A newer server
/// may send fields that are not listed here, and values of enums and unions marked `x-open` that are not
/// listed here: readers keep or ignore them, and never fail on them.
///
/// ## Errors
/// Errors carry the envelope `ErrorEnvelope`. A request that is refused before it reaches a handler is
/// answered in plain text instead: 400 (JSON syntax, query string), 413 (body too large), 415 (content
/// type), 422 (body does not fit its schema). A path that is not in this document is answered 404 and a
/// method that is not, 405, both with an empty body.
/// A missing resource is `service.route_not_found` on some routes and `op.not_found` on others: treat both
/// alike, by the status 404.
///
/// ## Optimistic concurrency
/// A service definition has a `generation`. Update and delete name the generation that they expect; when the
/// definition has moved on, the answer is 412 `op.precondition_failed`: read again, and decide again. There
/// are no ETags. No route reads one definition by name: the generation comes from create, update or list.
///
/// ## Lists
/// Lists are ordered by name or id, bytewise, in pages of at most 100 items. `nextPageToken` is there exactly
/// when more follows.
///
/// ## Retries
/// Every operation says with `x-retry` whether it may be sent again: `safe`, `guarded` by a generation, or
/// `unsafe`. The server sends no `Retry-After`; proxies before it may.
///
/// Version: 1.0.0
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) base: std::sync::Arc<crate::reqwest::Url>,
    pub(crate) transport: crate::TransportHandle,
}
#[allow(clippy::all)]
impl Client {
    /// Check that the control plane answers
    ///
    /// Needs no credential.
    ///
    /// Sends a `GET` request to `/health`
    pub async fn health_get<'a>(&'a self) -> Result<ResponseValue<types::Health>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::HEALTH_GET);
        self.decoded(request).await
    }
    /// List the tenants
    ///
    /// All tenants in one reply, sorted by id. Reserved ids (a leading `_`) are not shown.
    ///
    /// Sends a `GET` request to `/api/tenants`
    pub async fn tenants_list<'a>(&'a self) -> Result<ResponseValue<types::TenantList>, Error> {
        let request = RequestBuilder::new(&self.base, &operations::TENANTS_LIST);
        self.decoded(request).await
    }
    /// Create a tenant
    ///
    /// Creates a tenant with the id given. An id that exists is 409 `op.already_exists`.
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
    /// Stops the tenant's running services and forgets the tenant. Its definitions, sandboxes and sessions
    /// stay; newer servers remove them, too.
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
    /// The tenant's definitions, ordered by name. Without the permission to inspect, a definition's backend
    /// comes back redacted. Definitions never tell whether the service runs: read the service for that.
    ///
    /// Sends a `GET` request to `/api/tenants/{tenant}/services`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    /// - `limit`: Items a page, at most. The server clamps it into 1 to 100 and says in the reply what it used.
    ///
    /// - `page_token`: `nextPageToken` of the page before; empty or left out, the list starts at the beginning. Opaque.
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
    /// Declares a service. Nothing runs until it is started. A `tenantId` in the body must equal the one in
    /// the path, and the owner of a sandbox backend must be the service itself (its name may be left out).
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
    /// What the service does now. This is not its definition: there is no generation and no spec in it.
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
    /// Replaces backend and labels; labels that are left out are wiped. `metadata.generation` must be the
    /// current one, else 412. A service that runs, or is being started, cannot be updated (409): stop it
    /// first. A `name` in the body must equal the one in the path. A failed update changes nothing.
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
    /// Deletes the definition if it still has the generation given, else 412; `force` never bypasses that.
    /// Without `force`, a service that runs, is being started, or has open sessions is 409 `op.conflict`.
    /// With it, sessions are closed (reason `service_force_deleted`), the backend is stopped, and a start in
    /// progress is waited for, 10 s at most (then 429).
    ///
    /// Sends a `DELETE` request to `/api/tenants/{tenant}/services/{name}`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    /// - `name`: The service's name.
    /// - `force`: Close sessions and stop the backend first, where that is in the way.
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
    /// Answers when the service is ready, or has failed, or after 10 s (429). A service that runs already
    /// keeps its sandbox. Services with a built-in or external backend cannot be started (400). A newer
    /// server may answer before the service is ready.
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
    /// Stops what runs. A service that is declared but not running is answered 404
    /// `service.route_not_found`, just as one that does not exist: read the service to tell the two apart.
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
    /// Stops what runs, if anything does, and starts anew in a new sandbox. Otherwise as start.
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
    /// The tenant's sandboxes, ordered by id; stopped ones stay until the backend forgets them. Filters look
    /// at the state as it was last seen, which reading a sandbox refreshes.
    ///
    /// Sends a `GET` request to `/api/tenants/{tenant}/sandboxes`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    /// - `label_key`: Only sandboxes that have this label.
    /// - `label_value`: Only sandboxes whose label `labelKey` has this value; ignored without `labelKey`.
    /// - `limit`: Items a page, at most. The server clamps it into 1 to 100 and says in the reply what it used.
    ///
    /// - `page_token`: `nextPageToken` of the page before; empty or left out, the list starts at the beginning. Opaque.
    ///
    /// - `status`: Only sandboxes whose `status.lifecycleState` is exactly this. Any other string matches nothing.
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
    /// Creates a sandbox of its own (owner `standalone`) and launches it. Whether it is ready by the time of
    /// the answer depends on the backend: read it until it is. A tenant has at most 64 active ones (429).
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
    /// Reads the sandbox and refreshes its state. One that the backend forgot is 404.
    ///
    /// Sends a `GET` request to `/api/tenants/{tenant}/sandboxes/{id}`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    /// - `id`: The sandbox's id. Opaque.
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
    /// Stops the sandbox; stopping it again changes nothing. Open sessions on it stay open.
    ///
    /// Sends a `POST` request to `/api/tenants/{tenant}/sandboxes/{id}/stop`
    ///
    /// Arguments:
    /// - `tenant`: The tenant's id.
    /// - `id`: The sandbox's id. Opaque.
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
    /// The tenant's sessions in every state, ordered by id, which is the order of opening.
    ///
    /// Sends a `GET` request to `/api/sessions`
    ///
    /// Arguments:
    /// - `limit`: Items a page, at most. The server clamps it into 1 to 100 and says in the reply what it used.
    ///
    /// - `page_token`: `nextPageToken` of the page before; empty or left out, the list starts at the beginning. Opaque.
    ///
    /// - `state`: Only sessions whose `status.lifecycleState` is exactly this. Any other string matches nothing.
    ///
    /// - `tenant_id`: The tenant whose sessions to list.
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
    /// Opens a lease on a service or a sandbox. A sandbox must be ready (409); a service need not run.
    /// Which channels there are depends on the target: `stdio` and `files` for a sandbox and a service with
    /// a sandbox backend, `cdp` and `page` for the built-in browser, none for the others (400).
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
    /// Reads a session. Expiry is noticed here: a session past its time is marked expired by the first read
    /// or list after it.
    ///
    /// Sends a `GET` request to `/api/sessions/{id}`
    ///
    /// Arguments:
    /// - `id`: The session's id. Opaque.
    /// - `tenant_id`: The session's tenant. Today's server neither needs nor looks at it; newer ones require it of
    /// operators, and answer 404 when it is another's.
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
    /// Closes a session. Closing one that is closed or expired is answered 200 and changes nothing: the first
    /// reason and time are kept. The body is required, `{}` at least.
    ///
    /// Sends a `POST` request to `/api/sessions/{id}/close`
    ///
    /// Arguments:
    /// - `id`: The session's id. Opaque.
    /// - `tenant_id`: The session's tenant. Today's server neither needs nor looks at it; newer ones require it of
    /// operators, and answer 404 when it is another's.
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

    /// The answer of a control plane that is up.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object Health")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct Health {
        /// Always true; a control plane that is not up does not answer.
        pub ok: bool,
    }

    impl Health {
        /// From its fields.
        pub fn new(ok: bool) -> Self {
            Self { ok }
        }
    }

    /// One observation about a resource, in the manner of Kubernetes' conditions.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object Condition")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct Condition {
        /// What is observed, as `Admitted`, `Ready` or `Open`.
        #[serde(rename = "type")]
        pub type_: String,
        /// Whether a condition holds.
        pub status: ConditionStatus,
        /// Why, in one word for programs, as `DefinitionValidated` or `LeaseActive`.
        pub reason: String,
        /// Why, in a sentence for people.
        pub message: String,
        /// The resource's generation that was looked at.
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

    /// Values that the server knows and does not show.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object RedactedValues")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct RedactedValues {
        /// Always true.
        pub redacted: bool,
        /// How many values there are.
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
        /// Where a service or sandbox is in its life. `declared` stands in definitions of services without a
        /// sandbox; `pending` is sent by newer servers.
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
        /// Whether a service or sandbox can take work. `unknown` stands in definitions that do not run.
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
        /// What health checks found.
        HealthState {
            /// `healthy` on the wire.
            Healthy = "healthy",
            /// `unhealthy` on the wire.
            Unhealthy = "unhealthy",
            /// `unknown` on the wire.
            Unknown = "unknown",
        }
    }

    /// An address on which a running service or sandbox can be reached.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ServiceEndpoint")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceEndpoint {
        /// What the endpoint is for, as `http`.
        pub name: String,
        /// What is spoken on an endpoint.
        pub protocol: EndpointProtocol,
        /// An IP address, version 4 or 6.
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
        /// What is spoken on an endpoint.
        EndpointProtocol {
            /// `tcp` on the wire.
            Tcp = "tcp",
            /// `http` on the wire.
            Http = "http",
            /// `https` on the wire.
            Https = "https",
        }
    }

    /// What a page of a list says about itself.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object CollectionMetadata")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct CollectionMetadata {
        /// The tenant whose list this is.
        #[serde(rename = "tenantId")]
        pub tenant_id: String,
        /// Opaque. It differs from page to page and does not serve to detect changes.
        #[serde(rename = "resourceVersion")]
        pub resource_version: String,
        /// Items a page, at most, as the server clamped it.
        pub limit: u32,
        /// To ask for the next page with; left out on the last page.
        #[serde(
            rename = "nextPageToken",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub next_page_token: Option<String>,
        /// Items that match and come after this page.
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

    /// What every error reply of the control plane's handlers carries.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ErrorEnvelope")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ErrorEnvelope {
        /// One error.
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

    /// One error.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ErrorBody")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ErrorBody {
        /// What went wrong, for programs. The codes beyond those of the routes in this document come from parts
        /// of the control plane that these routes share.
        pub code: ErrorCode,
        /// For people. Its text may change at any time; do not match on it.
        pub message: String,
        /// Names the request in the server's logs. Opaque.
        #[serde(rename = "requestId")]
        pub request_id: String,
        /// When the error was made, RFC 3339 in UTC.
        #[serde(deserialize_with = "crate::shown::timestamp")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::json_schema::Timestamp"))]
        pub timestamp: ::jiff::Timestamp,
        /// How bad an error is.
        pub severity: ErrorSeverity,
        /// Whether the same request may succeed later. It does not say that the request may be sent again
        /// without harm: `x-retry` of the operation does.
        pub retryable: bool,
        /// More about the error, by code; null when there is none.
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
        /// What to do about an error, for programs.
        pub action: ErrorRemediationAction,
        /// The same for people.
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
        /// How bad an error is.
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
        /// What to do about an error, for programs.
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
        /// What went wrong, for programs. The codes beyond those of the routes in this document come from parts
        /// of the control plane that these routes share.
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
        /// Their ids, sorted.
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

    /// The tenant to create. Unknown fields are tolerated here, and here only.
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

    /// What a service does now. A loose view: only the name is always there, and fields that are not listed
    /// may be. It is flat: no metadata, no generation.
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
        /// Where a service or sandbox is in its life. `declared` stands in definitions of services without a
        /// sandbox; `pending` is sent by newer servers.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub state: Option<LifecycleState>,
        /// Where a service or sandbox is in its life. `declared` stands in definitions of services without a
        /// sandbox; `pending` is sent by newer servers.
        #[serde(
            rename = "lifecycleState",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub lifecycle_state: Option<LifecycleState>,
        /// Whether a service or sandbox can take work. `unknown` stands in definitions that do not run.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub readiness: Option<Readiness>,
        /// What health checks found.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub health: Option<HealthState>,
        /// The sandbox that runs it; left out when none does. Every restart makes a new one.
        #[serde(
            rename = "sandboxId",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub sandbox_id: Option<String>,
        /// What runs a sandbox. A server has one kind, and refuses the other (400).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub backend: Option<SandboxBackendKind>,
        /// Where it can be reached; empty when nothing runs.
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

    /// A service as it is declared. Its status is about the declaration, not about what runs.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ServiceDefinition")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceDefinition {
        /// What identifies a definition and its version.
        pub metadata: ServiceDefinitionMetadata,
        /// What a definition declares.
        pub spec: ServiceDefinitionSpec,
        /// About the declaration. Lifecycle state, readiness and health are constants of the kind of backend: a
        /// service that runs still lists as stopped here.
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

    /// What identifies a definition and its version.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ServiceDefinitionMetadata")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceDefinitionMetadata {
        /// The tenant it belongs to.
        #[serde(rename = "tenantId")]
        pub tenant_id: String,
        /// The service's name, unique in its tenant.
        pub name: String,
        /// Starts at 1 and grows by one with every update; 0 for entries of the static catalog. Update and
        /// delete name the generation that they expect.
        pub generation: u64,
        /// Changes with every write. Opaque.
        #[serde(rename = "resourceVersion")]
        pub resource_version: String,
        /// When it was created, RFC 3339 in UTC; updates keep it.
        #[serde(rename = "createdAt")]
        #[serde(deserialize_with = "crate::shown::timestamp")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::json_schema::Timestamp"))]
        pub created_at: ::jiff::Timestamp,
        /// When it was last written, RFC 3339 in UTC.
        #[serde(rename = "updatedAt")]
        #[serde(deserialize_with = "crate::shown::timestamp")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::json_schema::Timestamp"))]
        pub updated_at: ::jiff::Timestamp,
        /// Free keys and values; `{}` when there are none.
        #[serde(deserialize_with = "crate::shown::null_is_empty")]
        pub labels: ::std::collections::BTreeMap<String, String>,
        /// Where a definition comes from. Those of the static catalog cannot be changed (409).
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
        /// Where a definition comes from. Those of the static catalog cannot be changed (409).
        ServiceDefinitionSource {
            /// `dynamic` on the wire.
            Dynamic = "dynamic",
            /// `staticCatalog` on the wire.
            StaticCatalog = "staticCatalog",
        }
    }

    /// What a definition declares.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ServiceDefinitionSpec")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceDefinitionSpec {
        /// What stands behind a service, as it is shown. Launch inputs are redacted.
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

    /// About the declaration. Lifecycle state, readiness and health are constants of the kind of backend: a
    /// service that runs still lists as stopped here.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ServiceDefinitionStatus")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceDefinitionStatus {
        /// What stands behind a service.
        pub backend: ServiceBackendKind,
        /// Where a service or sandbox is in its life. `declared` stands in definitions of services without a
        /// sandbox; `pending` is sent by newer servers.
        #[serde(rename = "lifecycleState")]
        pub lifecycle_state: LifecycleState,
        /// Whether a service or sandbox can take work. `unknown` stands in definitions that do not run.
        pub readiness: Readiness,
        /// What health checks found.
        pub health: HealthState,
        /// One, of the type `Admitted`.
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
        /// What a page of a list says about itself.
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
        /// What identifies the new definition.
        #[serde(deserialize_with = "parts::metadata")]
        pub metadata: ServiceCreateMetadata,
        /// What to declare.
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

    /// What identifies the new definition.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object ServiceCreateMetadata")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceCreateMetadata {
        /// The tenant; when given, the one in the path.
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
        /// Free keys and values; none when left out or null.
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

    /// What the definition is replaced with.
    ///
    #[doc = include_str!("../docs/examples/ServiceUpdateRequest.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object ServiceUpdateRequest")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceUpdateRequest {
        /// Which version of the definition is replaced, and its new labels.
        #[serde(deserialize_with = "parts::metadata")]
        pub metadata: ServiceUpdateMetadata,
        /// What to declare.
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

    /// Which version of the definition is replaced, and its new labels.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object ServiceUpdateMetadata")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceUpdateMetadata {
        /// The tenant; when given, the one in the path.
        #[serde(
            rename = "tenantId",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        #[serde(default, deserialize_with = "parts::tenant_id")]
        pub tenant_id: Option<String>,
        /// The service's name; when given, the one in the path.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "parts::name")]
        pub name: Option<String>,
        /// The generation that the definition must still have.
        #[serde(deserialize_with = "parts::generation")]
        pub generation: u64,
        /// Replaces all labels; left out or null, they are wiped.
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

    /// What to declare.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object ServiceSpec")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceSpec {
        /// What is to stand behind a service, as it is sent.
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
        /// What stands behind a service.
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
        /// What is to stand behind a service, as it is sent.
        ServiceBackendSpec, tag "kind", closed {
            /// The service runs in a sandbox.
            Sandbox(ServiceSandboxBackendSpec) = "sandbox",
            /// The control plane provides the service itself. It cannot be started or stopped.
            BuiltIn(ServiceBuiltInBackend) = "builtIn",
            /// The service runs elsewhere. It cannot be started or stopped.
            External(ServiceExternalBackend) = "external",
        }
    }

    tagged_union! {
        /// What stands behind a service, as it is shown. Launch inputs are redacted.
        ServiceBackendResponse, tag "kind", open {
            /// The service runs in a sandbox.
            Sandbox(ServiceSandboxBackendResponse) = "sandbox",
            /// The control plane provides the service itself. It cannot be started or stopped.
            BuiltIn(ServiceBuiltInBackendResponse) = "builtIn",
            /// The service runs elsewhere. It cannot be started or stopped.
            External(ServiceExternalBackendResponse) = "external",
            /// The caller may not inspect the backend.
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
        /// What to run, as it is sent.
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
        /// What runs, as it is shown. Launch inputs are redacted, so it cannot be sent back.
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
        /// What the control plane provides.
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
        /// What the control plane provides.
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
        /// What the control plane provides.
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

    /// The service runs elsewhere. It cannot be started or stopped.
    ///
    #[doc = include_str!("../docs/examples/ServiceExternalBackend.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object ServiceExternalBackend")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceExternalBackend {
        /// Where an external service is.
        #[serde(deserialize_with = "parts::endpoint")]
        pub endpoint: ExternalEndpointPolicy,
        /// How the control plane authenticates to an external service.
        #[serde(deserialize_with = "parts::auth")]
        pub auth: ExternalAuthPolicy,
        /// How the control plane finds out whether an external service is healthy.
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

    /// The service runs elsewhere. It cannot be started or stopped.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ServiceExternalBackendResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceExternalBackendResponse {
        /// Where an external service is.
        pub endpoint: ExternalEndpointPolicyResponse,
        /// How the control plane authenticates to an external service.
        pub auth: ExternalAuthPolicyResponse,
        /// How the control plane finds out whether an external service is healthy.
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

    /// The caller may not inspect the backend.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ServiceRedactedBackend")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ServiceRedactedBackend {
        /// What stands behind a service.
        pub backend: ServiceBackendKind,
        /// Always true.
        pub redacted: bool,
        /// Why something is not shown.
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
        /// Why something is not shown.
        RedactionReason {
            /// `requiresInspectPermission` on the wire.
            RequiresInspectPermission = "requiresInspectPermission",
            /// `operatorOnlyLaunchInput` on the wire.
            OperatorOnlyLaunchInput = "operatorOnlyLaunchInput",
        }
    }

    /// Where an external service is.
    ///
    #[doc = include_str!("../docs/examples/ExternalEndpointPolicy.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object ExternalEndpointPolicy")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ExternalEndpointPolicy {
        /// An absolute http or https URL with a host and without user or password; kept as sent.
        #[serde(deserialize_with = "parts::url")]
        pub url: String,
    }

    impl ExternalEndpointPolicy {
        /// From its fields.
        pub fn new(url: impl Into<String>) -> Self {
            Self { url: url.into() }
        }
    }

    /// Where an external service is.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object ExternalEndpointPolicyResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct ExternalEndpointPolicyResponse {
        /// An absolute http or https URL with a host and without user or password; kept as sent.
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
            /// Not at all.
            None(ExternalNoAuth) = "none",
        }
    }

    tagged_union! {
        /// How the control plane authenticates to an external service.
        ExternalAuthPolicyResponse, tag "kind", open {
            /// Not at all.
            None(ExternalNoAuthResponse) = "none",
        }
    }

    /// Not at all.
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

    /// Not at all.
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
        /// How the control plane finds out whether an external service is healthy.
        HealthCheckPolicy, tag "kind", sent {
            /// By an HTTP request.
            Http(HttpHealthCheck) = "http",
        }
    }

    tagged_union! {
        /// How the control plane finds out whether an external service is healthy.
        HealthCheckPolicyResponse, tag "kind", open {
            /// By an HTTP request.
            Http(HttpHealthCheckResponse) = "http",
        }
    }

    /// By an HTTP request.
    ///
    #[doc = include_str!("../docs/examples/HttpHealthCheck.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object HttpHealthCheck")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct HttpHealthCheck {
        /// The path to request; starts with a slash.
        #[serde(deserialize_with = "parts::path")]
        pub path: String,
    }

    impl HttpHealthCheck {
        /// From its fields.
        pub fn new(path: impl Into<String>) -> Self {
            Self { path: path.into() }
        }
    }

    /// By an HTTP request.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object HttpHealthCheckResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct HttpHealthCheckResponse {
        /// The path to request; starts with a slash.
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
        /// What identifies a sandbox.
        pub metadata: SandboxMetadata,
        /// What was asked for.
        pub spec: SandboxResourceSpec,
        /// What the sandbox does now.
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

    /// What identifies a sandbox.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SandboxMetadata")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxMetadata {
        /// The tenant it belongs to.
        #[serde(rename = "tenantId")]
        pub tenant_id: String,
        /// The sandbox's id. Opaque.
        pub id: String,
        /// Always 1 today; a sandbox is never changed.
        pub generation: u64,
        /// Opaque.
        #[serde(rename = "resourceVersion")]
        pub resource_version: String,
        /// When it was created, RFC 3339 in UTC.
        #[serde(rename = "createdAt")]
        #[serde(deserialize_with = "crate::shown::timestamp")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::json_schema::Timestamp"))]
        pub created_at: ::jiff::Timestamp,
        /// When its state was last looked at, RFC 3339 in UTC.
        #[serde(rename = "updatedAt")]
        #[serde(deserialize_with = "crate::shown::timestamp")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::json_schema::Timestamp"))]
        pub updated_at: ::jiff::Timestamp,
        /// Free keys and values; `{}` when there are none.
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

    /// What was asked for.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SandboxResourceSpec")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxResourceSpec {
        /// What a sandbox is equipped for.
        pub profile: SandboxProfile,
        /// What runs, as it is shown. Launch inputs are redacted, so it cannot be sent back.
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

    /// What the sandbox does now.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SandboxStatus")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxStatus {
        /// Where a service or sandbox is in its life. `declared` stands in definitions of services without a
        /// sandbox; `pending` is sent by newer servers.
        #[serde(rename = "lifecycleState")]
        pub lifecycle_state: LifecycleState,
        /// Whether a service or sandbox can take work. `unknown` stands in definitions that do not run.
        pub readiness: Readiness,
        /// What health checks found.
        pub health: HealthState,
        /// What runs a sandbox. A server has one kind, and refuses the other (400).
        pub backend: SandboxBackendKind,
        /// Where it can be reached.
        #[serde(deserialize_with = "crate::shown::null_is_empty")]
        pub endpoints: Vec<ServiceEndpoint>,
        /// One, of the type `Ready`.
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
        /// What a page of a list says about itself.
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
        /// What a sandbox is equipped for.
        #[serde(deserialize_with = "values::profile")]
        pub profile: SandboxProfile,
        /// What to run, as it is sent.
        #[serde(deserialize_with = "parts::spec")]
        pub spec: SandboxSpec,
        /// Free keys and values; none when left out or null.
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
        /// What a sandbox is equipped for.
        SandboxProfile {
            /// `worker` on the wire.
            Worker = "worker",
            /// `desktop` on the wire.
            Desktop = "desktop",
        }
    }

    open_enum! {
        /// What runs a sandbox. A server has one kind, and refuses the other (400).
        SandboxBackendKind {
            /// `krun` on the wire.
            Krun = "krun",
            /// `container` on the wire.
            Container = "container",
        }
    }

    /// What to run, as it is sent.
    ///
    #[doc = include_str!("../docs/examples/SandboxSpec.md")]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object SandboxSpec")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxSpec {
        /// The tenant; when given, the one in the path.
        #[serde(
            rename = "tenantId",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        #[serde(default, deserialize_with = "parts::tenant_id")]
        pub tenant_id: Option<String>,
        /// Who owns a sandbox: a service, inside that service's definition only; nobody, for sandboxes that are
        /// created on their own.
        #[serde(deserialize_with = "parts::owner")]
        pub owner: SandboxOwnerSpec,
        /// What runs a sandbox. A server has one kind, and refuses the other (400).
        #[serde(deserialize_with = "values::backend")]
        pub backend: SandboxBackendKind,
        /// The root file system, as it is sent.
        #[serde(deserialize_with = "parts::root")]
        pub root: SandboxRootSpec,
        /// The process to run, as it is sent. Everything is optional; `{}` runs what the image says.
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

    /// What runs, as it is shown. Launch inputs are redacted, so it cannot be sent back.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SandboxSpecResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxSpecResponse {
        /// The tenant it belongs to.
        #[serde(rename = "tenantId")]
        pub tenant_id: String,
        /// Who owns a sandbox: a service, inside that service's definition only; nobody, for sandboxes that are
        /// created on their own.
        pub owner: SandboxOwnerResponse,
        /// What runs a sandbox. A server has one kind, and refuses the other (400).
        pub backend: SandboxBackendKind,
        /// The root file system, as it is shown.
        pub root: SandboxRootResponse,
        /// The process that runs, as it is shown. `args` is shown as `argv`, `env` as `environment`.
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
        /// Who owns a sandbox: a service, inside that service's definition only; nobody, for sandboxes that are
        /// created on their own.
        SandboxOwnerSpec, tag "kind", closed {
            /// A service owns the sandbox.
            Service(SandboxServiceOwner) = "service",
            /// The sandbox is on its own.
            Standalone(SandboxStandaloneOwner) = "standalone",
        }
    }

    tagged_union! {
        /// Who owns a sandbox: a service, inside that service's definition only; nobody, for sandboxes that are
        /// created on their own.
        SandboxOwnerResponse, tag "kind", open {
            /// A service owns the sandbox.
            Service(SandboxServiceOwnerResponse) = "service",
            /// The sandbox is on its own.
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
        /// The service's name; filled in when left out.
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
        /// The service's name; filled in when left out.
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

    /// The sandbox is on its own.
    ///
    #[doc = include_str!("../docs/examples/SandboxStandaloneOwner.md")]
    #[derive(
        Clone, Debug, Default, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize,
    )]
    #[serde(deny_unknown_fields, expecting = "the object SandboxStandaloneOwner")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxStandaloneOwner {
        /// A name for people; the id starts with it.
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

    /// The sandbox is on its own.
    #[derive(
        Clone, Debug, Default, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize,
    )]
    #[serde(expecting = "the object SandboxStandaloneOwnerResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxStandaloneOwnerResponse {
        /// A name for people; the id starts with it.
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
        /// The root file system, as it is sent.
        SandboxRootSpec, tag "kind", closed {
            /// The root comes from an OCI image.
            OciImage(SandboxOciImageRoot) = "oci_image",
        }
    }

    tagged_union! {
        /// The root file system, as it is shown.
        SandboxRootResponse, tag "kind", open {
            /// The root comes from an OCI image.
            OciImage(SandboxOciImageRootResponse) = "oci_image",
            /// The root is of a kind that operators alone may choose and see.
            Redacted(SandboxRedactedRoot) = "redacted",
        }
    }

    /// The root comes from an OCI image.
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

    /// The root comes from an OCI image.
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
        /// The image's reference, as `docker.io/library/node:22`.
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
        /// The image's reference, as `docker.io/library/node:22`.
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

    /// The root is of a kind that operators alone may choose and see.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SandboxRedactedRoot")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxRedactedRoot {
        /// Always true.
        pub redacted: bool,
        /// Why something is not shown.
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

    /// The process to run, as it is sent. Everything is optional; `{}` runs what the image says.
    ///
    #[doc = include_str!("../docs/examples/SandboxProcessSpec.md")]
    #[derive(Clone, Default, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(deny_unknown_fields, expecting = "the object SandboxProcessSpec")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxProcessSpec {
        /// Program and arguments.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "secrets::argv")]
        pub argv: Option<Vec<String>>,
        /// Another name of `argv`, which wins when both are given.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "secrets::args")]
        pub args: Option<Vec<String>>,
        /// Replaces the image's entry point.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "secrets::entrypoint")]
        pub entrypoint: Option<Vec<String>>,
        /// Replaces the image's command.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "secrets::command")]
        pub command: Option<Vec<String>>,
        /// The environment, each entry `NAME=value`; one entry for `PATH` when left out.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "secrets::env")]
        pub env: Option<Vec<String>>,
        /// The working directory; `/` when left out.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "parts::cwd")]
        pub cwd: Option<String>,
        /// The user to run as, as the image names it.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        #[serde(default, deserialize_with = "parts::user")]
        pub user: Option<String>,
        /// Whether the process gets a terminal; false when left out.
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

    /// The process that runs, as it is shown. `args` is shown as `argv`, `env` as `environment`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SandboxProcessResponse")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SandboxProcessResponse {
        /// Values that the server knows and does not show.
        pub argv: RedactedValues,
        /// Values that the server knows and does not show.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub entrypoint: Option<RedactedValues>,
        /// Values that the server knows and does not show.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub command: Option<RedactedValues>,
        /// Values that the server knows and does not show.
        pub environment: RedactedValues,
        /// The working directory.
        pub cwd: String,
        /// The user that it runs as.
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

    /// A session, an expiring lease on a service or sandbox. It cannot be renewed or extended.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SessionResource")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SessionResource {
        /// What identifies a session. Sessions have no labels.
        pub metadata: SessionMetadata,
        /// What was opened.
        pub spec: SessionSpec,
        /// Where the session is in its life.
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

    /// What identifies a session. Sessions have no labels.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SessionMetadata")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SessionMetadata {
        /// The tenant it belongs to.
        #[serde(rename = "tenantId")]
        pub tenant_id: String,
        /// The session's id. Opaque; ids sort in the order of opening.
        pub id: String,
        /// 1 while open, 2 once closed or expired.
        pub generation: u64,
        /// Changes with every write. Opaque.
        #[serde(rename = "resourceVersion")]
        pub resource_version: String,
        /// When it was opened, RFC 3339 in UTC.
        #[serde(rename = "createdAt")]
        #[serde(deserialize_with = "crate::shown::timestamp")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::json_schema::Timestamp"))]
        pub created_at: ::jiff::Timestamp,
        /// When it last changed, RFC 3339 in UTC.
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

    /// What was opened.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SessionSpec")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SessionSpec {
        /// What a session connects to.
        pub target: SessionTargetResponse,
        /// What the target was when the session was opened.
        #[serde(rename = "targetSnapshot")]
        pub target_snapshot: SessionTargetSnapshot,
        /// The channels, in the order in which they were asked for.
        #[serde(deserialize_with = "crate::shown::null_is_empty")]
        pub channels: Vec<SessionChannel>,
        /// When it expires, RFC 3339 in UTC.
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

    /// Where the session is in its life.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)]
    #[serde(expecting = "the object SessionStatus")]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    pub struct SessionStatus {
        /// Where a session is in its life.
        #[serde(rename = "lifecycleState")]
        pub lifecycle_state: SessionLifecycleState,
        /// The same as in the spec.
        #[serde(rename = "expiresAt")]
        #[serde(deserialize_with = "crate::shown::timestamp")]
        #[cfg_attr(feature = "schemars", schemars(with = "crate::json_schema::Timestamp"))]
        pub expires_at: ::jiff::Timestamp,
        /// When it was closed, or seen to have expired; left out while open.
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
        /// Why it ended: the client's words, `client_close`, `expired` or `service_force_deleted`; left out
        /// while open.
        #[serde(
            rename = "closeReason",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub close_reason: Option<String>,
        /// One, of the type `Open`.
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
        /// Where a session is in its life.
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
        /// What a page of a list says about itself.
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
        /// How long it is to last, in milliseconds; 900000 (15 minutes) when left out. More than 3600000 (one
        /// hour) is lowered to that without a word.
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
        /// For people; trimmed. `client_close` when blank or left out.
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
            /// A service.
            Service(SessionServiceName) = "service",
            /// A sandbox.
            Sandbox(SessionSandboxId) = "sandbox",
        }
    }

    keyed_union! {
        /// What a session connects to.
        SessionTargetResponse, open {
            /// A service.
            Service(SessionServiceNameResponse) = "service",
            /// A sandbox.
            Sandbox(SessionSandboxIdResponse) = "sandbox",
        }
    }

    /// Names the service.
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

    /// Names the service.
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

    /// Names the sandbox.
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

    /// Names the sandbox.
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
        /// What the target was when the session was opened.
        SessionTargetSnapshot, open {
            /// It was a service.
            Service(SessionServiceSnapshot) = "service",
            /// It was a sandbox.
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
        /// What stands behind a service.
        pub backend: ServiceBackendKind,
        /// What the control plane provides.
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
        /// What a sandbox is equipped for.
        pub profile: SandboxProfile,
        /// What runs a sandbox. A server has one kind, and refuses the other (400).
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
        /// What a session carries: `stdio` and `files` of a sandbox, `cdp` and `page` of the built-in browser.
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
