//! The TLS of the platform.

use reqwest::{Certificate, ClientBuilder};

use crate::Result;

pub(super) const WHAT_HELPS: &str = "does the TLS library of the system work?";

pub(super) fn check(_secure: Option<&str>) -> Result<()> {
    Ok(())
}

/// Certificates are left out where they are not needed: they would be read, and be missed where there are none.
pub(super) fn choose(builder: ClientBuilder, is_secure: bool) -> ClientBuilder {
    let builder = builder.tls_backend_native();
    match is_secure {
        true => builder,
        false => builder.tls_certs_only(Vec::<Certificate>::new()),
    }
}
