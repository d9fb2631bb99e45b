//! What is missing is told.

use crate::program::{Program, is_error};

#[cfg(all(
    any(feature = "rustls", feature = "rustls-no-provider"),
    not(feature = "native-tls")
))]
#[tokio::test]
async fn without_certificates_https_is_an_error_that_says_where_to_get_some() {
    let lines = Program::trusting_nobody()
        .run("https://127.0.0.1:1", super::STEPS)
        .await;
    let parts = [
        "ca-certificates",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
        "http_client",
    ];
    is_error(&lines[0], "Connect, sent No, lasting, 0 attempts", &parts);
    assert_eq!(lines[1], "not set up");
}

#[cfg(all(
    feature = "rustls-no-provider",
    not(any(feature = "rustls", feature = "native-tls"))
))]
#[tokio::test]
async fn without_a_provider_https_is_an_error_that_says_how_to_install_one_and_the_next_call_has_it()
 {
    let authority = super::authority::Authority::new();
    let server = super::servers::secure(authority.server(&["127.0.0.1"])).await;
    let endpoint = format!("https://{}", server.address);
    let program = Program::trusting(&authority.file());
    let lines = program.run(&endpoint, &["call", "provider", "call"]).await;
    let parts = ["install_default()", "`rustls`"];
    is_error(&lines[0], "Connect, sent No, lasting, 0 attempts", &parts);
    assert_eq!(lines[1], "not set up");
    assert_eq!(lines[3], "answered");
}

/// The TLS of the system starts without any, and trusts nobody.
#[cfg(feature = "native-tls")]
#[tokio::test]
async fn without_certificates_of_the_system_no_server_is_trusted() {
    let authority = super::authority::Authority::new();
    let server = super::servers::secure(authority.server(&["127.0.0.1"])).await;
    let endpoint = format!("https://{}", server.address);
    let lines = Program::trusting_nobody().run(&endpoint, &["call"]).await;
    let parts = ["cannot trust", "certificate verify failed"];
    is_error(&lines[0], "Connect, sent No, lasting, 1 attempts", &parts);
}
