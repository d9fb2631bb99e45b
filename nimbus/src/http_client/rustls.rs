//! rustls, with the provider that the program has installed, else the one it comes with.

use std::fmt::Display;

use reqwest::{Certificate, ClientBuilder};

use crate::Result;

pub(super) const WHAT_HELPS: &str = "install the certificates of the system (the package ca-certificates), or name \
    others in SSL_CERT_FILE or SSL_CERT_DIR (where one of them is set, nowhere else is looked), or pass a client with \
    certificates of its own as the option http_client";

pub(super) fn set_up(builder: ClientBuilder, _for_whom: &dyn Display) -> Result<ClientBuilder> {
    Ok(builder.tls_backend_rustls())
}

/// Without certificates: they would be read, and be missed where there are none.
pub(super) fn leave_out(builder: ClientBuilder) -> Result<ClientBuilder> {
    let builder = builder.tls_backend_rustls();
    Ok(builder.tls_certs_only(Vec::<Certificate>::new()))
}
