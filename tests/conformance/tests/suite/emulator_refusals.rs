//! What every operation refuses in the same way, read off the document.

use nimbus_conformance::contract::{Operation, document};
use nimbus_emulator::{Emulator, Principal};

use super::emulator_driver::{Answer, Driver, Form, Seen, example};

fn operations() -> impl Iterator<Item = &'static Operation> {
    document().operations.iter()
}

fn is_in_tenant_path(operation: &Operation) -> bool {
    operation.path.contains("{tenant}")
}

pub(crate) async fn credentials() -> Seen {
    const POWERLESS: &str = "powerless";
    let options = Emulator::builder().principal(POWERLESS, Principal::new("demo"));
    let driver = Driver::with(options).await;
    let create = example("SandboxCreateBatchJob");
    let sandbox = driver.send("POST", "/api/tenants/demo/sandboxes", &create);
    let sandbox = sandbox.await.is(201)["metadata"]["id"].take();
    let mut open = example("SessionOpenSandbox");
    open["target"]["sandbox"]["id"] = sandbox;
    let session = driver.send("POST", "/api/sessions", &open).await.is(201);
    let session = session["metadata"]["id"].as_str().unwrap();
    for operation in operations() {
        let mut form = Form::of(operation);
        if operation.path.starts_with("/api/sessions/") {
            // Another's session, and none, are told apart only by those who may see it.
            let template = operation.path.replace("{id}", session);
            form.target = template;
        }
        let anonymous = form.with_body(driver.bare(form.method, &form.target));
        let answer = Answer::of(anonymous).await;
        if !operation.secured {
            answer.is(200);
            continue;
        }
        answer.fails(401, "auth.unauthorized");
        let stranger = driver
            .bare(form.method, &form.target)
            .bearer_auth("stranger");
        Answer::of(form.with_body(stranger))
            .await
            .fails(401, "auth.unauthorized");
        let api_key = driver
            .bare(form.method, &form.target)
            .header("x-nimbus-api-key", "key");
        Answer::of(form.with_body(api_key))
            .await
            .fails(401, "auth.unauthorized");
        let powerless = driver
            .bare(form.method, &form.target)
            .bearer_auth(POWERLESS);
        Answer::of(form.with_body(powerless))
            .await
            .fails(403, "auth.forbidden");
    }
    driver.seen()
}

#[tokio::test]
async fn every_operation_but_health_needs_a_credential_and_a_permission() {
    credentials().await;
}

pub(crate) async fn foreign_tenants() -> Seen {
    let options = Emulator::builder().principal("foreign", Principal::new("other"));
    let driver = Driver::with(options).await;
    for operation in operations().filter(|operation| !operation.path.contains("{id}")) {
        let named = is_in_tenant_path(operation) && operation.id != "tenants_delete";
        if !named && !["sessions_list", "sessions_open"].contains(&operation.id.as_str()) {
            continue;
        }
        let form = Form::of(operation);
        let request = driver
            .bare(form.method, &form.target)
            .bearer_auth("foreign");
        Answer::of(form.with_body(request))
            .await
            .fails(403, "auth.permission_denied");
    }
    driver.seen()
}

#[tokio::test]
async fn a_principal_of_another_tenant_is_denied() {
    foreign_tenants().await;
}

pub(crate) async fn malformed() -> Seen {
    let driver = Driver::start().await;
    for operation in operations() {
        let form = Form::of(operation);
        if is_in_tenant_path(operation) {
            let target = form.target.replacen("/demo", "/_demo", 1);
            let request = form.with_body(driver.request(form.method, &target));
            Answer::of(request).await.fails(400, "op.invalid_input");
        }
        if operation.path.contains("{name}") {
            let target = form.target.replacen("/web", "/a%2Fb", 1);
            let request = form.with_body(driver.request(form.method, &target));
            Answer::of(request).await.fails(400, "op.invalid_input");
        }
        if operation.parameters.iter().any(|parameter| parameter.in_query)
            // Reading and closing a session look at no query.
            && !operation.path.starts_with("/api/sessions/")
        {
            let request = Form::of(operation)
                .with_query("colour=red")
                .request(&driver);
            assert!(Answer::of(request).await.is(400).is_null());
        }
    }
    driver.seen()
}

#[tokio::test]
async fn malformed_names_and_queries_are_refused() {
    malformed().await;
}

pub(crate) async fn bodies() -> Seen {
    let driver = Driver::start().await;
    for operation in operations().filter(|operation| operation.body.is_some()) {
        let form = Form::of(operation);
        let request = || driver.request(form.method, &form.target);
        let json = || request().header("content-type", "application/json");
        // All of these are refused in plain text, before a handler sees them.
        for (request, status) in [
            (json().body("{"), 400),
            (json().body(" ".repeat((2 << 20) + 1)), 413),
            (request().body("{}"), 415),
            (
                request().header("content-type", "text/json").body("{}"),
                415,
            ),
            (json().body("3"), 422),
        ] {
            let answer = Answer::of(request).await;
            assert!(
                answer.status == status && answer.body.is_null(),
                "{}: {answer:?}",
                operation.id
            );
        }
        let mut wider = form.body.clone().unwrap();
        wider["colour"] = "red".into();
        let answer = Answer::of(request().json(&wider)).await;
        let tolerant = operation.id == "tenants_create";
        assert_eq!(
            answer.status,
            if tolerant { 201 } else { 422 },
            "{}",
            operation.id
        );
    }
    driver.seen()
}

#[tokio::test]
async fn bodies_that_cannot_be_read_are_refused_in_plain_text() {
    bodies().await;
}

pub(crate) async fn unknown_things() -> Seen {
    let driver = Driver::start().await;
    for operation in operations().filter(|operation| operation.replies.contains_key("404")) {
        let answer = Answer::of(Form::of(operation).request(&driver)).await;
        answer.fails(
            404,
            match operation.id.as_str() {
                "tenants_delete" => "session.tenant_not_found",
                "services_update" | "services_delete" | "sessions_open" => "op.not_found",
                _ => "service.route_not_found",
            },
        );
    }
    driver.seen()
}

#[tokio::test]
async fn what_does_not_exist_is_answered_404_with_the_code_of_its_route() {
    unknown_things().await;
}

#[tokio::test]
async fn routes_that_are_not_documented_are_answered_with_nothing() {
    let driver = Driver::start().await;
    driver.call("GET", "/").await.is(404);
    driver.call("GET", "/api/tenants/demo").await.is(405);
    driver
        .call("GET", "/api/tenants/demo/services/")
        .await
        .is(404);
    driver
        .call("PATCH", "/api/tenants/demo/services/web")
        .await
        .is(405);
    driver
        .call("GET", "/api/tenants/demo/services/web/start")
        .await
        .is(405);
    driver
        .call("DELETE", "/api/sessions/session-1")
        .await
        .is(405);
}
