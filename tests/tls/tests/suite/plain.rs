//! Plain http: nothing of TLS is missed.

use crate::program::Program;
use crate::server;

#[tokio::test]
async fn plain_http_needs_neither_certificates_nor_a_provider() {
    let server = server::plain().await;
    let endpoint = format!("http://{}", server.address);
    let lines = Program::trusting_nobody().run(&endpoint, &["call"]).await;
    assert_eq!(lines[0], "answered");
    assert!(server.seen()[0].starts_with("GET "));
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
    assert_eq!(program.run(&endpoint, &["call"]).await[0], "answered");
}
