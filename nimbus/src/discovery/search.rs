//! The search for the endpoint and for the credential, place by place.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use super::Explicit;
use super::authenticator::Authenticator;
use super::environment::{Environment, ReadError};
use super::error::{DiscoveryError, Step};
use super::file::{self, Opened};
use super::origin::Origin;
use super::place::{Place, Variable, variable};
use crate::credential::{Credential, CredentialKind};
use crate::secret::Secret;
use crate::token::{TokenCache, TokenFile, TokenFileError};

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Endpoint,
    Credential,
}

impl fmt::Display for Wanted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Endpoint => "endpoint",
            Self::Credential => "credential",
        })
    }
}

/// A credential that can be sent.
pub(super) struct Identity {
    pub(super) authenticator: Authenticator,
    pub(super) kind: CredentialKind,
    pub(super) origin: Origin,
}

pub(super) struct Search<'a> {
    environment: &'a Environment,
    /// Opened when it is first needed, for either of the two.
    file: Option<Opened>,
    /// The places looked at in vain, in order.
    pub(super) trail: Vec<Step>,
}

impl<'a> Search<'a> {
    pub(super) fn new(environment: &'a Environment) -> Self {
        Self {
            environment,
            file: None,
            trail: Vec::new(),
        }
    }

    pub(super) async fn endpoint(
        &mut self,
        explicit: &Explicit,
    ) -> Result<Option<(String, Origin)>, DiscoveryError> {
        match explicit.endpoint.as_deref().map(str::trim) {
            Some("") => self.passed(Wanted::Endpoint, Place::Option("endpoint"), "is blank"),
            Some(endpoint) => return Ok(Some((endpoint.to_owned(), Origin::Option("endpoint")))),
            None => self.passed(Wanted::Endpoint, Place::Option("endpoint"), "is not set"),
        }
        if let Some(endpoint) = self.variable(Wanted::Endpoint, "NIMBUS_ENDPOINT")? {
            return Ok(Some((endpoint, Origin::Variable("NIMBUS_ENDPOINT"))));
        }
        let (place, reason) = match self.open().await? {
            Opened::Absent { place, reason } => (place.clone(), reason.clone()),
            Opened::Present {
                place,
                path,
                content,
            } => match content.endpoint() {
                Ok(Some(endpoint)) => {
                    let (path, field) = (path.clone(), "endpoint");
                    let origin = Origin::CredentialFile { path, field };
                    return Ok(Some((endpoint.expose().to_owned(), origin)));
                }
                Ok(None) => (place.to_string(), "has no endpoint".to_owned()),
                Err(reason) => return Err(DiscoveryError::broken(place.clone(), reason)),
            },
        };
        self.passed(Wanted::Endpoint, place, reason);
        Ok(None)
    }

    pub(super) async fn credential(
        &mut self,
        explicit: &Explicit,
    ) -> Result<Option<Identity>, DiscoveryError> {
        if let Some(credential) = &explicit.credential {
            return self.option("credential", credential.clone()).map(Some);
        }
        self.passed(
            Wanted::Credential,
            Place::Option("credential"),
            "is not set",
        );
        if let Some(token) = self.secret_option("token", explicit.token.as_ref()) {
            return self.option("token", Credential::Bearer { token }).map(Some);
        }
        if let Some(api_key) = self.secret_option("api_key", explicit.api_key.as_ref()) {
            return self
                .option("api_key", Credential::ApiKey { api_key })
                .map(Some);
        }
        if let Some((credential, name)) = self.credential_variable()? {
            let place = || Place::Variable(name);
            return self
                .identity(&credential, Origin::Variable(name), place, "")
                .map(Some);
        }
        if let Some(identity) = self.credential_file().await? {
            return Ok(Some(identity));
        }
        self.token_file().await
    }

    fn option(
        &self,
        name: &'static str,
        credential: Credential,
    ) -> Result<Identity, DiscoveryError> {
        self.identity(
            &credential,
            Origin::Option(name),
            || Place::Option(name),
            "",
        )
    }

    fn secret_option(&mut self, name: &'static str, secret: Option<&Secret>) -> Option<Secret> {
        let found = secret.and_then(Secret::trimmed);
        if found.is_none() {
            let reason = if secret.is_some() {
                "is blank"
            } else {
                "is not set"
            };
            self.passed(Wanted::Credential, Place::Option(name), reason);
        }
        found
    }

    fn credential_variable(
        &mut self,
    ) -> Result<Option<(Credential, &'static str)>, DiscoveryError> {
        for name in ["NIMBUS_TOKEN", "NIMBUS_BEARER_TOKEN"] {
            if let Some(token) = self.variable(Wanted::Credential, name)? {
                return Ok(Some((Credential::bearer(token), name)));
            }
        }
        if let Some(api_key) = self.variable(Wanted::Credential, "NIMBUS_API_KEY")? {
            return Ok(Some((Credential::api_key(api_key), "NIMBUS_API_KEY")));
        }
        let name = "NIMBUS_WORKLOAD_IDENTITY_TOKEN";
        let Some(token) = self.variable(Wanted::Credential, name)? else {
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

    async fn credential_file(&mut self) -> Result<Option<Identity>, DiscoveryError> {
        self.open().await?;
        let (place, reason) = match &self.file {
            Some(Opened::Present {
                place,
                path,
                content,
            }) => match content.credential() {
                Ok(Some((credential, field))) => {
                    let origin = Origin::CredentialFile {
                        path: path.clone(),
                        field,
                    };
                    return self
                        .identity(&credential, origin, || place.clone(), field)
                        .map(Some);
                }
                Ok(None) => (
                    place.to_string(),
                    "has no credential, token, access_token, apiKey or api_key".to_owned(),
                ),
                Err(reason) => return Err(DiscoveryError::broken(place.clone(), reason)),
            },
            Some(Opened::Absent { place, reason }) => (place.clone(), reason.clone()),
            None => return Ok(None),
        };
        self.passed(Wanted::Credential, place, reason);
        Ok(None)
    }

    async fn token_file(&mut self) -> Result<Option<Identity>, DiscoveryError> {
        let named_by = "NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE";
        let Some(path) = self.variable(Wanted::Credential, named_by)? else {
            return Ok(None);
        };
        let path = PathBuf::from(path);
        let place = Place::TokenFile {
            path: path.clone(),
            named_by,
        };
        let file = TokenFile::new(path.clone()).environment(self.environment.clone());
        let token = match file.read().await {
            Ok(token) => token,
            Err(error @ (TokenFileError::Empty | TokenFileError::Unread(ReadError::NotFound))) => {
                self.passed(Wanted::Credential, place, error.to_string());
                return Ok(None);
            }
            Err(error) => return Err(DiscoveryError::broken(place, error.to_string())),
        };
        let cache = TokenCache::new(Arc::new(file), self.environment.clone());
        if let Err(fault) = cache.hold(&token) {
            return Err(DiscoveryError::broken(
                place,
                format!("holds a token that {fault}"),
            ));
        }
        Ok(Some(Identity {
            authenticator: Authenticator::live(cache),
            kind: CredentialKind::WorkloadIdentity,
            origin: Origin::TokenFile {
                path,
                variable: named_by,
            },
        }))
    }

    /// Makes a credential ready to be sent; one that no header can carry is a broken source.
    fn identity(
        &self,
        credential: &Credential,
        origin: Origin,
        place: impl FnOnce() -> Place,
        field: &str,
    ) -> Result<Identity, DiscoveryError> {
        match Authenticator::new(credential, self.environment) {
            Ok(authenticator) => Ok(Identity {
                authenticator,
                kind: credential.kind(),
                origin,
            }),
            Err(fault) if field.is_empty() => {
                Err(DiscoveryError::broken(place(), fault.to_string()))
            }
            Err(fault) => Err(DiscoveryError::broken(
                place(),
                format!("has a field {field} that {fault}"),
            )),
        }
    }

    async fn open(&mut self) -> Result<&Opened, DiscoveryError> {
        let opened = match self.file.take() {
            Some(opened) => opened,
            None => file::open(self.environment).await?,
        };
        Ok(self.file.insert(opened))
    }

    fn variable(
        &mut self,
        wanted: Wanted,
        name: &'static str,
    ) -> Result<Option<String>, DiscoveryError> {
        let reason = match variable(self.environment, name)? {
            Variable::Set(value) => return Ok(Some(value)),
            Variable::Blank => "is blank",
            Variable::Unset => "is not set",
        };
        self.passed(wanted, Place::Variable(name), reason);
        Ok(None)
    }

    fn passed(&mut self, wanted: Wanted, place: impl fmt::Display, reason: impl Into<String>) {
        let (place, reason) = (place.to_string(), reason.into());
        self.trail.push(Step {
            wanted,
            place,
            reason,
        });
    }
}
