//! Sandboxes.

use nimbus_emulator::{Clock, Emulator, StartFailure, State};
use serde_json::{Value, json};
use std::time::Duration;

use crate::client::{Api, SANDBOXES, SERVICES, standalone};

const INVALID: &str = "op.invalid_input";
const MISSING: &str = "service.route_not_found";

fn count(list: &Value) -> usize {
    list["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_sandbox_has_the_shape_of_the_contract() {
    let time = "2026-11-23T15:33:24.304Z";
    let clock = Clock::fixed(time.parse().unwrap());
    let api = Api::with(Emulator::builder().clock(clock)).await;
    let mut reply = api.post(SANDBOXES, &standalone("Batch job!")).await;
    assert_eq!(reply.status, 201);
    let id = reply.json["metadata"]["id"].take();
    let id = id.as_str().unwrap();
    let ulid = id.strip_prefix("batch-job-").unwrap();
    assert_eq!((ulid.len(), ulid), (26, ulid.to_lowercase().as_str()));
    reply.json["status"]["conditions"][0]["message"].take();
    let expected = json!({
        "metadata": {
            "tenantId": "demo", "id": null, "generation": 1, "resourceVersion": "sandbox-v1",
            "createdAt": time, "updatedAt": time, "labels": { "job": "nightly" },
        },
        "spec": {
            "profile": "worker",
            "sandbox": {
                "tenantId": "demo",
                "owner": { "kind": "standalone", "displayName": "Batch job!" },
                "backend": "container",
                "root": {
                    "kind": "oci_image",
                    "source": { "kind": "reference", "reference": "docker.io/library/node:22" },
                },
                "process": {
                    "argv": { "redacted": true, "valueCount": 2 },
                    "environment": { "redacted": true, "valueCount": 1 },
                    "cwd": "/app",
                    "terminal": false,
                },
            },
        },
        "status": {
            "lifecycleState": "ready", "readiness": "ready", "health": "healthy",
            "backend": "container", "endpoints": [],
            "conditions": [{
                "type": "Ready", "status": "True", "reason": "BackendState", "message": null,
                "observedGeneration": 1, "lastTransitionTime": time,
            }],
        },
    });
    assert_eq!(reply.json, expected);
}

#[tokio::test]
async fn launch_inputs_are_counted_not_shown() {
    let api = Api::new().await;
    let mut body = standalone("job");
    body["spec"]["process"] = json!({
        "argv": ["a"], "args": ["b", "c"], "entrypoint": ["d", "e", "f"], "command": [],
        "env": ["A=1", "B=2"], "user": "app", "terminal": true,
    });
    let process = &api.post(SANDBOXES, &body).await.json["spec"]["sandbox"]["process"];
    let redacted = |count: u32| json!({ "redacted": true, "valueCount": count });
    let expected = json!({
        "argv": redacted(1), "entrypoint": redacted(3), "command": redacted(0),
        "environment": redacted(2), "cwd": "/", "user": "app", "terminal": true,
    });
    assert_eq!(*process, expected);
    body["spec"]["process"] = json!({ "args": ["b", "c"] });
    let process = &api.post(SANDBOXES, &body).await.json["spec"]["sandbox"]["process"];
    assert_eq!(process["argv"], redacted(2));
    assert!(process.get("args").is_none());
}

#[tokio::test]
async fn an_owner_without_a_name_has_none() {
    let api = Api::new().await;
    let mut body = standalone("job");
    body["spec"]["owner"] = json!({ "kind": "standalone" });
    let sandbox = api.post(SANDBOXES, &body).await.json;
    assert_eq!(
        sandbox["spec"]["sandbox"]["owner"],
        json!({ "kind": "standalone" })
    );
    assert!(
        sandbox["metadata"]["id"]
            .as_str()
            .unwrap()
            .starts_with("sandbox-")
    );
}

#[tokio::test]
async fn a_spec_is_checked() {
    let api = Api::new().await;
    let edits = [
        (
            "/spec/owner",
            json!({ "kind": "service", "serviceName": "web" }),
            400,
        ),
        ("/spec/backend", json!("krun"), 400),
        (
            "/spec/root",
            json!({ "kind": "rootfs", "path": "/srv" }),
            400,
        ),
        (
            "/spec/root",
            json!({ "kind": "build", "context": "." }),
            400,
        ),
        ("/spec/root/source/reference", json!("no such image!"), 400),
        ("/spec/backend", json!("docker"), 422),
        ("/profile", json!("gamer"), 422),
        ("/spec/process", json!({ "shell": true }), 422),
        ("/spec/process", json!(null), 422),
        (
            "/spec/owner",
            json!({ "kind": "standalone", "color": "red" }),
            422,
        ),
        ("/spec/root/source/kind", json!("tarball"), 422),
    ];
    for (pointer, value, status) in edits {
        let mut body = standalone("job");
        *body.pointer_mut(pointer).unwrap() = value;
        let reply = api.post(SANDBOXES, &body).await;
        if status == 400 {
            reply.fails(400, INVALID);
        } else {
            reply.is_plain(status);
        }
    }
    let mut body = standalone("job");
    body["spec"]["tenantId"] = json!("other");
    api.post(SANDBOXES, &body).await.fails(400, INVALID);
    body["spec"]["tenantId"] = json!("demo");
    assert_eq!(api.post(SANDBOXES, &body).await.status, 201);
}

#[tokio::test]
async fn the_sixty_fifth_active_sandbox_is_429() {
    let api = Api::new().await;
    let mut last = String::new();
    for _ in 0..64 {
        last = api.sandbox().await;
    }
    let reply = api.post(SANDBOXES, &standalone("job")).await;
    reply.fails(429, "rate.resource_exhausted");
    let other = api
        .post("/api/tenants/other/sandboxes", &standalone("job"))
        .await;
    assert_eq!(other.status, 201);
    api.act(&format!("{SANDBOXES}/{last}/stop")).await;
    api.sandbox().await;
}

#[tokio::test]
async fn a_launch_can_fail() {
    let api = Api::new().await;
    api.emulator.fail_next_sandbox(StartFailure::Launch);
    let reply = api.post(SANDBOXES, &standalone("job")).await;
    reply.fails(500, "service.internal");
    api.emulator.fail_next_sandbox(StartFailure::ImageRefused);
    let reply = api.post(SANDBOXES, &standalone("job")).await;
    reply.fails(403, "auth.permission_denied");
    api.emulator.fail_next_sandbox(StartFailure::Dies);
    let reply = api.post(SANDBOXES, &standalone("job")).await;
    assert_eq!(reply.json["status"]["lifecycleState"], "failed");
}

#[tokio::test]
async fn an_unknown_sandbox_is_404() {
    let api = Api::new().await;
    let id = api.sandbox().await;
    for path in [
        format!("{SANDBOXES}/gone"),
        format!("/api/tenants/other/sandboxes/{id}"),
    ] {
        api.get(&path).await.fails(404, MISSING);
        api.act(&format!("{path}/stop")).await.fails(404, MISSING);
    }
}

#[tokio::test]
async fn a_sandbox_can_be_stopped_more_than_once_and_stays_listed() {
    let api = Api::new().await;
    let id = api.sandbox().await;
    for _ in 0..2 {
        let reply = api.act(&format!("{SANDBOXES}/{id}/stop")).await;
        assert_eq!(reply.status, 200);
        assert_eq!(reply.json["status"]["lifecycleState"], "stopped");
        assert_eq!(reply.json["status"]["readiness"], "stopped");
        assert_eq!(reply.json["metadata"]["resourceVersion"], "sandbox-v1");
    }
    assert_eq!(
        count(&api.get(&format!("{SANDBOXES}?status=stopped")).await.json),
        1
    );
}

#[tokio::test]
async fn a_sandbox_that_the_backend_forgot_is_listed_until_it_is_read() {
    let api = Api::new().await;
    let id = api.sandbox().await;
    assert!(api.emulator.forget_sandbox("demo", &id));
    assert_eq!(count(&api.get(SANDBOXES).await.json), 1);
    api.get(&format!("{SANDBOXES}/{id}"))
        .await
        .fails(404, MISSING);
    assert_eq!(count(&api.get(SANDBOXES).await.json), 0);
}

#[tokio::test]
async fn a_sandbox_is_not_a_service() {
    let api = Api::new().await;
    let id = api.sandbox().await;
    api.get(&format!("{SERVICES}/{id}"))
        .await
        .fails(404, MISSING);
    api.get(&format!("{SERVICES}/batch-job"))
        .await
        .fails(404, MISSING);
}

#[tokio::test]
async fn filters_select() {
    let api = Api::new().await;
    api.sandbox().await;
    let selections = [
        ("status=ready", 1),
        ("status=Ready", 0),
        ("status=nonsense", 0),
        ("labelKey=job", 1),
        ("labelKey=other", 0),
        ("labelKey=job&labelValue=nightly", 1),
        ("labelKey=job&labelValue=daily", 0),
        ("labelValue=daily", 1),
        ("status=ready&labelKey=other", 0),
    ];
    for (query, expected) in selections {
        let list = api.get(&format!("{SANDBOXES}?{query}")).await.json;
        assert_eq!(count(&list), expected, "{query}");
        assert_eq!(
            list["metadata"]["resourceVersion"],
            format!("sandboxes:demo:{expected}")
        );
    }
}

#[tokio::test]
async fn reading_refreshes_and_listing_does_not() {
    let clock = Clock::fixed("2026-01-01T00:00:00Z".parse().unwrap());
    let api = Api::with(Emulator::builder().clock(clock)).await;
    let id = api.sandbox().await;
    api.emulator.clock().advance(Duration::from_secs(1));
    assert!(api.emulator.set_sandbox_state("demo", &id, State::Failed));
    let listed = api.get(SANDBOXES).await.json["items"][0].take();
    assert_eq!(listed["status"]["lifecycleState"], "ready");
    assert_eq!(listed["metadata"]["updatedAt"], "2026-01-01T00:00:00.000Z");
    let read = api.get(&format!("{SANDBOXES}/{id}")).await.json;
    assert_eq!(read["status"]["lifecycleState"], "failed");
    assert_eq!(read["status"]["health"], "unhealthy");
    assert_eq!(read["metadata"]["updatedAt"], "2026-01-01T00:00:01.000Z");
}
