//! The HTTP client that is made when the caller brings none.
//!
//! Of several TLS backends in the build, the first of these is used. This crate's own features decide that: left to
//! itself, reqwest chooses by what all crates of the program ask of it.

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

/// To connect, TLS included.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

pub(crate) const SELF: &str = concat!("nimbus-rust/", env!("CARGO_PKG_VERSION"));

/// What the client calls itself, behind the name of the program if that has one.
///
/// # Errors
/// The name cannot be a part of a header.
pub(crate) fn user_agent(program: Option<&str>) -> Result<HeaderValue> {
    let Some(program) = program else {
        return Ok(HeaderValue::from_static(SELF));
    };
    match HeaderValue::try_from(format!("{program} {SELF}")) {
        Ok(name) if !program.trim().is_empty() => Ok(name),
        _ => Err(Error::invalid_input(
            "user_agent",
            "user_agent must not be blank, nor hold a line break or another character that no header may hold",
        )),
    }
}

/// A client for one endpoint.
///
/// Whatever another crate of the program asks of reqwest, it is the same: HTTP/1.1, nothing that is packed, names as the
/// system knows them, and no cookies, which reqwest has only where they are asked for. Redirects are refused, because a
/// redirect to another host would take the API-key header along. Of proxies it has the one that was found: left to itself,
/// reqwest reads the process's variables, and sends what is meant for this machine through a proxy, too.
///
/// # Errors
/// What is missing for TLS. Certificates are not missed where neither the endpoint nor the proxy is https.
pub(crate) fn open(
    endpoint: &Endpoint,
    proxy: Option<&Proxy>,
    user_agent: &HeaderValue,
) -> Result<reqwest::Client> {
    build(builder(endpoint, proxy, user_agent)?)
}

/// The same for an endpoint that has spoken before it was asked: every connection is listened to before it is used. That is for
/// one attempt; every request would pay for it.
///
/// # Errors
/// As those of [`open`].
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

/// It does not get better by itself: somebody has to install something.
fn lasting(message: String, cause: Option<reqwest::Error>) -> Error {
    Error::transport(ErrorKind::Connect, Sent::No, message, cause).lasting()
}
