//! A minimal client of an emulator that is held to the contract's document, and the bodies that the tests send.

use nimbus_conformance::contract::Checked;
use nimbus_emulator::{Builder, Emulator};
use reqwest::header::HeaderMap;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

pub(crate) struct Api {
    pub(crate) emulator: Checked,
    http: reqwest::Client,
}

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) json: Value,
}

pub(crate) const SERVICES: &str = "/api/tenants/demo/services";
pub(crate) const SANDBOXES: &str = "/api/tenants/demo/sandboxes";

impl Api {
    pub(crate) async fn new() -> Self {
        Self::with(Emulator::builder()).await
    }

    pub(crate) async fn with(builder: Builder) -> Self {
        Self {
            emulator: Checked::with(builder).await,
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
        }
    }

    /// Checks that the exchanges so far violate the document at exactly these places, as a server may take or say more than
    /// it describes.
    #[track_caller]
    pub(crate) fn violates(&self, places: &[&str]) {
        let found = self.emulator.violations();
        let is_at = |(found, place): (&String, &&str)| found.starts_with(place);
        let are_expected = found.iter().zip(places).all(is_at);
        assert!(found.len() == places.len() && are_expected, "{found:#?}");
        Emulator::clear_requests(&self.emulator);
    }

    /// A request without a credential.
    pub(crate) fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, format!("{}{path}", self.emulator.endpoint()))
    }

    /// A request of the operator.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.bare(method, path).bearer_auth(self.emulator.token())
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        send(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        send(self.request(Method::POST, path).json(body)).await
    }

    /// A lifecycle POST, which has no body.
    pub(crate) async fn act(&self, path: &str) -> Reply {
        send(self.request(Method::POST, path)).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Reply {
        send(self.request(Method::PUT, path).json(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        send(self.request(Method::DELETE, path)).await
    }

    /// Declares a service and returns its definition.
    pub(crate) async fn declare(&self, name: &str, backend: &Value) -> Value {
        let reply = self.post(SERVICES, &definition(name, backend)).await;
        assert_eq!(reply.status, 201, "{}", reply.text);
        reply.json
    }

    /// Creates a sandbox and returns its id.
    pub(crate) async fn sandbox(&self) -> String {
        let reply = self.post(SANDBOXES, &standalone("batch-job")).await;
        assert_eq!(reply.status, 201, "{}", reply.text);
        reply.json["metadata"]["id"].as_str().unwrap().to_owned()
    }
}

impl Reply {
    pub(crate) fn code(&self) -> &str {
        self.json["error"]["code"].as_str().unwrap_or_default()
    }

    /// Status and code of an error envelope.
    #[track_caller]
    pub(crate) fn fails(&self, status: u16, code: &str) {
        assert_eq!((self.status, self.code()), (status, code), "{}", self.text);
    }

    /// Status of a rejection in plain text.
    #[track_caller]
    pub(crate) fn is_plain(&self, status: u16) {
        assert_eq!(self.status, status, "{}", self.text);
        let content_type = self.headers["content-type"].to_str().unwrap();
        assert!(content_type.starts_with("text/plain"), "{content_type}");
        assert!(!self.text.is_empty());
    }

    #[track_caller]
    pub(crate) fn is_empty(&self, status: u16) {
        assert_eq!((self.status, self.text.as_str()), (status, ""));
    }
}

pub(crate) async fn send(request: RequestBuilder) -> Reply {
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let text = response.text().await.unwrap();
    let json = serde_json::from_str(&text).unwrap_or_default();
    Reply {
        status,
        headers,
        text,
        json,
    }
}

pub(crate) fn definition(name: &str, backend: &Value) -> Value {
    json!({ "metadata": { "name": name }, "spec": { "backend": backend } })
}

pub(crate) fn browser() -> Value {
    json!({ "kind": "builtIn", "provider": "browser" })
}

pub(crate) fn external() -> Value {
    json!({
        "kind": "external",
        "endpoint": { "url": "https://search.internal:9200" },
        "auth": { "kind": "none" },
        "health": { "kind": "http", "path": "/healthz" },
    })
}

/// The backend of a service that runs in a sandbox.
pub(crate) fn sandboxed() -> Value {
    json!({ "kind": "sandbox", "sandbox": spec(&json!({ "kind": "service" })) })
}

pub(crate) fn spec(owner: &Value) -> Value {
    json!({
        "owner": owner,
        "backend": "container",
        "root": {
            "kind": "oci_image",
            "source": { "kind": "reference", "reference": "docker.io/library/node:22" },
        },
        "process": { "argv": ["node", "run.js"], "cwd": "/app" },
    })
}

/// The body that creates a sandbox.
pub(crate) fn standalone(name: &str) -> Value {
    json!({
        "profile": "worker",
        "spec": spec(&json!({ "kind": "standalone", "displayName": name })),
        "labels": { "job": "nightly" },
    })
}
