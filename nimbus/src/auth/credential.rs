//! The credentials that identify the caller.

use std::fmt;
use std::sync::Arc;

use super::secret::Secret;
use super::token::TokenSource;

/// A credential that identifies the caller.
///
/// ```
/// # use nimbus::{Credential, auth::Token};
/// let fixed = Credential::bearer("a-token");
/// let live = Credential::source(|_request| async { Ok(Token::new("a-token-of-this-moment")) });
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Credential {
    /// A bearer token, sent as `Authorization: Bearer …`.
    Bearer {
        /// The token, without the word Bearer.
        token: Secret,
    },
    /// An API key, sent as `X-Nimbus-Api-Key: …`. The current server ignores it: a call with only an API key
    /// fails with 401.
    ApiKey {
        /// The key.
        api_key: Secret,
    },
    /// A workload-identity token, sent as `Authorization: Bearer …`.
    ///
    /// Issuer, audience and subject describe the token for the people who read them; they are not sent.
    WorkloadIdentity {
        /// The token, without the word Bearer.
        token: Secret,
        /// Who issued the token.
        issuer: Option<String>,
        /// The audience that the token is meant for.
        audience: Option<String>,
        /// The subject that the token stands for.
        subject: Option<String>,
    },
    /// A source of bearer tokens, which is asked whenever one is needed.
    Source(Arc<dyn TokenSource>),
}

impl Credential {
    /// Creates a bearer token.
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self::Bearer {
            token: token.into(),
        }
    }

    /// Creates an API key.
    pub fn api_key(api_key: impl Into<Secret>) -> Self {
        Self::ApiKey {
            api_key: api_key.into(),
        }
    }

    /// A workload-identity token without issuer, audience and subject.
    pub fn workload_identity(token: impl Into<Secret>) -> Self {
        Self::WorkloadIdentity {
            token: token.into(),
            issuer: None,
            audience: None,
            subject: None,
        }
    }

    /// A source of bearer tokens: a [`TokenFile`](crate::auth::TokenFile), a closure or a type of your own.
    pub fn source(source: impl TokenSource + 'static) -> Self {
        Self::Source(Arc::new(source))
    }

    /// Returns the kind of this credential.
    #[must_use]
    pub fn kind(&self) -> CredentialKind {
        match self {
            Self::Bearer { .. } => CredentialKind::Bearer,
            Self::ApiKey { .. } => CredentialKind::ApiKey,
            Self::WorkloadIdentity { .. } => CredentialKind::WorkloadIdentity,
            Self::Source(_) => CredentialKind::Source,
        }
    }
}

/// The kinds of [`Credential`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CredentialKind {
    /// [`Credential::Bearer`].
    Bearer,
    /// [`Credential::ApiKey`].
    ApiKey,
    /// [`Credential::WorkloadIdentity`], or a token file found by discovery.
    WorkloadIdentity,
    /// [`Credential::Source`].
    Source,
}

/// Writes the name that the credential file uses: `bearer`, `api_key` or `workload_identity`; for a token source,
/// `source`.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::Token;

    #[test]
    fn debug_shows_kinds_and_no_secret() {
        let live = Credential::source(|_request| async { Ok(Token::new("canary")) });
        for credential in [
            Credential::bearer("canary"),
            Credential::api_key("canary".to_owned()),
            Credential::workload_identity("canary"),
            live,
        ] {
            let shown = format!("{credential:?} {credential:#?}");
            assert!(!shown.contains("canary"), "{shown}");
        }
        let shown = format!("{:?}", Credential::bearer("canary"));
        assert_eq!(shown, "Bearer { token: [redacted] }");
    }
}
