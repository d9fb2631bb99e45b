//! Between a typed call and the network: authenticate, attempt, classify, and attempt again where that is safe.

pub(crate) mod attempt;
pub(crate) mod classify;
pub(crate) mod client;
pub(crate) mod context;
pub(crate) mod endpoint;
pub(crate) mod hooks;
pub(crate) mod proxy;
pub(crate) mod redact;
pub(crate) mod retry;
pub(crate) mod runtime_clients;
pub(crate) mod tracing;
pub(crate) mod transport;
