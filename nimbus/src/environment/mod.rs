//! The environment of the program: variables, files and the clock. Nothing else reads them.

mod fake;
mod read;
mod system;

pub use fake::FakeEnvironment;
pub(crate) use read::{ReadError, SIZE_LIMIT};

use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use read::{Contents, NotUnicode, ReadResult};
use system::{System, SystemFiles};

/// The variables and files that discovery reads: those of the process, or fake ones in memory for tests.
///
/// ```
/// # use nimbus::discovery::Environment;
/// let environment: Environment = Environment::fake()
///     .var("NIMBUS_ENDPOINT", "http://127.0.0.1:8080")
///     .var("NIMBUS_TOKEN", "a-token")
///     .into();
/// ```
#[derive(Clone)]
pub struct Environment(Arc<Inner>);

struct Inner {
    source: Box<dyn Source>,
    files: Arc<SystemFiles>,
    /// The warnings that have already been logged.
    reported: Mutex<Vec<String>>,
}

/// A source of variables, files and the time.
trait Source: Send + Sync + UnwindSafe + RefUnwindSafe {
    /// The name that `Debug` shows.
    fn name(&self) -> &'static str;

    fn read_var(&self, name: &str) -> Result<Option<String>, NotUnicode>;

    /// Reads a file, or returns `None` if the file system is to be used.
    fn read_file(&self, path: &Path, limit: usize) -> Option<Result<Contents, ReadError>>;

    /// Called before a file of the file system is opened.
    fn count_open(&self, path: &Path);

    fn wall_clock(&self) -> SystemTime;
}

impl Environment {
    /// Returns the variables and files of this process.
    #[must_use]
    pub fn system() -> Self {
        // All clients share one, so that warnings are logged once per process.
        static SYSTEM: LazyLock<Environment> = LazyLock::new(|| Environment::new(System));
        SYSTEM.clone()
    }

    /// Returns an environment with variables and files in memory, empty at first.
    #[must_use]
    pub fn fake() -> FakeEnvironment {
        FakeEnvironment::default()
    }

    fn new(source: impl Source + 'static) -> Self {
        Self(Arc::new(Inner {
            source: Box::new(source),
            files: Arc::default(),
            reported: Mutex::default(),
        }))
    }

    /// Returns the value of a variable, unchanged.
    pub(crate) fn var(&self, name: &str) -> Result<Option<String>, NotUnicode> {
        self.0.source.read_var(name)
    }

    /// Reads a file, which may have at most `limit` bytes and must be read within `timeout`.
    pub(crate) async fn read(&self, path: &Path, limit: usize, timeout: Duration) -> ReadResult {
        let Inner { source, files, .. } = &*self.0;
        match source.read_file(path, limit) {
            Some(contents) => contents.map(Arc::new),
            None => {
                let on_open = || source.count_open(path);
                files.read(path, limit, timeout, on_open).await
            }
        }
    }

    /// Returns the time of the wall clock.
    pub(crate) fn now(&self) -> SystemTime {
        self.0.source.wall_clock()
    }

    /// Logs a warning, unless it has been logged before.
    pub(crate) fn warn_once(&self, warning: String) {
        let reported = &self.0.reported;
        let mut reported = reported.lock().unwrap_or_else(PoisonError::into_inner);
        if !reported.contains(&warning) {
            tracing::warn!("{warning}");
            reported.push(warning);
        }
    }
}

impl From<FakeEnvironment> for Environment {
    fn from(fake: FakeEnvironment) -> Self {
        Self::new(fake)
    }
}

/// Shows no variables and files, because most of them are secret.
impl fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Environment({})", self.0.source.name())
    }
}

#[cfg(test)]
mod tests;
