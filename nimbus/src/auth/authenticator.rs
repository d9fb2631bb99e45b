//! Provides the authentication header of each attempt.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderValue;

use super::credential::Credential;
use super::error::CredentialError;
use super::header::{AuthHeader, AuthScheme, Unsendable};
use super::token::{Token, TokenSource};
use super::token_cache::TokenCache;
use crate::environment::Environment;

/// Provides the header of a credential. Clones share the token.
#[derive(Clone, Debug)]
pub(crate) enum Authenticator {
    /// Built once; each call clones it.
    Fixed(AuthHeader),
    Refreshed(Arc<TokenCache>),
}

impl Authenticator {
    pub(crate) fn new(
        credential: &Credential,
        environment: &Environment,
        timeout: Duration,
    ) -> Result<Self, Unsendable> {
        let (scheme, secret) = match credential {
            Credential::Bearer { token } | Credential::WorkloadIdentity { token, .. } => {
                (AuthScheme::Bearer, token)
            }
            Credential::ApiKey { api_key } => (AuthScheme::ApiKey, api_key),
            Credential::Source(source) => {
                let cache = TokenCache::new(source.clone(), environment.clone(), timeout);
                return Ok(Self::Refreshed(Arc::new(cache)));
            }
        };
        scheme.header(secret).map(Self::Fixed)
    }

    /// Creates an authenticator that starts with a token that the source has already returned.
    pub(crate) fn with_token(
        token: &Token,
        source: impl TokenSource + 'static,
        environment: &Environment,
        timeout: Duration,
    ) -> Result<Self, Unsendable> {
        let cache = TokenCache::new(Arc::new(source), environment.clone(), timeout);
        cache.insert(0, token)?;
        Ok(Self::Refreshed(Arc::new(cache)))
    }

    /// Returns the header to send, if no source has to be asked first.
    pub(crate) fn ready(&self) -> Option<AuthHeader> {
        match self {
            Self::Fixed(header) => Some(header.clone()),
            Self::Refreshed(cache) => cache.ready(),
        }
    }

    /// Returns the header to send.
    pub(crate) async fn header(&self) -> Result<AuthHeader, CredentialError> {
        match self {
            Self::Fixed(header) => Ok(header.clone()),
            Self::Refreshed(cache) => cache.header().await,
        }
    }

    /// Returns the header to try after the server has answered this one with 401, or `None` if the credential is fixed
    /// or its source has no newer token. Calls that were refused with the same header ask the source once.
    pub(crate) async fn refresh(
        &self,
        rejected: &HeaderValue,
    ) -> Result<Option<AuthHeader>, CredentialError> {
        match self {
            Self::Fixed(_) => Ok(None),
            Self::Refreshed(cache) => cache.refresh(rejected).await,
        }
    }
}
