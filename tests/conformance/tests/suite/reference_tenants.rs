//! The reference on tenants: which calls need one, and whose counts.

use std::collections::BTreeMap;

use nimbus::types::{SandboxProfile, SessionChannel, SessionTarget};
use nimbus::{Error, ErrorKind, Nimbus, ServiceWaitCondition};
use nimbus_conformance::resources::{SANDBOX, SESSION, definition, page, ready, sandbox, session};
use nimbus_conformance::script::{Reply, Script, call};
use serde_json::json;

use crate::specs::{browser, sandbox_spec};

/// Runs every call that needs a tenant, and gives what it came to.
macro_rules! every_call_with_a_tenant {
    ($nimbus:expr, $with:expr) => {{
        let (nimbus, with): (&Nimbus, Option<&str>) = ($nimbus, $with);
        let target = SessionTarget::sandbox(SANDBOX);
        let mut errors: Vec<(&str, Option<Error>)> = Vec::new();
        macro_rules! run {
            ($name:literal, $call:expr) => {{
                let call = $call;
                let result = match with {
                    Some(tenant) => call.tenant(tenant).await.map(|_| ()),
                    None => call.await.map(|_| ()),
                };
                errors.push(($name, result.err()));
            }};
        }
        run!("services.start", nimbus.services().start("web"));
        run!("services.stop", nimbus.services().stop("web"));
        run!("services.restart", nimbus.services().restart("web"));
        run!("services.get", nimbus.services().get("web"));
        run!(
            "services.create",
            nimbus.services().create("web", browser())
        );
        run!(
            "services.update",
            nimbus
                .services()
                .update("web", 1, browser(), BTreeMap::new())
        );
        run!("services.delete", nimbus.services().delete("web", 1));
        run!("services.list", nimbus.services().list());
        run!(
            "services.wait",
            nimbus.services().wait("web", ServiceWaitCondition::Ready)
        );
        run!(
            "sandboxes.create",
            nimbus
                .sandboxes()
                .create(SandboxProfile::Worker, sandbox_spec())
        );
        run!("sandboxes.get", nimbus.sandboxes().get(SANDBOX));
        run!("sandboxes.list", nimbus.sandboxes().list());
        run!("sandboxes.stop", nimbus.sandboxes().stop(SANDBOX));
        run!(
            "sessions.open",
            nimbus.sessions().open(target, [SessionChannel::Stdio])
        );
        run!("sessions.list", nimbus.sessions().list());
        errors
    }};
}

/// > Service and sandbox calls, plus sessions.open and sessions.list, need a tenant. … if neither is set, the call
/// > throws.
#[tokio::test]
async fn service_and_sandbox_calls_plus_open_and_list_throw_without_a_tenant() {
    let script = Script::of([]).await;
    let nimbus = script.options().build().unwrap();
    for (name, error) in every_call_with_a_tenant!(&nimbus, None) {
        let error = error.unwrap_or_else(|| panic!("{name} went through"));
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{name}");
        assert_eq!(error.argument(), Some("tenant"), "{name}");
    }
    script.saw_nothing();
}

/// > if neither is set, the call throws. (waitUntil included)
#[tokio::test]
async fn lifecycle_calls_that_wait_throw_without_a_tenant() {
    let script = Script::of([]).await;
    let nimbus = script.options().build().unwrap();
    let services = nimbus.services();
    for error in [
        services.start("web").until_ready().await.unwrap_err(),
        services.stop("web").until_stopped().await.unwrap_err(),
        services.restart("web").until_healthy().await.unwrap_err(),
    ] {
        assert_eq!(error.argument(), Some("tenant"));
    }
    script.saw_nothing();
}

fn replies() -> Vec<Reply> {
    let service = || Reply::json(200, ready());
    let definition = |status| Reply::json(status, definition("web", 1));
    let list = || Reply::json(200, page(&[]));
    vec![
        service(),
        service(),
        service(),
        service(),
        definition(201),
        definition(200),
        Reply::empty(204),
        list(),
        service(),
        Reply::json(201, sandbox()),
        Reply::json(200, sandbox()),
        list(),
        Reply::json(200, sandbox()),
        Reply::json(201, session("open")),
        list(),
    ]
}

/// > Each request accepts a tenantId that overrides the client-level default
#[tokio::test]
async fn per_request_tenant_overrides_the_client_level_default() {
    goes_to_the_tenant("other", Some("other")).await;
}

/// > tenantId: Default tenant for calls that need one.
#[tokio::test]
async fn without_one_of_its_own_each_request_uses_the_client_level_default() {
    goes_to_the_tenant("demo", None).await;
}

async fn goes_to_the_tenant(tenant: &str, with: Option<&str>) {
    let script = Script::of(replies()).await;
    let nimbus = script.nimbus();
    for (name, error) in every_call_with_a_tenant!(&nimbus, with) {
        assert!(error.is_none(), "{name}: {error:?}");
    }
    let lines = script.requests().into_iter().map(|request| request.line);
    let lines: Vec<String> = lines.collect();
    assert_eq!(lines.len(), replies().len());
    for line in &lines {
        let path = format!(" /api/tenants/{tenant}/");
        let query = format!("GET /api/sessions?tenantId={tenant}");
        // The tenant of an opened session is in the body.
        assert!(
            line.contains(&path) || *line == query || line == "POST /api/sessions",
            "{line}"
        );
    }
}

/// > Each request accepts a tenantId (sessions.open sends it in the body)
#[tokio::test]
async fn an_opened_session_carries_the_tenant_of_the_call() {
    let script = Script::of([Reply::json(201, session("open"))]).await;
    let nimbus = script.nimbus();
    let target = SessionTarget::sandbox(SANDBOX);
    let open = nimbus.sessions().open(target, [SessionChannel::Stdio]);
    open.tenant("other").await.unwrap();
    script.saw(&[call("POST /api/sessions").json(json!({
        "tenantId": "other", "target": { "sandbox": { "id": SANDBOX } }, "channels": ["stdio"],
    }))]);
}

/// > sessions.get and sessions.close address sessions by id alone.
#[tokio::test]
async fn sessions_get_and_close_address_sessions_by_id_alone() {
    let reply = || Reply::json(200, session("closed"));
    let script = Script::of([reply(), reply(), reply(), reply()]).await;
    // With a default tenant and without one: it is not sent either way.
    for nimbus in [script.nimbus(), script.options().build().unwrap()] {
        nimbus.sessions().get(SESSION).await.unwrap();
        nimbus.sessions().close(SESSION).await.unwrap();
    }
    let get = call(format!("GET /api/sessions/{SESSION}"));
    let close = call(format!("POST /api/sessions/{SESSION}/close")).json(json!({}));
    script.saw(&[get.clone(), close.clone(), get, close]);
}
