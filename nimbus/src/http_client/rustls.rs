//! rustls, with the provider that the program has installed; without one, with its own if it comes with one.

use std::fmt::Display;

use reqwest::ClientBuilder;

use crate::Result;

pub(super) const WHAT_HELPS: &str = "install the certificates of the system (the package ca-certificates), or name \
    others in SSL_CERT_FILE or SSL_CERT_DIR (where one of them is set, nowhere else is looked), or pass a client with \
    certificates of its own as the option http_client";

#[cfg(feature = "rustls")]
pub(super) fn set_up(builder: ClientBuilder, _for_whom: &dyn Display) -> Result<ClientBuilder> {
    Ok(builder.tls_backend_rustls())
}

/// Without certificates: they would be read, and be missed where there are none.
#[cfg(feature = "rustls")]
pub(super) fn leave_out(builder: ClientBuilder) -> Result<ClientBuilder> {
    let builder = builder.tls_backend_rustls();
    Ok(builder.tls_certs_only(Vec::<reqwest::Certificate>::new()))
}

/// Without a provider, reqwest panics.
#[cfg(not(feature = "rustls"))]
pub(super) fn set_up(builder: ClientBuilder, for_whom: &dyn Display) -> Result<ClientBuilder> {
    match rustls::crypto::CryptoProvider::get_default() {
        Some(_) => Ok(builder.tls_backend_rustls()),
        None => Err(super::lasting(
            format!(
                "{for_whom} is https, and no provider is installed for rustls: begin the program with, say, \
                 `rustls::crypto::ring::default_provider().install_default()`, or enable the feature `rustls` of the \
                 crate nimbus, which brings one"
            ),
            None,
        )),
    }
}

/// Without certificates, and without a provider: reqwest sets TLS up even where it has no use for it.
#[cfg(not(feature = "rustls"))]
pub(super) fn leave_out(builder: ClientBuilder) -> Result<ClientBuilder> {
    let tls = super::inert::tls().map_err(|error| super::lasting(error.to_string(), None))?;
    Ok(builder.tls_backend_preconfigured(tls))
}
