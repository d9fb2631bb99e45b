//! The HTTP client that is made when the caller brings none.
//!
//! Of several TLS backends in the build, the first of these is used. This crate's own features decide that: left to
//! itself, reqwest chooses by what all crates of the program ask of it.

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

use crate::builder::CONNECT_TIMEOUT;
use crate::endpoint::Endpoint;
use crate::proxy::Proxy;
use crate::{Error, ErrorKind, Result, Sent};

/// A client for one endpoint.
///
/// Redirects are refused, because a redirect to another host would take the API-key header along. Of proxies it has the
/// one that was found: left to itself, reqwest reads the process's variables, and sends what is meant for this machine
/// through a proxy, too.
///
/// # Errors
/// What is missing for TLS. Certificates are not missed where neither the endpoint nor the proxy is https.
pub(crate) fn open(endpoint: &Endpoint, proxy: Option<&Proxy>) -> Result<reqwest::Client> {
    let builder = reqwest::Client::builder()
        .user_agent(concat!("nimbus-rust/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(CONNECT_TIMEOUT)
        .no_proxy();
    let builder = match proxy {
        Some(proxy) => builder.proxy(proxy.for_reqwest()?),
        None => builder,
    };
    let builder = if endpoint.is_secure() {
        tls::set_up(builder, &format_args!("the endpoint {endpoint}"))?
    } else if let Some(proxy) = proxy.filter(|proxy| proxy.is_secure()) {
        tls::set_up(builder, &format_args!("the proxy {proxy}"))?
    } else {
        tls::leave_out(builder)?
    };
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
