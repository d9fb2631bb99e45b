//! The reference on discovery: where the endpoint comes from.

use nimbus::discovery::{Environment, FakeEnvironment};
use nimbus::{ErrorKind, Nimbus, NimbusBuilder};
use nimbus_conformance::resources::page;
use nimbus_conformance::script::{Reply, Script, call};
use serde_json::{Value, json};

use crate::specs::says;

/// Where the file is without any variable but HOME.
const FILE: &str = "/home/u/.config/nimbus/application_default_credentials.json";

fn with_file(path: &str, content: Value) -> FakeEnvironment {
    home().file(path, content.to_string())
}

fn home() -> FakeEnvironment {
    Environment::fake().var("HOME", "/home/u")
}

fn options(environment: &FakeEnvironment) -> NimbusBuilder {
    Nimbus::builder().environment(Environment::from(environment.clone()))
}

/// Three servers, only the first of which may be asked.
async fn asks_the_first(build: impl FnOnce([&Script; 3]) -> NimbusBuilder) {
    let reply = || [Reply::json(200, page(&[]))];
    let [first, second, third] = [
        Script::of(reply()).await,
        Script::of(reply()).await,
        Script::of(reply()).await,
    ];
    let options = build([&first, &second, &third])
        .token("canary")
        .tenant("demo");
    options.build().unwrap().services().list().await.unwrap();
    first.saw(&[call("GET /api/tenants/demo/services")]);
    second.saw_nothing();
    third.saw_nothing();
}

/// > Endpoint: 1. options.endpoint
#[tokio::test]
async fn endpoint_first_comes_from_the_option() {
    asks_the_first(|[option, variable, file]| {
        let environment = with_file(FILE, json!({ "endpoint": file.url() }));
        options(&environment.var("NIMBUS_ENDPOINT", variable.url())).endpoint(option.url())
    })
    .await;
}

/// > Endpoint: 2. NIMBUS_ENDPOINT environment variable
#[tokio::test]
async fn endpoint_second_comes_from_nimbus_endpoint() {
    asks_the_first(|[variable, file, _]| {
        let environment = with_file(FILE, json!({ "endpoint": file.url() }));
        options(&environment.var("NIMBUS_ENDPOINT", variable.url()))
    })
    .await;
}

/// > Endpoint: 3. The endpoint field of the local credential file
#[tokio::test]
async fn endpoint_third_comes_from_the_local_credential_file() {
    asks_the_first(|[file, ..]| options(&with_file(FILE, json!({ "endpoint": file.url() })))).await;
}

/// > When endpoint or a credential is not passed explicitly, the client discovers them
#[tokio::test]
async fn endpoint_and_credential_are_discovered_each_on_its_own() {
    asks_the_first(|[file, ..]| {
        let content = json!({ "endpoint": file.url(), "token": "not-this-one" });
        options(&with_file(FILE, content))
    })
    .await;
}

/// > If no endpoint or no credential can be discovered, the client throws an error naming the options and
/// > environment variables to set.
#[tokio::test]
async fn a_missing_endpoint_is_an_error_naming_the_option_and_the_variable() {
    let nimbus = options(&home())
        .token("canary")
        .tenant("demo")
        .build()
        .unwrap();
    let error = nimbus.services().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Discovery);
    says(
        &error,
        &["no endpoint", "option endpoint", "NIMBUS_ENDPOINT"],
    );
}
