//! The header that proves who is calling, for the call of this moment.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};

use super::environment::Environment;
use crate::credential::{Credential, api_key_header, bearer_header};
use crate::secret::Unsendable;
use crate::token::{CredentialError, TokenCache};

/// Gives the header of a credential. A clone shares the token.
#[derive(Clone, Debug)]
pub(crate) struct Authenticator(Means);

#[derive(Clone, Debug)]
enum Means {
    /// Built once; a call costs a clone of it.
    Fixed(HeaderName, HeaderValue),
    Live(Arc<TokenCache>),
}

impl Authenticator {
    pub(super) fn new(
        credential: &Credential,
        environment: &Environment,
        timeout: Duration,
    ) -> Result<Self, Unsendable> {
        let (name, value) = match credential {
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
        Ok(Self(Means::Fixed(name, value)))
    }

    pub(super) fn live(cache: TokenCache) -> Self {
        Self(Means::Live(Arc::new(cache)))
    }

    /// The header to send now, where it is at hand.
    pub(crate) fn ready(&self) -> Option<(HeaderName, HeaderValue)> {
        match &self.0 {
            Means::Fixed(name, value) => Some((name.clone(), value.clone())),
            Means::Live(cache) => cache.ready().map(|value| (AUTHORIZATION, value)),
        }
    }

    /// The header to send now.
    pub(crate) async fn header(&self) -> Result<(HeaderName, HeaderValue), CredentialError> {
        match &self.0 {
            Means::Fixed(name, value) => Ok((name.clone(), value.clone())),
            Means::Live(cache) => Ok((AUTHORIZATION, cache.header().await?)),
        }
    }

    /// After the server has answered 401 to this header: the header to try instead. Nothing when the credential is
    /// fixed or its source has nothing newer. Calls that were refused with the same header ask the source once.
    pub(crate) async fn refresh(
        &self,
        rejected: &HeaderValue,
    ) -> Result<Option<(HeaderName, HeaderValue)>, CredentialError> {
        match &self.0 {
            Means::Fixed(..) => Ok(None),
            Means::Live(cache) => Ok(cache
                .refresh(rejected)
                .await?
                .map(|value| (AUTHORIZATION, value))),
        }
    }
}
