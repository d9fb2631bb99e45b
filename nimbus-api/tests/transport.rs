//! What passes between the generated client and its transport.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use nimbus_api::{
    Client, ErrorKind, Request, Response, RetrySafety, Transport, TransportError, TransportHandle,
    operations,
};

type Outcome = Result<Response, TransportError>;

/// Answers every request in the same way and keeps what it was given.
struct Scripted {
    response: fn() -> Outcome,
    seen: Mutex<Vec<Request>>,
}

impl Transport for Scripted {
    fn send<'a>(&'a self, request: Request) -> Pin<Box<dyn Future<Output = Outcome> + Send + 'a>> {
        self.seen.lock().unwrap().push(request);
        let response = (self.response)();
        Box::pin(async { response })
    }
}

fn client(response: fn() -> Outcome) -> (Client, Arc<Scripted>) {
    let seen = Mutex::default();
    let transport = Arc::new(Scripted { response, seen });
    let inner = TransportHandle::from(transport.clone() as Arc<dyn Transport>);
    (
        Client::new("http://nimbus.test".parse().unwrap(), inner),
        transport,
    )
}

fn answer(status: u16, body: &'static str) -> Outcome {
    let mut response = Response::new(body.into());
    *response.status_mut() = http::StatusCode::from_u16(status).unwrap();
    Ok(response)
}

#[derive(Debug)]
struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("refused")
    }
}

impl std::error::Error for Refused {}

#[tokio::test]
async fn the_transport_gets_the_request_and_its_operation() {
    let (client, transport) = client(|| answer(200, r#"{"ok":true}"#));
    assert!(client.health_get().await.unwrap().ok);
    let seen = transport.seen.lock().unwrap();
    assert_eq!(seen[0].url().as_str(), "http://nimbus.test/health");
    assert_eq!(seen[0].operation(), &operations::HEALTH_GET);
    let request = seen[0].to_reqwest();
    assert_eq!(request.method(), "GET");
    let headers: Vec<_> = request.headers().keys().collect();
    assert_eq!(headers, ["accept"]);
}

#[tokio::test]
async fn a_failure_comes_back_out_of_the_call() {
    let (client, _) = client(|| Err(TransportError::new(Refused)));
    let ErrorKind::Transport(failure) = client.health_get().await.unwrap_err().kind else {
        panic!("no failure");
    };
    assert!(failure.get_ref().is::<Refused>());
    assert_eq!(failure.to_string(), "refused");
}

#[tokio::test]
async fn a_response_of_any_other_status_comes_back_as_it_came() {
    for status in [202, 302, 404, 500, 511, 599] {
        let (client, _) = client(match status {
            202 => || answer(202, "body"),
            302 => || answer(302, "body"),
            404 => || answer(404, "body"),
            500 => || answer(500, "body"),
            511 => || answer(511, "body"),
            _ => || answer(599, "body"),
        });
        let ErrorKind::UnexpectedResponse(response) = client.health_get().await.unwrap_err().kind
        else {
            panic!("{status} is no success");
        };
        assert_eq!(response.status(), status);
        assert_eq!(response.body(), "body");
    }
}

#[tokio::test]
async fn a_clone_may_have_another_transport() {
    let (first, refused) = client(|| Err(TransportError::new(Refused)));
    let (second, answered) = client(|| answer(200, r#"{"ok":true}"#));
    let other = first.with_transport(TransportHandle::from(answered as Arc<dyn Transport>));
    assert!(other.health_get().await.is_ok());
    assert!(refused.seen.lock().unwrap().is_empty());
    drop(second);
}

#[test]
fn debug_of_a_client_shows_nothing_of_its_transport() {
    let (client, _) = client(|| answer(200, ""));
    assert!(
        format!("{client:?}").contains("transport: TransportHandle"),
        "{client:?}"
    );
}

#[test]
fn the_table_finds_every_operation_by_its_id() {
    for operation in operations::ALL {
        assert_eq!(operations::by_id(operation.id), Some(operation));
    }
    assert_eq!(operations::by_id("services_explode"), None);
    assert_eq!(operations::SERVICES_DELETE.retry, RetrySafety::Guarded);
    assert_eq!(operations::SERVICES_START.retry, RetrySafety::Unsafe);
    assert_eq!(operations::SESSIONS_LIST.retry, RetrySafety::Safe);
}

#[tokio::test]
async fn a_value_comes_with_the_status_and_the_headers_of_its_response() {
    let (client, _) = client(|| {
        let mut response = answer(200, r#"{"ok":true}"#)?;
        let headers = response.headers_mut();
        headers.insert("x-request-id", http::HeaderValue::from_static("req-1"));
        Ok(response)
    });
    let health = client.health_get().await.unwrap();
    assert_eq!(health.status(), 200);
    assert_eq!(health.headers()["x-request-id"], "req-1");
    let (client, _) = self::client(|| answer(204, ""));
    let deleted = client.tenants_delete("demo").await.unwrap();
    assert_eq!(deleted.status(), 204);
}

#[tokio::test]
async fn errors_say_what_happened_and_lead_to_their_cause() {
    use std::error::Error as _;
    let (client, _) = client(|| Err(TransportError::new(Refused)));
    let error = client.health_get().await.unwrap_err();
    assert!(error.to_string().contains("refused"), "{error}");
    let (client, _) = self::client(|| answer(200, "[]"));
    let error = client.health_get().await.unwrap_err();
    assert_eq!(error.operation, &operations::HEALTH_GET);
    let ErrorKind::Decode(response) = &error.kind else {
        panic!("{error:?}");
    };
    assert!(
        error
            .to_string()
            .contains("the shape that the contract describes"),
        "{error}"
    );
    let cause = response.source().unwrap().to_string();
    assert!(cause.contains("the object Health"), "{cause}");
    assert_eq!(error.source().unwrap().to_string(), cause);
}

#[derive(Debug)]
struct Because(Refused);

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not sent")
    }
}

impl std::error::Error for Because {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

#[test]
fn a_failure_passes_on_its_text_and_its_cause() {
    use std::error::Error as _;
    let failure = TransportError::new(Because(Refused));
    assert_eq!(failure.to_string(), "not sent");
    assert_eq!(failure.source().unwrap().to_string(), "refused");
}

#[tokio::test]
async fn a_request_shows_where_it_goes_and_not_what_it_carries() {
    let (client, transport) = client(|| answer(500, ""));
    let body = nimbus_api::types::TenantCreateRequest::new("canary");
    assert!(client.tenants_create(&body).await.is_err());
    let seen = transport.seen.lock().unwrap();
    let shown = format!("{:?}", seen[0]);
    assert!(
        shown.contains("tenants_create") && shown.contains("http://nimbus.test/api/tenants"),
        "{shown}"
    );
    assert!(!shown.contains("canary"), "{shown}");
}
