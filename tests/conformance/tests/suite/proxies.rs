//! Which proxy requests go through, and what is told about it. What needs TLS or the variables of a process is in
//! tests/tls.

use nimbus::discovery::{Environment, FakeEnvironment, Origin};
use nimbus::{Error, ErrorKind, Nimbus, NimbusBuilder, RetryPolicy, Sent};
use nimbus_api::reqwest;
use nimbus_conformance::captured::Captured;
use nimbus_conformance::script::{Reply, Script};
use nimbus_conformance::wire::{Act, FaultServer};
use serde_json::json;

/// Not on this machine, as far as the SDK can see. Nothing is sent to it directly.
const FAR: &str = "http://nimbus.invalid:8080";
/// Nobody answers there.
const DEAD: &str = "http://u:canary@127.0.0.1:1";

fn variables(variables: &[(&str, &str)]) -> FakeEnvironment {
    let memory = Environment::fake();
    variables
        .iter()
        .fold(memory, |memory, (name, value)| memory.var(*name, *value))
}

fn options(endpoint: &str, memory: FakeEnvironment) -> NimbusBuilder {
    let options = Nimbus::builder()
        .environment(memory)
        .retry(RetryPolicy::disabled());
    options.endpoint(endpoint).token("t")
}

/// Where the proxy comes from.
async fn origin(endpoint: &str, memory: FakeEnvironment) -> Option<Origin> {
    let nimbus = options(endpoint, memory).connect().await.unwrap();
    nimbus.origins().await.unwrap().proxy.clone()
}

/// Whether no proxy is used, as `NO_PROXY` or another variable has it. Told by the refusal of one that cannot be used, so that
/// no TLS is needed.
async fn is_direct(endpoint: &str, name: &str, exceptions: &str) -> bool {
    let (http, https) = (("HTTP_PROXY", "ftp://h"), ("HTTPS_PROXY", "ftp://h"));
    let memory = variables(&[http, https, (name, exceptions)]);
    let outcome = options(endpoint, memory).connect().await;
    // Certificates, for https, may be missed all the same.
    outcome.map_or_else(|error| error.argument() != Some("proxy"), |_| true)
}

/// A proxy that answers by itself that all is well.
async fn proxy() -> FaultServer {
    let reply = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 11\r\n\r\n{\"ok\":true}";
    let act = Act::Write(reply.into());
    FaultServer::start([act]).await.unwrap()
}

async fn refusal(options: NimbusBuilder) -> Error {
    let error = options.connect().await.unwrap_err();
    assert_eq!(error.sent(), Sent::No);
    assert!(!error.is_retryable());
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("canary"), "{shown}");
    error
}

#[tokio::test]
async fn plain_http_goes_through_the_proxy_that_http_proxy_names() {
    let proxy = proxy().await;
    let url = format!("http://u:canary@{}", proxy.address());
    let memory = variables(&[("HTTP_PROXY", &url), ("HTTPS_PROXY", DEAD)]);
    let nimbus = options(FAR, memory).build().unwrap();
    nimbus.health().await.unwrap();
    let [head] = proxy.requests().try_into().unwrap();
    let head = head.to_lowercase();
    assert!(
        head.starts_with("get http://nimbus.invalid:8080/"),
        "{head}"
    );
    // u:canary
    let password = "\r\nproxy-authorization: basic dtpjyw5hcnk=\r\n";
    assert!(head.contains(password), "{head}");
    let shown = format!("{nimbus:?} {}", nimbus.origins().await.unwrap());
    assert!(!shown.contains("canary"), "{shown}");
    assert!(
        shown.contains(&format!("proxy: \"{}\"", proxy.url())),
        "{shown}"
    );
    assert!(shown.ends_with("; proxy from HTTP_PROXY"), "{shown}");
}

#[tokio::test]
async fn the_option_comes_before_the_variables_and_their_exceptions() {
    let proxy = proxy().await;
    for endpoint in [FAR, "http://127.0.0.1:1"] {
        let memory = variables(&[("HTTP_PROXY", DEAD), ("NO_PROXY", "*")]);
        let nimbus = options(endpoint, memory)
            .proxy(proxy.url())
            .build()
            .unwrap();
        nimbus.health().await.unwrap();
        let origins = nimbus.origins().await.unwrap();
        assert_eq!(origins.proxy, Some(Origin::Option("proxy")));
    }
    assert_eq!(proxy.requests().len(), 2);
}

#[tokio::test]
async fn the_option_no_proxy_comes_before_the_variables() {
    let memory = variables(&[("HTTP_PROXY", "not a proxy")]);
    let nimbus = options(FAR, memory).no_proxy().connect().await.unwrap();
    assert_eq!(nimbus.origins().await.unwrap().proxy, None);
}

#[tokio::test]
async fn an_endpoint_on_this_machine_is_reached_without_the_proxy() {
    let script = Script::of([Reply::json(200, json!({ "ok": true }))]).await;
    let memory = variables(&[("HTTP_PROXY", DEAD), ("ALL_PROXY", DEAD)]);
    let nimbus = options(&script.url(), memory).build().unwrap();
    nimbus.health().await.unwrap();
    for endpoint in [
        "http://localhost:8080",
        "http://nimbus.localhost",
        "http://localhost.:8080",
        "http://[::1]:8080",
    ] {
        let memory = variables(&[("HTTP_PROXY", DEAD)]);
        assert_eq!(origin(endpoint, memory).await, None, "{endpoint}");
    }
}

/// Told by the error, so that no TLS is needed in the build.
#[tokio::test]
async fn the_first_variable_that_is_not_blank_counts() {
    const HTTP: [&str; 4] = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
    const HTTPS: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
    for (endpoint, names, [other, another, ..]) in
        [(FAR, HTTP, HTTPS), ("https://nimbus.invalid", HTTPS, HTTP)]
    {
        for (first, name) in names.into_iter().enumerate() {
            let mut memory = variables(&[(other, DEAD), (another, DEAD)]);
            for (at, name) in names.into_iter().enumerate() {
                memory = memory.var(name, if at < first { " \n" } else { "ftp://h" });
            }
            let error = refusal(options(endpoint, memory)).await.to_string();
            let expected = format!("proxy from {name} is not valid");
            assert!(error.contains(&expected), "{name}: {error}");
        }
    }
    assert_eq!(origin(FAR, variables(&[])).await, None);
}

/// There, anybody can set it: `Proxy: …` in a request becomes the variable.
#[tokio::test]
async fn in_a_cgi_program_http_proxy_in_capitals_is_not_read() {
    let in_cgi = |name| variables(&[("REQUEST_METHOD", "GET"), (name, DEAD)]);
    assert_eq!(origin(FAR, in_cgi("HTTP_PROXY")).await, None);
    let small = Some(Origin::Variable("http_proxy"));
    assert_eq!(origin(FAR, in_cgi("http_proxy")).await, small);
}

#[tokio::test]
async fn no_proxy_names_hosts_domains_and_networks() {
    const V4: &str = "http://10.1.2.3:8080";
    const V6: &str = "https://[2001:db8::5]";
    for (endpoint, list, is_exception) in [
        (FAR, "nimbus.invalid", true),
        (FAR, "a.example, NIMBUS.invalid", true),
        (FAR, "a.example nimbus.invalid", true),
        (FAR, "a.example\tnimbus.invalid,,b.example", true),
        (FAR, "invalid", true),
        (FAR, ".invalid", true),
        (FAR, "nimbus.invalid.", true),
        (FAR, ".INVALID.", true),
        (FAR, "*", true),
        (FAR, "a.example, *", true),
        (FAR, "bus.invalid", false),
        (FAR, "sub.nimbus.invalid", false),
        (FAR, "nimbus.invalid.example", false),
        (FAR, ".", false),
        (FAR, "", false),
        (FAR, "nimbus.invalid:8080", true),
        (FAR, ".invalid:8080", true),
        (FAR, "nimbus.invalid:80", false),
        (FAR, "10.0.0.0/8", false),
        ("http://nimbus.invalid.", "nimbus.invalid", true),
        ("http://nimbus.invalid.", ".invalid.", true),
        ("http://Nimbus.INVALID", "nimbus.invalid:80", true),
        ("https://nimbus.invalid", "nimbus.invalid:443", true),
        ("https://nimbus.invalid", "nimbus.invalid:80", false),
        (V4, "*", true),
        (V4, "10.1.0.0/16", true),
        (V4, "10.1.2.3", true),
        (V4, "10.1.2.3:8080", true),
        (V4, "10.1.2.3:80", false),
        (V4, "10.1.2.3/32", true),
        (V4, "10.1.2.2/32", false),
        (V4, "10.1.2.2/31", true),
        (V4, "0.0.0.0/0", true),
        (V4, "10.2.0.0/16", false),
        (V4, "::/0", false),
        (V4, "3", false),
        (V6, "*", true),
        (V6, "2001:db8::5", true),
        (V6, "2001:DB8:0::5", true),
        (V6, "[2001:db8::5]", true),
        (V6, "[2001:db8::5]:443", true),
        (V6, "[2001:db8::5]:80", false),
        (V6, "2001:db8::/32", true),
        (V6, "[2001:db8::]/32", true),
        (V6, "2001:db8::4/128", false),
        (V6, "2001:db9::/32", false),
    ] {
        for name in ["NO_PROXY", "no_proxy"] {
            let is_direct = is_direct(endpoint, name, list).await;
            assert_eq!(is_direct, is_exception, "{endpoint}, {name}={list}");
        }
    }
}

/// curl does not know them either.
#[tokio::test]
async fn what_no_proxy_says_and_nobody_understands_is_warned_about_by_name() {
    for entry in [
        "*.invalid",
        "nimbus.*",
        "10.*",
        "10.",
        "10.1",
        "10.0.0.0/33",
        "10.0.0.0/255.0.0.0",
        "nimbus.invalid:http",
        "http://nimbus.invalid",
        "a;b",
        "[nimbus.invalid]",
    ] {
        let list = format!("a.example, {entry} b.example");
        let (is_direct, text) = logged(&list).await;
        assert!(!is_direct, "{entry}");
        let mut warnings = text.lines().filter(|line| line.contains("NO_PROXY"));
        let warning = warnings.next().unwrap();
        assert!(
            warning.contains("WARN") && warning.contains(entry),
            "{warning}"
        );
        assert_eq!(warnings.next(), None);
    }
}

#[tokio::test]
async fn nothing_is_warned_about_when_all_of_no_proxy_is_understood_or_does_not_matter() {
    for list in [
        "",
        "a.example, 10.0.0.0/8 [::1]:80",
        "nimbus.invalid, *.invalid",
    ] {
        let (_, text) = logged(list).await;
        assert!(!text.contains("NO_PROXY"), "{text}");
    }
}

#[tokio::test]
async fn what_looks_like_a_password_in_no_proxy_is_not_repeated() {
    let (_, text) = logged("http://u:canary@h/").await;
    assert!(
        text.contains("NO_PROXY") && !text.contains("canary"),
        "{text}"
    );
}

/// Whether no proxy is used, and all that is logged meanwhile.
async fn logged(exceptions: &str) -> (bool, String) {
    let captured = Captured::default();
    let _listening = captured.listen();
    let is_direct = is_direct(FAR, "NO_PROXY", exceptions).await;
    (is_direct, captured.text())
}

#[tokio::test]
async fn what_no_proxy_names_is_reached_directly() {
    let script = Script::of([Reply::json(200, json!({ "ok": true }))]).await;
    // This machine, under an address that is none of loopback.
    let endpoint = script.url().replace("127.0.0.1", "0.0.0.0");
    let memory = variables(&[("HTTP_PROXY", DEAD), ("NO_PROXY", "0.0.0.0")]);
    let nimbus = options(&endpoint, memory).build().unwrap();
    nimbus.health().await.unwrap();
}

#[tokio::test]
async fn a_proxy_that_is_not_reached_is_named_without_its_password() {
    let nimbus = options(FAR, variables(&[("HTTP_PROXY", DEAD)]));
    let error = nimbus.build().unwrap().health().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert_eq!((error.sent(), error.is_retryable()), (Sent::No, true));
    let text = format!("{error} {error:?} {:?}", std::error::Error::source(&error));
    assert!(text.contains("the proxy http://127.0.0.1:1:"), "{text}");
    assert!(!text.contains("canary"), "{text}");
}

#[tokio::test]
async fn a_proxy_that_cannot_be_used_is_an_error_that_names_the_variable() {
    for (name, url, reason) in [
        ("HTTP_PROXY", "http://u:canary@", "host"),
        ("http_proxy", "http://u:canary@h:port", "port"),
        ("ALL_PROXY", "socks5://u:canary@h:1080", "`socks5`"),
    ] {
        let error = refusal(options(FAR, variables(&[(name, url)]))).await;
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert_eq!(error.argument(), Some("proxy"));
        let text = error.to_string();
        assert!(
            text.contains(&format!("from {name} is not valid")),
            "{text}"
        );
        assert!(text.contains(reason), "{text}");
    }
    let memory = Environment::fake().not_unicode_var("HTTP_PROXY");
    let error = refusal(options(FAR, memory)).await;
    assert_eq!(error.kind(), ErrorKind::Discovery);
    assert!(error.to_string().contains("HTTP_PROXY"), "{error}");
}

#[tokio::test]
async fn a_proxy_that_nothing_goes_through_is_not_judged() {
    for endpoint in ["http://127.0.0.1:8080", FAR] {
        let variables = variables(&[("HTTP_PROXY", "ftp://h"), ("NO_PROXY", "nimbus.invalid")]);
        assert_eq!(origin(endpoint, variables).await, None);
    }
}

#[tokio::test]
async fn an_option_that_cannot_be_used_is_refused_without_io() {
    let error = refusal(Nimbus::builder().proxy("ftp://u:canary@h")).await;
    assert_eq!(error.argument(), Some("proxy"));
    assert!(error.to_string().contains("option proxy"), "{error}");
    let both = Nimbus::builder().proxy(DEAD);
    let error = refusal(both.http_client(reqwest::Client::new())).await;
    assert_eq!(error.argument(), Some("proxy"));
    assert!(error.to_string().contains("http_client"), "{error}");
}

#[tokio::test]
async fn a_client_of_the_callers_has_its_own_proxy() {
    let proxy = proxy().await;
    let http = reqwest::Client::builder()
        .proxy(reqwest::Proxy::all(proxy.url()).unwrap())
        .build()
        .unwrap();
    let memory = variables(&[("HTTP_PROXY", "not a proxy")]);
    let nimbus = options(FAR, memory).http_client(http).build().unwrap();
    nimbus.health().await.unwrap();
    assert_eq!(proxy.requests().len(), 1);
    assert_eq!(nimbus.origins().await.unwrap().proxy, None);
}
