//! What a program sees that prints the SDK's own types.

use std::time::Duration;

use nimbus::auth::Token;
use nimbus::discovery::Environment;
use nimbus::{Nimbus, RetryPolicy, ServiceWaitCondition};

fn offline() -> Nimbus {
    let builder = Nimbus::builder().environment(Environment::fake());
    let builder = builder.endpoint("http://127.0.0.1:1").token("canary");
    builder.tenant("demo").build().unwrap()
}

#[test]
fn a_builder_shows_its_tenant_and_what_holds_for_all_calls_and_no_value_of_a_header() {
    let builder = Nimbus::builder()
        .tenant("demo")
        .retry(RetryPolicy::disabled())
        .timeout(Duration::from_secs(3))
        .header("x-team", "canary");
    let shown = format!("{builder:?}");
    assert!(
        shown.starts_with(r#"NimbusBuilder { tenant: Some("demo"), settings: Settings { retry: "#),
        "{shown}"
    );
    assert!(shown.contains(r#"timeout: Some(3s)"#), "{shown}");
    assert!(shown.contains(r#"headers: ["x-team"]"#), "{shown}");
    assert!(!shown.contains("canary"), "{shown}");
}

#[tokio::test]
async fn a_client_shows_its_endpoint_once_it_has_one() {
    let nimbus = offline();
    assert_eq!(
        format!("{nimbus:?}"),
        r#"Nimbus { tenant: Some("demo"), .. }"#
    );
    nimbus.origins().await.unwrap();
    let shown = format!("{nimbus:?}");
    assert!(
        shown.contains(r#"endpoint: "http://127.0.0.1:1""#),
        "{shown}"
    );
    assert!(
        shown.contains(r#"origins: Origins { endpoint: Option("endpoint")"#),
        "{shown}"
    );
}

#[tokio::test]
async fn origins_read_as_a_sentence() {
    let nimbus = offline();
    assert_eq!(
        nimbus.origins().await.unwrap().to_string(),
        "endpoint from option endpoint; bearer credential from option token"
    );
}

#[test]
fn an_environment_shows_what_it_is_and_a_fake_one_what_it_has() {
    assert_eq!(
        format!("{:?}", Environment::system()),
        "Environment(system)"
    );
    let memory = Environment::fake()
        .var("NIMBUS_TOKEN", "canary")
        .file("/etc/nimbus.json", "canary");
    let shown = format!("{memory:?}");
    assert!(shown.starts_with("FakeEnvironment {"), "{shown}");
    assert!(
        shown.contains("NIMBUS_TOKEN") && shown.contains("/etc/nimbus.json"),
        "{shown}"
    );
    assert!(!shown.contains("canary"), "{shown}");
    let environment = Environment::from(memory);
    assert_eq!(format!("{environment:?}"), "Environment(fake)");
}

#[test]
fn a_token_shows_when_it_expires_and_not_what_it_is() {
    let shown = format!("{:?}", Token::new("canary"));
    assert!(shown.starts_with("Token {"), "{shown}");
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn calls_waits_and_streams_show_what_they_are() {
    let nimbus = offline();
    let services = nimbus.services();
    let modify = format!("{:?}", services.update_with("web", |_| ()));
    assert!(
        modify.starts_with("UpdateWith {") && modify.contains(r#"name: "web""#),
        "{modify}"
    );
    let remove = format!("{:?}", services.delete_with("web", |_| ()).force(true));
    assert!(
        remove.starts_with("DeleteWith {") && remove.contains("force: true"),
        "{remove}"
    );
    let wait = services.wait("web", ServiceWaitCondition::Ready);
    let wait = format!("{:?}", wait.timeout(Duration::from_secs(3)));
    assert!(wait.contains("timeout: Some(3s)"), "{wait}");
    assert!(wait.contains("interval: 250ms"), "{wait}");
    let watch = format!("{:?}", services.watch("web"));
    assert!(watch.starts_with("Watch {"), "{watch}");
    let changes = format!("{:?}", services.watch("web").stream());
    assert!(changes.starts_with("WatchStream {"), "{changes}");
    let list = || nimbus.services().list();
    assert!(format!("{:?}", list().pages()).starts_with("Pages {"));
    assert!(format!("{:?}", list().items()).starts_with("Items {"));
}

#[tokio::test]
async fn an_error_shows_its_kind_and_its_text() {
    let error = offline().services().get("..").await.unwrap_err();
    let shown = format!("{error:?}");
    assert!(
        shown.starts_with("Error { kind: InvalidInput, text: "),
        "{shown}"
    );
    assert!(shown.contains(&error.to_string()), "{shown}");
}

#[test]
fn the_schema_of_the_credential_file_is_the_one_that_is_shared() {
    let shared = include_str!("../../../../openapi/credentials.schema.json");
    let shared: serde_json::Value = serde_json::from_str(shared).unwrap();
    assert_eq!(nimbus::discovery::credential_file_schema(), shared);
}
