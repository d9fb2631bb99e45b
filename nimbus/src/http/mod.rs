//! What lies between a call and the network.

pub(crate) mod runtime_clients;
