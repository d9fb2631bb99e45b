//! The reference on the credential: its kinds, and the header that each becomes.

use nimbus::{Credential, CredentialKind, Nimbus};
use nimbus_conformance::resources::page;
use nimbus_conformance::script::{Reply, Script, call};

use crate::specs::{list_answered, sent};

const LIST: &str = "GET /api/tenants/demo/services";

/// > token: Bearer token (shorthand for credential: { kind: "bearer", token }).
#[tokio::test]
async fn option_token_is_shorthand_for_a_bearer_credential() {
    let script = Script::of([1, 2].map(|_| Reply::json(200, page(&[])))).await;
    let options = || Nimbus::builder().endpoint(script.url()).tenant("demo");
    let long = options().credential(Credential::bearer("canary"));
    for options in [options().token("canary"), long] {
        let nimbus = options.build().unwrap();
        nimbus.services().list().await.unwrap();
        let kind = nimbus.origins().await.unwrap().credential_kind;
        assert_eq!(kind, CredentialKind::Bearer);
    }
    script.saw(&[call(LIST), call(LIST)]);
    assert_eq!(sent(&script, "authorization"), ["Bearer canary"; 2]);
}

/// > apiKey: API key (shorthand for credential: { kind: "api_key", apiKey }).
#[tokio::test]
async fn option_api_key_is_shorthand_for_an_api_key_credential() {
    let script = Script::of([1, 2].map(|_| Reply::json(200, page(&[])))).await;
    let options = || Nimbus::builder().endpoint(script.url()).tenant("demo");
    let long = options().credential(Credential::api_key("canary"));
    for options in [options().api_key("canary"), long] {
        let nimbus = options.build().unwrap();
        nimbus.services().list().await.unwrap();
        let kind = nimbus.origins().await.unwrap().credential_kind;
        assert_eq!(kind, CredentialKind::ApiKey);
    }
    script.saw(&[call(LIST), call(LIST)]);
    assert_eq!(sent(&script, "x-nimbus-api-key"), ["canary"; 2]);
}

/// > credential: Explicit NimbusCredential.
#[tokio::test]
async fn option_credential_is_explicit_and_of_any_kind() {
    let all = [
        (Credential::bearer("a"), CredentialKind::Bearer),
        (Credential::api_key("b"), CredentialKind::ApiKey),
        (
            Credential::workload_identity("c"),
            CredentialKind::WorkloadIdentity,
        ),
    ];
    for (credential, kind) in all {
        let options = Nimbus::builder().endpoint("http://127.0.0.1:9");
        let nimbus = options.credential(credential).connect().await.unwrap();
        let origins = nimbus.origins().await.unwrap();
        assert_eq!(origins.credential_kind, kind);
        assert_eq!(origins.credential.to_string(), "option credential");
    }
}

/// > NimbusCredential is a tagged union: { kind: "bearer"; token } | { kind: "api_key"; apiKey } |
/// > { kind: "workload_identity"; token; issuer?; audience?; subject? }
#[test]
fn credential_is_a_tagged_union_of_three_kinds() {
    let full = Credential::WorkloadIdentity {
        token: "t".into(),
        issuer: Some("i".into()),
        audience: Some("a".into()),
        subject: Some("s".into()),
    };
    let all = [
        (Credential::Bearer { token: "t".into() }, "bearer"),
        (
            Credential::ApiKey {
                api_key: "k".into(),
            },
            "api_key",
        ),
        (Credential::workload_identity("t"), "workload_identity"),
        (full, "workload_identity"),
    ];
    for (credential, kind) in all {
        assert_eq!(credential.kind().to_string(), kind);
    }
    let short = Credential::workload_identity("t");
    assert!(matches!(
        short,
        Credential::WorkloadIdentity {
            issuer: None,
            audience: None,
            subject: None,
            ..
        }
    ));
}

/// > Bearer and workload-identity credentials are sent as Authorization: Bearer ….
#[tokio::test]
async fn bearer_and_workload_identity_are_sent_as_authorization_bearer() {
    let full = Credential::WorkloadIdentity {
        token: "canary".into(),
        issuer: Some("issuer-word".into()),
        audience: Some("audience-word".into()),
        subject: Some("subject-word".into()),
    };
    for credential in [Credential::bearer("canary"), full] {
        let script = list_answered().await;
        let options = Nimbus::builder().endpoint(script.url()).tenant("demo");
        let nimbus = options.credential(credential).build().unwrap();
        nimbus.services().list().await.unwrap();
        assert_eq!(sent(&script, "authorization"), ["Bearer canary"]);
        assert!(sent(&script, "x-nimbus-api-key").is_empty());
        script.saw(&[call(LIST)]);
    }
}

/// > API-key credentials are sent as an X-Nimbus-Api-Key header
#[tokio::test]
async fn api_keys_are_sent_as_x_nimbus_api_key() {
    let script = list_answered().await;
    let options = Nimbus::builder().endpoint(script.url()).tenant("demo");
    let nimbus = options.api_key("canary").build().unwrap();
    nimbus.services().list().await.unwrap();
    assert_eq!(sent(&script, "x-nimbus-api-key"), ["canary"]);
    assert!(sent(&script, "authorization").is_empty());
    script.saw(&[call(LIST)]);
}
