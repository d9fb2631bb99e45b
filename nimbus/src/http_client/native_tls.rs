//! The TLS of the platform.

use std::fmt::Display;

use reqwest::{Certificate, ClientBuilder};

use crate::Result;

pub(super) const WHAT_HELPS: &str = "does the TLS library of the system work?";

pub(super) fn set_up(builder: ClientBuilder, _for_whom: &dyn Display) -> Result<ClientBuilder> {
    Ok(builder.tls_backend_native())
}

pub(super) fn leave_out(builder: ClientBuilder) -> Result<ClientBuilder> {
    let builder = builder.tls_backend_native();
    Ok(builder.tls_certs_only(Vec::<Certificate>::new()))
}
