//! The request examples of the document, sent: each does what its operation and the example of the reply say.

use std::collections::BTreeSet;

use nimbus_conformance::contract::{Operation, document};
use serde_json::{Value, json};

use crate::client::{Api, Reply, SANDBOXES, SERVICES, send as reply_to};
use crate::document::example;

/// What has to be there before an example is sent.
enum Before {
    /// Nothing.
    Nothing,
    /// The service `search` of an external backend.
    Search,
    /// A sandbox, made of the example.
    Sandbox,
    /// A session on that sandbox, made of the example.
    Session,
}

/// Every request example, and what it needs.
const TABLE: [(&str, &str, Before); 6] = [
    ("tenants_create", "TenantCreateDemo", Before::Nothing),
    ("services_create", "ServiceCreateWeb", Before::Nothing),
    ("services_update", "ServiceUpdateSearch", Before::Search),
    ("sandboxes_create", "SandboxCreateBatchJob", Before::Nothing),
    ("sessions_open", "SessionOpenSandbox", Before::Sandbox),
    ("sessions_close", "SessionCloseDone", Before::Session),
];

/// Fields whose values the server makes up.
const MADE_UP: [&str; 8] = [
    "id",
    "createdAt",
    "updatedAt",
    "expiresAt",
    "closedAt",
    "lastTransitionTime",
    "resourceVersion",
    // It names the id.
    "message",
];

/// The names of the examples under a media type.
fn names(content: &Value) -> impl Iterator<Item = &str> {
    let examples = content["examples"].as_object().into_iter().flatten();
    examples.map(|(_, example)| {
        let target = example["$ref"].as_str().unwrap();
        target.strip_prefix("#/components/examples/").unwrap()
    })
}

fn request_examples(operation: &'static Operation) -> impl Iterator<Item = &'static str> {
    let contents = operation.body.iter().flat_map(|body| body.values());
    contents.flat_map(names)
}

/// The one status of success, and the example of its body.
fn success(operation: &Operation) -> (u16, Value) {
    let mut statuses = operation.successes();
    let status = statuses.next().unwrap();
    assert_eq!(statuses.next(), None, "{}", operation.id);
    let reply = operation.reply(status).unwrap();
    let names: Vec<_> = names(&reply["content"]["application/json"]).collect();
    assert_eq!(names.len(), 1, "{} {status}", operation.id);
    (status, example(names[0]))
}

async fn made(api: &Api, path: &str, body: &Value) -> Value {
    let reply = api.post(path, body).await;
    assert_eq!(reply.status, 201, "{}", reply.text);
    reply.json["metadata"]["id"].clone()
}

async fn sandbox(api: &Api) -> Value {
    made(api, SANDBOXES, &example("SandboxCreateBatchJob")).await
}

async fn session(api: &Api) -> Value {
    let mut body = example("SessionOpenSandbox");
    body["target"]["sandbox"]["id"] = sandbox(api).await;
    made(api, "/api/sessions", &body).await
}

/// Sends an example to an emulator that has what it needs.
async fn send(operation: &Operation, name: &str, before: &Before) -> Reply {
    let api = Api::new().await;
    let mut body = example(name);
    let mut target = operation.path.replace("{tenant}", "demo");
    match before {
        Before::Nothing => {}
        Before::Search => {
            let spec = body["spec"].clone();
            let create = json!({ "metadata": { "name": "search" }, "spec": spec });
            assert_eq!(api.post(SERVICES, &create).await.status, 201);
            target = target.replace("{name}", "search");
        }
        // Ids come from the server: the example's own stands for any.
        Before::Sandbox => body["target"]["sandbox"]["id"] = sandbox(&api).await,
        Before::Session => {
            let id = session(&api).await;
            target = target.replace("{id}", id.as_str().unwrap());
        }
    }
    assert!(!target.contains('{'), "{target} needs a value");
    // Dropping the emulator checks what was sent and answered against the document.
    reply_to(
        api.request(operation.method.parse().unwrap(), &target)
            .json(&body),
    )
    .await
}

/// The value without what the server makes up.
fn settled(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.iter();
            let settled = fields.map(|(name, value)| {
                let made_up = MADE_UP.contains(&name.as_str());
                let value = if made_up {
                    json!("made up")
                } else {
                    settled(value)
                };
                (name.clone(), value)
            });
            settled.collect()
        }
        Value::Array(items) => items.iter().map(settled).collect(),
        other => other.clone(),
    }
}

#[test]
fn every_request_example_is_in_the_table_and_nothing_else() {
    let table: BTreeSet<_> = TABLE.iter().map(|(id, name, _)| (*id, *name)).collect();
    let operations = document().operations.iter();
    let all: BTreeSet<_> = operations
        .flat_map(|operation| request_examples(operation).map(|name| (operation.id.as_str(), name)))
        .collect();
    assert_eq!(table, all);
}

#[tokio::test]
async fn every_request_example_is_answered_as_the_example_of_the_reply_says() {
    for (id, name, before) in &TABLE {
        let operation = document().operation(id).unwrap();
        let (status, reply) = success(operation);
        let answer = send(operation, name, before).await;
        assert_eq!(answer.status, status, "{id} {name}");
        assert_eq!(settled(&answer.json), settled(&reply), "{id} {name}");
    }
}
