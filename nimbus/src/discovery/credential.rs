//! The search for the credential.

use std::path::PathBuf;

use super::environment_variables::{self as variables, path_variable, variable};
use super::error::{DiscoveryError, Trail};
use super::fields::{self, FileCredential, Found};
use super::file_source::CredentialFileSource;
use super::origin::Origin;
use super::place::{Location, Place};
use super::search::{Explicit, Search};
use crate::auth::{Authenticator, Credential, CredentialKind, Secret, TokenFile, TokenFileError};
use crate::environment::ReadError;

/// A credential that can be sent, and where it was found.
pub(super) struct FoundCredential {
    pub(super) authenticator: Authenticator,
    pub(super) kind: CredentialKind,
    pub(super) origin: Origin,
}

/// Finds the credential in the options, the variables, the credential file or the token file, in this order.
pub(super) async fn find(
    search: &mut Search<'_>,
    trail: &mut Trail,
) -> Result<Option<FoundCredential>, DiscoveryError> {
    if let Some((credential, name)) = in_options(search.explicit, trail) {
        let (place, origin) = (Place::Option(name), Origin::Option(name));
        return as_given(search, &credential, place, origin).map(Some);
    }
    if let Some((credential, name)) = in_variables(search, trail)? {
        let (place, origin) = (Place::Variable(name), Origin::Variable(name));
        return as_given(search, &credential, place, origin).map(Some);
    }
    let nothing =
        "gives no credential: none of credential, token, access_token, apiKey and api_key";
    let in_file = search.in_file(fields::credential, nothing, trail).await?;
    if let Some((found, location)) = in_file {
        return of_file(search, found, location).map(Some);
    }
    in_token_file(search, trail).await
}

fn in_options(explicit: &Explicit, trail: &mut Trail) -> Option<(Credential, &'static str)> {
    let secret = |secret: &Option<Secret>| match secret {
        None => Err("is not set"),
        Some(secret) => secret.trimmed().ok_or("is blank"),
    };
    let mut option = |name, credential: Result<Credential, &'static str>| {
        let credential = trail.note(&Place::Option(name), credential)?;
        Some((credential, name))
    };
    let Explicit {
        credential,
        token,
        api_key,
        ..
    } = explicit;
    option("credential", credential.clone().ok_or("is not set"))
        .or_else(|| option("token", secret(token).map(Credential::bearer)))
        .or_else(|| option("api_key", secret(api_key).map(Credential::api_key)))
}

fn in_variables(
    search: &Search<'_>,
    trail: &mut Trail,
) -> Result<Option<(Credential, &'static str)>, DiscoveryError> {
    let bearer: fn(String) -> Credential = Credential::bearer;
    for (name, credential) in [
        (variables::TOKEN, bearer),
        (variables::BEARER_TOKEN, bearer),
        (variables::API_KEY, Credential::api_key),
    ] {
        if let Some(secret) = search.variable(name, trail)? {
            return Ok(Some((credential(secret), name)));
        }
    }
    let name = variables::WORKLOAD_IDENTITY_TOKEN;
    let Some(token) = search.variable(name, trail)? else {
        return Ok(None);
    };
    let described = |name| Ok(variable(search.environment, name)?.ok());
    let credential = Credential::WorkloadIdentity {
        token: token.into(),
        issuer: described(variables::WORKLOAD_IDENTITY_ISSUER)?,
        audience: described(variables::WORKLOAD_IDENTITY_AUDIENCE)?,
        subject: described(variables::WORKLOAD_IDENTITY_SUBJECT)?,
    };
    Ok(Some((credential, name)))
}

/// Takes a credential as it is given. If it cannot be sent in a header, the source is broken.
fn as_given(
    search: &Search<'_>,
    credential: &Credential,
    place: Place,
    origin: Origin,
) -> Result<FoundCredential, DiscoveryError> {
    let authenticator = Authenticator::new(credential, search.environment, search.timeout)
        .map_err(|fault| DiscoveryError::broken(place, fault.to_string()))?;
    Ok(FoundCredential {
        authenticator,
        kind: credential.kind(),
        origin,
    })
}

/// Takes a credential from the credential file, which is read again when the server has rejected the credential.
fn of_file(
    search: &Search<'_>,
    (credential, field): Found<FileCredential>,
    location: Location,
) -> Result<FoundCredential, DiscoveryError> {
    let (path, place) = (
        location.path.clone(),
        Place::CredentialFile(location.clone()),
    );
    let source = CredentialFileSource {
        location,
        environment: search.environment.clone(),
        endpoint: credential.endpoint,
    };
    let authenticator = Authenticator::with_token(
        &credential.token,
        source,
        search.environment,
        search.timeout,
    )
    .map_err(|fault| DiscoveryError::broken(place, format!("has a field {field} that {fault}")))?;
    Ok(FoundCredential {
        authenticator,
        kind: credential.kind,
        origin: Origin::CredentialFile { path, field },
    })
}

/// Finds a token file. The token that is read here is the first one that calls use, so discovery and the first call
/// read the file only once.
async fn in_token_file(
    search: &Search<'_>,
    trail: &mut Trail,
) -> Result<Option<FoundCredential>, DiscoveryError> {
    let named_by = variables::WORKLOAD_IDENTITY_TOKEN_FILE;
    let path = trail.note(&named_by, path_variable(search.environment, named_by)?);
    let Some(path) = path.map(PathBuf::from) else {
        return Ok(None);
    };
    let file = TokenFile::new(&path).environment(search.environment.clone());
    let origin = Origin::TokenFile {
        path: path.clone(),
        variable: named_by,
    };
    let place = Place::TokenFile(Location { path, named_by });
    let token = match file.read(search.timeout).await {
        Ok(token) => token,
        Err(error @ (TokenFileError::Empty | TokenFileError::Unread(ReadError::NotFound))) => {
            return Ok(trail.note(&place, Err(error.to_string())));
        }
        Err(error) => return Err(DiscoveryError::broken(place, error.to_string())),
    };
    let authenticator = Authenticator::with_token(&token, file, search.environment, search.timeout)
        .map_err(|fault| DiscoveryError::broken(place, format!("holds a token that {fault}")))?;
    Ok(Some(FoundCredential {
        authenticator,
        kind: CredentialKind::WorkloadIdentity,
        origin,
    }))
}
