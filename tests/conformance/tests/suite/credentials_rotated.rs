//! A credential file that is replaced while a client uses it: it is read again after a 401.

use std::error::Error as _;

use nimbus::discovery::{Environment, FakeEnvironment};
use nimbus::{Error, Nimbus};
use nimbus_conformance::resources::error;
use nimbus_conformance::script::{Reply, Script};
use serde_json::{Value, json};

use crate::specs::sent;

const FILE: &str = "/home/u/.config/nimbus/application_default_credentials.json";

fn refused() -> Reply {
    Reply::json(401, error("auth.unauthorized", "the token has expired"))
}

fn list() -> Reply {
    Reply::json(200, json!({ "tenants": [] }))
}

/// A client that has found this credential file, on a machine with nothing else but these variables.
async fn client(
    script: &Script,
    content: &Value,
    variables: &[(&str, &str)],
) -> (Nimbus, FakeEnvironment) {
    let mut memory = Environment::fake().var("HOME", "/home/u");
    for (name, value) in variables {
        memory = memory.var(*name, *value);
    }
    let content = content.to_string().replace("${server}", &script.url());
    memory.write(FILE, content);
    let nimbus = Nimbus::builder().environment(memory.clone());
    (nimbus.connect().await.unwrap(), memory)
}

/// Replaces the file.
fn rotate(memory: &FakeEnvironment, script: &Script, content: &Value) {
    memory.write(
        FILE,
        content.to_string().replace("${server}", &script.url()),
    );
}

#[tokio::test]
async fn rotated_credential_of_the_file_is_taken_up_after_a_401_and_the_call_repeated_once() {
    let rotations = [
        (json!({ "token": "one" }), json!({ "token": "two" })),
        (
            json!({ "token": "one" }),
            json!({ "credential": { "kind": "workload_identity", "token": "two" } }),
        ),
    ];
    for (before, after) in rotations {
        let script = Script::of([list(), refused(), list(), list()]).await;
        let (mut before, mut after) = (before, after);
        before["endpoint"] = json!("${server}");
        after["endpoint"] = json!("${server}");
        let (nimbus, memory) = client(&script, &before, &[]).await;
        nimbus.tenants().list().await.unwrap();
        rotate(&memory, &script, &after);
        for _ in 0..2 {
            nimbus.tenants().list().await.unwrap();
        }
        let tokens = sent(&script, "authorization");
        assert_eq!(
            tokens,
            ["Bearer one", "Bearer one", "Bearer two", "Bearer two"]
        );
        // Once to find it, and once because it was refused.
        assert_eq!(memory.opens(FILE), 2);
    }
}

#[tokio::test]
async fn rotated_credential_may_be_of_another_kind_and_goes_into_its_own_header() {
    let script = Script::of([refused(), list()]).await;
    let endpoint = json!("${server}");
    let before = json!({ "endpoint": endpoint, "apiKey": "one" });
    let (nimbus, memory) = client(&script, &before, &[]).await;
    rotate(
        &memory,
        &script,
        &json!({ "endpoint": endpoint, "token": "two" }),
    );
    nimbus.tenants().list().await.unwrap();
    let requests = script.requests();
    assert_eq!(requests[0].headers("x-nimbus-api-key"), ["one"]);
    assert!(requests[0].headers("authorization").is_empty());
    assert_eq!(requests[1].headers("authorization"), ["Bearer two"]);
    assert!(requests[1].headers("x-nimbus-api-key").is_empty());
}

#[tokio::test]
async fn rotated_credential_is_taken_up_where_the_endpoint_comes_from_elsewhere() {
    // The file names none, or one that a variable overrides, before and after.
    for named in [json!(null), json!("http://elsewhere.example")] {
        let script = Script::of([refused(), list()]).await;
        let (before, after) = (
            json!({ "endpoint": named, "token": "one" }),
            json!({ "endpoint": named, "token": "two" }),
        );
        let url = script.url();
        let (nimbus, memory) = client(&script, &before, &[("NIMBUS_ENDPOINT", &url)]).await;
        rotate(&memory, &script, &after);
        nimbus.tenants().list().await.unwrap();
        assert_eq!(sent(&script, "authorization"), ["Bearer one", "Bearer two"]);
    }
}

/// The 401 of a call whose credential file now holds this, and the reason why it was not repeated.
async fn refused_for_good(after: &[u8]) -> (Error, Option<String>) {
    let script = Script::of([refused(), list()]).await;
    let before = json!({ "endpoint": "${server}", "token": "canary-1" });
    let (nimbus, memory) = client(&script, &before, &[]).await;
    memory.write(FILE, after);
    let error = nimbus.tenants().list().await.unwrap_err();
    assert!(error.is_unauthorized(), "{error}");
    assert_eq!(error.attempts(), 1);
    assert_eq!(sent(&script, "authorization"), ["Bearer canary-1"]);
    let cause = error.source().map(ToString::to_string);
    assert!(
        !format!("{error} {error:?} {cause:?}").contains("canary"),
        "{error}: {cause:?}"
    );
    (error, cause)
}

#[tokio::test]
async fn rotated_credential_of_another_endpoint_is_never_sent_to_the_old_one() {
    for named in [json!("http://127.0.0.1:9"), json!(null), json!(7)] {
        let after = json!({ "endpoint": named, "token": "canary-2" }).to_string();
        let (_, cause) = refused_for_good(after.as_bytes()).await;
        let cause = cause.unwrap();
        assert!(
            cause.contains("no longer names the same endpoint"),
            "{cause}"
        );
        assert!(cause.contains(FILE), "{cause}");
    }
}

#[tokio::test]
async fn file_that_gives_no_credential_any_more_leaves_the_401_with_the_reason() {
    for (after, reason) in [
        ("", "is empty"),
        ("{\"token\":\"canary", "the JSON ends too early"),
        ("[\"canary\"]", "holds an array, not a JSON object"),
        ("{\"token\":[\"canary\"]}", "has an array as field token"),
        ("{}", "gives no credential any more"),
    ] {
        let (_, cause) = refused_for_good(after.as_bytes()).await;
        let cause = cause.unwrap();
        assert!(cause.contains(reason), "{after}: {cause}");
    }
}

#[tokio::test]
async fn file_with_the_same_credential_means_no_repeat() {
    let script = Script::of([refused(), refused()]).await;
    let content = json!({ "endpoint": "${server}", "token": "one" });
    let (nimbus, memory) = client(&script, &content, &[]).await;
    for _ in 0..2 {
        let error = nimbus.tenants().list().await.unwrap_err();
        assert!(
            error.is_unauthorized() && error.source().is_none(),
            "{error}"
        );
    }
    assert_eq!(script.requests().len(), 2);
    // A server that refuses everything does not have the file read with each call.
    assert_eq!(memory.opens(FILE), 2);
}
