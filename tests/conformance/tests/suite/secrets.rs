//! Secrets are seen nowhere: everything that can hold one holds one here, and is then looked at from all sides.

use std::cell::RefCell;
use std::error::Error;
use std::fmt::{Debug, Display, Write as _};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, Once};

use log::{LevelFilter, Log, Metadata, Record};
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

mod clients;
mod errors;
mod values;

/// The secret. No other test says this word, and it is of characters that every place takes.
const CANARY: &str = "kiwi-4711-kiwi";

#[tokio::test(start_paused = true)]
async fn secrets_are_found_in_no_text_error_log_span_or_panic() {
    let captured = Captured::default();
    let _listening = captured.listen();
    let mut shown = Shown::default();
    values::credentials(&mut shown);
    values::options(&mut shown);
    values::launch_inputs(&mut shown);
    values::unknown_variants(&mut shown);
    clients::before_and_after_discovery(&mut shown).await;
    clients::over_http_1_and_http_2(&mut shown).await;
    clients::in_flight(&mut shown).await;
    clients::emulator(&mut shown).await;
    errors::of_discovery(&mut shown).await;
    errors::of_sources(&mut shown).await;
    errors::of_options(&mut shown);
    errors::of_replies(&mut shown).await;
    errors::of_connections(&mut shown).await;
    errors::of_time(&mut shown).await;
    shown.is_clean();

    let log = captured.text();
    // What is looked through is there: our spans, hyper's events, and the records of reqwest and of h2.
    for witness in ["nimbus.call", "hyper_util", "reqwest", "h2"] {
        assert!(log.contains(witness), "{witness} has logged nothing");
    }
    for line in log.lines() {
        assert!(!line.contains(CANARY), "logged: {line}");
    }
}

/// What has been printed so far.
#[derive(Default)]
struct Shown(Vec<(String, String)>);

impl Shown {
    fn debug(&mut self, what: &str, value: &impl Debug) {
        let text = format!("{value:?} {value:#?}");
        self.0.push((what.to_owned(), text));
    }

    fn display(&mut self, what: &str, value: &impl Display) {
        let text = format!("{value} {value:#}");
        self.0.push((what.to_owned(), text));
    }

    /// The error and all that lies beneath it; and what is said when it is unwrapped.
    fn error(&mut self, what: &str, error: &(impl Error + 'static)) {
        let mut text = format!("{error} {error:#} {error:?} {error:#?}");
        let mut cause = error.source();
        while let Some(error) = cause {
            write!(text, " {error} {error:#} {error:?} {error:#?}").unwrap();
            cause = error.source();
        }
        let failed: Result<(), _> = std::convert::identity(Err(error));
        let unwrapped = AssertUnwindSafe(|| failed.unwrap());
        let panic = catch_unwind(unwrapped).unwrap_err();
        text.push_str(panic.downcast_ref::<String>().unwrap());
        self.0.push((what.to_owned(), text));
    }

    #[track_caller]
    fn is_clean(&self) {
        for (what, text) in &self.0 {
            assert!(!text.is_empty(), "{what}");
            assert!(!text.contains(CANARY), "{what}: {text}");
        }
    }
}

/// All that is logged on this thread, at every level: through tracing, and through the crate log.
#[derive(Clone, Default)]
pub(crate) struct Captured(Arc<Mutex<Vec<u8>>>);

thread_local! {
    static LISTENER: RefCell<Option<Captured>> = const { RefCell::new(None) };
}

impl Captured {
    /// Listens until the guard is dropped.
    pub(crate) fn listen(&self) -> DefaultGuard {
        static LOGGER: Once = Once::new();
        LOGGER.call_once(|| {
            log::set_logger(&ToListener).unwrap();
            log::set_max_level(LevelFilter::Trace);
        });
        LISTENER.with(|listener| *listener.borrow_mut() = Some(self.clone()));
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_span_events(FmtSpan::FULL)
            .with_ansi(false)
            .with_writer(self.clone())
            .finish();
        tracing::subscriber::set_default(subscriber)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl io::Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Captured {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// The crate log has one logger per process: it gives records to whoever listens on their thread.
struct ToListener;

impl Log for ToListener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        LISTENER.with(|listener| {
            if let Some(captured) = &*listener.borrow() {
                let line = format!("{} {}\n", record.target(), record.args());
                captured
                    .0
                    .lock()
                    .unwrap()
                    .extend_from_slice(line.as_bytes());
            }
        });
    }

    fn flush(&self) {}
}
