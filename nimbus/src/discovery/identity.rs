//! The search for the credential.

use std::path::PathBuf;
use std::sync::Arc;

use super::Explicit;
use super::error::DiscoveryError;
use super::fields::{self, FileCredential};
use super::file_source::CredentialFileSource;
use super::origin::Origin;
use super::place::{Place, path_variable, variable};
use super::search::{Given, Search, Wanted};
use crate::auth::{Authenticator, Credential, CredentialKind};
use crate::auth::{Secret, Unsendable};
use crate::auth::{Token, TokenCache, TokenFile, TokenFileError};
use crate::environment::ReadError;

const WANTED: Wanted = Wanted::Credential;

/// A credential that can be sent.
pub(super) struct Identity {
    pub(super) authenticator: Authenticator,
    pub(super) kind: CredentialKind,
    pub(super) origin: Origin,
}

impl Search<'_> {
    pub(super) async fn credential(
        &mut self,
        explicit: &Explicit,
    ) -> Result<Option<Identity>, DiscoveryError> {
        if let Some((credential, name)) = self.in_options(explicit) {
            let identity = self.identity(&credential, Origin::Option(name));
            return identity
                .map(Some)
                .map_err(|fault| broken(Place::Option(name), fault));
        }
        if let Some((credential, name)) = self.in_variables()? {
            let identity = self.identity(&credential, Origin::Variable(name));
            return identity
                .map(Some)
                .map_err(|fault| broken(Place::Variable(name), fault));
        }
        let nothing =
            "gives no credential: none of credential, token, access_token, apiKey and api_key";
        self.open_file().await?;
        if let Some(given) = self.in_file(WANTED, fields::credential, nothing)? {
            return self.identity_of_file(given).map(Some);
        }
        self.in_token_file().await
    }

    /// A credential that is read again when the server has rejected it.
    fn identity_of_file(&self, given: Given<FileCredential>) -> Result<Identity, DiscoveryError> {
        let (origin, field, place) = (given.origin(), given.field, given.location.place());
        let FileCredential {
            kind,
            secret,
            endpoint,
        } = given.value;
        let source = CredentialFileSource {
            location: given.location,
            environment: self.environment.clone(),
            endpoint,
        };
        let cache = TokenCache::new(Arc::new(source), self.environment.clone(), self.timeout);
        let held = cache.hold(&Token::of_file(kind, secret));
        held.map_err(|fault| {
            DiscoveryError::broken(place, format!("has a field {field} that {fault}"))
        })?;
        Ok(Identity {
            authenticator: Authenticator::live(cache),
            kind,
            origin,
        })
    }

    fn in_options(&mut self, explicit: &Explicit) -> Option<(Credential, &'static str)> {
        if let Some(credential) = &explicit.credential {
            return Some((credential.clone(), "credential"));
        }
        self.passed(WANTED, &Place::Option("credential"), "is not set");
        if let Some(token) = self.secret_option("token", explicit.token.as_ref()) {
            return Some((Credential::Bearer { token }, "token"));
        }
        let api_key = self.secret_option("api_key", explicit.api_key.as_ref())?;
        Some((Credential::ApiKey { api_key }, "api_key"))
    }

    fn secret_option(&mut self, name: &'static str, secret: Option<&Secret>) -> Option<Secret> {
        let found = secret.and_then(Secret::trimmed);
        if found.is_none() {
            let reason = secret.map_or("is not set", |_| "is blank");
            self.passed(WANTED, &Place::Option(name), reason);
        }
        found
    }

    fn in_variables(&mut self) -> Result<Option<(Credential, &'static str)>, DiscoveryError> {
        for name in ["NIMBUS_TOKEN", "NIMBUS_BEARER_TOKEN"] {
            if let Some(token) = self.variable(WANTED, name)? {
                return Ok(Some((Credential::bearer(token), name)));
            }
        }
        if let Some(api_key) = self.variable(WANTED, "NIMBUS_API_KEY")? {
            return Ok(Some((Credential::api_key(api_key), "NIMBUS_API_KEY")));
        }
        let name = "NIMBUS_WORKLOAD_IDENTITY_TOKEN";
        let Some(token) = self.variable(WANTED, name)? else {
            return Ok(None);
        };
        let credential = Credential::WorkloadIdentity {
            token: token.into(),
            issuer: variable(self.environment, "NIMBUS_WORKLOAD_IDENTITY_ISSUER")?.value(),
            audience: variable(self.environment, "NIMBUS_WORKLOAD_IDENTITY_AUDIENCE")?.value(),
            subject: variable(self.environment, "NIMBUS_WORKLOAD_IDENTITY_SUBJECT")?.value(),
        };
        Ok(Some((credential, name)))
    }

    /// The token read here is the first one that calls use: discovery and the first call read the file once.
    async fn in_token_file(&mut self) -> Result<Option<Identity>, DiscoveryError> {
        let variable = "NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE";
        let found = path_variable(self.environment, variable)?;
        let Some(path) = self.note(WANTED, variable, found).map(PathBuf::from) else {
            return Ok(None);
        };
        let place = Place::TokenFile {
            path: path.clone(),
            named_by: variable,
        };
        let file = TokenFile::new(path.clone()).environment(self.environment.clone());
        let token = match file.read(self.timeout).await {
            Ok(token) => token,
            Err(error @ (TokenFileError::Empty | TokenFileError::Unread(ReadError::NotFound))) => {
                self.passed(WANTED, &place, &error.to_string());
                return Ok(None);
            }
            Err(error) => return Err(DiscoveryError::broken(place, error.to_string())),
        };
        let cache = TokenCache::new(Arc::new(file), self.environment.clone(), self.timeout);
        let held = cache.hold(&token);
        held.map_err(|fault| DiscoveryError::broken(place, format!("holds a token that {fault}")))?;
        Ok(Some(Identity {
            authenticator: Authenticator::live(cache),
            kind: CredentialKind::WorkloadIdentity,
            origin: Origin::TokenFile { path, variable },
        }))
    }

    /// Makes a credential ready to be sent. One that no header can carry is a broken source.
    fn identity(&self, credential: &Credential, origin: Origin) -> Result<Identity, Unsendable> {
        let authenticator = Authenticator::new(credential, self.environment, self.timeout)?;
        let kind = credential.kind();
        Ok(Identity {
            authenticator,
            kind,
            origin,
        })
    }
}

fn broken(place: Place, fault: Unsendable) -> DiscoveryError {
    DiscoveryError::broken(place, fault.to_string())
}
