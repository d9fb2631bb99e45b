//! The wire of the Nimbus control plane. **You want the crate `nimbus`.**
//!
//! This crate is generated from the OpenAPI document of the control plane: one method of [`Client`] for every
//! operation, a type for every schema in [`types`], and the table [`operations`]. By hand, it has only what
//! generated code cannot have: enumerations and unions that outlive the server's growth, safe segments of paths,
//! and [`Transport`], through which every request passes. It knows no policy: no credentials, no retries, no
//! timeouts. The crate `nimbus` has those.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[macro_use]
mod macros;

#[allow(
    rustdoc::bare_urls,
    rustdoc::broken_intra_doc_links,
    rustdoc::invalid_html_tags,
    reason = "descriptions of the contract are not written for rustdoc"
)]
mod generated;

mod backend;
mod error;
#[cfg(feature = "schemars")]
mod json_schema;
mod operation;
pub mod path;
mod redact;
mod request;
mod response;
mod sandbox;
mod sent;
mod session;
mod shown;
mod target;
mod transport;
mod union;

pub use backend::RedactedBackendError;
pub use error::{Error, ErrorKind};
pub use generated::{Client, operations, types};
pub use jiff::Timestamp;
pub use operation::{Operation, RetrySafety};
pub use request::Request;
pub use reqwest;
pub use response::{DecodeError, Response, ResponseValue};
pub use sandbox::SandboxSpecBuilder;
pub use transport::{Transport, TransportError, TransportHandle};
