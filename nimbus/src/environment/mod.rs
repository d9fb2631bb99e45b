//! What surrounds the program: variables, files and the clock. Nothing else reads them.

mod fake;
mod read;
mod system;

pub use fake::FakeEnvironment;
pub(crate) use read::{ReadError, SIZE_LIMIT};

use std::fmt;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use read::{NotUnicode, ReadResult};
use system::SystemFiles;

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
    /// What takes the place of the process's own environment.
    fake: Option<FakeEnvironment>,
    files: Arc<SystemFiles>,
    /// The warnings that have been logged and are not logged again.
    reported: Mutex<Vec<String>>,
}

impl Environment {
    /// The variables and files of this process.
    #[must_use]
    pub fn system() -> Self {
        // One for all clients, so that what is reported once is reported once per process.
        static SYSTEM: LazyLock<Environment> = LazyLock::new(|| Environment::new(None));
        SYSTEM.clone()
    }

    /// Variables and files held in memory. There are none at first.
    #[must_use]
    pub fn fake() -> FakeEnvironment {
        FakeEnvironment::default()
    }

    fn new(fake: Option<FakeEnvironment>) -> Self {
        Self(Arc::new(Inner {
            fake,
            files: Arc::default(),
            reported: Mutex::default(),
        }))
    }

    /// The value of a variable, as it is.
    pub(crate) fn var(&self, name: &str) -> Result<Option<String>, NotUnicode> {
        match &self.0.fake {
            None => system::var(name),
            Some(fake) => fake.read_var(name),
        }
    }

    /// The content of a file, if it has at most `limit` bytes and is read within this time.
    pub(crate) async fn read(&self, path: &Path, limit: usize, timeout: Duration) -> ReadResult {
        match &self.0.fake {
            Some(fake) if !fake.has_system_files() => fake.read_file(path, limit).map(Arc::new),
            fake => {
                let on_open = || fake.iter().for_each(|fake| fake.count_open(path));
                self.0.files.read(path, limit, timeout, on_open).await
            }
        }
    }

    /// The wall clock.
    pub(crate) fn now(&self) -> SystemTime {
        let fake = self.0.fake.as_ref();
        fake.map_or_else(SystemTime::now, FakeEnvironment::wall_clock)
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
        Self::new(Some(fake))
    }
}

/// Shows no variable and no file: most of them are secret.
impl fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.0.fake {
            None => "Environment(system)",
            Some(_) => "Environment(fake)",
        })
    }
}

#[cfg(test)]
mod tests;
