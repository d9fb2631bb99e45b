//! The built-in HTTP client, which is used if the caller passes none.
//!
//! If the build has several TLS backends, the first of these is used. This crate's features decide that, because
//! reqwest by itself chooses by the features that all crates of the program enable.

mod early_response;
mod send_tracker;
#[cfg(feature = "native-tls")]
#[path = "native_tls.rs"]
mod tls;
#[cfg(all(
    any(feature = "rustls", feature = "rustls-no-provider"),
    not(feature = "native-tls")
))]
#[path = "rustls.rs"]
mod tls;
#[cfg(not(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
)))]
#[path = "no_tls.rs"]
mod tls;

pub(crate) use early_response::EarlyResponse;
pub(crate) use send_tracker::SendTracker;

use std::time::Duration;

use reqwest::header::HeaderValue;
use tower::util::AndThenLayer;

use crate::http::endpoint::Endpoint;
use crate::http::proxy::Proxy;
use crate::{Error, ErrorKind, Result, Sent};

/// The time limit of connecting, including TLS.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

pub(crate) const SELF: &str = concat!("nimbus-rust/", env!("CARGO_PKG_VERSION"));

/// Returns the header `user-agent`: the name of the program, if it is set, and that of the SDK.
///
/// # Errors
/// The name cannot be sent in a header.
pub(crate) fn user_agent(program: Option<&str>) -> Result<HeaderValue> {
    let Some(program) = program else {
        return Ok(HeaderValue::from_static(SELF));
    };
    match HeaderValue::try_from(format!("{program} {SELF}")) {
        Ok(name) if !program.trim().is_empty() => Ok(name),
        _ => Err(Error::invalid_input(
            "user_agent",
            "user_agent must not be blank or contain a line break or another character that is not allowed there",
        )),
    }
}

/// Creates a client for one endpoint.
///
/// It is the same whatever features of reqwest other crates of the program enable: HTTP/1.1, no compression, the
/// system's name resolution, and no cookies, which reqwest supports only on request. Redirects are not followed,
/// because a redirect to another host would send the API-key header there. The only proxy is the one that was found:
/// reqwest by itself reads the variables of the process, and would send requests for this machine through a proxy too.
///
/// # Errors
/// Something is missing for TLS. Certificates are not needed if neither the endpoint nor the proxy is https.
pub(crate) fn open(
    endpoint: &Endpoint,
    proxy: Option<&Proxy>,
    user_agent: &HeaderValue,
) -> Result<reqwest::Client> {
    build(builder(endpoint, proxy, user_agent)?)
}

/// Creates a client for an endpoint that has responded before the request. Every connection is listened to before it is
/// used, which delays each request, so the client is for one attempt only.
///
/// # Errors
/// The errors of [`open`].
#[cold]
pub(crate) fn open_listening(
    endpoint: &Endpoint,
    proxy: Option<&Proxy>,
    user_agent: &HeaderValue,
) -> Result<reqwest::Client> {
    let listening = AndThenLayer::new(early_response::listen);
    build(builder(endpoint, proxy, user_agent)?.connector_layer(listening))
}

fn builder(
    endpoint: &Endpoint,
    proxy: Option<&Proxy>,
    user_agent: &HeaderValue,
) -> Result<reqwest::ClientBuilder> {
    let secure = if endpoint.is_secure() {
        Some(format!("the endpoint {endpoint}"))
    } else {
        let proxy = proxy.filter(|proxy| proxy.is_secure());
        proxy.map(|proxy| format!("the proxy {proxy}"))
    };
    tls::check(secure.as_deref())?;
    let mut builder = tls::choose(reqwest::Client::builder(), secure.is_some())
        .user_agent(user_agent)
        .http1_only()
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate()
        .no_hickory_dns()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(CONNECT_TIMEOUT)
        .no_proxy();
    if let Some(proxy) = proxy {
        builder = builder.proxy(proxy.for_reqwest());
    }
    Ok(builder)
}

fn build(builder: reqwest::ClientBuilder) -> Result<reqwest::Client> {
    builder.build().map_err(|error| {
        let cause = std::error::Error::source(&error).map(ToString::to_string);
        let cause = cause.unwrap_or_else(|| error.to_string());
        let message = format!(
            "the HTTP client cannot be set up: {cause}; {}",
            tls::WHAT_HELPS
        );
        lasting(message, Some(error))
    })
}

/// An error for which retrying is useless, because something has to be installed.
fn lasting(message: String, cause: Option<reqwest::Error>) -> Error {
    Error::transport(ErrorKind::Connect, Sent::No, message, cause).lasting()
}
