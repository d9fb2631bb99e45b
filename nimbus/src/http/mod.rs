//! The transport between a typed call and the network: authentication, attempts, classification of errors, and retries
//! where they are safe.

pub(crate) mod attempt;
pub(crate) mod classify;
pub(crate) mod client;
pub(crate) mod context;
pub(crate) mod endpoint;
pub(crate) mod headers;
pub(crate) mod hooks;
pub(crate) mod proxy;
pub(crate) mod redact;
pub(crate) mod retry;
pub(crate) mod runtime_clients;
pub(crate) mod tracing;
pub(crate) mod transport;
