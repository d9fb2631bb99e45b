//! A client of the caller's, with an authority of its own.

use nimbus::discovery::Environment;
use nimbus::{ErrorKind, Nimbus, RetryPolicy, Sent};
use reqwest::{Certificate, Client, Proxy};

use super::authority::Authority;
use super::servers;

fn client(authority: &Authority) -> reqwest::ClientBuilder {
    // Needed by the feature rustls-no-provider only. Another test may have been first.
    let _ = tokio_rustls::rustls::crypto::aws_lc_rs::default_provider().install_default();
    let certificate = std::fs::read(authority.file()).unwrap();
    let certificate = Certificate::from_pem(&certificate).unwrap();
    Client::builder().tls_certs_only([certificate]).no_proxy()
}

fn nimbus(endpoint: String, client: reqwest::ClientBuilder) -> Nimbus {
    let nimbus = Nimbus::builder()
        .environment(Environment::fake())
        .http_client(client.build().unwrap())
        .retry(RetryPolicy::disabled());
    nimbus.endpoint(endpoint).token("t").build().unwrap()
}

#[tokio::test]
async fn a_client_of_the_callers_brings_its_own_authority() {
    let authority = Authority::new();
    let server = servers::secure(authority.server(&["127.0.0.1"])).await;
    let endpoint = format!("https://{}", server.address);
    let trusting = nimbus(endpoint.clone(), client(&authority));
    trusting.health().await.unwrap();
    let other = nimbus(endpoint, client(&Authority::new()));
    let error = other.health().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert_eq!(error.sent(), Sent::No);
}

#[tokio::test]
async fn a_client_of_the_callers_brings_its_own_proxy() {
    let authority = Authority::new();
    let server = servers::secure(authority.server(&["nimbus.example"])).await;
    let proxy = servers::tunnel(server.address).await;
    let url = format!("http://{}", proxy.address);
    let client = client(&authority).proxy(Proxy::https(url).unwrap());
    let nimbus = nimbus("https://nimbus.example".to_owned(), client);
    nimbus.health().await.unwrap();
    assert_eq!(proxy.seen().len(), 1);
}
