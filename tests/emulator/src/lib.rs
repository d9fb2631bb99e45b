//! The Nimbus control plane, in memory, behind real HTTP.
//!
//! Start one per test; each has its own port and its own state, and ends when it is dropped:
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//! use nimbus_emulator::{Emulator, Fault};
//!
//! let emulator = Emulator::builder().start().await?;
//! println!("{} {}", emulator.endpoint(), emulator.token());
//!
//! let nimbus = emulator.client("demo")?; // or any other client
//! emulator.fault(Fault::next().on("services_list").answer(503));
//! nimbus.services().list().await?; // sent again by the SDK
//! assert_eq!(emulator.requests().len(), 2);
//! emulator.clock().advance(Duration::from_secs(3600)); // sessions expire
//! # Ok(())
//! # }
//! ```
//!
//! The emulator has wire types of its own on purpose: a mistake in the generated client cannot
//! hide in a type that both sides share.
//!
//! Lifecycle delays run on tokio's clock, so they cost nothing where that is paused. Timestamps
//! and session expiry follow the emulator's own [`Clock`].

mod auth;
mod body;
mod builder;
mod client;
mod clock;
mod connection;
mod docs;
mod edited_json;
mod emulator;
mod error;
mod exchange;
mod fault;
mod fault_header;
mod number;
mod page;
mod pipeline;
mod principal;
mod routes;
mod sandboxes;
mod server;
mod services;
mod sessions;
mod shaped_body;
mod tenants;
mod timeline;
mod wire;
mod world;

pub use builder::{Builder, DEFAULT_TOKEN};
pub use clock::Clock;
pub use emulator::Emulator;
pub use exchange::Exchange;
pub use fault::{Fault, RequestLine};
pub use fault_header::FAULT_HEADER;
pub use principal::{DefinitionVerb, Principal, SandboxVerb, Scope, SessionScope, SessionVerb};
pub use timeline::State;
pub use wire::Backend;
pub use world::StartFailure;
