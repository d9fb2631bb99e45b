//! What proves who is calling, and the header it becomes.

use std::fmt;
use std::sync::Arc;

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};

use crate::secret::{Secret, Unsendable};
use crate::token::TokenSource;

/// The header of an API key. The current server authenticates bearer tokens only; prefer those.
pub(crate) const API_KEY_HEADER: HeaderName = HeaderName::from_static("x-nimbus-api-key");

/// What proves who is calling.
///
/// ```
/// # use nimbus::{Credential, token::Token};
/// let fixed = Credential::bearer("a-token");
/// let live = Credential::source(|_request| async { Ok(Token::new("a-token-of-this-moment")) });
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum Credential {
    /// A bearer token, sent as `Authorization: Bearer …`.
    Bearer {
        /// The token, without the word Bearer.
        token: Secret,
    },
    /// An API key, sent as `X-Nimbus-Api-Key: …`. The current server does not accept it.
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
        /// Whom the token is meant for.
        audience: Option<String>,
        /// Whom the token stands for.
        subject: Option<String>,
    },
    /// A source that is asked for a bearer token whenever one is needed.
    Source(Arc<dyn TokenSource>),
}

impl Credential {
    /// A bearer token.
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self::Bearer {
            token: token.into(),
        }
    }

    /// An API key.
    pub fn api_key(api_key: impl Into<Secret>) -> Self {
        Self::ApiKey {
            api_key: api_key.into(),
        }
    }

    /// A workload-identity token of which no more is known.
    pub fn workload_identity(token: impl Into<Secret>) -> Self {
        Self::WorkloadIdentity {
            token: token.into(),
            issuer: None,
            audience: None,
            subject: None,
        }
    }

    /// A source of bearer tokens: a [`TokenFile`](crate::token::TokenFile), a closure or a type of your own.
    pub fn source(source: impl TokenSource + 'static) -> Self {
        Self::Source(Arc::new(source))
    }

    /// Which kind of credential this is.
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

/// The header that proves who is calling.
pub(crate) type AuthHeader = (HeaderName, HeaderValue);

/// The header of a bearer token.
pub(crate) fn bearer_header(token: &Secret) -> Result<AuthHeader, Unsendable> {
    Ok((AUTHORIZATION, token.header("Bearer ", true)?))
}

/// The header of an API key.
pub(crate) fn api_key_header(api_key: &Secret) -> Result<AuthHeader, Unsendable> {
    Ok((API_KEY_HEADER, api_key.header("", false)?))
}

/// Shows the kind and what is not secret.
impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bearer { token } => formatter
                .debug_struct("Bearer")
                .field("token", token)
                .finish(),
            Self::ApiKey { api_key } => formatter
                .debug_struct("ApiKey")
                .field("api_key", api_key)
                .finish(),
            Self::WorkloadIdentity {
                token,
                issuer,
                audience,
                subject,
            } => formatter
                .debug_struct("WorkloadIdentity")
                .field("token", token)
                .field("issuer", issuer)
                .field("audience", audience)
                .field("subject", subject)
                .finish(),
            // Only its name: a type that derives Debug would print the tokens it holds.
            Self::Source(source) => formatter
                .debug_tuple("Source")
                .field(&source.name())
                .finish(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::Token;

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

    #[test]
    fn bearer_goes_to_authorization_and_a_key_to_its_own_header() {
        let (name, value) = bearer_header(&Secret::from("canary")).unwrap();
        assert_eq!(
            (name.as_str(), value),
            ("authorization", HeaderValue::from_static("Bearer canary"))
        );
        let (name, value) = api_key_header(&Secret::from("canary")).unwrap();
        assert_eq!(
            (name.as_str(), value),
            ("x-nimbus-api-key", HeaderValue::from_static("canary"))
        );
    }
}
