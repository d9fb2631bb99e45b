//! Spans as OpenTelemetry exports them: of calls, of their attempts, and of what makes several calls. A binary of its own: tests
//! that run without a subscriber beside these would decide for them what is listened to.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "all of this is tests, helping functions included"
)]

mod attempts;
mod work;

use std::time::Duration;

use nimbus::RetryPolicy;
use opentelemetry::trace::{SpanId, Status, TracerProvider as _};
use opentelemetry::{Key, Value};
use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracerProvider, SpanData};
use tracing::Level;
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;

fn fast() -> RetryPolicy {
    let millisecond = Duration::from_millis(1);
    let policy = RetryPolicy::builder()
        .initial_backoff(millisecond)
        .max_backoff(millisecond);
    policy.build().unwrap()
}

/// What is exported of the spans on this thread.
struct Exported {
    exporter: InMemorySpanExporter,
    _provider: SdkTracerProvider,
    _listening: DefaultGuard,
}

impl Exported {
    fn listen() -> Self {
        let exporter = InMemorySpanExporter::default();
        let provider = SdkTracerProvider::builder().with_simple_exporter(exporter.clone());
        let provider = provider.build();
        let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("test"));
        let filter = Targets::new().with_target("nimbus", Level::DEBUG);
        let subscriber = tracing_subscriber::registry().with(layer.with_filter(filter));
        Self {
            exporter,
            _provider: provider,
            _listening: tracing::subscriber::set_default(subscriber),
        }
    }

    /// In the order in which they ended.
    fn spans(&self) -> Vec<SpanData> {
        self.exporter.get_finished_spans().unwrap()
    }

    /// The one that is a part of no other.
    fn root(&self) -> SpanData {
        let spans = self.spans();
        let is_root = |span: &&SpanData| span.parent_span_id == SpanId::INVALID;
        let roots: Vec<_> = spans.iter().filter(is_root).collect();
        let [root] = roots[..] else {
            panic!("{} roots: {:?}", roots.len(), names(&spans));
        };
        root.clone()
    }

    /// The names of those that are a part of this one, in the order in which they began.
    fn parts(&self, of: &SpanData) -> Vec<String> {
        let mut parts = self.spans();
        parts.retain(|span| span.parent_span_id == of.span_context.span_id());
        parts.sort_by_key(|span| span.start_time);
        names(&parts)
    }
}

fn names(spans: &[SpanData]) -> Vec<String> {
    spans.iter().map(|span| span.name.to_string()).collect()
}

fn get(span: &SpanData, name: &'static str) -> Option<Value> {
    let mut attributes = span.attributes.iter();
    let found = attributes.find(|attribute| attribute.key == Key::from_static_str(name));
    found.map(|attribute| attribute.value.clone())
}

/// Checks what the span says by these names.
#[track_caller]
fn says<const N: usize>(span: &SpanData, expected: [(&'static str, Option<Value>); N]) {
    for (name, value) in expected {
        assert_eq!(get(span, name), value, "{name} of {span:#?}");
    }
}

fn some(value: impl Into<Value>) -> Option<Value> {
    Some(value.into())
}

fn is_error(span: &SpanData) -> bool {
    matches!(span.status, Status::Error { .. })
}
