//! Every status that the document lists for an operation is seen. What every operation refuses alike is read off the
//! document; the rest is a list of calls. What is sent and answered is held to the document by the client.

use std::collections::BTreeSet;

use nimbus_conformance::contract::{Operation, document};
use nimbus_emulator::{Emulator, Principal, StartFailure, State};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::client::{Api, SANDBOXES, SERVICES, browser, definition, sandboxed, send, standalone};

/// Documented, because servers that share the routes may answer so, and out of reach here.
const OUT_OF_REACH: [(&str, u16); 1] = [
    // Sandboxes get their id from the server, which does not give one out twice.
    ("sandboxes_create", 409),
];

/// Operations, and the statuses that they were answered with.
type Seen = BTreeSet<(String, u16)>;

fn seen(api: &Api) -> Seen {
    let exchanges = api.emulator.requests().into_iter();
    exchanges
        .filter_map(|it| Some((it.operation?.to_owned(), it.status?)))
        .collect()
}

/// The value of an example of the document.
pub(crate) fn example(name: &str) -> Value {
    let value = &document().root["components"]["examples"][name]["value"];
    assert!(value.is_object(), "no example {name}");
    value.clone()
}

/// A call of an operation that is right in form: what it names need not exist.
struct Form {
    method: Method,
    target: String,
    body: Option<Value>,
}

impl Form {
    /// Filled in with the examples of the document.
    fn of(operation: &'static Operation) -> Self {
        let mut target = operation.path.clone();
        let mut query = Vec::new();
        for parameter in &operation.parameters {
            let example = match &parameter.example {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            if !parameter.in_query {
                target = target.replace(&format!("{{{}}}", parameter.name), &example);
            } else if parameter.required {
                query.push(format!("{}={example}", parameter.name));
            }
        }
        if !query.is_empty() {
            target = format!("{target}?{}", query.join("&"));
        }
        let body = operation.body.as_ref().map(|body| {
            let examples = body["application/json"]["examples"].as_object().unwrap();
            let target = examples.values().next().unwrap()["$ref"].as_str().unwrap();
            document().root.pointer(&target[1..]).unwrap()["value"].clone()
        });
        Self {
            method: operation.method.parse().unwrap(),
            target,
            body,
        }
    }

    /// Without a credential.
    fn bare(&self, api: &Api) -> RequestBuilder {
        let request = api.bare(self.method.clone(), &self.target);
        match &self.body {
            Some(body) => request.json(body),
            None => request,
        }
    }

    fn request(&self, api: &Api) -> RequestBuilder {
        self.bare(api).bearer_auth(api.emulator.token())
    }
}

fn operations() -> impl Iterator<Item = &'static Operation> {
    document().operations.iter()
}

async fn credentials() -> Seen {
    let options = Emulator::builder()
        .principal("powerless", Principal::new("demo"))
        .principal("foreign", Principal::new("other"));
    let api = Api::with(options).await;
    let mut open = example("SessionOpenSandbox");
    open["target"]["sandbox"]["id"] = api.sandbox().await.into();
    let session = api.post("/api/sessions", &open).await.json;
    let session = session["metadata"]["id"].as_str().unwrap();
    for operation in operations() {
        let mut form = Form::of(operation);
        if operation.path.starts_with("/api/sessions/") {
            // Another's session, and none, are told apart only by those who may see it.
            form.target = operation.path.replace("{id}", session);
        }
        let anonymous = send(form.bare(&api)).await;
        if !operation.secured {
            assert_eq!(anonymous.status, 200);
            continue;
        }
        anonymous.fails(401, "auth.unauthorized");
        for request in [
            form.bare(&api).bearer_auth("stranger"),
            form.bare(&api).header("x-nimbus-api-key", "key"),
        ] {
            send(request).await.fails(401, "auth.unauthorized");
        }
        let powerless = send(form.bare(&api).bearer_auth("powerless")).await;
        powerless.fails(403, "auth.forbidden");
        let names_tenant = operation.path.contains("{tenant}") && operation.id != "tenants_delete"
            || operation.path == "/api/sessions";
        if names_tenant && !operation.path.contains("{id}") {
            let foreign = send(form.bare(&api).bearer_auth("foreign")).await;
            foreign.fails(403, "auth.permission_denied");
        }
    }
    seen(&api)
}

async fn malformed() -> Seen {
    let api = Api::new().await;
    for operation in operations() {
        for (name, good, bad) in [("tenant", "/demo", "/_demo"), ("name", "/web", "/a%2Fb")] {
            if operation.path.contains(&format!("{{{name}}}")) {
                let mut form = Form::of(operation);
                form.target = form.target.replacen(good, bad, 1);
                send(form.request(&api))
                    .await
                    .fails(400, "op.invalid_input");
            }
        }
        let mut parameters = operation.parameters.iter();
        if parameters.any(|parameter| parameter.in_query)
            // Reading and closing a session look at no query.
            && !operation.path.starts_with("/api/sessions/")
        {
            let mut form = Form::of(operation);
            let mark = if form.target.contains('?') { '&' } else { '?' };
            form.target = format!("{}{mark}colour=red", form.target);
            send(form.request(&api)).await.is_plain(400);
        }
    }
    seen(&api)
}

/// All of these are refused in plain text, before a handler sees them.
async fn bodies() -> Seen {
    let api = Api::new().await;
    for operation in operations().filter(|operation| operation.body.is_some()) {
        let form = Form::of(operation);
        let request = |media: &str| {
            let request = api.request(form.method.clone(), &form.target);
            request.header("content-type", media)
        };
        let json = || request("application/json");
        for (request, status) in [
            (json().body("{"), 400),
            (json().body(" ".repeat((2 << 20) + 1)), 413),
            (
                api.request(form.method.clone(), &form.target).body("{}"),
                415,
            ),
            (request("text/json").body("{}"), 415),
            (json().body("3"), 422),
        ] {
            send(request).await.is_plain(status);
        }
        let mut wider = form.body.clone().unwrap();
        wider["colour"] = "red".into();
        let tolerant = operation.id == "tenants_create";
        let reply = send(json().body(wider.to_string())).await;
        assert_eq!(
            reply.status,
            if tolerant { 201 } else { 422 },
            "{}",
            operation.id
        );
    }
    seen(&api)
}

async fn unknown_things() -> Seen {
    let api = Api::new().await;
    for operation in operations().filter(|operation| operation.replies.contains_key("404")) {
        let code = match operation.id.as_str() {
            "tenants_delete" => "session.tenant_not_found",
            "services_update" | "services_delete" | "sessions_open" => "op.not_found",
            _ => "service.route_not_found",
        };
        send(Form::of(operation).request(&api))
            .await
            .fails(404, code);
    }
    seen(&api)
}

/// What went well, and the refusals that depend on what is there.
async fn in_turn() -> Seen {
    let api = Api::new().await;
    let web = &format!("{SERVICES}/web");
    let (tab, gone) = (
        &format!("{SERVICES}/tab"),
        &format!("{web}?ifMatchGeneration"),
    );
    let tenant = &json!({ "id": "demo" });
    let update = &json!({ "metadata": { "generation": 1 }, "spec": { "backend": sandboxed() } });
    let stale = &json!({ "metadata": { "generation": 9 }, "spec": { "backend": sandboxed() } });
    let steps: [(u16, &str, &str, Option<&Value>); 24] = [
        (201, "POST", "/api/tenants", Some(tenant)),
        (409, "POST", "/api/tenants", Some(tenant)),
        (400, "POST", "/api/tenants", Some(&json!({ "id": "_a" }))),
        (200, "GET", "/api/tenants", None),
        (
            201,
            "POST",
            SERVICES,
            Some(&definition("web", &sandboxed())),
        ),
        (
            409,
            "POST",
            SERVICES,
            Some(&definition("web", &sandboxed())),
        ),
        (201, "POST", SERVICES, Some(&definition("tab", &browser()))),
        (200, "GET", SERVICES, None),
        (400, "POST", &format!("{tab}/start"), None),
        (400, "POST", &format!("{tab}/restart"), None),
        (200, "POST", &format!("{web}/start"), None),
        (200, "GET", web, None),
        (409, "PUT", web, Some(update)),
        (409, "DELETE", &format!("{gone}=1"), None),
        (200, "POST", &format!("{web}/restart"), None),
        (200, "POST", &format!("{web}/stop"), None),
        (412, "PUT", web, Some(stale)),
        (412, "DELETE", &format!("{gone}=9"), None),
        (200, "PUT", web, Some(update)),
        (400, "DELETE", web, None),
        (200, "GET", SANDBOXES, None),
        (400, "GET", "/api/sessions", None),
        (200, "GET", "/api/sessions?tenantId=demo", None),
        (204, "DELETE", "/api/tenants/demo", None),
    ];
    for (status, method, target, body) in steps {
        let request = api.request(method.parse().unwrap(), target);
        let reply = send(match body {
            Some(body) => request.json(body),
            None => request,
        });
        let reply = reply.await;
        assert_eq!(reply.status, status, "{method} {target}: {}", reply.text);
    }
    for verb in ["start", "restart"] {
        for (failure, status) in [
            (StartFailure::Launch, 500),
            (StartFailure::ImageRefused, 403),
            (StartFailure::Dies, 200),
            (StartFailure::Hangs, 429),
        ] {
            api.emulator.fail_next_start("demo", "web", failure);
            assert_eq!(api.act(&format!("{web}/{verb}")).await.status, status);
        }
    }
    let forced = format!("{gone}=2&force=true");
    assert_eq!(api.delete(&forced).await.status, 429);
    let free = api.delete(&format!("{tab}?ifMatchGeneration=1")).await;
    assert_eq!(free.status, 204);
    seen(&api)
}

async fn sandboxes_and_sessions() -> Seen {
    let api = Api::new().await;
    let id = api.sandbox().await;
    let sandbox = format!("{SANDBOXES}/{id}");
    for state in [
        State::Starting,
        State::NotReady,
        State::Stopping,
        State::Failed,
        State::Ready,
    ] {
        assert!(api.emulator.set_sandbox_state("demo", &id, state));
        assert_eq!(api.get(&sandbox).await.status, 200);
    }
    let mut open = example("SessionOpenSandbox");
    open["target"]["sandbox"]["id"] = json!(id);
    let session = api.post("/api/sessions", &open).await.json;
    let session = format!(
        "/api/sessions/{}",
        session["metadata"]["id"].as_str().unwrap()
    );
    assert_eq!(api.get(&session).await.status, 200);
    assert!(api.emulator.set_sandbox_state("demo", &id, State::NotReady));
    let open = api.post("/api/sessions", &open).await;
    open.fails(409, "op.conflict");
    let close = api.post(&format!("{session}/close"), &json!({})).await;
    assert_eq!(close.status, 200);
    assert_eq!(api.act(&format!("{sandbox}/stop")).await.status, 200);
    api.emulator.fail_next_sandbox(StartFailure::Launch);
    let failed = api.post(SANDBOXES, &standalone("job")).await;
    failed.fails(500, "service.internal");
    for _ in 0..64 {
        api.sandbox().await;
    }
    let full = api.post(SANDBOXES, &standalone("job")).await;
    full.fails(429, "rate.resource_exhausted");
    seen(&api)
}

/// The tenant of a session is asked for by a newer server.
async fn session_tenants() -> Seen {
    let api = Api::with(Emulator::builder().session_tenant_required(true)).await;
    let get = api.get("/api/sessions/session-1").await;
    get.fails(400, "op.invalid_input");
    let close = api.post("/api/sessions/session-1/close", &json!({})).await;
    close.fails(400, "op.invalid_input");
    seen(&api)
}

/// On a paused clock: two of the limits are ten seconds.
#[tokio::test(start_paused = true)]
async fn every_documented_status_of_every_operation_is_seen() {
    let mut seen = Seen::new();
    seen.extend(credentials().await);
    seen.extend(malformed().await);
    seen.extend(bodies().await);
    seen.extend(unknown_things().await);
    seen.extend(in_turn().await);
    seen.extend(sandboxes_and_sessions().await);
    seen.extend(session_tenants().await);
    let mut documented = Seen::new();
    for operation in operations() {
        let statuses = operation.replies.keys();
        let statuses = statuses.filter_map(|status| status.parse().ok());
        documented.extend(statuses.map(|status| (operation.id.clone(), status)));
    }
    let out_of_reach = OUT_OF_REACH.map(|(id, status)| (id.to_owned(), status));
    let missing: Vec<_> = documented.difference(&seen).collect();
    assert_eq!(missing, out_of_reach.iter().collect::<Vec<_>>());
    let undocumented: Vec<_> = seen.difference(&documented).collect();
    assert!(undocumented.is_empty(), "only by a range: {undocumented:?}");
}
