//! The Rust SDK of the Nimbus control plane, which runs **services** (named workloads), **sandboxes**
//! (isolated execution environments) and **sessions** (expiring connections to either) for many tenants.
//!
//! ```
//! use nimbus::types::{
//!     SandboxBackendKind, SandboxOciImageReferenceSource, SandboxOciImageRoot, SandboxProcessSpec,
//!     SandboxProfile, SandboxSpec, SandboxStandaloneOwner, SessionChannel, SessionTarget,
//! };
//! use nimbus::{Activation, Nimbus};
//!
//! # async fn example() -> nimbus::Result<()> {
//! // Endpoint and credential are found by the first call: in the environment, or in the credential file.
//! let nimbus = Nimbus::builder().tenant("demo").build()?;
//!
//! let web = nimbus.services().start("web").wait_until(Activation::Ready).await?;
//! println!("{} runs in {:?}", web.name, web.sandbox_id);
//!
//! let image = SandboxOciImageReferenceSource::new("docker.io/library/node:22");
//! let spec = SandboxSpec::new(
//!     SandboxStandaloneOwner::new().display_name("batch-job"),
//!     SandboxBackendKind::Container,
//!     SandboxOciImageRoot::new(image),
//!     SandboxProcessSpec::new().argv(["node", "run.js"]).cwd("/app"),
//! );
//! let sandbox = nimbus.sandboxes().create(SandboxProfile::Worker, spec).await?;
//!
//! let target = SessionTarget::sandbox(&sandbox.metadata.id);
//! let session = nimbus.sessions().open(target, [SessionChannel::Stdio]).await?;
//! println!("{} expires at {}", session.metadata.id, session.spec.expires_at);
//! # Ok(())
//! # }
//! ```
//!
//! # Calls
//!
//! Required things are arguments, optional ones are chained, and `.await` runs the call. Mistakes that can be
//! seen without the network are errors before any request; everything that can go wrong is one type,
//! [`Error`]. Types of requests and replies are in [`types`]: structs have `new` with what is required and a
//! setter for each optional field. Enums and unions that a newer server may extend have a variant `Unknown`,
//! which keeps what was received; where the wire itself has a value `unknown`, it is called `Undetermined`.
//!
//! A connection may take 10 s, a whole attempt 30 s. Nothing is sent twice, but for one case: a call that was
//! answered 401 is repeated once when the credential's source has a newer token.
//!
//! # Endpoint and credential
//!
//! See [`discovery`]. [`Nimbus::origins`] says where those in use came from.
//!
//! # From the TypeScript SDK
//!
//! | TypeScript | Here |
//! |---|---|
//! | `Nimbus`, `new Nimbus(options)` | [`Nimbus`], [`Nimbus::new`], [`Nimbus::builder`] |
//! | `Nimbus.defaultClient(options?)` | [`Nimbus::default_client`], [`NimbusBuilder::connect`] |
//! | `nimbus.services`, `.sandboxes`, `.sessions` | [`Nimbus::services`], [`Nimbus::sandboxes`], [`Nimbus::sessions`] |
//! | `nimbus.tenantId` | [`Nimbus::tenant`] |
//! | `NimbusClientOptions` | [`NimbusBuilder`] |
//! | `endpoint`, `tenantId`, `token`, `apiKey`, `credential` | [`endpoint`](NimbusBuilder::endpoint), [`tenant`](NimbusBuilder::tenant), [`token`](NimbusBuilder::token), [`api_key`](NimbusBuilder::api_key), [`credential`](NimbusBuilder::credential) |
//! | `fetch` | [`http_client`](NimbusBuilder::http_client) |
//! | `headers` | [`header`](NimbusBuilder::header), [`headers`](NimbusBuilder::headers) |
//! | `NimbusCredential` | [`Credential`] |
//! | `tenantId` of a request | `.tenant(..)` on the call |
//! | `services.start`, `stop`, `restart` | [`Services::start`], [`Services::stop`], [`Services::restart`] |
//! | `services.get`, `create`, `update`, `delete`, `list`, `wait` | [`Services::get`], [`Services::create`], [`Services::update`], [`Services::delete`], [`Services::list`], [`Services::wait`] |
//! | `waitUntil` | [`wait_until`](services::Lifecycle::wait_until) |
//! | `ifMatchGeneration` | an argument of [`Services::update`] and [`Services::delete`] |
//! | `timeoutMs`, `intervalMs` | [`timeout`](services::Wait::timeout), [`interval`](services::Wait::interval) |
//! | `sandboxes.create`, `get`, `list`, `stop` | [`Sandboxes::create`], [`Sandboxes::get`], [`Sandboxes::list`], [`Sandboxes::stop`] |
//! | `sessions.open`, `get`, `list`, `close` | [`Sessions::open`], [`Sessions::get`], [`Sessions::list`], [`Sessions::close`] |
//! | `NimbusCondition`, `NimbusRedactedValues`, `NimbusServiceEndpoint` | [`types::Condition`], [`types::RedactedValues`], [`types::ServiceEndpoint`] |
//! | `NimbusServiceSelector`, `NimbusServiceLifecycleRequest` | the arguments of the calls |
//! | `NimbusServiceStartRequest`, `NimbusServiceStopRequest` | [`services::Lifecycle`] |
//! | `NimbusServiceWaitRequest` | [`services::Wait`] |
//! | `NimbusServiceCreateRequest`, `NimbusServiceUpdateRequest`, `NimbusServiceDeleteRequest`, `NimbusServiceListRequest` | [`services::Create`], [`services::Update`], [`services::Delete`], [`services::List`]; bodies: [`types::ServiceCreateRequest`], [`types::ServiceUpdateRequest`] |
//! | `NimbusServiceWaitCondition`, `NimbusServiceActivationWaitCondition`, `NimbusServiceStopWaitCondition` | [`ServiceCondition`], [`Activation`], [`Deactivation`] |
//! | `NimbusServiceBackendSpec`, `NimbusServiceBackendResponse` | [`types::ServiceBackendSpec`], [`types::ServiceBackendResponse`] |
//! | `NimbusBuiltInProviderId`, `NimbusExternalAuthPolicy`, `NimbusExternalEndpointPolicy`, `NimbusHealthCheckPolicy` | [`types::BuiltInProviderId`], [`types::ExternalAuthPolicy`], [`types::ExternalEndpointPolicy`], [`types::HealthCheckPolicy`] |
//! | `NimbusService`, `NimbusServiceDefinition`, `NimbusServiceDefinitionCollection` | [`types::Service`], [`types::ServiceDefinition`], [`types::ServiceDefinitionCollection`] |
//! | `NimbusSandboxCreateRequest`, `NimbusSandboxSelector`, `NimbusSandboxListRequest` | [`sandboxes::Create`], [`sandboxes::Get`], [`sandboxes::List`]; body: [`types::SandboxCreateRequest`] |
//! | `NimbusSandboxProfile`, `NimbusSandboxSpec`, `NimbusSandboxOwnerSpec`, `NimbusSandboxBackendKind` | [`types::SandboxProfile`], [`types::SandboxSpec`], [`types::SandboxOwnerSpec`], [`types::SandboxBackendKind`] |
//! | `NimbusSandboxRootSpec`, `NimbusSandboxOciImageReferenceSource`, `NimbusSandboxProcessSpec` | [`types::SandboxRootSpec`], [`types::SandboxOciImageReferenceSource`], [`types::SandboxProcessSpec`] |
//! | `NimbusSandboxResource`, `NimbusSandboxCollection` | [`types::SandboxResource`], [`types::SandboxCollection`] |
//! | `NimbusSandboxSpecResponse`, `NimbusSandboxRootResponse`, `NimbusSandboxProcessResponse` | [`types::SandboxSpecResponse`], [`types::SandboxRootResponse`], [`types::SandboxProcessResponse`] |
//! | `NimbusSessionOpenRequest`, `NimbusSessionSelector`, `NimbusSessionListRequest`, `NimbusSessionCloseRequest` | [`sessions::Open`], [`sessions::Get`], [`sessions::List`], [`sessions::Close`]; bodies: [`types::SessionOpenRequest`], [`types::SessionCloseRequest`] |
//! | `NimbusSessionTarget`, `NimbusSessionChannel` | [`types::SessionTarget`], [`types::SessionChannel`] |
//! | `NimbusSessionResource`, `NimbusSessionCollection` | [`types::SessionResource`], [`types::SessionCollection`] |
//!
//! Not in the TypeScript SDK: [`Nimbus::tenants`], [`Nimbus::health`], [`Nimbus::origins`],
//! [`Sandboxes::wait`]; streams of [changes](Services::watch), [pages and items](page);
//! [`Services::definition`], [`Services::modify`], [`Services::remove`]; sessions that
//! [close by themselves](sessions::Open::scope). The [guide] shows them beside what one writes in TypeScript.
//!
//! What it gets wrong, and is right here:
//!
//! | TypeScript SDK | Here |
//! |---|---|
//! | a name `..` reaches another route | refused before any request |
//! | an update without labels wipes them | labels are an argument of [`Services::update`] |
//! | an error is text | [`Error`] with status, code, request id and more |
//! | a call hangs with the server | every attempt has a time limit |
//! | `failed` burns a wait's whole timeout | it ends the wait at once |
//! | a wait after `restart` takes the old state for the new one | the new sandbox has to be seen |
//! | a wait is as wrong as the wall clock | the clock is monotonic, and a wait ends at its deadline |
//! | a blank `tenantId` falls back to the client's | it is an error that names the argument |
//! | an `Authorization` header in `headers` breaks the credential's | it is refused |
//! | a proxy's page with 200 is taken for the resource | it is an error |
//! | redirects are followed, with the credential | they are not followed |
//! | a missing tenant is sometimes thrown, sometimes rejected | it is always the call's error |
//!
//! # Features
//!
//! | Feature | What it does |
//! |---|---|
//! | `rustls` (default) | https through rustls with its default provider |
//! | `native-tls` | https through the platform's TLS |
//! | `rustls-no-provider` | https through rustls, with a provider that the program installs |
//! | `schemars` | JSON Schemas of the types |
//!
//! With none of them, only plain http endpoints can be reached.

mod builder;
mod call;
mod client;
mod credential;
pub mod discovery;
mod echo;
mod endpoint;
mod error;
mod exchange;
mod fault;
#[cfg(any(test, fuzzing))]
#[doc(hidden)]
pub mod fuzz;
pub mod health;
mod modify;
mod names;
mod observe;
mod options;
pub mod page;
mod reply;
mod retry;
pub mod sandboxes;
mod secret;
pub mod services;
pub mod sessions;
#[doc(hidden)]
pub mod simulation;
mod stream;
pub mod tenants;
pub mod token;
mod transport;
mod wait;

pub use builder::NimbusBuilder;
pub use call::{CallFuture, Response};
pub use client::Nimbus;
pub use credential::{Credential, CredentialKind};
pub use error::{Error, ErrorKind, Result, Sent};
pub use nimbus_api::{Timestamp, types};
pub use retry::{Retry, RetryBudget, RetryBuilder};
pub use sandboxes::{SandboxCondition, Sandboxes};
pub use secret::Secret;
pub use services::{Activation, Deactivation, ServiceCondition, Services};
pub use sessions::Sessions;
pub use tenants::Tenants;
pub use wait::{Changes, Observation};

#[doc = include_str!("../docs/guide.md")]
pub mod guide {}

#[cfg(doctest)]
mod impossible;

/// The README's code is compiled, and so are the examples in it.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
