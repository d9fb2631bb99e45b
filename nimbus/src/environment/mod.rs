//! What surrounds the program: variables, files and the clock. Nothing else reads them.

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

/// The variables and files that discovery looks at: those of the process, or ones held in memory for tests.
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
    /// The warnings that have been logged and are not logged again.
    reported: Mutex<Vec<String>>,
}

/// Where variables, files and the time come from.
trait Source: Send + Sync + UnwindSafe + RefUnwindSafe {
    /// As Debug shows it.
    fn name(&self) -> &'static str;

    fn read_var(&self, name: &str) -> Result<Option<String>, NotUnicode>;

    /// Reads a file, unless that is left to the file system.
    fn read_file(&self, path: &Path, limit: usize) -> Option<Result<Contents, ReadError>>;

    /// A file of the file system is about to be opened.
    fn count_open(&self, path: &Path);

    fn wall_clock(&self) -> SystemTime;
}

impl Environment {
    /// The variables and files of this process.
    #[must_use]
    pub fn system() -> Self {
        // One for all clients, so that what is reported once is reported once per process.
        static SYSTEM: LazyLock<Environment> = LazyLock::new(|| Environment::new(System));
        SYSTEM.clone()
    }

    /// Variables and files held in memory. There are none at first.
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

    /// The value of a variable, as it is.
    pub(crate) fn var(&self, name: &str) -> Result<Option<String>, NotUnicode> {
        self.0.source.read_var(name)
    }

    /// The content of a file, if it has at most `limit` bytes and is read within this time.
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

    /// The wall clock.
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

/// Shows no variable and no file: most of them are secret.
impl fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Environment({})", self.0.source.name())
    }
}

#[cfg(test)]
mod tests;
