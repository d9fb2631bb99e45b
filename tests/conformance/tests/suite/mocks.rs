//! The typed httpmock helpers that are generated from the document: one matcher and one answer for each operation.

use httpmock::MockServer;
use nimbus::discovery::Environment;
use nimbus::types::{BuiltInProviderId, ErrorEnvelope, Service, ServiceBuiltInBackend};
use nimbus::{Nimbus, RetryPolicy};
use nimbus_httpmock::MockServerExt;
use serde_json::json;

fn client(server: &MockServer) -> Nimbus {
    Nimbus::builder()
        .environment(Environment::fake())
        .endpoint(server.base_url())
        .token("a-token")
        .tenant("demo")
        .retry(RetryPolicy::disabled())
        .build()
        .unwrap()
}

fn stale() -> ErrorEnvelope {
    serde_json::from_value(json!({ "error": {
        "code": "op.precondition_failed", "message": "stale", "requestId": "r-1",
        "timestamp": "2026-03-02T09:30:00Z", "severity": "error", "retryable": false, "detail": null,
    }}))
    .unwrap()
}

#[tokio::test]
async fn a_typed_mock_answers_the_operation_it_is_for() {
    let server = MockServer::start_async().await;
    let get = server.services_get(|when, then| {
        when.tenant("demo").name("web");
        then.ok(&Service::new("web"));
    });
    let services = client(&server);
    assert_eq!(services.services().get("web").await.unwrap().name, "web");
    get.assert_calls(1);
}

#[tokio::test]
async fn a_typed_mock_answers_with_the_documented_errors() {
    let server = MockServer::start_async().await;
    server.services_update(|when, then| {
        when.name("web");
        then.precondition_failed(&stale());
    });
    let nimbus = client(&server);
    let backend = ServiceBuiltInBackend::new(BuiltInProviderId::Browser);
    let update = nimbus.services().update("web", 1, backend, [].into());
    let error = update.await.unwrap_err();
    assert!(error.is_precondition_failed());
    assert_eq!(error.request_id(), Some("r-1"));
}

#[tokio::test]
async fn a_typed_mock_takes_names_literally() {
    let server = MockServer::start_async().await;
    let dotted = server.services_get(|when, then| {
        when.name("a.b");
        then.ok(&Service::new("a.b"));
    });
    let odd = server.services_get(|when, then| {
        when.name("ü (x+");
        then.ok(&Service::new("ü (x+"));
    });
    let nimbus = client(&server);
    assert!(
        nimbus
            .services()
            .get("axb")
            .await
            .unwrap_err()
            .is_not_found()
    );
    assert!(nimbus.services().get("a.b").await.is_ok());
    assert!(nimbus.services().get("ü (x+").await.is_ok());
    dotted.assert_calls(1);
    odd.assert_calls(1);
}
