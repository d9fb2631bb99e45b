//! No TLS in this build.

use std::fmt::Display;

use reqwest::ClientBuilder;

use crate::{Error, Result};

pub(super) const WHAT_HELPS: &str = "this build has no TLS";

pub(super) fn set_up(_builder: ClientBuilder, for_whom: &dyn Display) -> Result<ClientBuilder> {
    let message = format!(
        "{for_whom} is https, but this build has no TLS: enable the feature `rustls`, `native-tls` or \
         `rustls-no-provider` of the crate nimbus"
    );
    Err(Error::invalid_input("endpoint", message))
}

pub(super) fn leave_out(builder: ClientBuilder) -> Result<ClientBuilder> {
    Ok(builder)
}
