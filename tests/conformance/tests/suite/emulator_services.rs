//! Services over plain HTTP.

use std::time::Duration;

use nimbus_emulator::{Emulator, StartFailure};
use serde_json::json;

use super::emulator_driver::{Driver, Seen, built_in_service, example, sandbox_service};

const SERVICES: &str = "/api/tenants/demo/services";
const WEB: &str = "/api/tenants/demo/services/web";

pub(crate) async fn definitions() -> Seen {
    let driver = Driver::start().await;
    let created = driver
        .send("POST", SERVICES, &sandbox_service("web"))
        .await
        .is(201);
    assert_eq!(created["metadata"]["generation"], 1);
    driver
        .send("POST", SERVICES, &sandbox_service("web"))
        .await
        .fails(409, "op.already_exists");
    driver
        .send("POST", SERVICES, &built_in_service("tab", "browser"))
        .await
        .is(201);
    driver
        .send("POST", SERVICES, &built_in_service("odd", "oracle"))
        .await
        .fails(400, "op.invalid_input");

    let mut update = example("ServiceUpdateSearch");
    let updated = driver.send("PUT", WEB, &update).await.is(200);
    assert_eq!(updated["metadata"]["generation"], 2);
    assert_eq!(updated["status"]["backend"], "external");
    driver
        .send("PUT", WEB, &update)
        .await
        .fails(412, "op.precondition_failed");
    update["metadata"]
        .as_object_mut()
        .unwrap()
        .remove("generation");
    driver
        .send("PUT", WEB, &update)
        .await
        .fails(400, "op.invalid_input");

    let page = driver
        .call("GET", &format!("{SERVICES}?limit=1"))
        .await
        .is(200);
    assert_eq!(page["metadata"]["nextPageToken"], "tab");
    let rest = format!("{SERVICES}?limit=1&pageToken=tab");
    assert_eq!(
        driver.call("GET", &rest).await.is(200)["items"][0]["metadata"]["name"],
        "web"
    );
    let clamped = driver
        .call("GET", &format!("{SERVICES}?limit=5000"))
        .await
        .is(200);
    assert_eq!(clamped["metadata"]["limit"], 100);

    driver
        .call("DELETE", WEB)
        .await
        .fails(400, "op.invalid_input");
    let stale = format!("{WEB}?ifMatchGeneration=1&force=true");
    driver
        .call("DELETE", &stale)
        .await
        .fails(412, "op.precondition_failed");
    driver
        .call("DELETE", &format!("{WEB}?ifMatchGeneration=2"))
        .await
        .is(204);
    driver.seen()
}

#[tokio::test]
async fn definitions_are_created_updated_listed_and_deleted() {
    definitions().await;
}

pub(crate) async fn lifecycle() -> Seen {
    let driver = Driver::start().await;
    driver
        .send("POST", SERVICES, &sandbox_service("web"))
        .await
        .is(201);
    assert_eq!(driver.call("GET", WEB).await.is(200)["state"], "stopped");
    driver
        .call("POST", &format!("{WEB}/stop"))
        .await
        .fails(404, "service.route_not_found");
    let first = driver.call("POST", &format!("{WEB}/start")).await.is(200);
    assert_eq!(first["state"], "ready");
    let again = driver.call("POST", &format!("{WEB}/start")).await.is(200);
    assert_eq!(again["sandboxId"], first["sandboxId"]);
    let next = driver.call("POST", &format!("{WEB}/restart")).await.is(200);
    assert_ne!(next["sandboxId"], first["sandboxId"]);

    let mut update = sandbox_service("web");
    update["metadata"]["generation"] = json!(1);
    driver
        .send("PUT", WEB, &update)
        .await
        .fails(409, "op.conflict");
    driver
        .call("DELETE", &format!("{WEB}?ifMatchGeneration=1"))
        .await
        .fails(409, "op.conflict");
    let stopped = driver.call("POST", &format!("{WEB}/stop")).await.is(200);
    assert_eq!(stopped["state"], "stopped");
    assert_eq!(stopped["sandboxId"], next["sandboxId"]);

    for verb in ["start", "restart"] {
        let route = format!("{WEB}/{verb}");
        let fail = |failure| driver.emulator.fail_next_start("demo", "web", failure);
        fail(StartFailure::Launch);
        driver
            .call("POST", &route)
            .await
            .fails(500, "service.internal");
        fail(StartFailure::ImageRefused);
        driver
            .call("POST", &route)
            .await
            .fails(403, "auth.permission_denied");
        fail(StartFailure::Dies);
        assert_eq!(driver.call("POST", &route).await.is(200)["state"], "failed");
    }
    driver
        .send("POST", SERVICES, &built_in_service("tab", "browser"))
        .await
        .is(201);
    driver
        .call("POST", &format!("{SERVICES}/tab/start"))
        .await
        .fails(400, "op.invalid_input");
    driver
        .call("POST", &format!("{SERVICES}/tab/restart"))
        .await
        .fails(400, "op.invalid_input");
    driver.call("GET", &format!("{SERVICES}/tab")).await.is(200);
    driver.seen()
}

#[tokio::test]
async fn services_are_started_restarted_and_stopped() {
    lifecycle().await;
}

/// Needs a paused clock: the limit is ten seconds.
pub(crate) async fn activation_limit() -> Seen {
    let driver = Driver::start().await;
    driver
        .send("POST", SERVICES, &sandbox_service("web"))
        .await
        .is(201);
    driver
        .emulator
        .fail_next_start("demo", "web", StartFailure::Hangs);
    driver
        .call("POST", &format!("{WEB}/start"))
        .await
        .fails(429, "rate.resource_exhausted");
    let forced = format!("{WEB}?ifMatchGeneration=1&force=true");
    driver
        .call("DELETE", &forced)
        .await
        .fails(429, "rate.resource_exhausted");
    driver
        .emulator
        .fail_next_start("demo", "web", StartFailure::Hangs);
    driver
        .call("POST", &format!("{WEB}/restart"))
        .await
        .fails(429, "rate.resource_exhausted");
    driver.seen()
}

#[tokio::test(start_paused = true)]
async fn a_service_that_does_not_come_up_is_answered_429() {
    activation_limit().await;
}

#[tokio::test(start_paused = true)]
async fn a_server_that_answers_early_sends_what_is_documented() {
    let options = Emulator::builder().answers_early(true);
    let driver = Driver::with(options.start_delay(Duration::from_secs(1))).await;
    driver
        .send("POST", SERVICES, &sandbox_service("web"))
        .await
        .is(201);
    assert_eq!(
        driver.call("POST", &format!("{WEB}/start")).await.is(200)["state"],
        "starting"
    );
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(driver.call("GET", WEB).await.is(200)["state"], "ready");
    driver.call("POST", &format!("{WEB}/stop")).await.is(200);
}

#[tokio::test]
async fn entries_of_the_static_catalog_cannot_be_changed() {
    let backend = json!({ "kind": "builtIn", "provider": "modelGateway" });
    let driver = Driver::with(Emulator::builder().catalog("demo", "models", backend)).await;
    let page = driver.call("GET", SERVICES).await.is(200);
    assert_eq!(page["items"][0]["metadata"]["source"], "staticCatalog");
    let models = format!("{SERVICES}/models");
    driver
        .call("DELETE", &format!("{models}?ifMatchGeneration=0"))
        .await
        .fails(409, "op.conflict");
    let mut update = built_in_service("models", "browser");
    update["metadata"]["generation"] = json!(0);
    driver
        .send("PUT", &models, &update)
        .await
        .fails(409, "op.conflict");
}
