//! What TLS needs, what is said when that is missing, and how requests pass a proxy.
//!
//! Each test runs a program, because certificates are found by the environment of a process, and a provider is installed
//! for the whole of one.

#![allow(
    clippy::unwrap_used,
    reason = "all of this is tests, helping functions included"
)]

#[cfg(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
))]
mod https;
mod plain;
mod program;
mod server;
#[cfg(not(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
)))]
mod without_tls;
