//! The reference on the backends of services: what is sent, and what comes back.

use nimbus::types::{
    BuiltInProviderId, ExternalEndpointPolicy, ExternalNoAuth, HttpHealthCheck, RedactionReason,
    SandboxOwnerSpec, SandboxServiceOwner, ServiceBackendKind, ServiceBackendResponse,
    ServiceBackendSpec, ServiceBuiltInBackend, ServiceExternalBackend, ServiceRedactedBackend,
    ServiceSandboxBackendSpec,
};
use nimbus_conformance::resources::{definition, external, image_root, page, process};
use nimbus_conformance::script::{Reply, Script, call};
use serde_json::{Value, json};

use crate::specs::{is, sandbox_spec};

/// > NimbusServiceBackendSpec = { kind: "sandbox"; sandbox: NimbusSandboxSpec }
#[test]
fn backend_spec_sandbox_holds_a_sandbox_spec() {
    let mut spec = sandbox_spec();
    spec.owner = SandboxOwnerSpec::from(SandboxServiceOwner::new().service_name("web"));
    is(
        &ServiceBackendSpec::from(ServiceSandboxBackendSpec::new(spec)),
        json!({ "kind": "sandbox", "sandbox": {
            "owner": { "kind": "service", "serviceName": "web" }, "backend": "krun", "root": image_root(),
            "process": { "argv": ["node", "run.js"], "cwd": "/app" },
        }}),
    );
}

/// > { kind: "builtIn"; provider: "loadBalancer" | "serviceDiscovery" | "browser" | "modelGateway" }
#[test]
fn backend_spec_built_in_names_one_of_four_providers() {
    for (provider, word) in [
        (BuiltInProviderId::LoadBalancer, "loadBalancer"),
        (BuiltInProviderId::ServiceDiscovery, "serviceDiscovery"),
        (BuiltInProviderId::Browser, "browser"),
        (BuiltInProviderId::ModelGateway, "modelGateway"),
    ] {
        is(
            &ServiceBackendSpec::from(ServiceBuiltInBackend::new(provider)),
            json!({ "kind": "builtIn", "provider": word }),
        );
    }
}

/// > { kind: "external"; endpoint: { url: string }; auth: { kind: "none" }; health: { kind: "http"; path: string } }
#[test]
fn backend_spec_external_holds_endpoint_auth_and_health() {
    let backend = ServiceExternalBackend::new(
        ExternalEndpointPolicy::new("https://search.internal:9200"),
        ExternalNoAuth::new(),
        HttpHealthCheck::new("/healthz"),
    );
    is(&ServiceBackendSpec::from(backend), external());
}

/// > NimbusServiceCreateRequest.backend takes a NimbusServiceBackendSpec
#[tokio::test]
async fn create_takes_every_backend_spec() {
    let specs = [
        external(),
        json!({ "kind": "builtIn", "provider": "loadBalancer" }),
        json!({ "kind": "sandbox", "sandbox": {
            "owner": { "kind": "service" }, "backend": "container", "root": image_root(), "process": {},
        }}),
    ];
    let script = Script::of([1, 2, 3].map(|_| Reply::json(201, definition("web", 1)))).await;
    let nimbus = script.nimbus();
    for spec in &specs {
        let backend: ServiceBackendSpec = serde_json::from_value(spec.clone()).unwrap();
        nimbus.services().create("web", backend).await.unwrap();
    }
    let posts = specs.map(|spec| {
        call("POST /api/tenants/demo/services").json(json!({
            "metadata": { "name": "web", "labels": {} }, "spec": { "backend": spec },
        }))
    });
    script.saw(&posts);
}

/// > Responses use NimbusServiceBackendResponse, which adds a redacted variant: callers without inspect permission
/// > see { kind: "redacted", backend, redacted: true, reason: "requiresInspectPermission" }.
#[test]
fn backend_response_adds_a_redacted_variant() {
    for (kind, word) in [
        (ServiceBackendKind::Sandbox, "sandbox"),
        (ServiceBackendKind::BuiltIn, "builtIn"),
        (ServiceBackendKind::External, "external"),
    ] {
        let reason = RedactionReason::RequiresInspectPermission;
        let backend = ServiceRedactedBackend::new(kind, true, reason);
        is(
            &ServiceBackendResponse::from(backend),
            json!({
                "kind": "redacted", "backend": word, "redacted": true, "reason": "requiresInspectPermission",
            }),
        );
    }
}

/// > Responses use NimbusServiceBackendResponse (with the three kinds of the spec)
#[test]
fn backend_response_has_the_three_kinds_of_the_spec() {
    let sandbox = json!({ "kind": "sandbox", "sandbox": {
        "tenantId": "demo", "owner": { "kind": "service", "serviceName": "web" }, "backend": "container",
        "root": image_root(), "process": process(),
    }});
    let built_in = json!({ "kind": "builtIn", "provider": "browser" });
    let decode = |body: &Value| {
        let decoded: ServiceBackendResponse = serde_json::from_value(body.clone()).unwrap();
        assert_eq!(serde_json::to_value(&decoded).unwrap(), *body);
        decoded
    };
    assert!(matches!(
        decode(&sandbox),
        ServiceBackendResponse::Sandbox(_)
    ));
    assert!(matches!(
        decode(&built_in),
        ServiceBackendResponse::BuiltIn(_)
    ));
    assert!(matches!(
        decode(&external()),
        ServiceBackendResponse::External(_)
    ));
}

/// > callers without inspect permission see { kind: "redacted", … } (in a list)
#[tokio::test]
async fn a_list_with_redacted_backends_decodes_whole() {
    let mut body = definition("web", 1);
    body["spec"]["backend"] = json!({
        "kind": "redacted", "backend": "external", "redacted": true, "reason": "requiresInspectPermission",
    });
    let script = Script::of([Reply::json(200, page(std::slice::from_ref(&body)))]).await;
    let listed = script.nimbus().services().list().await.unwrap();
    assert!(matches!(
        listed.items[0].spec.backend,
        ServiceBackendResponse::Redacted(_)
    ));
    assert_eq!(serde_json::to_value(&listed.items[0]).unwrap(), body);
}
