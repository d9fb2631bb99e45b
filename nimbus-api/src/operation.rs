//! Operations as described in the contract.

/// An operation of the contract. [`operations`](crate::operations) lists all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Operation {
    /// The operationId, for example `services_start`.
    pub id: &'static str,
    /// The HTTP method, for example `POST`.
    pub method: &'static str,
    /// The template of the path, for example `/api/tenants/{tenant}/services`.
    pub path: &'static str,
    /// The status of a success, for example 200.
    pub success: u16,
    /// Whether a client may send it again.
    pub retry: RetrySafety,
}

/// Whether a client may send a request again if it does not know the outcome of the first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetrySafety {
    /// The operation only reads, so it may be sent again.
    Safe,
    /// The request has the expected generation, so it cannot be applied twice. But the response to a repeat does not
    /// tell whether the first request was applied; read the resource to find out.
    Guarded,
    /// A repeat may be applied twice, so the request may be sent again only if the first one was certainly not
    /// processed.
    Unsafe,
}
