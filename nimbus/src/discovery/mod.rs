//! Finding the server's endpoint and the caller's credential.
//!
//! The two are searched for separately. The first place that has one is used.
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
//! `$USERPROFILE/.config`. It is opened only if the endpoint or the credential is still missing. A credential file that
//! does not exist or is empty counts as absent, and so does a token file that does not exist or is blank. A file that
//! cannot be read within 10 s, unless [set](crate::NimbusBuilder::credential_timeout) otherwise, is an error.
//!
//! Unusable parts of the credential file are ignored, as in the other SDKs: a field of the wrong type; a `credential`
//! without a kind, of an unknown kind or without its secret, in favor of the top-level fields; and the whole file if it
//! is not a JSON object. If a field is given twice, the last one counts. Each case is reported once per process, as a
//! warning with the place and the reason; if no other place has the value, the error lists the same reasons. The search
//! ends with an error if a file cannot be read or is not JSON, or if a value is found that cannot be sent.
//!
//! The variables for proxies are read here as well; see [`features`](crate::guide::features).
//!
//! # Where this differs from the TypeScript SDK
//!
//! | Case | TypeScript SDK | Here | Why |
//! |---|---|---|---|
//! | whitespace around a value | sent as it is | removed | a trailing newline is the most common mistake with secrets |
//! | a blank value | used | counts as not set, like an empty one | the same mistake, with an empty secret |
//! | a variable that is not Unicode | characters are replaced | error | the server would reject the changed token |
//! | option `credential` with an empty secret | sent | error | the caller chose a credential, so another one must not be used |
//! | a secret that cannot be sent in a header, or a token with whitespace inside | error at the request, or sent | error with the place and the position | the mistake is reported where it was made |
//! | a value in quotes (`"…"` or `'…'`), for example from an env file | used with the quotes | error with the place | the server would reject the token, and no file has such a name |
//! | unusable parts of the credential file | ignored silently | a warning, and a reason in the error | using another identity than intended must not go unnoticed |
//! | in `credential`, `token` is blank and `access_token` is not (likewise `apiKey` and `api_key`) | the credential is ignored | the second spelling is used | blank counts as not set everywhere |
//! | a variable for a path contains JSON, several lines or a JWT | used, and printed, as a path | error that does not quote it | a secret in the wrong variable stays secret |
//! | an endpoint with two slashes at its end | one is kept, so every path begins with two | both are removed | the request would reach another route |
//! | an endpoint with a query or a fragment | the path of every request is lost | error | the request would reach another route |
//! | files over 1 MiB | read | error | no credential is that large |
//! | a file cannot be read | bare system error | error with path and reason | it can be fixed without a debugger |
//! | a failed discovery | kept for the life of the client | the next call searches again | fixing a file needs no restart |
//! | a token file | read once | read again regularly, and after a 401 | mounted tokens are replaced about every hour |
//! | a replaced credential file | not noticed | read again after a 401, if its endpoint is the same | a rotated file needs no restart, and a rotated credential is never sent to the old endpoint |
//!
//! A field is checked only when the search reaches it: if the credential is found before the file, a broken credential
//! in a file that is opened for its endpoint does no harm.

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

/// The result of discovery.
#[derive(Clone, Debug)]
pub(crate) struct Discovered {
    /// Without surrounding whitespace, but not validated.
    pub(crate) endpoint: String,
    pub(crate) authenticator: Authenticator,
    pub(crate) origins: Origins,
}

/// Finds the endpoint and the credential. `timeout` is the limit for reading each file, and later for getting each new
/// token.
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
        // Known only after the endpoint has been searched for.
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
