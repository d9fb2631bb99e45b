//! What is missing is told, and is not missed where it is not needed.

use crate::program::Program;
use crate::server;

#[track_caller]
fn is_lasting_error(line: &str, kind: &str, parts: &[&str]) {
    let start = format!("{kind}, sent No, lasting, 0 attempts: ");
    assert!(line.starts_with(&start), "{line}");
    assert!(!line.ends_with('…'), "cut short: {line}");
    for part in parts {
        assert!(line.contains(part), "no {part}: {line}");
    }
}

#[tokio::test]
async fn plain_http_needs_neither_certificates_nor_a_provider() {
    let server = server::plain().await;
    let endpoint = format!("http://{}", server.address);
    let lines = Program::new().run(&endpoint, &["call"]).await;
    assert_eq!(lines[0], "answered");
    assert!(server.seen()[0].starts_with("GET "));
}

#[cfg(not(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
)))]
#[tokio::test]
async fn without_tls_in_the_build_https_is_refused_and_the_features_are_named() {
    let lines = Program::new().run("https://127.0.0.1:1", &["call"]).await;
    let parts = ["https://127.0.0.1:1 is https", "`rustls`", "`native-tls`"];
    is_lasting_error(&lines[0], "InvalidInput", &parts);
    assert_eq!(lines[1], "not set up");
}

#[cfg(all(
    any(feature = "rustls", feature = "rustls-no-provider"),
    not(feature = "native-tls")
))]
#[tokio::test]
async fn without_certificates_https_is_an_error_that_says_where_to_get_some() {
    let steps = crate::program::STEPS;
    let lines = Program::new().run("https://127.0.0.1:1", steps).await;
    let parts = [
        "ca-certificates",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
        "http_client",
    ];
    is_lasting_error(&lines[0], "Connect", &parts);
    assert_eq!(lines[1], "not set up");
}

#[cfg(all(
    feature = "rustls-no-provider",
    not(any(feature = "rustls", feature = "native-tls"))
))]
#[tokio::test]
async fn without_a_provider_https_is_an_error_that_says_how_to_install_one_and_the_next_call_has_it()
 {
    let authority = crate::authority::Authority::new();
    let server = server::secure(authority.server(&["127.0.0.1"])).await;
    let endpoint = format!("https://{}", server.address);
    let program = Program::trusting(&authority.file());
    let lines = program.run(&endpoint, &["call", "provider", "call"]).await;
    let what = format!("{endpoint} is https");
    let parts = [&what, "install_default()", "`rustls`"];
    is_lasting_error(&lines[0], "Connect", &parts);
    assert_eq!(lines[1], "not set up");
    assert_eq!(lines[3], "answered");
}

/// The TLS of the system starts without any, and trusts nobody.
#[cfg(feature = "native-tls")]
#[tokio::test]
async fn without_certificates_of_the_system_no_server_is_trusted() {
    let authority = crate::authority::Authority::new();
    let server = server::secure(authority.server(&["127.0.0.1"])).await;
    let endpoint = format!("https://{}", server.address);
    let lines = Program::new().run(&endpoint, &["call"]).await;
    assert!(lines[0].starts_with("Connect, sent No"), "{}", lines[0]);
    assert!(lines[0].contains("certificate"), "{}", lines[0]);
}
