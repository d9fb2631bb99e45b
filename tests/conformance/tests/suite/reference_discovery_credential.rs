//! The reference on discovery: where the credential comes from, and what its file may hold.

use nimbus::discovery::{Environment, FakeEnvironment};
use nimbus::{Credential, CredentialKind, ErrorKind, Nimbus, NimbusBuilder};
use nimbus_conformance::script::{Reply, Script, call};
use serde_json::{Value, json};

use crate::specs::says;

/// Where the file is without any variable but HOME.
const FILE: &str = "/home/u/.config/nimbus/application_default_credentials.json";

fn home() -> FakeEnvironment {
    Environment::fake().var("HOME", "/home/u")
}

fn with_file(path: &str, content: Value) -> FakeEnvironment {
    home().file(path, content.to_string())
}

fn options(environment: &FakeEnvironment) -> NimbusBuilder {
    Nimbus::builder().environment(Environment::from(environment.clone()))
}

/// Makes a call of a client whose environment this is, and gives the credential as it came: its kind and header.
async fn credential(
    environment: FakeEnvironment,
    told: impl FnOnce(NimbusBuilder) -> NimbusBuilder,
) -> (CredentialKind, String) {
    let script = Script::of([Reply::json(200, json!({ "tenants": [] }))]).await;
    let nimbus = told(options(&environment).endpoint(script.url()))
        .build()
        .unwrap();
    nimbus.tenants().list().await.unwrap();
    script.saw(&[call("GET /api/tenants")]);
    let request = script.requests().remove(0);
    let header = ["authorization", "x-nimbus-api-key"]
        .iter()
        .find_map(|name| Some(format!("{name}: {}", request.headers(name).first()?)));
    let kind = nimbus.origins().await.unwrap().credential_kind;
    (kind, header.unwrap())
}

/// What a credential found in the environment is sent as.
async fn found(environment: FakeEnvironment) -> (CredentialKind, String) {
    credential(environment, |options| options).await
}

fn bearer(token: &str) -> (CredentialKind, String) {
    (
        CredentialKind::Bearer,
        format!("authorization: Bearer {token}"),
    )
}

fn api_key(key: &str) -> (CredentialKind, String) {
    (CredentialKind::ApiKey, format!("x-nimbus-api-key: {key}"))
}

fn workload_identity(token: &str) -> (CredentialKind, String) {
    (
        CredentialKind::WorkloadIdentity,
        format!("authorization: Bearer {token}"),
    )
}

fn everything() -> FakeEnvironment {
    with_file(FILE, json!({ "token": "from-file" }))
        .var("NIMBUS_TOKEN", "from-token")
        .var("NIMBUS_BEARER_TOKEN", "from-bearer-token")
        .var("NIMBUS_API_KEY", "from-api-key")
        .var("NIMBUS_WORKLOAD_IDENTITY_TOKEN", "from-workload-identity")
        .var("NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE", "/token")
        .file("/token", "from-token-file")
}

/// > Credential: 1. options.credential, options.token, or options.apiKey
#[tokio::test]
async fn credential_first_comes_from_the_options() {
    let by_credential = credential(everything(), |it| it.credential(Credential::bearer("said")));
    assert_eq!(by_credential.await, bearer("said"));
    let by_token = credential(everything(), |it| it.token("said"));
    assert_eq!(by_token.await, bearer("said"));
    let by_api_key = credential(everything(), |it| it.api_key("said"));
    assert_eq!(by_api_key.await, api_key("said"));
}

/// > 1. options.credential, options.token, or options.apiKey
#[tokio::test]
async fn option_credential_comes_before_token_before_api_key() {
    let all = credential(home(), |it| {
        let it = it.api_key("third").token("second");
        it.credential(Credential::workload_identity("first"))
    });
    assert_eq!(all.await, workload_identity("first"));
    let two = credential(home(), |it| it.api_key("third").token("second"));
    assert_eq!(two.await, bearer("second"));
}

/// > 2. Environment variables: NIMBUS_TOKEN or NIMBUS_BEARER_TOKEN (bearer), then NIMBUS_API_KEY, then
/// > NIMBUS_WORKLOAD_IDENTITY_TOKEN
#[tokio::test]
async fn credential_second_comes_from_variables_in_their_order() {
    assert_eq!(found(everything()).await, bearer("from-token"));
    let without = everything().var("NIMBUS_TOKEN", "");
    assert_eq!(found(without.clone()).await, bearer("from-bearer-token"));
    let without = without.var("NIMBUS_BEARER_TOKEN", "");
    assert_eq!(found(without.clone()).await, api_key("from-api-key"));
    let without = without.var("NIMBUS_API_KEY", "");
    assert_eq!(
        found(without).await,
        workload_identity("from-workload-identity")
    );
}

/// > NIMBUS_WORKLOAD_IDENTITY_TOKEN (with optional NIMBUS_WORKLOAD_IDENTITY_ISSUER,
/// > NIMBUS_WORKLOAD_IDENTITY_AUDIENCE, NIMBUS_WORKLOAD_IDENTITY_SUBJECT)
#[tokio::test]
async fn issuer_audience_and_subject_variables_are_optional() {
    let bare = home().var("NIMBUS_WORKLOAD_IDENTITY_TOKEN", "t");
    assert_eq!(found(bare.clone()).await, workload_identity("t"));
    let full = bare
        .var("NIMBUS_WORKLOAD_IDENTITY_ISSUER", "i")
        .var("NIMBUS_WORKLOAD_IDENTITY_AUDIENCE", "a")
        .var("NIMBUS_WORKLOAD_IDENTITY_SUBJECT", "s");
    assert_eq!(found(full).await, workload_identity("t"));
}

/// > 3. The local credential file: ~/.config/nimbus/application_default_credentials.json
#[tokio::test]
async fn credential_third_comes_from_the_local_credential_file() {
    let environment = with_file(FILE, json!({ "token": "from-file" }))
        .var("NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE", "/token")
        .file("/token", "from-token-file");
    assert_eq!(found(environment).await, bearer("from-file"));
}

/// > (honors XDG_CONFIG_HOME …)
#[tokio::test]
async fn the_credential_file_honors_xdg_config_home() {
    let environment = with_file(FILE, json!({ "token": "from-home" }))
        .var("XDG_CONFIG_HOME", "/xdg")
        .file(
            "/xdg/nimbus/application_default_credentials.json",
            r#"{"token":"from-xdg"}"#,
        );
    assert_eq!(found(environment).await, bearer("from-xdg"));
}

/// > override the path with NIMBUS_APPLICATION_CREDENTIALS
#[tokio::test]
async fn nimbus_application_credentials_overrides_the_path() {
    let environment = with_file(FILE, json!({ "token": "from-home" }))
        .var("XDG_CONFIG_HOME", "/xdg")
        .file(
            "/xdg/nimbus/application_default_credentials.json",
            r#"{"token":"from-xdg"}"#,
        )
        .var("NIMBUS_APPLICATION_CREDENTIALS", "/elsewhere.json")
        .file("/elsewhere.json", r#"{"token":"from-elsewhere"}"#);
    assert_eq!(found(environment).await, bearer("from-elsewhere"));
}

/// > The file may carry endpoint, a top-level token/access_token or apiKey/api_key
#[tokio::test]
async fn the_file_may_carry_a_top_level_token_or_api_key_in_both_spellings() {
    for field in ["token", "access_token"] {
        assert_eq!(
            found(with_file(FILE, json!({ field: "t" }))).await,
            bearer("t"),
            "{field}"
        );
    }
    for field in ["apiKey", "api_key"] {
        assert_eq!(
            found(with_file(FILE, json!({ field: "k" }))).await,
            api_key("k"),
            "{field}"
        );
    }
}

/// > or a nested credential object with kind, token, and workload-identity fields.
#[tokio::test]
async fn the_file_may_carry_a_nested_credential_object() {
    for (nested, expected) in [
        (json!({ "kind": "bearer", "token": "t" }), bearer("t")),
        (json!({ "kind": "api_key", "apiKey": "k" }), api_key("k")),
        (
            json!({
                "kind": "workload_identity", "token": "t", "issuer": "i", "audience": "a", "subject": "s",
            }),
            workload_identity("t"),
        ),
    ] {
        let content = json!({ "credential": nested, "token": "not-this-one" });
        assert_eq!(
            found(with_file(FILE, content.clone())).await,
            expected,
            "{content}"
        );
    }
}

/// > 4. A token file named by NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE (read as a workload-identity token).
#[tokio::test]
async fn credential_fourth_comes_from_a_token_file_as_a_workload_identity_token() {
    let environment = home()
        .var("NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE", "/token")
        .file("/token", "from-token-file\n");
    assert_eq!(
        found(environment).await,
        workload_identity("from-token-file")
    );
}

/// > If no endpoint or no credential can be discovered, the client throws an error naming the options and
/// > environment variables to set.
#[tokio::test]
async fn a_missing_credential_is_an_error_naming_the_options_and_the_variables() {
    let script = Script::of([]).await;
    let nimbus = options(&home())
        .endpoint(script.url())
        .tenant("demo")
        .build()
        .unwrap();
    let error = nimbus.services().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Discovery);
    says(
        &error,
        &[
            "no credential",
            "options credential, token and api_key",
            "NIMBUS_TOKEN",
            "NIMBUS_BEARER_TOKEN",
            "NIMBUS_API_KEY",
            "NIMBUS_WORKLOAD_IDENTITY_TOKEN",
            "NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE",
            "NIMBUS_APPLICATION_CREDENTIALS",
        ],
    );
    script.saw_nothing();
}
