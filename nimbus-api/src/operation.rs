//! What the contract says about an operation as a whole.

/// An operation of the contract. [`operations`](crate::operations) has all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Operation {
    /// The operationId, as `services_start`.
    pub id: &'static str,
    /// The HTTP method, as `POST`.
    pub method: &'static str,
    /// The template of the path, as `/api/tenants/{tenant}/services`.
    pub path: &'static str,
    /// The status of a success, as 200.
    pub success: u16,
    /// Whether a client may send it again.
    pub retry: RetrySafety,
}

/// Whether a client may send a request again when it does not know what became of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetrySafety {
    /// It reads only: send it again.
    Safe,
    /// It carries the generation it expects, so that a repeat cannot be applied twice; but the second answer does
    /// not tell whether the first was applied: settle by reading.
    Guarded,
    /// A repeat may do the work twice: only after a proof that the first was never taken up.
    Unsafe,
}
