//! The generated client of the Nimbus control plane. **Use the crate `nimbus` instead.**
//!
//! This crate is generated from the OpenAPI document of the control plane: one method of [`Client`] for every
//! operation, a type in [`types`] for every schema, and the table [`operations`]. Only the parts that cannot be
//! generated are written by hand: enums and unions that accept the values of newer servers, safe path segments, and
//! [`Transport`], through which every request passes. It has no credentials, retries or timeouts; the crate `nimbus`
//! adds those.

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
