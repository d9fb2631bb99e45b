//! What application principals may do.

use nimbus_emulator::{
    DefinitionVerb, Emulator, Principal, SandboxVerb, Scope, SessionScope, SessionVerb,
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{
    Api, Reply, SANDBOXES, SERVICES, browser, definition, sandboxed, send, standalone,
};

const APP: &str = "app-token";
const FORBIDDEN: &str = "auth.forbidden";

async fn with(principal: Principal) -> Api {
    Api::with(Emulator::builder().principal(APP, principal)).await
}

async fn app(api: &Api, method: Method, path: &str, body: Option<Value>) -> Reply {
    let request = api.bare(method, path).bearer_auth(APP);
    send(match body {
        Some(body) => request.json(&body),
        None => request,
    })
    .await
}

fn exact(name: &str) -> Scope {
    Scope::Exact(name.to_owned())
}

fn session() -> Value {
    json!({ "tenantId": "demo", "target": { "service": { "name": "tab" } }, "channels": ["cdp"] })
}

#[tokio::test]
async fn a_new_principal_may_do_nothing() {
    let api = with(Principal::new("demo")).await;
    api.declare("tab", &browser()).await;
    let tab = "/api/tenants/demo/services/tab";
    let change = json!({ "metadata": { "generation": 1 }, "spec": { "backend": browser() } });
    let calls = [
        (Method::GET, SERVICES.to_owned(), None),
        (
            Method::POST,
            SERVICES.to_owned(),
            Some(definition("x", &browser())),
        ),
        (Method::GET, tab.to_owned(), None),
        (Method::PUT, tab.to_owned(), Some(change)),
        (Method::DELETE, format!("{tab}?ifMatchGeneration=1"), None),
        (Method::POST, format!("{tab}/start"), None),
        (Method::POST, format!("{tab}/stop"), None),
        (Method::POST, format!("{tab}/restart"), None),
        (Method::GET, SANDBOXES.to_owned(), None),
        (Method::POST, SANDBOXES.to_owned(), Some(standalone("x"))),
        (Method::GET, format!("{SANDBOXES}/x"), None),
        (Method::POST, format!("{SANDBOXES}/x/stop"), None),
        (Method::GET, "/api/sessions?tenantId=demo".to_owned(), None),
        (Method::POST, "/api/sessions".to_owned(), Some(session())),
        (Method::GET, "/api/tenants".to_owned(), None),
        (
            Method::POST,
            "/api/tenants".to_owned(),
            Some(json!({ "id": "x" })),
        ),
        (Method::DELETE, "/api/tenants/demo".to_owned(), None),
    ];
    for (method, path, body) in calls {
        let reply = app(&api, method, &path, body).await;
        reply.fails(403, FORBIDDEN);
    }
}

#[tokio::test]
async fn another_tenant_is_denied() {
    let api = with(Principal::new("other")).await;
    let body = definition("x", &browser());
    let calls = [
        (Method::GET, SERVICES, None),
        (Method::POST, SERVICES, Some(body)),
        (Method::GET, "/api/tenants/demo/services/web", None),
        (Method::GET, SANDBOXES, None),
        (Method::GET, "/api/sessions?tenantId=demo", None),
        (Method::POST, "/api/sessions", Some(session())),
    ];
    for (method, path, body) in calls {
        let reply = app(&api, method, path, body).await;
        reply.fails(403, "auth.permission_denied");
    }
}

#[tokio::test]
async fn a_list_without_inspect_hides_the_backend() {
    let principal = Principal::new("demo")
        .definitions(DefinitionVerb::List, Scope::Tenant)
        .definitions(DefinitionVerb::Inspect, exact("tab"));
    let api = with(principal).await;
    api.declare("tab", &browser()).await;
    api.declare("web", &sandboxed()).await;
    let list = app(&api, Method::GET, SERVICES, None).await.json;
    assert_eq!(list["items"][0]["spec"]["backend"], browser());
    let redacted = json!({
        "kind": "redacted", "backend": "sandbox", "redacted": true,
        "reason": "requiresInspectPermission",
    });
    assert_eq!(list["items"][1]["spec"]["backend"], redacted);
}

#[tokio::test]
async fn a_list_hides_what_it_may_not_show_before_it_counts() {
    let scope = Scope::Prefix("we".to_owned());
    let api = with(Principal::new("demo").definitions(DefinitionVerb::List, scope)).await;
    api.declare("tab", &browser()).await;
    api.declare("web", &browser()).await;
    let list = app(&api, Method::GET, &format!("{SERVICES}?limit=1"), None)
        .await
        .json;
    assert_eq!(list["items"][0]["metadata"]["name"], "web");
    assert_eq!(list["metadata"]["remainingCount"], 0);
    assert_eq!(list["metadata"]["resourceVersion"], "services:demo:1");
}

#[tokio::test]
async fn a_grant_opens_the_lifecycle_of_one_service() {
    let api = with(Principal::new("demo").grant("web")).await;
    api.declare("web", &sandboxed()).await;
    api.declare("web2", &sandboxed()).await;
    let start = |name: &str| format!("{SERVICES}/{name}/start");
    let reply = app(&api, Method::POST, &start("web"), None).await;
    assert_eq!(reply.json["state"], "ready");
    app(&api, Method::POST, &start("web2"), None)
        .await
        .fails(403, FORBIDDEN);
    let api = with(Principal::new("demo").grant("web").grant("*")).await;
    api.declare("web", &sandboxed()).await;
    app(&api, Method::POST, &start("web"), None)
        .await
        .fails(403, FORBIDDEN);
}

#[tokio::test]
async fn force_needs_more_than_delete() {
    let delete = |verb| Principal::new("demo").definitions(verb, Scope::Tenant);
    let path = "/api/tenants/demo/services/tab?ifMatchGeneration=1";
    let forced = format!("{path}&force=true");
    let api = with(delete(DefinitionVerb::Delete).grant("tab")).await;
    api.declare("tab", &browser()).await;
    app(&api, Method::DELETE, &forced, None)
        .await
        .fails(403, FORBIDDEN);
    app(&api, Method::DELETE, path, None).await.is_empty(204);
    let api = with(delete(DefinitionVerb::ForceDelete)).await;
    api.declare("tab", &browser()).await;
    app(&api, Method::DELETE, &forced, None)
        .await
        .fails(403, FORBIDDEN);
    let api = with(delete(DefinitionVerb::ForceDelete).grant("tab")).await;
    api.declare("tab", &browser()).await;
    app(&api, Method::DELETE, &forced, None).await.is_empty(204);
}

#[tokio::test]
async fn verbs_allow_what_they_name() {
    let principal = Principal::new("demo")
        .definitions(DefinitionVerb::Create, exact("tab"))
        .definitions(DefinitionVerb::Update, exact("tab"))
        .sandboxes(SandboxVerb::Create, Scope::Tenant)
        .sandboxes(SandboxVerb::Stop, Scope::Prefix("batch-".to_owned()));
    let api = with(principal).await;
    let body = definition("tab", &browser());
    let reply = app(&api, Method::POST, SERVICES, Some(body)).await;
    assert_eq!(reply.status, 201);
    let body = definition("web", &browser());
    app(&api, Method::POST, SERVICES, Some(body))
        .await
        .fails(403, FORBIDDEN);
    let change = json!({ "metadata": { "generation": 1 }, "spec": { "backend": browser() } });
    let tab = "/api/tenants/demo/services/tab";
    assert_eq!(app(&api, Method::PUT, tab, Some(change)).await.status, 200);
    let made = app(&api, Method::POST, SANDBOXES, Some(standalone("batch"))).await;
    let id = made.json["metadata"]["id"].as_str().unwrap();
    let path = format!("{SANDBOXES}/{id}");
    app(&api, Method::GET, &path, None)
        .await
        .fails(403, FORBIDDEN);
    assert_eq!(
        app(&api, Method::POST, &format!("{path}/stop"), None)
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_session_needs_its_verb_its_target_and_its_channels() {
    let open = || Principal::new("demo").sessions(SessionVerb::Open, SessionScope::Tenant);
    let principals = [
        (Principal::new("demo").grant("tab"), 403),
        (open(), 403),
        (open().grant("tab").channels(["page"]), 403),
        (open().grant("tab").channels(["cdp"]), 201),
        (open().grant("tab"), 201),
    ];
    for (principal, status) in principals {
        let api = with(principal).await;
        api.declare("tab", &browser()).await;
        let reply = app(&api, Method::POST, "/api/sessions", Some(session())).await;
        assert_eq!(reply.status, status, "{}", reply.text);
    }
}

#[tokio::test]
async fn a_session_on_a_sandbox_needs_get() {
    for (verb, status) in [(SandboxVerb::List, 403), (SandboxVerb::Get, 201)] {
        let principal = Principal::new("demo")
            .sessions(SessionVerb::Open, SessionScope::Tenant)
            .sandboxes(verb, Scope::Tenant);
        let api = with(principal).await;
        let id = api.sandbox().await;
        let body = json!({
            "tenantId": "demo", "target": { "sandbox": { "id": id } }, "channels": ["stdio"],
        });
        let reply = app(&api, Method::POST, "/api/sessions", Some(body)).await;
        assert_eq!(reply.status, status, "{}", reply.text);
    }
}

#[tokio::test]
async fn sessions_are_scoped_by_their_service() {
    let scope = || SessionScope::Service("tab".to_owned());
    let principal = Principal::new("demo")
        .sessions(SessionVerb::Get, scope())
        .sessions(SessionVerb::List, scope());
    let api = with(principal).await;
    api.declare("tab", &browser()).await;
    api.declare("tab2", &browser()).await;
    let mine = api.post("/api/sessions", &session()).await.json;
    let mut body = session();
    body["target"]["service"]["name"] = json!("tab2");
    let other = api.post("/api/sessions", &body).await.json;
    let path = |session: &Value| {
        format!(
            "/api/sessions/{}",
            session["metadata"]["id"].as_str().unwrap()
        )
    };
    assert_eq!(app(&api, Method::GET, &path(&mine), None).await.status, 200);
    app(&api, Method::GET, &path(&other), None)
        .await
        .fails(403, FORBIDDEN);
    let close = format!("{}/close", path(&mine));
    app(&api, Method::POST, &close, Some(json!({})))
        .await
        .fails(403, FORBIDDEN);
    let list = app(&api, Method::GET, "/api/sessions?tenantId=demo", None)
        .await
        .json;
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_session_of_another_tenant_does_not_exist() {
    let api = with(Principal::new("other").sessions(SessionVerb::Get, SessionScope::Tenant)).await;
    api.declare("tab", &browser()).await;
    let session = api.post("/api/sessions", &session()).await.json;
    let path = format!(
        "/api/sessions/{}",
        session["metadata"]["id"].as_str().unwrap()
    );
    app(&api, Method::GET, &path, None)
        .await
        .fails(404, "service.route_not_found");
}
