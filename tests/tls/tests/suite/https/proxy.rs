//! Proxies, as the variables of a process name them.

use super::authority::Authority;
use super::{STEPS, servers};
use crate::program::{Program, is_error};

const HOST: &str = "nimbus.example";

#[tokio::test]
async fn https_goes_through_a_tunnel_that_https_proxy_names() {
    let authority = Authority::new();
    let server = servers::secure(authority.server(&[HOST])).await;
    let proxy = servers::tunnel(server.address).await;
    let program = Program::trusting(&authority.file())
        .var("HTTPS_PROXY", format!("http://u:canary@{}", proxy.address))
        .var("HTTP_PROXY", "http://127.0.0.1:1");
    let lines = program.run(&format!("https://{HOST}"), STEPS).await;
    assert_eq!(lines[0], "answered");
    assert!(
        lines[1].ends_with("; proxy from HTTPS_PROXY"),
        "{}",
        lines[1]
    );
    let shown = format!("proxy: \"http://{}\"", proxy.address);
    assert!(lines[2].contains(&shown), "{}", lines[2]);
    assert!(!lines[2].contains("canary"), "{}", lines[2]);
    let head = proxy.seen().remove(0).to_lowercase();
    assert!(head.starts_with("connect nimbus.example:443 "), "{head}");
    // u:canary
    assert!(
        head.contains("proxy-authorization: basic dtpjyw5hcnk="),
        "{head}"
    );
    assert!(!head.contains("\r\nauthorization:"), "{head}");
}

#[tokio::test]
async fn a_proxy_with_tls_of_its_own_is_trusted_by_the_same_certificates() {
    let authority = Authority::new();
    let proxy = servers::secure(authority.server(&["127.0.0.1"])).await;
    let endpoint = format!("http://{HOST}:8080");
    let url = format!("https://{}", proxy.address);
    let program = Program::trusting(&authority.file()).var("HTTP_PROXY", &url);
    assert_eq!(program.run(&endpoint, STEPS).await[0], "answered");
    let lines = Program::trusting_nobody()
        .var("HTTP_PROXY", &url)
        .run(&endpoint, STEPS)
        .await;
    assert!(lines[0].starts_with("Connect, sent No"), "{}", lines[0]);
}

#[tokio::test]
async fn a_proxy_that_wants_another_password_is_named_and_not_asked_again() {
    let authority = Authority::new();
    let proxy = servers::deaf(b"HTTP/1.1 407 Who are you?\r\ncontent-length: 0\r\n\r\n").await;
    let program = Program::trusting(&authority.file())
        .var("HTTPS_PROXY", format!("http://u:canary@{}", proxy.address));
    let lines = program.run(&format!("https://{HOST}"), STEPS).await;
    let parts = [&format!("the proxy http://{}", proxy.address), "407"];
    is_error(&lines[0], "Connect, sent No, lasting, 1 attempts", &parts);
    assert!(!lines[0].contains("canary"), "{}", lines[0]);
    assert_eq!(proxy.seen().len(), 1);
}

#[tokio::test]
async fn a_proxy_that_cannot_or_does_not_make_a_tunnel_is_named() {
    let authority = Authority::new();
    let proxy = servers::deaf(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n").await;
    for address in [proxy.address.to_string(), "127.0.0.1:1".to_owned()] {
        let program = Program::trusting(&authority.file())
            .var("HTTPS_PROXY", format!("http://u:canary@{address}"));
        let lines = program.run(&format!("https://{HOST}"), STEPS).await;
        let way = format!("{HOST}:443 through the proxy http://{address}: ");
        is_error(&lines[0], "Connect, sent No, may pass, 3 attempts", &[&way]);
        assert!(!lines[0].contains("canary"), "{}", lines[0]);
    }
}
