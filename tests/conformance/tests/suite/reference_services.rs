//! The reference on services: every verb, its route, its query and its body.

use std::collections::BTreeMap;

use nimbus::types::{
    LifecycleState, Readiness, Service, ServiceDefinition, ServiceDefinitionCollection,
};
use nimbus_conformance::resources::{definition, error, page, ready, starting, stopped};
use nimbus_conformance::script::{Call, Reply, Script, call};
use serde_json::{Value, json};

use crate::specs::browser;

const WEB: &str = "/api/tenants/demo/services/web";

fn labels() -> BTreeMap<String, String> {
    BTreeMap::from([("tier".to_owned(), "edge".to_owned())])
}

/// > start(input): Promise<NimbusService> — POST .../services/{name}/start.
#[tokio::test]
async fn start_posts_to_start_and_returns_the_service() {
    let script = Script::of([Reply::json(200, starting())]).await;
    let service: Service = script.nimbus().services().start("web").await.unwrap();
    assert_eq!(service.lifecycle_state, Some(LifecycleState::Starting));
    script.saw(&[call(format!("POST {WEB}/start"))]);
}

/// > stop(input): Promise<NimbusService> — POST .../services/{name}/stop.
#[tokio::test]
async fn stop_posts_to_stop_and_returns_the_service() {
    let script = Script::of([Reply::json(200, stopped())]).await;
    let service: Service = script.nimbus().services().stop("web").await.unwrap();
    assert_eq!(service.lifecycle_state, Some(LifecycleState::Stopped));
    script.saw(&[call(format!("POST {WEB}/stop"))]);
}

/// > restart(input): Promise<NimbusService> — POST .../services/{name}/restart.
#[tokio::test]
async fn restart_posts_to_restart_and_returns_the_service() {
    let script = Script::of([Reply::json(200, ready())]).await;
    let service: Service = script.nimbus().services().restart("web").await.unwrap();
    assert_eq!(service.readiness, Some(Readiness::Ready));
    script.saw(&[call(format!("POST {WEB}/restart"))]);
}

/// > get(selector): Promise<NimbusService> — GET .../services/{name}.
#[tokio::test]
async fn get_gets_the_service() {
    let script = Script::of([Reply::json(200, ready())]).await;
    let service: Service = script.nimbus().services().get("web").await.unwrap();
    assert_eq!(service.name, "web");
    script.saw(&[call(format!("GET {WEB}"))]);
}

/// > create(input): Promise<NimbusServiceDefinition> — POST .../services with a backend spec and optional labels.
#[tokio::test]
async fn create_posts_a_backend_spec_and_optional_labels() {
    let script = Script::of([1, 2].map(|_| Reply::json(201, definition("web", 1)))).await;
    let nimbus = script.nimbus();
    let created: ServiceDefinition = nimbus.services().create("web", browser()).await.unwrap();
    assert_eq!(created.metadata.generation, 1);
    let create = nimbus.services().create("web", browser());
    create.labels(labels()).label("team", "blue").await.unwrap();
    script.saw(&[
        created_with(json!({})),
        created_with(json!({ "tier": "edge", "team": "blue" })),
    ]);
}

fn created_with(labels: Value) -> Call {
    call("POST /api/tenants/demo/services").json(json!({
        "metadata": { "name": "web", "labels": labels },
        "spec": { "backend": { "kind": "builtIn", "provider": "browser" } },
    }))
}

/// > update(input): Promise<NimbusServiceDefinition> — PUT .../services/{name}; requires ifMatchGeneration.
#[tokio::test]
async fn update_puts_the_definition_and_requires_the_generation() {
    let script = Script::of([Reply::json(200, definition("web", 8))]).await;
    let nimbus = script.nimbus();
    let update = nimbus.services().update("web", 7, browser(), labels());
    let updated: ServiceDefinition = update.await.unwrap();
    assert_eq!(updated.metadata.generation, 8);
    script.saw(&[call(format!("PUT {WEB}")).json(json!({
        "metadata": { "name": "web", "generation": 7, "labels": { "tier": "edge" } },
        "spec": { "backend": { "kind": "builtIn", "provider": "browser" } },
    }))]);
}

/// > delete(input): Promise<void> — DELETE .../services/{name}?ifMatchGeneration=…; optional force.
#[tokio::test]
async fn delete_sends_the_generation_and_optional_force() {
    let script = Script::of([1, 2, 3].map(|_| Reply::empty(204))).await;
    let nimbus = script.nimbus();
    let () = nimbus.services().delete("web", 7).await.unwrap();
    let () = nimbus
        .services()
        .delete("web", 7)
        .force(true)
        .await
        .unwrap();
    let () = nimbus
        .services()
        .delete("web", 7)
        .force(false)
        .await
        .unwrap();
    let lines = script.requests().into_iter().map(|request| request.line);
    let queries: Vec<Vec<String>> = lines
        .map(|line| query(&line, &format!("DELETE {WEB}")))
        .collect();
    assert_eq!(
        queries,
        [
            vec!["ifMatchGeneration=7"],
            vec!["force=true", "ifMatchGeneration=7"],
            vec!["force=false", "ifMatchGeneration=7"],
        ]
    );
}

/// > list(input?): Promise<NimbusServiceDefinitionCollection> — GET .../services with optional limit and pageToken.
#[tokio::test]
async fn list_gets_services_with_optional_limit_and_page_token() {
    let script =
        Script::of([1, 2, 3, 4].map(|_| Reply::json(200, page(&[definition("web", 1)])))).await;
    let nimbus = script.nimbus();
    let services = nimbus.services();
    let listed: ServiceDefinitionCollection = services.list().await.unwrap();
    assert_eq!(listed.items[0].metadata.name, "web");
    services.list().limit(2).await.unwrap();
    services.list().page_token("tab").await.unwrap();
    services.list().limit(2).page_token("tab").await.unwrap();
    let lines = script.requests().into_iter().map(|request| request.line);
    let queries: Vec<Vec<String>> = lines
        .map(|line| query(&line, "GET /api/tenants/demo/services"))
        .collect();
    assert_eq!(
        queries,
        [
            vec![],
            vec!["limit=2"],
            vec!["pageToken=tab"],
            vec!["limit=2", "pageToken=tab"],
        ]
    );
}

/// > All service paths are rooted at /api/tenants/{tenant}/services.
#[tokio::test]
async fn all_service_paths_are_rooted_at_the_tenants_services() {
    let services = Script::of([1, 2, 3, 4, 5].map(|_| Reply::json(200, ready()))).await;
    let nimbus = services.options().tenant("acme").build().unwrap();
    let calls = nimbus.services();
    calls.start("web").await.unwrap();
    calls.stop("web").await.unwrap();
    calls.restart("web").await.unwrap();
    calls.get("web").await.unwrap();
    calls
        .wait("web", nimbus::ServiceWaitCondition::Ready)
        .await
        .unwrap();
    let definitions = Script::of([
        Reply::json(201, definition("web", 1)),
        Reply::json(200, definition("web", 1)),
        Reply::empty(204),
        Reply::json(200, page(&[])),
    ])
    .await;
    let nimbus = definitions.options().tenant("acme").build().unwrap();
    let calls = nimbus.services();
    calls.create("web", browser()).await.unwrap();
    calls.update("web", 1, browser(), labels()).await.unwrap();
    calls.delete("web", 1).await.unwrap();
    calls.list().await.unwrap();
    let mut requests = services.requests();
    requests.extend(definitions.requests());
    assert_eq!(requests.len(), 9);
    for request in requests {
        let root = " /api/tenants/acme/services";
        assert!(request.line.contains(root), "{}", request.line);
    }
}

/// > Lifecycle calls and get return NimbusService — a loose runtime view (name, plus optional lifecycleState,
/// > readiness, health, sandboxId, backend, endpoints, and other fields).
#[tokio::test]
async fn the_runtime_view_is_loose_a_name_plus_optional_and_other_fields() {
    let bare = json!({ "name": "web" });
    let other =
        json!({ "name": "web", "weather": { "wind": [1, 2.5] }, "lifecycleState": "dreaming" });
    let bodies = [bare, other, ready()];
    let script = Script::of(bodies.clone().map(|body| Reply::json(200, body))).await;
    let nimbus = script.nimbus();
    for body in bodies {
        let service = nimbus.services().get("web").await.unwrap();
        assert_eq!(serde_json::to_value(&service).unwrap(), body);
        assert_eq!(service.extra.get("weather"), body.get("weather"));
    }
}

/// > create, update, and list return NimbusServiceDefinition resources with metadata / spec / status blocks.
#[tokio::test]
async fn create_update_and_list_return_definitions_with_metadata_spec_and_status() {
    let body = definition("web", 3);
    let script = Script::of([
        Reply::json(201, body.clone()),
        Reply::json(200, body.clone()),
        Reply::json(200, page(std::slice::from_ref(&body))),
    ])
    .await;
    let nimbus = script.nimbus();
    let created = nimbus.services().create("web", browser()).await.unwrap();
    let updated = nimbus
        .services()
        .update("web", 2, browser(), labels())
        .await
        .unwrap();
    let listed = nimbus.services().list().await.unwrap().items.remove(0);
    for definition in [created, updated, listed] {
        let encoded = serde_json::to_value(&definition).unwrap();
        assert_eq!(encoded["metadata"], body["metadata"]);
        assert_eq!(encoded["spec"], body["spec"]);
        assert_eq!(encoded["status"], body["status"]);
    }
}

/// > update and delete require ifMatchGeneration — the metadata.generation of the definition you read. If the
/// > resource changed in the meantime, the server rejects the write and the call throws
#[tokio::test]
async fn a_write_that_the_server_rejects_for_its_generation_throws() {
    let stale = || Reply::json(412, error("op.precondition_failed", "generation mismatch"));
    let script = Script::of([stale(), stale()]).await;
    let nimbus = script.nimbus();
    let update = nimbus
        .services()
        .update("web", 1, browser(), labels())
        .await;
    let delete = nimbus.services().delete("web", 1).await;
    for error in [update.unwrap_err(), delete.unwrap_err()] {
        assert!(error.is_precondition_failed(), "{error}");
        assert_eq!(error.code(), Some("op.precondition_failed"));
    }
    assert_eq!(script.requests().len(), 2, "nothing is repeated by itself");
}

/// > re-read and retry
#[tokio::test]
async fn after_a_rejected_write_re_read_and_retry() {
    let script = Script::of([
        Reply::json(412, error("op.precondition_failed", "generation mismatch")),
        Reply::json(200, page(&[definition("web", 8)])),
        Reply::json(200, definition("web", 9)),
    ])
    .await;
    let nimbus = script.nimbus();
    let services = nimbus.services();
    let update = services.update("web", 7, browser(), BTreeMap::new()).await;
    assert!(update.unwrap_err().is_precondition_failed());
    let read = services.list().await.unwrap().items.remove(0).metadata;
    let retry = services
        .update("web", read.generation, browser(), read.labels)
        .await
        .unwrap();
    assert_eq!(retry.metadata.generation, 9);
    let put = |generation: u64, labels: Value| {
        call(format!("PUT {WEB}")).json(json!({
            "metadata": { "name": "web", "generation": generation, "labels": labels },
            "spec": { "backend": { "kind": "builtIn", "provider": "browser" } },
        }))
    };
    script.saw(&[
        put(7, json!({})),
        call("GET /api/tenants/demo/services"),
        put(8, json!({ "tier": "edge" })),
    ]);
}

/// The parts of a query, sorted: their order means nothing.
#[track_caller]
fn query(line: &str, route: &str) -> Vec<String> {
    let (path, query) = line.split_once('?').unwrap_or((line, ""));
    assert_eq!(path, route);
    let mut parts: Vec<String> = query
        .split('&')
        .filter(|part| !part.is_empty())
        .map(ToOwned::to_owned)
        .collect();
    parts.sort();
    parts
}
