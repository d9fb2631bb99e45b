//! Not a part of the API: the functions that read untrusted input, for the fuzz targets in `tests/fuzz`.

use std::time::Duration;

use nimbus_api::operations;
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderValue};

use crate::builder::options::CREDENTIAL_TIMEOUT;
use crate::discovery::{DiscoveryError, Environment, Explicit, Origins, discover};
use crate::error::ErrorResponse;
use crate::http::endpoint::Endpoint;
use crate::pagination::{Fetch, Items, Page, Pages};
use crate::{Error, Result, RetryPolicy};

/// Returns the origins, the endpoint and the header that are discovered in this environment, and the credential as it
/// is shown.
pub async fn discovered(
    environment: &Environment,
) -> Result<(Origins, String, Option<HeaderValue>, String), DiscoveryError> {
    let found = discover(&Explicit::default(), environment, CREDENTIAL_TIMEOUT).await?;
    let shown = format!("{:?}", found.authenticator);
    let header = found.authenticator.ready().map(|(_, header)| header);
    Ok((found.origins, found.endpoint, header, shown))
}

/// Returns the base of an endpoint, its text as shown, and whether it is secure and exposed.
pub fn endpoint(text: &str) -> Result<(String, String, bool, bool), String> {
    Endpoint::parse(text).map(|endpoint| {
        let shown = endpoint.to_string();
        (
            endpoint.base().to_owned(),
            shown,
            endpoint.is_secure(),
            endpoint.is_exposed(),
        )
    })
}

/// Returns the error for an unexpected response to a request with this header.
pub fn reply_error(
    status: StatusCode,
    headers: HeaderMap,
    body: &[u8],
    sent: &HeaderValue,
) -> Error {
    let reply = ErrorResponse::new(status, headers, body).redacted(sent);
    let error = match status.as_u16() {
        400.. => Error::status_response(reply),
        _ => Error::unexpected_response("the contract promises 200", reply),
    };
    error.of(&operations::SERVICES_GET).after(2).redacted(sent)
}

/// Returns the pause after a call that only reads has failed.
pub fn pause(retry: &RetryPolicy, error: &Error, attempts: u32, random: f64) -> Option<Duration> {
    retry.pause(error, &operations::SERVICES_GET, attempts, random)
}

/// Checks a name that becomes a segment of a path.
pub fn path_segment(name: &str) -> Result<&str> {
    crate::call::validate::path_segment("name", name)
}

/// Returns a list as pages.
pub fn pages<P: Page>(token: Option<String>, fetch: Fetch<P>) -> Pages<P> {
    Pages::new("fuzzed_list_pages", token, fetch)
}

/// Returns a list as items.
pub fn items<P: Page>(pages: Pages<P>) -> Items<P> {
    Items::new(pages)
}
