//! Credentials, and what they allow.

use nimbus::types::{RedactionReason, ServiceBackendKind, ServiceBackendResponse};
use nimbus::{ErrorKind, Nimbus};
use nimbus_emulator::{DefinitionVerb, Emulator, Principal, Scope};

use super::{client_with, elsewhere, emulator, in_sandbox, start};

#[tokio::test]
async fn a_token_that_the_server_does_not_know_is_unauthorized() {
    let (emulator, _) = start().await;
    let nimbus = client_with(&emulator, "stranger");
    let error = nimbus.services().list().await.unwrap_err();
    assert!(error.is_unauthorized(), "{error}");
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.code(), Some("auth.unauthorized"));
    assert!(error.request_id().is_some());
    assert!(!format!("{error} {error:?}").contains("stranger"));
    // There is no newer token, so the call is not repeated.
    assert_eq!(emulator.requests().len(), 1);
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn an_api_key_does_not_authenticate_on_todays_server() {
    let (emulator, _) = start().await;
    let memory = nimbus::discovery::Environment::fake();
    let nimbus = Nimbus::builder()
        .environment(nimbus::discovery::Environment::from(memory))
        .endpoint(emulator.endpoint())
        .api_key("key")
        .tenant("demo")
        .build()
        .unwrap();
    let error = nimbus.services().list().await.unwrap_err();
    assert!(error.is_unauthorized(), "{error}");
    let seen = emulator.requests();
    assert_eq!(seen[0].header("x-nimbus-api-key"), Some("key"));
    assert_eq!(seen[0].header("authorization"), None);
}

/// Lists all definitions of its tenant, and inspects those that begin with `open-`.
fn reader() -> Principal {
    Principal::new("demo")
        .definitions(DefinitionVerb::List, Scope::Tenant)
        .definitions(DefinitionVerb::Inspect, Scope::Prefix("open-".to_owned()))
}

#[tokio::test]
async fn what_a_principal_may_not_inspect_comes_back_redacted() {
    let options = Emulator::builder().principal("reader", reader());
    let (emulator, operator) = emulator(options).await;
    operator
        .services()
        .create("open-search", elsewhere())
        .await
        .unwrap();
    operator
        .services()
        .create("search", elsewhere())
        .await
        .unwrap();
    operator
        .services()
        .create("web", in_sandbox())
        .await
        .unwrap();
    let page = client_with(&emulator, "reader")
        .services()
        .list()
        .await
        .unwrap();
    assert_eq!(page.items.len(), 3);
    assert!(matches!(
        page.items[0].spec.backend,
        ServiceBackendResponse::External(_)
    ));
    for (item, kind) in [
        (&page.items[1], ServiceBackendKind::External),
        (&page.items[2], ServiceBackendKind::Sandbox),
    ] {
        let ServiceBackendResponse::Redacted(redacted) = &item.spec.backend else {
            panic!("{:?}", item.spec.backend);
        };
        assert_eq!(redacted.backend, kind);
        assert_eq!(redacted.reason, RedactionReason::RequiresInspectPermission);
        assert_eq!(item.status.backend, kind);
    }
}

#[tokio::test]
async fn a_principal_is_bound_to_its_tenant_and_to_its_permissions() {
    let options = Emulator::builder().principal("reader", reader().grant("web"));
    let (emulator, operator) = emulator(options).await;
    operator
        .services()
        .create("web", in_sandbox())
        .await
        .unwrap();
    operator
        .services()
        .create("other", in_sandbox())
        .await
        .unwrap();
    let nimbus = client_with(&emulator, "reader");

    let foreign = nimbus
        .services()
        .list()
        .tenant("staging")
        .await
        .unwrap_err();
    assert!(foreign.is_forbidden(), "{foreign}");
    assert_eq!(foreign.code(), Some("auth.permission_denied"));
    for refused in [
        nimbus
            .services()
            .create("mine", elsewhere())
            .await
            .map(drop),
        nimbus.services().delete("web", 1).await,
        nimbus.services().get("other").await.map(drop),
        nimbus.sandboxes().list().await.map(drop),
        nimbus.sessions().list().await.map(drop),
        nimbus.tenants().list().await.map(drop),
    ] {
        let error = refused.unwrap_err();
        assert!(error.is_forbidden(), "{error}");
        assert_eq!(error.code(), Some("auth.forbidden"));
    }
    // What it was given, it may do.
    nimbus.services().start("web").await.unwrap();
    nimbus.services().stop("web").await.unwrap();
}
