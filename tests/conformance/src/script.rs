//! A server that answers as its script says, and remembers all that it was asked.
//!
//! It takes every request, so that [`Script::saw`] compares the whole conversation: a request too many, one
//! missing, another query or another body all show.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use httpmock::{HttpMockRequest, HttpMockResponse, MockServer};
use nimbus::discovery::Environment;
use nimbus::{Nimbus, NimbusBuilder, RetryPolicy};
use serde_json::Value;

/// The default tenant of [`Script::nimbus`].
pub const TENANT: &str = "demo";

/// The bearer token of [`Script::nimbus`].
pub const TOKEN: &str = "test-token";

/// The server.
pub struct Script {
    server: MockServer,
    state: Arc<Mutex<State>>,
}

struct State {
    replies: VecDeque<Reply>,
    requests: Vec<Request>,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Request {
    /// Method, path and query, as `GET /api/tenants?x=y`; nothing is decoded.
    pub line: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// A request as it should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    line: String,
    body: Option<Value>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Script {
    /// A server that gives these answers, one a request. What comes after them is answered with 501.
    pub async fn of(replies: impl IntoIterator<Item = Reply>) -> Self {
        let server = MockServer::start_async().await;
        let state = Arc::new(Mutex::new(State {
            replies: replies.into_iter().collect(),
            requests: Vec::new(),
        }));
        let shared = Arc::clone(&state);
        server
            .mock_async(move |when, then| {
                when.any_request();
                then.respond_with(move |request| answer(&mut lock(&shared), request));
            })
            .await;
        Self { server, state }
    }

    /// Where it listens, as `http://127.0.0.1:5000`.
    pub fn url(&self) -> String {
        self.server.base_url()
    }

    /// A client of this server, with a token and nothing else. It attempts every call once: what a script says is what
    /// one attempt brings.
    pub fn options(&self) -> NimbusBuilder {
        Nimbus::builder()
            .environment(Environment::from(Environment::fake()))
            .endpoint(self.url())
            .token(TOKEN)
            .retry(RetryPolicy::disabled())
    }

    /// A client of this server, with a token and the default tenant `demo`.
    pub fn nimbus(&self) -> Nimbus {
        self.options().tenant(TENANT).build().unwrap()
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.state).requests.clone()
    }

    /// Checks that these requests came, in this order, and no others. Each must carry one credential, and a
    /// content type exactly when it has a body.
    #[track_caller]
    pub fn saw(&self, calls: &[Call]) {
        let requests = self.requests();
        let seen: Vec<Call> = requests.iter().map(Request::call).collect();
        assert_eq!(seen, calls);
        for request in requests {
            let credentials: usize = ["authorization", "x-nimbus-api-key"]
                .map(|name| request.headers(name).len())
                .iter()
                .sum();
            assert_eq!(credentials, 1, "credentials of {}", request.line);
            let media: &[&str] = match request.body.is_empty() {
                true => &[],
                false => &["application/json"],
            };
            assert_eq!(request.headers("content-type"), media, "{}", request.line);
        }
    }

    /// Checks that nothing came.
    #[track_caller]
    pub fn saw_nothing(&self) {
        self.saw(&[]);
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(state: &mut State, request: &HttpMockRequest) -> HttpMockResponse {
    let uri = request.uri();
    let target = uri.path_and_query().map_or("", |target| target.as_str());
    state.requests.push(Request {
        line: format!("{} {target}", request.method_str()),
        headers: request.headers_vec().clone(),
        body: request.body_vec(),
    });
    let over = || Reply::text(501, "text/plain", "the script is at its end");
    let reply = state.replies.pop_front().unwrap_or_else(over);
    HttpMockResponse::builder()
        .status(reply.status)
        .headers(reply.headers)
        .body(reply.body)
        .build()
}

impl Request {
    /// The values of a header, in the order they came.
    pub fn headers(&self, name: &str) -> Vec<&str> {
        let headers = self.headers.iter();
        headers
            .filter(|(header, _)| header.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .collect()
    }

    fn call(&self) -> Call {
        let body = match self.body.as_slice() {
            [] => None,
            body => Some(serde_json::from_slice(body).unwrap_or_else(|_| {
                Value::String(format!("not JSON: {}", String::from_utf8_lossy(body)))
            })),
        };
        let line = self.line.clone();
        Call { line, body }
    }
}

/// A request without a body, as `GET /api/tenants`.
pub fn call(line: impl Into<String>) -> Call {
    let line = line.into();
    Call { line, body: None }
}

impl Call {
    /// With this body, whole.
    #[must_use]
    pub fn json(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }
}

impl Reply {
    /// JSON.
    pub fn json(status: u16, body: Value) -> Self {
        Self::text(status, "application/json", &body.to_string())
    }

    /// Anything else.
    pub fn text(status: u16, media: &str, body: &str) -> Self {
        Self {
            body: body.as_bytes().to_vec(),
            ..Self::empty(status).header("content-type", media)
        }
    }

    /// No body and no content type.
    pub fn empty(status: u16) -> Self {
        let (headers, body) = (Vec::new(), Vec::new());
        Self {
            status,
            headers,
            body,
        }
    }

    /// With one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}
