//! rustls, with the provider that the program has installed; without one, with its own if it comes with one.

use std::fmt::Display;

use reqwest::ClientBuilder;

use crate::Result;

pub(super) const WHAT_HELPS: &str = "install the certificates of the system (the package ca-certificates), or name \
    others in SSL_CERT_FILE or SSL_CERT_DIR (where one of them is set, nowhere else is looked), or pass a client with \
    certificates of its own as the option http_client";

pub(super) fn set_up(builder: ClientBuilder, _for_whom: &dyn Display) -> Result<ClientBuilder> {
    require_provider()?;
    Ok(builder.tls_backend_rustls())
}

/// Without certificates: they would be read, and be missed where there are none. reqwest needs a provider even here.
pub(super) fn leave_out(builder: ClientBuilder) -> Result<ClientBuilder> {
    require_provider()?;
    let builder = builder.tls_backend_rustls();
    Ok(builder.tls_certs_only(Vec::<reqwest::Certificate>::new()))
}

#[cfg(feature = "rustls")]
fn require_provider() -> Result<()> {
    Ok(())
}

/// Without a provider, reqwest panics.
#[cfg(not(feature = "rustls"))]
fn require_provider() -> Result<()> {
    match rustls::crypto::CryptoProvider::get_default() {
        Some(_) => Ok(()),
        None => Err(super::lasting(
            "no provider is installed for rustls: begin the program with, say, \
             `rustls::crypto::ring::default_provider().install_default()`, or enable the feature `rustls` of the crate \
             nimbus, which brings one"
                .to_owned(),
            None,
        )),
    }
}
