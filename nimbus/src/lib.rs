//! The Rust SDK of the Nimbus control plane, which runs **services** (named workloads), **sandboxes**
//! (isolated execution environments) and **sessions** (expiring connections to either) for many tenants.
//!
//! ```
//! use nimbus::types::{SandboxProfile, SandboxSpec, SessionChannel, SessionTarget};
//! use nimbus_emulator::Emulator;
//!
//! #[tokio::main(flavor = "current_thread")]
//! async fn main() -> nimbus::Result<(), Box<dyn std::error::Error>> {
//!     // A control plane in memory, to try it on. With a real one, the client is
//!     // `Nimbus::builder().tenant("demo").build()?`, whose first call finds
//!     // endpoint and credential.
//!     let emulator = Emulator::builder().start().await?;
//!     let nimbus = emulator.client("demo")?;
//!
//!     let node = SandboxSpec::container("docker.io/library/node:22")
//!         .argv(["node", "run.js"])
//!         .cwd("/app");
//!     nimbus.services().create("web", node.clone()).await?;
//!     nimbus.services().start("web").until_ready().await?;
//!
//!     let sandboxes = nimbus.sandboxes();
//!     let job = sandboxes.create(SandboxProfile::Worker, node);
//!     let job = job.until_ready().await?;
//!
//!     let target = SessionTarget::sandbox(&job.metadata.id);
//!     let sessions = nimbus.sessions();
//!     let session = sessions.open(target, [SessionChannel::Stdio]).await?;
//!     println!("{} expires at {}", session.metadata.id, session.spec.expires_at);
//!     sessions.close(&session.metadata.id).reason("done").await?;
//!     sandboxes.stop(&job.metadata.id).until_stopped().await?;
//!     Ok(())
//! }
//! ```
//!
//! | Guide | Contents |
//! |---|---|
//! | [`guide::getting_started`] | from `cargo new` to a running sandbox |
//! | [`guide::patterns`] | waiting, applying, updating, listing, scopes, tenants, code without async |
//! | [`guide::errors`] | what can go wrong, what is retried, and what to do |
//! | [`guide::credentials`] | where the endpoint and the token come from, and token rotation |
//! | [`guide::features`] | Cargo features, TLS, root certificates, proxies |
//! | [`guide::testing`] | the emulator, typed mocks, servers that fail |
//! | [`guide::observability`] | request ids, tracing, OpenTelemetry, hooks |
//! | [`guide::recipes`] | the example programs |
//! | [`guide::migrating_from_typescript`] | every part of the TypeScript SDK and its equivalent |
//!
//! # Calls
//!
//! Required things are arguments, optional ones are chained, and `.await` runs the call. Mistakes that can be
//! seen without the network are errors before any request; everything that can go wrong is one type,
//! [`Error`]. Types of requests and replies are in [`types`]: structs have `new` with what is required and a
//! setter for each optional field. Enums that a newer server may extend have a variant `UnknownValue`, unions
//! `UnknownVariant`; they keep what was received, and `"docker".parse::<SandboxBackendKind>()` never fails: match on
//! `UnknownValue` to tell what this version does not know. What is only sent, as a spec, is read strictly from JSON: a field, a
//! value or a kind that this version does not know is an error that names its place and what is expected. What servers
//! send is read tolerantly: null for a list or a map is an empty one, and a time beyond the range of [`Timestamp`], as
//! `9999-12-31T23:59:59Z`, is the last one there is.
//!
//! All types can be compared and hashed (`Eq`, `Hash`), and those have a `Default` in which every field is optional. A backend
//! that was read becomes one to send with `try_into`, unless something in it is redacted: [`RedactedBackendError`] names it.
//! There is no prelude, because no trait has to be in scope: calls, waits and streams have methods of their own.
//!
//! Every call names its operation in its documentation, as `services_start`; errors name it, too. Besides what a call
//! says of its own, all of them fail alike: [`guide::errors`] lists how.
//!
//! A connection may take 10 s, a whole attempt 30 s; a call has no limit of its own unless one is
//! [set](NimbusBuilder::timeout). A call is attempted up to 3 times, if the server has certainly not acted on it, or if it
//! only reads: see [`RetryPolicy`] and [`RetryBudget`]. One that is answered 401 is sent once more when the credential's source
//! has a newer token.
//!
//! # Endpoint and credential
//!
//! See [`discovery`]. [`Nimbus::origins`] says where those in use came from.
//!
//! # Features
//!
//! | Feature | What it does |
//! |---|---|
//! | `rustls` (default) | https through rustls with its default provider |
//! | `native-tls` | https through the platform's TLS; it comes before rustls |
//! | `rustls-no-provider` | https through rustls, with a provider that the program installs |
//! | `schemars` | JSON Schemas of the types |
//!
//! With none of them, only plain http endpoints can be reached. [More](guide::features): what is used when several are on, what
//! is said when something is missing, certificates, proxies, WebAssembly.

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
