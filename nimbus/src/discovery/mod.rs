//! Finding the server's endpoint and the caller's credential.
//!
//! Each is found on its own; the first place that gives it wins.
//!
//! | Order | Endpoint | Credential |
//! |---|---|---|
//! | 1 | option `endpoint` | options `credential`, `token`, `api_key` |
//! | 2 | `NIMBUS_ENDPOINT` | `NIMBUS_TOKEN`, `NIMBUS_BEARER_TOKEN` (bearer), `NIMBUS_API_KEY`, `NIMBUS_WORKLOAD_IDENTITY_TOKEN` (with `…_ISSUER`, `…_AUDIENCE`, `…_SUBJECT`) |
//! | 3 | credential file: `endpoint` | credential file: `credential`, else `token`, `access_token`, `apiKey`, `api_key` |
//! | 4 | | the file named by `NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE` |
//!
//! The credential file is the one named by `NIMBUS_APPLICATION_CREDENTIALS`; without that it is
//! `nimbus/application_default_credentials.json` in `$XDG_CONFIG_HOME`, else in `$HOME/.config`, else in
//! `$USERPROFILE/.config`. It is opened only when the endpoint or the credential is still missing. One that does not
//! exist or has no bytes counts as absent, and so does a token file that does not exist or is blank. A file that is not read
//! within 10 s, unless [set](crate::NimbusBuilder::credential_timeout) otherwise, is an error.
//!
//! What the credential file holds and cannot be used is passed over, as in the other SDKs: a field of the wrong type; a
//! `credential` without kind, of an unknown kind or without its secret, for the fields beside it; all of a file that
//! holds no object. Of a field that is given twice, the last one counts. Each is reported once per process, as a warning
//! with place and reason; when no other place gives what is looked for, the error lists the same reasons. What ends the
//! search is a file that cannot be read or is not JSON, and a value that is found and cannot be sent.
//!
//! Variables that name a proxy are read here, too; see [`features`](crate::guide::features).
//!
//! # Where this differs from the TypeScript SDK
//!
//! | Case | TypeScript SDK | Here | Why |
//! |---|---|---|---|
//! | whitespace around a value | sent as it is | left out | a newline at the end of a secret is the most common mistake with one |
//! | a value of nothing but whitespace | is a value | counts as not set, as an empty one does | the same mistake, with an empty secret |
//! | a variable that is not Unicode | replaced characters | error | a changed token can only be refused |
//! | option `credential` with an empty secret | sent | error | the caller said which credential to use; another one would be a surprise |
//! | a secret that no header can carry, or a token with whitespace inside | error at the request, or sent | error that names the place and the position | the mistake is seen where it was made |
//! | a value in quotes (`"…"` or `'…'`), as an env file leaves it | is taken with them | error that names the place | the server would refuse the token, and no file has such a name |
//! | what is passed over in the credential file | is passed over in silence | a warning, and a reason in the error | another identity than the one that was meant must not go unseen |
//! | `token` is blank and `access_token` is not (`apiKey` and `api_key` alike), nested | the credential is ignored | the second spelling is used | blank counts as not set everywhere |
//! | a variable that names a file holds JSON, several lines or a JWT | looked for, and printed, as a path | error that does not quote it | a secret in the wrong variable stays secret |
//! | an endpoint with two slashes at its end | one is left, and every path begins with two | both are left out | the request would reach another route |
//! | an endpoint with a query or a fragment | swallows the path of every request | error | the request would reach another route |
//! | files over 1 MiB | read | error | no credential is that large |
//! | a file cannot be read | bare system error | error with path and reason | it can be fixed without a debugger |
//! | a failed discovery | kept for the life of the client | the next call searches again | a repaired file needs no restart |
//! | a token file | read once | read again as the token ages, and after a 401 | mounted tokens are replaced every hour or so |
//! | a credential file that is replaced | is not noticed | read again after a 401, if it still names the same endpoint | a rotated file needs no restart, and a rotated credential is never sent to the old place |
//!
//! A field is judged only when the search comes to it: where the credential is found before the file, a broken
//! credential in a file that is opened for its endpoint does no harm.

mod credential;
mod credential_file;
mod endpoint;
mod environment_variables;
mod error;
mod fields;
mod file_source;
mod json;
mod no_proxy;
mod origin;
mod place;
mod proxy;
#[cfg(feature = "schemars")]
mod schema;
mod search;

pub use crate::environment::{Environment, FakeEnvironment};
pub use error::{DiscoveryError, DiscoveryErrorKind};
#[cfg(feature = "schemars")]
pub use fields::credential_file_schema;
pub use origin::{Origin, Origins};
pub(crate) use proxy::find_proxy;
pub(crate) use search::Explicit;

use std::time::Duration;

use crate::auth::Authenticator;
use error::Trail;
use search::Search;

/// What was found.
#[derive(Clone, Debug)]
pub(crate) struct Discovered {
    /// Without surrounding whitespace; not examined otherwise.
    pub(crate) endpoint: String,
    pub(crate) authenticator: Authenticator,
    pub(crate) origins: Origins,
}

/// Finds the endpoint and the credential. Each file, and later each new token, may take as long as `timeout`.
pub(crate) async fn discover(
    explicit: &Explicit,
    environment: &Environment,
    timeout: Duration,
) -> Result<Discovered, DiscoveryError> {
    let mut search = Search {
        explicit,
        environment,
        timeout,
        file: None,
    };
    let (mut endpoint_trail, mut credential_trail) = (Trail::default(), Trail::default());
    let endpoint = endpoint::find(&mut search, &mut endpoint_trail).await?;
    let credential = credential::find(&mut search, &mut credential_trail).await?;
    let ((endpoint, origin), credential) = match (endpoint, credential) {
        (Some(endpoint), Some(credential)) => (endpoint, credential),
        (endpoint, credential) => {
            return Err(DiscoveryError::missing(
                endpoint.is_none().then_some(endpoint_trail),
                credential.is_none().then_some(credential_trail),
            ));
        }
    };
    let origins = Origins {
        endpoint: origin,
        credential: credential.origin,
        credential_kind: credential.kind,
        // Known once the endpoint has been read.
        proxy: None,
    };
    tracing::debug!(
        endpoint = %origins.endpoint,
        credential = %origins.credential,
        kind = %origins.credential_kind,
        "endpoint and credential found"
    );
    Ok(Discovered {
        endpoint,
        authenticator: credential.authenticator,
        origins,
    })
}

#[cfg(test)]
mod tests;
