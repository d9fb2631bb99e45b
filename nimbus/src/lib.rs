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

pub mod guide;

#[cfg(doctest)]
mod impossible;

/// The README's code is compiled, and so are the examples in it.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
