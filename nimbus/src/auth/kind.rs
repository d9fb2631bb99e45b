//! The kinds of credentials.

use std::fmt;

/// The kinds of [`Credential`](super::Credential).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CredentialKind {
    /// [`Credential::Bearer`](super::Credential::Bearer).
    Bearer,
    /// [`Credential::ApiKey`](super::Credential::ApiKey).
    ApiKey,
    /// [`Credential::WorkloadIdentity`](super::Credential::WorkloadIdentity), or a token file found by discovery.
    WorkloadIdentity,
    /// [`Credential::Source`](super::Credential::Source).
    Source,
}

/// The name that the credential file uses: `bearer`, `api_key`, `workload_identity`; `source` for a token source.
impl fmt::Display for CredentialKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Bearer => "bearer",
            Self::ApiKey => "api_key",
            Self::WorkloadIdentity => "workload_identity",
            Self::Source => "source",
        })
    }
}
