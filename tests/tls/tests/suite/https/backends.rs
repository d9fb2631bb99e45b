//! Which TLS is used, as a server sees it.

use tokio_rustls::rustls::CipherSuite;

use super::authority::Authority;
use super::{STEPS, servers};
use crate::program::Program;

/// rustls has none of its kind; every other TLS offers it.
const OF_OTHERS: CipherSuite = CipherSuite::TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA;
/// The one suite of the provider that the program installs.
const INSTALLED: [CipherSuite; 1] = [CipherSuite::TLS13_CHACHA20_POLY1305_SHA256];

/// The certificate is found by `SSL_CERT_FILE`.
async fn offered(steps: &[&str]) -> Vec<CipherSuite> {
    let authority = Authority::new();
    let server = servers::secure(authority.server(&["127.0.0.1"])).await;
    let endpoint = format!("https://{}", server.address);
    let program = Program::trusting(&authority.file());
    let lines = program.run(&endpoint, steps).await;
    assert_eq!(lines[0], "answered");
    server.seen().remove(0)
}

fn is_installed(offered: &[CipherSuite]) -> bool {
    let mut suites = offered.to_vec();
    suites.retain(|suite| *suite != CipherSuite::TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
    suites == INSTALLED
}

#[tokio::test]
async fn native_tls_comes_before_rustls() {
    let is_native = offered(STEPS).await.contains(&OF_OTHERS);
    assert_eq!(is_native, cfg!(feature = "native-tls"));
}

#[tokio::test]
async fn rustls_takes_the_provider_that_is_installed() {
    let offered = offered(&["provider", "call"]).await;
    assert_eq!(is_installed(&offered), !cfg!(feature = "native-tls"));
}

#[cfg(all(feature = "rustls", not(feature = "native-tls")))]
#[tokio::test]
async fn without_one_rustls_has_the_provider_it_comes_with() {
    let offered = offered(&["call"]).await;
    assert!(
        offered.len() > 3 && !offered.contains(&OF_OTHERS),
        "{offered:?}"
    );
}
