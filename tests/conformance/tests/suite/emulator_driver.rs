//! Drives the emulator over plain HTTP, without the SDK and without its types.

use std::collections::BTreeSet;

use nimbus_conformance::contract::{Checked, Operation, document};
use nimbus_emulator::{Builder, Emulator};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};

/// Operations, and the statuses that they were answered with.
pub(crate) type Seen = BTreeSet<(String, u16)>;

/// An emulator that is held to the document, and a client of it.
pub(crate) struct Driver {
    pub(crate) emulator: Checked,
    http: Client,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Null when the body is not JSON.
    pub(crate) body: Value,
}

impl Driver {
    pub(crate) async fn start() -> Self {
        Self::with(Emulator::builder()).await
    }

    pub(crate) async fn with(options: Builder) -> Self {
        Self {
            emulator: Checked::with(options).await,
            http: Client::builder().no_proxy().build().unwrap(),
        }
    }

    /// A request without a credential.
    pub(crate) fn bare(&self, method: &str, target: &str) -> RequestBuilder {
        let url = format!("{}{target}", self.emulator.endpoint());
        self.http.request(Method::try_from(method).unwrap(), url)
    }

    /// A request of the operator.
    pub(crate) fn request(&self, method: &str, target: &str) -> RequestBuilder {
        self.bare(method, target).bearer_auth(self.emulator.token())
    }

    pub(crate) async fn call(&self, method: &str, target: &str) -> Answer {
        Answer::of(self.request(method, target)).await
    }

    pub(crate) async fn send(&self, method: &str, target: &str, body: &Value) -> Answer {
        Answer::of(self.request(method, target).json(body)).await
    }

    /// What was seen so far.
    pub(crate) fn seen(&self) -> Seen {
        let exchanges = self.emulator.requests().into_iter();
        let seen = exchanges
            .filter_map(|exchange| Some((exchange.operation?.to_owned(), exchange.status?)));
        seen.collect()
    }
}

impl Answer {
    pub(crate) async fn of(request: RequestBuilder) -> Self {
        let reply = request.send().await.unwrap();
        let status = reply.status().as_u16();
        let body = serde_json::from_slice(&reply.bytes().await.unwrap()).unwrap_or_default();
        Self { status, body }
    }

    /// Passes the body on if the status is this.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{:#}", self.body);
        self.body
    }

    /// The answer is an error with this status and code.
    #[track_caller]
    pub(crate) fn fails(self, status: u16, code: &str) {
        assert_eq!(self.body["error"]["code"], code, "{self:?}");
        assert_eq!(self.status, status, "{self:?}");
    }
}

/// A call of an operation that is right in form: what it names need not exist.
pub(crate) struct Form {
    pub(crate) method: &'static str,
    pub(crate) target: String,
    pub(crate) body: Option<Value>,
}

impl Form {
    /// The form of an operation, filled in with the examples of the document.
    pub(crate) fn of(operation: &'static Operation) -> Self {
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
        let example = operation.body.as_ref().map(|body| {
            let examples = body["application/json"]["examples"].as_object().unwrap();
            let target = examples.values().next().unwrap()["$ref"].as_str().unwrap();
            document().root.pointer(&target[1..]).unwrap()["value"].clone()
        });
        Self {
            method: &operation.method,
            target,
            body: example,
        }
    }

    /// Another parameter in the query.
    pub(crate) fn with_query(mut self, query: &str) -> Self {
        let mark = if self.target.contains('?') { '&' } else { '?' };
        self.target = format!("{}{mark}{query}", self.target);
        self
    }

    pub(crate) fn request(&self, driver: &Driver) -> RequestBuilder {
        self.with_body(driver.request(self.method, &self.target))
    }

    pub(crate) fn with_body(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.body {
            Some(body) => request.json(body),
            None => request,
        }
    }
}

/// A service of its own sandbox.
pub(crate) fn sandbox_service(name: &str) -> Value {
    let mut body = example("ServiceCreateWeb");
    body["metadata"]["name"] = json!(name);
    body["spec"]["backend"]["sandbox"]["owner"] = json!({ "kind": "service" });
    body
}

/// A service with a backend of the control plane's own.
pub(crate) fn built_in_service(name: &str, provider: &str) -> Value {
    json!({
        "metadata": { "name": name },
        "spec": { "backend": { "kind": "builtIn", "provider": provider } },
    })
}

/// The value of an example of the document.
pub(crate) fn example(name: &str) -> Value {
    let value = &document().root["components"]["examples"][name]["value"];
    assert!(value.is_object(), "no example {name}");
    value.clone()
}
