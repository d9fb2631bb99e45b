//! Plain http: nothing of TLS is missed.

use crate::program::Program;
use crate::server;

/// The provider is for the build that has none of its own.
const STEPS: &[&str] = &["provider", "call"];

#[tokio::test]
async fn plain_http_needs_no_certificates() {
    let server = server::plain().await;
    let endpoint = format!("http://{}", server.address);
    let lines = Program::trusting_nobody().run(&endpoint, STEPS).await;
    assert_eq!(lines[0], "answered");
    assert!(server.seen()[0].starts_with("GET "));
}

/// reqwest sets TLS up even where it has no use for it, and panics.
#[cfg(all(
    feature = "rustls-no-provider",
    not(any(feature = "rustls", feature = "native-tls"))
))]
#[tokio::test]
async fn without_a_provider_plain_http_is_an_error_that_says_how_to_install_one() {
    let program = Program::trusting_nobody();
    let lines = program.run("http://127.0.0.1:1", &["call"]).await;
    let parts = ["install_default()", "`rustls`"];
    crate::program::is_error(&lines[0], "Connect, sent No, lasting, 0 attempts", &parts);
}

/// An emulator is out of a proxy's reach.
#[tokio::test]
async fn an_endpoint_on_this_machine_is_reached_without_the_proxy() {
    let server = server::plain().await;
    let endpoint = format!("http://{}", server.address);
    let program = ["HTTP_PROXY", "http_proxy", "ALL_PROXY"]
        .into_iter()
        .fold(Program::trusting_nobody(), |program, name| {
            program.var(name, "http://127.0.0.1:1")
        });
    assert_eq!(program.run(&endpoint, STEPS).await[0], "answered");
}
