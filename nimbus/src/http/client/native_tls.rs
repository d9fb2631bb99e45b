//! TLS by the library of the platform.

use reqwest::{Certificate, ClientBuilder};

use crate::Result;

pub(super) const WHAT_HELPS: &str = "does the TLS library of the system work?";

pub(super) fn check(_secure: Option<&str>) -> Result<()> {
    Ok(())
}

/// Leaves out certificates if they are not needed, because reading them would fail if there are none.
pub(super) fn choose(builder: ClientBuilder, is_secure: bool) -> ClientBuilder {
    let builder = builder.tls_backend_native();
    match is_secure {
        true => builder,
        false => builder.tls_certs_only(Vec::<Certificate>::new()),
    }
}
