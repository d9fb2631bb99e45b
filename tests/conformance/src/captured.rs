//! What is logged while a test runs.

use std::cell::RefCell;
use std::io;
use std::sync::{Arc, Mutex, Once, OnceLock};

use log::{LevelFilter, Log, Metadata, Record};
use tracing::Dispatch;
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

/// All that is logged on this thread, at every level: through tracing, and through the crate log.
#[derive(Clone, Debug, Default)]
pub struct Captured(Arc<Mutex<Vec<u8>>>);

thread_local! {
    static LISTENER: RefCell<Option<Captured>> = const { RefCell::new(None) };
}

impl Captured {
    /// Listens until the guard is dropped.
    #[must_use]
    pub fn listen(&self) -> DefaultGuard {
        keep_all_enabled();
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

    /// What was logged so far.
    pub fn text(&self) -> String {
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

/// While there is one subscriber only, what another thread without one comes by first is never listened to again. Two
/// that stay, and hear everything, prevent that.
fn keep_all_enabled() {
    static KEPT: OnceLock<[Dispatch; 2]> = OnceLock::new();
    KEPT.get_or_init(|| {
        [(); 2].map(|()| {
            let all = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE);
            Dispatch::new(all.with_writer(io::sink).finish())
        })
    });
}
