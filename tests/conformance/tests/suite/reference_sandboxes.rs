//! The reference on sandboxes: the verbs, what a spec may say, and what replies do not show.

use nimbus::types::{
    LifecycleState, RedactionReason, SandboxBackendKind, SandboxCollection,
    SandboxOciImageReferenceSource, SandboxOciImageRoot, SandboxOciImageSource, SandboxOwnerSpec,
    SandboxProcessResponse, SandboxProcessSpec, SandboxProfile, SandboxRedactedRoot,
    SandboxResource, SandboxRootResponse, SandboxRootSpec, SandboxServiceOwner,
    SandboxStandaloneOwner,
};
use nimbus_conformance::resources::{SANDBOX, image_root, page, sandbox};
use nimbus_conformance::script::{Reply, Script, call};
use serde_json::{Value, json};

use crate::specs::{is, sandbox_spec};

/// > create(input): Promise<NimbusSandboxResource> — POST .../sandboxes with profile, spec, optional labels.
/// > (the example: owner standalone "batch-job", backend "krun", an OCI image, argv and cwd)
#[tokio::test]
async fn create_posts_profile_spec_and_optional_labels() {
    let script = Script::of([1, 2].map(|_| Reply::json(201, sandbox()))).await;
    let nimbus = script.nimbus();
    let sandboxes = nimbus.sandboxes();
    let create = sandboxes.create(SandboxProfile::Worker, sandbox_spec());
    let created: SandboxResource = create.await.unwrap();
    assert_eq!(created.metadata.id, SANDBOX);
    let create = sandboxes.create(SandboxProfile::Desktop, sandbox_spec());
    create.label("job", "nightly").await.unwrap();
    let post = |profile: &str, labels: Value| {
        call("POST /api/tenants/demo/sandboxes").json(json!({
            "profile": profile,
            "spec": {
                "owner": { "kind": "standalone", "displayName": "batch-job" }, "backend": "krun",
                "root": {
                    "kind": "oci_image",
                    "source": { "kind": "reference", "reference": "docker.io/library/node:22" },
                },
                "process": { "argv": ["node", "run.js"], "cwd": "/app" },
            },
            "labels": labels,
        }))
    };
    script.saw(&[
        post("worker", json!({})),
        post("desktop", json!({ "job": "nightly" })),
    ]);
}

/// > get(selector): Promise<NimbusSandboxResource> — GET .../sandboxes/{id}.
#[tokio::test]
async fn get_gets_the_sandbox() {
    let script = Script::of([Reply::json(200, sandbox())]).await;
    let got: SandboxResource = script.nimbus().sandboxes().get(SANDBOX).await.unwrap();
    assert_eq!(serde_json::to_value(got).unwrap(), sandbox());
    script.saw(&[call(format!("GET /api/tenants/demo/sandboxes/{SANDBOX}"))]);
}

/// > list(input?): Promise<NimbusSandboxCollection> — GET .../sandboxes with optional limit, pageToken, status,
/// > labelKey, labelValue.
#[tokio::test]
async fn list_gets_sandboxes_with_optional_limit_page_token_status_label_key_and_label_value() {
    let script = Script::of([1, 2, 3, 4].map(|_| Reply::json(200, page(&[sandbox()])))).await;
    let nimbus = script.nimbus();
    let sandboxes = nimbus.sandboxes();
    let listed: SandboxCollection = sandboxes.list().await.unwrap();
    assert_eq!(listed.items[0].metadata.id, SANDBOX);
    sandboxes.list().label_key("job").await.unwrap();
    sandboxes
        .list()
        .status(LifecycleState::Ready)
        .await
        .unwrap();
    let all = sandboxes
        .list()
        .limit(2)
        .page_token("a")
        .status("not_ready");
    all.label("job", "nightly").await.unwrap();
    let mut lines: Vec<String> = script
        .requests()
        .into_iter()
        .map(|request| request.line)
        .collect();
    let last = lines.pop().unwrap();
    assert_eq!(
        lines,
        [
            "GET /api/tenants/demo/sandboxes",
            "GET /api/tenants/demo/sandboxes?labelKey=job",
            "GET /api/tenants/demo/sandboxes?status=ready",
        ]
    );
    let (path, query) = last.split_once('?').unwrap();
    let mut parts: Vec<&str> = query.split('&').collect();
    parts.sort_unstable();
    assert_eq!(path, "GET /api/tenants/demo/sandboxes");
    assert_eq!(
        parts,
        [
            "labelKey=job",
            "labelValue=nightly",
            "limit=2",
            "pageToken=a",
            "status=not_ready"
        ]
    );
}

/// > stop(selector): Promise<NimbusSandboxResource> — POST .../sandboxes/{id}/stop.
#[tokio::test]
async fn stop_posts_to_stop_and_returns_the_sandbox() {
    let script = Script::of([Reply::json(200, sandbox())]).await;
    let stopped: SandboxResource = script.nimbus().sandboxes().stop(SANDBOX).await.unwrap();
    assert_eq!(stopped.metadata.id, SANDBOX);
    script.saw(&[call(format!(
        "POST /api/tenants/demo/sandboxes/{SANDBOX}/stop"
    ))]);
}

/// > Sandboxes are id-addressed (NimbusSandboxSelector is { id, tenantId? }).
#[tokio::test]
async fn sandboxes_are_addressed_by_id_and_an_optional_tenant() {
    let script = Script::of([1, 2].map(|_| Reply::json(200, sandbox()))).await;
    let nimbus = script.nimbus();
    nimbus.sandboxes().get("an-id").await.unwrap();
    nimbus
        .sandboxes()
        .stop("an-id")
        .tenant("acme")
        .await
        .unwrap();
    script.saw(&[
        call("GET /api/tenants/demo/sandboxes/an-id"),
        call("POST /api/tenants/acme/sandboxes/an-id/stop"),
    ]);
}

/// > NimbusSandboxProfile is "worker" | "desktop".
#[test]
fn profile_is_worker_or_desktop() {
    is(&SandboxProfile::Worker, json!("worker"));
    is(&SandboxProfile::Desktop, json!("desktop"));
}

/// > owner (NimbusSandboxOwnerSpec) is { kind: "service", serviceName? } or { kind: "standalone", displayName? }.
#[test]
fn owner_is_a_service_or_standalone_with_an_optional_name() {
    let service = SandboxServiceOwner::new;
    is(
        &SandboxOwnerSpec::from(service()),
        json!({ "kind": "service" }),
    );
    is(
        &SandboxOwnerSpec::from(service().service_name("web")),
        json!({ "kind": "service", "serviceName": "web" }),
    );
    let standalone = SandboxStandaloneOwner::new;
    is(
        &SandboxOwnerSpec::from(standalone()),
        json!({ "kind": "standalone" }),
    );
    is(
        &SandboxOwnerSpec::from(standalone().display_name("batch-job")),
        json!({ "kind": "standalone", "displayName": "batch-job" }),
    );
}

/// > backend (NimbusSandboxBackendKind) is "krun" or "container".
#[test]
fn backend_is_krun_or_container() {
    is(&SandboxBackendKind::Krun, json!("krun"));
    is(&SandboxBackendKind::Container, json!("container"));
}

/// > root (NimbusSandboxRootSpec) currently takes an OCI image reference (NimbusSandboxOciImageReferenceSource).
#[test]
fn root_takes_an_oci_image_reference() {
    let source = SandboxOciImageReferenceSource::new("docker.io/library/node:22");
    let source = SandboxOciImageSource::from(source);
    is(
        &SandboxRootSpec::from(SandboxOciImageRoot::new(source)),
        image_root(),
    );
}

/// > process (NimbusSandboxProcessSpec) has optional argv, args, entrypoint, command, env, cwd, user, terminal.
#[test]
fn process_has_only_optional_fields() {
    is(&SandboxProcessSpec::new(), json!({}));
    is(
        &SandboxProcessSpec::new()
            .argv(["a"])
            .args(["b", "c"])
            .entrypoint(["d"])
            .command(["e"])
            .env(["K=V"])
            .cwd("/app")
            .user("nobody")
            .terminal(true),
        json!({
            "argv": ["a"], "args": ["b", "c"], "entrypoint": ["d"], "command": ["e"], "env": ["K=V"],
            "cwd": "/app", "user": "nobody", "terminal": true,
        }),
    );
}

/// > NimbusSandboxProcessResponse returns argv, entrypoint, command, and environment as NimbusRedactedValues
/// > ({ redacted: true, valueCount })
#[test]
fn a_process_comes_back_with_its_launch_inputs_redacted() {
    let redacted = |count: u32| json!({ "redacted": true, "valueCount": count });
    let body = json!({
        "argv": redacted(2), "entrypoint": redacted(3), "command": redacted(4), "environment": redacted(5),
        "cwd": "/app", "user": "nobody", "terminal": false,
    });
    let process: SandboxProcessResponse = serde_json::from_value(body.clone()).unwrap();
    assert!(process.argv.redacted && process.environment.redacted);
    assert_eq!(process.argv.value_count, 2);
    assert_eq!(process.entrypoint.as_ref().unwrap().value_count, 3);
    assert_eq!(process.command.as_ref().unwrap().value_count, 4);
    assert_eq!(process.environment.value_count, 5);
    is(&process, body);
}

/// > NimbusSandboxRootResponse may be { kind: "redacted", redacted: true, reason: "operatorOnlyLaunchInput" }.
#[test]
fn a_root_may_come_back_redacted() {
    let root = SandboxRedactedRoot::new(true, RedactionReason::OperatorOnlyLaunchInput);
    is(
        &SandboxRootResponse::from(root),
        json!({ "kind": "redacted", "redacted": true, "reason": "operatorOnlyLaunchInput" }),
    );
    let shown: SandboxRootResponse = serde_json::from_value(image_root()).unwrap();
    assert!(matches!(shown, SandboxRootResponse::OciImage(_)));
}

/// > Responses redact launch inputs (in the resource as the server sends it)
#[tokio::test]
async fn a_resource_with_a_redacted_root_decodes_whole() {
    let mut body = sandbox();
    body["spec"]["sandbox"]["root"] =
        json!({ "kind": "redacted", "redacted": true, "reason": "operatorOnlyLaunchInput" });
    let script = Script::of([Reply::json(200, body.clone())]).await;
    let got = script.nimbus().sandboxes().get(SANDBOX).await.unwrap();
    assert!(matches!(
        got.spec.sandbox.root,
        SandboxRootResponse::Redacted(_)
    ));
    assert_eq!(serde_json::to_value(got).unwrap(), body);
}
