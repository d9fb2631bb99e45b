//! rustls, with the provider that the program has installed. Without one, reqwest panics.

use std::fmt::Display;

use reqwest::ClientBuilder;
use rustls::crypto::CryptoProvider;

use super::{inert, lasting};
use crate::Result;

pub(super) const WHAT_HELPS: &str = "install the certificates of the system (the package ca-certificates), or name \
    others in SSL_CERT_FILE or SSL_CERT_DIR (where one of them is set, nowhere else is looked), or pass a client with \
    certificates of its own as the option http_client";

pub(super) fn set_up(builder: ClientBuilder, for_whom: &dyn Display) -> Result<ClientBuilder> {
    match CryptoProvider::get_default() {
        Some(_) => Ok(builder.tls_backend_rustls()),
        None => Err(lasting(
            format!(
                "{for_whom} is https, and no provider is installed for rustls: begin the program with, say, \
                 `rustls::crypto::ring::default_provider().install_default()`, or enable the feature `rustls` of the \
                 crate nimbus in place of `rustls-no-provider`"
            ),
            None,
        )),
    }
}

/// Without certificates, and without a provider: reqwest sets TLS up even where it has no use for it.
pub(super) fn leave_out(builder: ClientBuilder) -> Result<ClientBuilder> {
    let tls = inert::tls().map_err(|error| lasting(error.to_string(), None))?;
    Ok(builder.tls_backend_preconfigured(tls))
}
