//! Gives each call the header of its moment.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderValue;

use super::credential::Credential;
use super::error::CredentialError;
use super::header::{AuthHeader, AuthScheme, Unsendable};
use super::token::{Token, TokenSource};
use super::token_cache::TokenCache;
use crate::environment::Environment;

/// Gives the header of a credential. A clone shares the token.
#[derive(Clone, Debug)]
pub(crate) enum Authenticator {
    /// Built once; a call costs a clone of it.
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

    /// Begins with a token that the source has given already.
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

    /// The header to send now, where it is at hand.
    pub(crate) fn ready(&self) -> Option<AuthHeader> {
        match self {
            Self::Fixed(header) => Some(header.clone()),
            Self::Refreshed(cache) => cache.ready(),
        }
    }

    /// The header to send now.
    pub(crate) async fn header(&self) -> Result<AuthHeader, CredentialError> {
        match self {
            Self::Fixed(header) => Ok(header.clone()),
            Self::Refreshed(cache) => cache.header().await,
        }
    }

    /// After the server has answered 401 to this header: the header to try instead. Nothing when the credential is
    /// fixed or its source has nothing newer. Calls that were refused with the same header ask the source once.
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
