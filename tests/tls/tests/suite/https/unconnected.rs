//! A server that does not do its part in making a connection.

use super::authority::Authority;
use super::{STEPS, servers};
use crate::program::{Program, is_error};

/// What `STEPS` do, and then this.
fn steps(call: &'static str) -> Vec<&'static str> {
    let mut steps = STEPS.to_vec();
    steps.pop();
    steps.push(call);
    steps
}

async fn told(endpoint: &str, call: &'static str) -> String {
    let authority = Authority::new();
    let program = Program::trusting(&authority.file());
    program.run(endpoint, &steps(call)).await.remove(0)
}

#[tokio::test]
async fn when_an_attempt_is_over_in_the_tls_handshake_nothing_was_sent_and_the_next_follows() {
    let server = servers::deaf(b"").await;
    let endpoint = format!("https://{}", server.address);
    let line = told(&endpoint, "start").await;
    let parts = ["no connection within 300 ms"];
    is_error(&line, "Timeout, sent No, may pass, 3 attempts", &parts);
}

#[tokio::test]
async fn when_a_call_is_over_in_the_tls_handshake_nothing_was_sent() {
    let server = servers::deaf(b"").await;
    let endpoint = format!("https://{}", server.address);
    let line = told(&endpoint, "overdue").await;
    let parts = ["not done within 300 ms"];
    is_error(&line, "Timeout, sent No, may pass, 1 attempts", &parts);
}

#[tokio::test]
async fn a_server_that_answers_in_plain_http_is_said_to_speak_no_tls() {
    for reply in [
        &b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n"[..],
        b"SSH-2.0-OpenSSH_9.6\r\n",
    ] {
        let server = servers::deaf(reply).await;
        let endpoint = format!("https://{}", server.address);
        let line = told(&endpoint, "start").await;
        let parts = [&format!("{} does not speak TLS", server.address), "http?"];
        is_error(&line, "Connect, sent No, lasting, 1 attempts", &parts);
    }
}
