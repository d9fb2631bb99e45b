//! No TLS in this build.

use reqwest::ClientBuilder;

use crate::{Error, Result};

pub(super) const WHAT_HELPS: &str = "this build has no TLS";

pub(super) fn check(secure: Option<&str>) -> Result<()> {
    let Some(secure) = secure else {
        return Ok(());
    };
    let message = format!(
        "{secure} is https, but this build has no TLS: enable the feature `rustls`, `native-tls` or \
         `rustls-no-provider` of the crate nimbus"
    );
    Err(Error::invalid_input("endpoint", message))
}

pub(super) fn choose(builder: ClientBuilder, _is_secure: bool) -> ClientBuilder {
    builder
}
