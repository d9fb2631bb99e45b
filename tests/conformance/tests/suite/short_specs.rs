//! Specs in few words, and owners that contradict the place of a spec.

use nimbus::SandboxSpecBuilder;
use nimbus::types::{
    BuiltInProviderId, LifecycleState, SandboxOwnerSpec, SandboxProfile, SandboxServiceOwner,
    SandboxSpec, SandboxStandaloneOwner, ServiceBackendSpec, ServiceSandboxBackendSpec,
};
use nimbus::{ErrorKind, Sent};
use nimbus_conformance::script::Script;
use nimbus_emulator::Emulator;
use serde_json::{Value, json};

const IMAGE: &str = "docker.io/library/node:22";

fn node() -> SandboxSpecBuilder {
    SandboxSpec::container(IMAGE)
        .argv(["node", "run.js"])
        .cwd("/app")
}

fn shown(spec: impl Into<SandboxSpec>) -> Value {
    serde_json::to_value(spec.into()).unwrap()
}

#[test]
fn a_builder_makes_the_spec_that_its_setters_say() {
    let root =
        json!({ "kind": "oci_image", "source": { "kind": "reference", "reference": IMAGE } });
    let process = json!({ "argv": ["node", "run.js"], "cwd": "/app" });
    let spec = json!({
        "owner": { "kind": "standalone" }, "backend": "container", "root": root, "process": process,
    });
    assert_eq!(shown(node()), spec);
    let all = SandboxSpec::krun(IMAGE.to_owned())
        .args(["a"])
        .entrypoint(["b"])
        .command(["c"])
        .env_var("PORT", "8080")
        .env_var("EMPTY", "")
        .user("node")
        .terminal(true)
        .owner(SandboxStandaloneOwner::new().display_name("batch-job"));
    let process = json!({
        "args": ["a"], "entrypoint": ["b"], "command": ["c"], "env": ["PORT=8080", "EMPTY="], "user": "node",
        "terminal": true,
    });
    let owner = json!({ "kind": "standalone", "displayName": "batch-job" });
    let spec = json!({ "owner": owner, "backend": "krun", "root": root, "process": process });
    assert_eq!(shown(all), spec);
}

#[test]
fn for_a_service_the_owner_is_the_service() {
    let ServiceBackendSpec::Sandbox(backend) = ServiceBackendSpec::from(node()) else {
        panic!("a sandbox");
    };
    let owner = &backend.sandbox.owner;
    assert!(matches!(owner, SandboxOwnerSpec::Service(_)), "{owner:?}");
}

#[tokio::test]
async fn sandboxes_and_services_are_created_from_short_specs() {
    let emulator = Emulator::builder().start().await.unwrap();
    let nimbus = emulator.client("demo").unwrap();
    let sandboxes = nimbus.sandboxes();
    let job = sandboxes.create(SandboxProfile::Worker, node());
    let job = job.until_ready().await.unwrap();
    assert!(job.status.lifecycle_state == "ready" && job.status.lifecycle_state != *"stopped");

    let services = nimbus.services();
    let web = services.create("web", node()).labels([("tier", "edge")]);
    assert_eq!(web.await.unwrap().metadata.labels["tier"], "edge");
    let tab = services.create("tab", BuiltInProviderId::Browser).await;
    assert_eq!(tab.unwrap().spec.backend.kind(), "builtIn");
    let bank = ServiceBackendSpec::external("https://bank.example", "/healthz");
    let bank = services.create("bank", bank).await.unwrap();
    assert_eq!(bank.spec.backend.kind(), "external");
    let started = services.start("web").until_healthy().await.unwrap();
    assert_eq!(started.lifecycle_state, Some(LifecycleState::Ready));
    services.stop("web").until_stopped().await.unwrap();
    sandboxes
        .stop(&job.metadata.id)
        .until_stopped()
        .await
        .unwrap();
}

#[tokio::test]
async fn an_owner_that_contradicts_the_place_is_an_error_before_any_request() {
    let script = Script::of([]).await;
    let nimbus = script.nimbus();
    let standalone = || node().owner(SandboxStandaloneOwner::new());
    let of_another = || node().owner(SandboxServiceOwner::new().service_name("other"));
    let in_place = || ServiceSandboxBackendSpec::new(standalone());
    let services = nimbus.services();
    let own = SandboxServiceOwner::new();
    let create = nimbus
        .sandboxes()
        .create(SandboxProfile::Worker, node().owner(own));
    for error in [
        create.await.unwrap_err(),
        services.create("web", standalone()).await.unwrap_err(),
        services.create("web", of_another()).await.unwrap_err(),
        services
            .update("web", 1, in_place(), Default::default())
            .await
            .unwrap_err(),
    ] {
        assert_eq!(
            (error.kind(), error.sent()),
            (ErrorKind::InvalidInput, Sent::No)
        );
        assert_eq!(error.argument(), Some("owner"), "{error}");
    }
    script.saw_nothing();
}
