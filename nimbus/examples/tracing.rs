//! What a program sees of its calls through tracing: one span for each call, one event for each attempt.
//!
//! ```sh
//! cargo run --example tracing
//! ```
//!
//! prints, with the first answer of the emulator replaced by a 503 (times, ports and pauses differ):
//!
//! ```text
//! DEBUG endpoint and credential found endpoint=option endpoint credential=option token kind=bearer
//! DEBUG nimbus.call{otel.name="services_list" otel.kind="client" nimbus.operation="services_list" nimbus.tenant="demo" http.request.method="GET" url.template="/api/tenants/{tenant}/services" server.address="127.0.0.1" server.port=33993}: attempt failed http.request.resend_count=0 http.response.status_code=503 error.type="503" nimbus.request_id="ws-protocol-fault" error=503 Service Unavailable, service.unavailable: a fault that was asked for (request ws-protocol-fault)
//! DEBUG nimbus.call{otel.name="services_list" otel.kind="client" nimbus.operation="services_list" nimbus.tenant="demo" http.request.method="GET" url.template="/api/tenants/{tenant}/services" server.address="127.0.0.1" server.port=33993}: attempt answered http.request.resend_count=1 http.response.status_code=200
//!  INFO nimbus.call{otel.name="services_list" otel.kind="client" nimbus.operation="services_list" nimbus.tenant="demo" http.request.method="GET" url.template="/api/tenants/{tenant}/services" server.address="127.0.0.1" server.port=33993 http.request.resend_count=1 http.response.status_code=200}: close
//! DEBUG nimbus.call{otel.name="services_get" otel.kind="client" nimbus.operation="services_get" nimbus.tenant="demo" http.request.method="GET" url.template="/api/tenants/{tenant}/services/{name}" server.address="127.0.0.1" server.port=33993}: attempt failed http.request.resend_count=0 http.response.status_code=404 error.type="404" nimbus.request_id="ws-protocol-1" error=404 Not Found, service.route_not_found: service not declared (request ws-protocol-1)
//!  INFO nimbus.call{otel.name="services_get" otel.kind="client" nimbus.operation="services_get" nimbus.tenant="demo" http.request.method="GET" url.template="/api/tenants/{tenant}/services/{name}" server.address="127.0.0.1" server.port=33993 error.type="404" http.response.status_code=404 nimbus.request_id="ws-protocol-1"}: close
//! services_get: 404 Not Found, service.route_not_found: service not declared (request ws-protocol-1, 1 attempt)
//! ```
//!
//! The names are those of OpenTelemetry's HTTP clients, so that a layer of `tracing-opentelemetry` in place of the one
//! that prints gives spans that its tools understand. A trace's own header travels with `.header("traceparent", ..)`.

use nimbus::{Nimbus, RetryPolicy};
use nimbus_emulator::{Emulator, Fault};
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::prelude::*;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let lines = tracing_subscriber::fmt::layer()
        // The span's line comes when the call is over and all of its fields are known.
        .with_span_events(FmtSpan::CLOSE)
        .with_target(false)
        .without_time()
        .with_ansi(false);
    // The SDK's own, and not what the HTTP client below it has to say.
    let filter = Targets::new().with_target("nimbus", Level::DEBUG);
    tracing_subscriber::registry()
        .with(lines.with_filter(filter))
        .init();

    let emulator = Emulator::builder().start().await?;
    let nimbus = Nimbus::builder()
        .endpoint(emulator.endpoint())
        .token(emulator.token())
        .tenant("demo")
        .build()?;

    emulator.fault(Fault::next().error(503, "service.unavailable", true));
    let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    nimbus
        .services()
        .list()
        .header("traceparent", trace)
        .await?;

    let missing = nimbus
        .services()
        .get("web")
        .retry(RetryPolicy::disabled())
        .await;
    println!(
        "{}",
        missing.map_or_else(|error| error.to_string(), |service| service.name)
    );
    Ok(())
}
