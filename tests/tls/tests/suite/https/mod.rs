//! What needs TLS in the build.

mod authority;
mod backends;
mod missing;
mod own_client;
mod proxy;
mod servers;
mod unconnected;
#[cfg(feature = "unified")]
mod unified;

/// The steps to a call over TLS: the program has a provider for rustls only when it installs one, or is built with one.
pub(crate) const STEPS: &[&str] = match cfg!(any(feature = "rustls", feature = "native-tls")) {
    true => &["call"],
    false => &["provider", "call"],
};
