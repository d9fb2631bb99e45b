//! A web service in front of Nimbus: `POST /deploy/web` creates or updates a service and starts it.
//!
//! ```text
//! cargo run --example deploy
//! curl localhost:8000/deploy/web -H 'content-type: application/json' \
//!     -d '{"image": "docker.io/library/node:22", "revision": "4f2a91c"}'
//! ```
//!
//! It starts the emulator inside this process. Ctrl-C ends it after the requests in progress.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use nimbus::services::Applied;
use nimbus::types::SandboxSpec;
use nimbus::{ErrorKind, Nimbus};
use nimbus_emulator::Emulator;
use serde::Deserialize;
use serde_json::json;
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::builder().start().await?;
    let listener = TcpListener::bind("127.0.0.1:8000").await?;
    println!("listening on http://{}", listener.local_addr()?);
    let interrupted = async { drop(tokio::signal::ctrl_c().await) };
    serve(listener, emulator.client("demo")?, interrupted).await?;
    Ok(())
}

async fn serve(
    listener: TcpListener,
    nimbus: Nimbus,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let server = axum::serve(listener, app(nimbus.clone())).with_graceful_shutdown(stop);
    server.await?;
    // If a caller disconnected, its service may be starting again in the background.
    nimbus.shutdown().await;
    Ok(())
}

/// One client for all requests: it holds the connections, the credential and the retry budget.
fn app(nimbus: Nimbus) -> Router {
    Router::new()
        .route("/deploy/{name}", post(deploy))
        .with_state(nimbus)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Deployment {
    image: String,
    #[serde(default)]
    argv: Vec<String>,
    revision: String,
}

async fn deploy(
    State(nimbus): State<Nimbus>,
    Path(name): Path<String>,
    headers: HeaderMap,
    Json(deployment): Json<Deployment>,
) -> Result<Response, Failure> {
    // The calls of this request belong to the caller's trace.
    let trace = headers
        .get("traceparent")
        .and_then(|value| value.to_str().ok());
    let nimbus = match trace {
        Some(trace) => nimbus.with_header("traceparent", trace),
        None => nimbus,
    };
    let services = nimbus.services();
    let spec = SandboxSpec::container(deployment.image).argv(deployment.argv);
    let apply = services.apply(&name, spec).revision(deployment.revision);
    let applied = apply.stop_if_running().await?;
    let service = services.start(&name).until_ready().await?;
    let status = match applied {
        Applied::Created(_) => StatusCode::CREATED,
        _ => StatusCode::OK,
    };
    let body = json!({ "changed": applied.is_changed(), "sandbox": service.sandbox_id });
    Ok((status, Json(body)).into_response())
}

struct Failure(nimbus::Error);

impl From<nimbus::Error> for Failure {
    fn from(error: nimbus::Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let Self(error) = self;
        let status = match error.kind() {
            ErrorKind::InvalidInput => StatusCode::BAD_REQUEST,
            // 403 and 409 are passed on.
            ErrorKind::Status if error.is_forbidden() || error.is_conflict() => {
                error.status().unwrap_or(StatusCode::BAD_GATEWAY)
            }
            _ if error.is_timeout() => StatusCode::GATEWAY_TIMEOUT,
            _ => StatusCode::BAD_GATEWAY,
        };
        let body = json!({ "error": error.to_string(), "requestId": error.request_id() });
        (status, Json(body)).into_response()
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use httpmock::MockServer;
    use nimbus::discovery::Environment;
    use nimbus::types::ErrorCode;
    use nimbus_httpmock::{MockServerExt, envelope};
    use tower::ServiceExt as _;

    use super::*;

    const TRACE: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    async fn post(nimbus: &Nimbus, name: &str, revision: &str) -> StatusCode {
        let body = json!({ "image": "docker.io/library/node:22", "revision": revision });
        let request = Request::post(format!("/deploy/{name}"))
            .header("content-type", "application/json")
            .header("traceparent", TRACE)
            .body(Body::from(body.to_string()));
        let response = app(nimbus.clone()).oneshot(request.unwrap()).await;
        response.unwrap().status()
    }

    #[tokio::test]
    async fn a_revision_is_deployed_once_and_all_its_calls_carry_the_trace() {
        let emulator = Emulator::builder().start().await.unwrap();
        let nimbus = emulator.client("demo").unwrap();
        assert_eq!(post(&nimbus, "web", "a").await, StatusCode::CREATED);
        assert_eq!(post(&nimbus, "web", "a").await, StatusCode::OK);
        assert_eq!(post(&nimbus, "web", "b").await, StatusCode::OK);
        let requests = emulator.requests();
        let count = |name| {
            requests
                .iter()
                .filter(|seen| seen.operation == Some(name))
                .count()
        };
        // A running service is stopped for another revision, and started again.
        assert_eq!(count("services_create"), 1);
        assert_eq!(count("services_stop"), 1);
        assert!(
            requests
                .iter()
                .all(|seen| seen.headers["traceparent"] == TRACE)
        );
        assert_eq!(post(&nimbus, "%2e%2e", "a").await, StatusCode::BAD_REQUEST);
    }

    #[tokio::test]
    async fn what_the_control_plane_refuses_is_passed_on() {
        let server = MockServer::start_async().await;
        server.services_list(|when, then| {
            when.tenant("demo");
            then.forbidden(&envelope(ErrorCode::AuthForbidden, "no permission to list"));
        });
        let nimbus = Nimbus::builder()
            .environment(Environment::fake())
            .endpoint(server.base_url())
            .token("a-token")
            .tenant("demo")
            .build()
            .unwrap();
        assert_eq!(post(&nimbus, "web", "a").await, StatusCode::FORBIDDEN);
    }

    #[tokio::test]
    async fn it_ends_when_it_is_told_to() {
        let emulator = Emulator::builder().start().await.unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let nimbus = emulator.client("demo").unwrap();
        serve(listener, nimbus, async {}).await.unwrap();
    }
}
