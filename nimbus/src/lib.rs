//! The Rust SDK of the Nimbus control plane, which runs **services** (named workloads) and **sandboxes** (isolated
//! execution environments) for many tenants, and opens **sessions** (expiring connections) to them.
//!
//! ```
//! use nimbus::Nimbus;
//! use nimbus::types::{SandboxProfile, SandboxSpec};
//! # use nimbus_emulator::Emulator;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> nimbus::Result<(), Box<dyn std::error::Error>> {
//! # let emulator = Emulator::builder().start().await?;
//! let nimbus = Nimbus::builder().tenant("demo").build()?;
//! # let nimbus = emulator.client("demo")?;
//!
//! let node = SandboxSpec::container("docker.io/library/node:22")
//!     .argv(["node", "run.js"])
//!     .cwd("/app");
//! let services = nimbus.services();
//! services.apply("web", node.clone()).revision("1").stop_if_running().await?;
//! services.start("web").until_ready().await?;
//!
//! nimbus
//!     .sandboxes()
//!     .create(SandboxProfile::Worker, node)
//!     .until_ready()
//!     .scope(async |sandbox| {
//!         println!("{} runs until this block ends", sandbox.metadata.id);
//!         Ok::<_, nimbus::Error>(())
//!     })
//!     .await?;
//! # Ok(()) }
//! ```
//!
//! | Task | Call |
//! |---|---|
//! | create or update a service | [`services().apply(..)`](Services::apply) |
//! | start it and wait until it is ready | [`services().start(..).until_ready()`](Services::start) |
//! | run a sandbox while some work lasts | [`sandboxes().create(..).until_ready().scope(..)`](Sandboxes::create) |
//! | open a session on either of them | [`sessions().open(..)`](Sessions::open) |
//! | list services, and change one safely | [`services().list()`](Services::list), [`services().update_with(..)`](Services::update_with) |
//!
//! | Guide | Contents |
//! |---|---|
//! | [`guide::getting_started`] | from `cargo new` to a running sandbox |
//! | [`guide::patterns`] | waiting, applying, updating, listing, scopes, tenants, code without async |
//! | [`guide::errors`] | what can go wrong, what is retried, and what to do |
//! | [`guide::credentials`] | where the endpoint and the token come from, and token rotation |
//! | [`guide::features`] | Cargo features, TLS, root certificates, proxies, the HTTP client |
//! | [`guide::testing`] | the emulator, typed mocks, servers that fail |
//! | [`guide::observability`] | tracing, OpenTelemetry, hooks |
//! | [`guide::recipes`] | the example programs |
//! | [`guide::migrating_from_typescript`] | every part of the TypeScript SDK and its equivalent |
//!
//! # Calls
//!
//! Required values are arguments, optional ones are chained setters, and `.await` runs the call. A call implements
//! `IntoFuture`: for functions that take a `Future`, such as `tokio::spawn`, call `into_future()` first.
//! `with_response()` in place of `.await` also returns the status and the headers of the response. Invalid arguments fail
//! before a request is sent. Every failure of the SDK is an [`Error`]. The documentation of a call lists its own errors, and
//! [`guide::errors`] those that every call can have. Both name the operation in the API, such as `services_start`.
//!
//! The time limits are 10 s to connect and 30 s for an attempt. A call as a whole has none unless one is
//! [set](NimbusBuilder::timeout). A read is attempted up to three times; a write is repeated only if it was certainly not
//! sent, or was answered with 429: see [`RetryPolicy`] and [`RetryBudget`]. After a 401, the call is sent once more if the
//! source of the credential has a newer token.
//!
//! The endpoint and the credential are looked up on the first call: see [`discovery`]. [`Nimbus::origins`] says where they
//! came from.
//!
//! "The current server" is one that implements version 1.0 of the API contract (`openapi/nimbus.yaml`), and "a newer
//! server" is one that sends or requires more than that.
//!
//! # Types
//!
//! The types of requests and responses are in [`types`]. A struct has a constructor with its required fields and a setter
//! for each optional one. [`SandboxSpec::container`](types::SandboxSpec::container) is the short way to describe a sandbox.
//! All types are `Eq` and `Hash`, and structs without required fields are `Default`.
//!
//! Types that are only sent are strict when they are read from JSON or YAML: an unknown field, value or kind is an error
//! that names its place. Types of responses are tolerant, so that a newer server does not break a program:
//!
//! - An unknown value of an enum is kept in its variant `UnknownValue`, and an unknown kind of a union in `UnknownVariant`.
//! - `null` for a list or a map is read as empty.
//! - A time later than [`Timestamp`] can hold, such as `9999-12-31T23:59:59Z`, is read as its maximum.
//! - Floating-point numbers with more than 15 digits, in fields that are not known, may differ in the last one, unless the
//!   program turns on the feature `float_roundtrip` of `serde_json`.
//!
//! `str::parse` on such an enum never fails either: unknown text becomes `UnknownValue`.
//!
//! Use `try_into` to turn a backend that you received into one that you can send. It fails with a
//! [`RedactedBackendError`] if something in it is redacted.
//!
//! There is no prelude, because no trait has to be in scope.
//!
//! # Features
//!
//! | Feature | What it does |
//! |---|---|
//! | `rustls` (default) | https through rustls with its default provider |
//! | `native-tls` | https through the platform's TLS; takes precedence over rustls |
//! | `rustls-no-provider` | https through rustls, with a crypto provider that the program installs |
//! | `schemars` | JSON Schemas of the types |
//!
//! Without any of them, only plain http endpoints can be reached. [`guide::features`] has the details, and certificates and
//! proxies.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(target_family = "wasm")]
compile_error!(
    "the crate nimbus does not run on WebAssembly: it needs a clock, connections and files of its own; see \
     nimbus/docs/features.md"
);

pub mod auth;
mod builder;
mod call;
mod cleanup;
mod client;
mod deadline;
pub mod discovery;
mod environment;
mod error;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
pub mod health;
mod http;
pub mod pagination;
pub mod sandboxes;
pub mod services;
pub mod sessions;
mod single_flight;
pub mod tenants;
mod text;
mod update;
pub mod wait;

pub use auth::{Credential, CredentialKind, Secret};
pub use builder::NimbusBuilder;
pub use call::{BoxFuture, Response};
pub use client::Nimbus;
pub use error::{Error, ErrorKind, Result, Sent};
pub use http::retry::{RetryBudget, RetryPolicy, RetryPolicyBuilder};
pub use nimbus_api::{
    Operation, RedactedBackendError, RetrySafety, SandboxSpecBuilder, Timestamp, types,
};
pub use sandboxes::Sandboxes;
pub use services::Services;
pub use sessions::Sessions;
pub use tenants::Tenants;
pub use wait::{
    Observation, SandboxActivationWaitCondition, SandboxStopWaitCondition, SandboxWaitCondition,
    ServiceActivationWaitCondition, ServiceStopWaitCondition, ServiceWaitCondition,
};

pub mod guide;

/// The README's code runs as a test, too.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
