//! TLS by rustls, with the provider that the program has installed, or else with the built-in one if there is one.

use reqwest::{Certificate, ClientBuilder};

use crate::Result;

pub(super) const WHAT_HELPS: &str = "install the certificates of the system (the package ca-certificates), set \
    SSL_CERT_FILE or SSL_CERT_DIR (if one of them is set, no other place is searched), or pass a client with its own \
    certificates as the option http_client";

/// Checked because reqwest panics without a provider, even for plain http.
pub(super) fn check(_secure: Option<&str>) -> Result<()> {
    #[cfg(not(feature = "rustls"))]
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        let message = "no provider is installed for rustls: begin the program with, for example, \
             `rustls::crypto::ring::default_provider().install_default()`, or enable the feature `rustls` of the crate \
             nimbus, which brings one";
        return Err(super::lasting(message.to_owned(), None));
    }
    Ok(())
}

/// Leaves out certificates if they are not needed, because reading them would fail if there are none.
pub(super) fn choose(builder: ClientBuilder, is_secure: bool) -> ClientBuilder {
    let builder = builder.tls_backend_rustls();
    match is_secure {
        true => builder,
        false => builder.tls_certs_only(Vec::<Certificate>::new()),
    }
}
