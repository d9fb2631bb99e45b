//! The header that proves who is calling, for the call of this moment.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderValue;

use super::{
    AuthHeader, Credential, CredentialError, TokenCache, Unsendable, api_key_header, bearer_header,
};
use crate::environment::Environment;

/// Gives the header of a credential. A clone shares the token.
#[derive(Clone, Debug)]
pub(crate) struct Authenticator(Means);

#[derive(Clone, Debug)]
enum Means {
    /// Built once; a call costs a clone of it.
    Fixed(AuthHeader),
    Live(Arc<TokenCache>),
}

impl Authenticator {
    pub(crate) fn new(
        credential: &Credential,
        environment: &Environment,
        timeout: Duration,
    ) -> Result<Self, Unsendable> {
        let header = match credential {
            Credential::Bearer { token } | Credential::WorkloadIdentity { token, .. } => {
                bearer_header(token)?
            }
            Credential::ApiKey { api_key } => api_key_header(api_key)?,
            Credential::Source(source) => {
                return Ok(Self::live(TokenCache::new(
                    source.clone(),
                    environment.clone(),
                    timeout,
                )));
            }
        };
        Ok(Self(Means::Fixed(header)))
    }

    pub(crate) fn live(cache: TokenCache) -> Self {
        Self(Means::Live(Arc::new(cache)))
    }

    /// The header to send now, where it is at hand.
    pub(crate) fn ready(&self) -> Option<AuthHeader> {
        match &self.0 {
            Means::Fixed(header) => Some(header.clone()),
            Means::Live(cache) => cache.ready(),
        }
    }

    /// The header to send now.
    pub(crate) async fn header(&self) -> Result<AuthHeader, CredentialError> {
        match &self.0 {
            Means::Fixed(header) => Ok(header.clone()),
            Means::Live(cache) => cache.header().await,
        }
    }

    /// After the server has answered 401 to this header: the header to try instead. Nothing when the credential is
    /// fixed or its source has nothing newer. Calls that were refused with the same header ask the source once.
    pub(crate) async fn refresh(
        &self,
        rejected: &HeaderValue,
    ) -> Result<Option<AuthHeader>, CredentialError> {
        match &self.0 {
            Means::Fixed(_) => Ok(None),
            Means::Live(cache) => cache.refresh(rejected).await,
        }
    }
}
