//! Traces of the SDK's calls with OpenTelemetry, and the trace's context on each request.
//!
//! `cargo run --example telemetry` starts the emulator inside this process, which responds to the first request with 503, and
//! prints what would be exported, each span below the one that it is a part of:
//!
//! ```text
//! deploy Internal
//!   services_apply Internal
//!     services_list_pages Internal
//!       services_list Internal
//!         GET /api/tenants/{tenant}/services Client 503 error
//!         GET /api/tenants/{tenant}/services Client resend 1 200
//!     services_create Internal
//!       POST /api/tenants/{tenant}/services Client 201
//!   services_wait Internal
//!     services_start Internal
//!       POST /api/tenants/{tenant}/services/{name}/start Client 200
//!     services_get Internal
//!       GET /api/tenants/{tenant}/services/{name} Client 200
//! 5 of 5 requests are a part of the trace
//! ```
//!
//! A real program uses the exporter of `opentelemetry-otlp` instead of the one in memory. It installs the subscriber itself: the SDK
//! only uses the crate `tracing`.

use nimbus::Nimbus;
use nimbus::types::SandboxSpec;
use nimbus_emulator::{Emulator, Fault};
use opentelemetry::propagation::{Injector, TextMapPropagator as _};
use opentelemetry::trace::{SpanId, Status, TracerProvider as _};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracerProvider, SpanData};
use reqwest::header::{HeaderMap, HeaderName};
use tracing::{Instrument as _, Level, Span};
use tracing_opentelemetry::OpenTelemetrySpanExt as _;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let exporter = InMemorySpanExporter::default();
    let provider = SdkTracerProvider::builder()
        .with_simple_exporter(exporter.clone())
        .build();
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("telemetry-example"));
    // The spans of the SDK and of this program, without those of the HTTP client.
    let targets = Targets::new()
        .with_target("nimbus", Level::INFO)
        .with_target(module_path!(), Level::INFO);
    tracing_subscriber::registry()
        .with(layer.with_filter(targets))
        .init();

    let emulator = Emulator::builder().start().await?;
    let nimbus = Nimbus::builder()
        .endpoint(emulator.endpoint())
        .token(emulator.token())
        .tenant("demo")
        .on_request(|_, headers| {
            // The span of this attempt.
            let context = Span::current().context();
            TraceContextPropagator::new().inject_context(&context, &mut Headers(headers));
        })
        .build()?;

    emulator.fault(Fault::next().error(503, "service.unavailable", true));
    let span = tracing::info_span!("deploy");
    deploy(&nimbus).instrument(span).await?;
    let spans = exporter.get_finished_spans()?;
    print(&spans, SpanId::INVALID, "");
    let requests = emulator.requests();
    let traced = requests
        .iter()
        .filter(|request| request.header("traceparent").is_some());
    println!(
        "{} of {} requests are a part of the trace",
        traced.count(),
        requests.len()
    );
    Ok(())
}

async fn deploy(nimbus: &Nimbus) -> nimbus::Result<()> {
    let services = nimbus.services();
    let node = SandboxSpec::container("docker.io/library/node:22");
    services.apply("web", node).await?;
    services.start("web").until_ready().await?;
    Ok(())
}

/// The headers of a request, as OpenTelemetry writes into them.
struct Headers<'a>(&'a mut HeaderMap);

impl Injector for Headers<'_> {
    fn set(&mut self, key: &str, value: String) {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(key), value.try_into()) {
            self.0.insert(name, value);
        }
    }
}

/// Prints the parts of a span, in the order in which they began.
fn print(spans: &[SpanData], parent: SpanId, indent: &str) {
    let parts = spans.iter().filter(|span| span.parent_span_id == parent);
    let mut parts: Vec<_> = parts.collect();
    parts.sort_by_key(|span| span.start_time);
    for span in parts {
        print!("{indent}{} {:?}", span.name, span.span_kind);
        for attribute in &span.attributes {
            match attribute.key.as_str() {
                "http.response.status_code" => print!(" {}", attribute.value),
                "http.request.resend_count" => print!(" resend {}", attribute.value),
                _ => {}
            }
        }
        let is_error = matches!(span.status, Status::Error { .. });
        println!("{}", if is_error { " error" } else { "" });
        print(spans, span.span_context.span_id(), &format!("{indent}  "));
    }
}
