//! Tests of what discovery logs through `tracing`.

use std::fmt::Write as _;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::*;

/// Records every event: its level, then its fields.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("nimbus")
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

async fn logged(memory: &FakeEnvironment, times: usize) -> Vec<String> {
    let log = Log::default();
    let environment = Environment::from(memory.clone());
    {
        let _guard = tracing::subscriber::set_default(log.clone());
        for _ in 0..times {
            discover(&Explicit::default(), &environment, LIMIT)
                .await
                .unwrap();
        }
    }
    let lines = log.0.lock().unwrap();
    lines.clone()
}

const CONTENT: &str = r#"{"endpoint":"http://canary","token":"canary"}"#;

#[tokio::test]
async fn discovery_is_one_event_without_values() {
    let lines = logged(&home().file(FILE, CONTENT), 1).await;
    let expected = format!(
        "DEBUG message=endpoint and credential found endpoint={FILE}, field endpoint \
         credential={FILE}, field token kind=bearer"
    );
    assert_eq!(lines, [expected]);
}

#[tokio::test]
async fn file_that_others_can_read_is_reported_once_with_the_remedy() {
    for mode in [0o604, 0o640, 0o644] {
        let lines = logged(&home().file(FILE, CONTENT).mode(FILE, mode), 3).await;
        let warnings: Vec<_> = lines
            .iter()
            .filter(|line| line.starts_with("WARN"))
            .collect();
        assert_eq!(warnings.len(), 1, "{lines:?}");
        assert!(
            warnings[0].contains(&format!("chmod 600 {FILE}")),
            "{lines:?}"
        );
        assert!(!format!("{lines:?}").contains("canary"), "{lines:?}");
    }
}

#[tokio::test]
async fn private_file_is_not_reported() {
    for mode in [0o600, 0o400, 0o711] {
        let lines = logged(&home().file(FILE, CONTENT).mode(FILE, mode), 1).await;
        assert_eq!(lines.len(), 1, "{lines:?}");
    }
}
