//! rustls, with the provider that the program has installed; without one, with its own if it comes with one.

use reqwest::{Certificate, ClientBuilder};

use crate::Result;

pub(super) const WHAT_HELPS: &str = "install the certificates of the system (the package ca-certificates), or name \
    others in SSL_CERT_FILE or SSL_CERT_DIR (where one of them is set, nowhere else is looked), or pass a client with \
    certificates of its own as the option http_client";

/// Without a provider, reqwest panics, for plain http, too.
pub(super) fn check(_secure: Option<&str>) -> Result<()> {
    #[cfg(not(feature = "rustls"))]
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        let message = "no provider is installed for rustls: begin the program with, say, \
             `rustls::crypto::ring::default_provider().install_default()`, or enable the feature `rustls` of the crate \
             nimbus, which brings one";
        return Err(super::lasting(message.to_owned(), None));
    }
    Ok(())
}

/// Certificates are left out where they are not needed: they would be read, and be missed where there are none.
pub(super) fn choose(builder: ClientBuilder, is_secure: bool) -> ClientBuilder {
    let builder = builder.tls_backend_rustls();
    match is_secure {
        true => builder,
        false => builder.tls_certs_only(Vec::<Certificate>::new()),
    }
}
