//! The search for the endpoint.

use super::environment_variables::ENDPOINT;
use super::error::{DiscoveryError, Trail};
use super::fields;
use super::origin::Origin;
use super::place::Place;
use super::search::Search;

/// Finds the endpoint in the option, the variable or the credential file, in this order. Surrounding whitespace is
/// removed.
pub(super) async fn find(
    search: &mut Search<'_>,
    trail: &mut Trail,
) -> Result<Option<(String, Origin)>, DiscoveryError> {
    let option = match search.explicit.endpoint.as_deref().map(str::trim) {
        None => Err("is not set"),
        Some("") => Err("is blank"),
        Some(endpoint) => Ok(endpoint.to_owned()),
    };
    if let Some(endpoint) = trail.note(&Place::Option("endpoint"), option) {
        return Ok(Some((endpoint, Origin::Option("endpoint"))));
    }
    if let Some(endpoint) = search.variable(ENDPOINT, trail)? {
        return Ok(Some((endpoint, Origin::Variable(ENDPOINT))));
    }
    let nothing = "gives no endpoint";
    let found = search.in_file(fields::endpoint, nothing, trail).await?;
    Ok(found.map(|((endpoint, field), location)| {
        let path = location.path;
        let origin = Origin::CredentialFile { path, field };
        (endpoint.expose().to_owned(), origin)
    }))
}
