//! A fake environment, for tests.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use secrecy::zeroize::Zeroizing;
use tokio::time::Instant;

use super::Source;
use super::read::{Contents, NotUnicode, ReadError};

/// An [`Environment`](crate::discovery::Environment) for tests, with variables and files in memory. Made by
/// [`Environment::fake`](crate::discovery::Environment::fake).
///
/// Clones share the same variables and files, so that a test can change them while a client uses them. Paths are
/// compared as text, so paths of any system can be used on any other.
///
/// ```
/// # use nimbus::discovery::Environment;
/// let fake = Environment::fake()
///     .var("NIMBUS_ENDPOINT", "http://127.0.0.1:8080")
///     .var("NIMBUS_WORKLOAD_IDENTITY_TOKEN_FILE", "/run/token")
///     .file("/run/token", "the-first-token");
/// let environment = Environment::from(fake.clone());
/// // … and later:
/// fake.write("/run/token", "the-second-token");
/// ```
#[derive(Clone)]
pub struct FakeEnvironment(Arc<Mutex<State>>);

struct State {
    variables: BTreeMap<String, Result<String, NotUnicode>>,
    files: BTreeMap<PathBuf, Entry>,
    opens: BTreeMap<PathBuf, usize>,
    has_system_files: bool,
    started_at: SystemTime,
    started: Instant,
}

#[derive(Clone)]
struct Entry {
    content: Result<Vec<u8>, ReadError>,
    mode: Option<u32>,
}

impl Default for FakeEnvironment {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(State {
            variables: BTreeMap::new(),
            files: BTreeMap::new(),
            opens: BTreeMap::new(),
            has_system_files: false,
            started_at: SystemTime::now(),
            started: Instant::now(),
        })))
    }
}

impl FakeEnvironment {
    /// Sets a variable.
    #[must_use]
    pub fn var(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.state().variables.insert(name.into(), Ok(value.into()));
        self
    }

    /// Sets a variable to a value that is not Unicode text.
    #[doc(hidden)]
    #[must_use]
    pub fn not_unicode_var(self, name: impl Into<String>) -> Self {
        self.state().variables.insert(name.into(), Err(NotUnicode));
        self
    }

    /// Adds a file.
    #[must_use]
    pub fn file(self, path: impl Into<PathBuf>, content: impl Into<Vec<u8>>) -> Self {
        self.write(path, content);
        self
    }

    /// Adds a directory.
    #[must_use]
    pub fn directory(self, path: impl Into<PathBuf>) -> Self {
        self.insert(path.into(), Err(ReadError::Directory));
        self
    }

    /// Adds a file that cannot be read, with the given reason.
    #[must_use]
    pub fn unreadable(self, path: impl Into<PathBuf>, reason: io::ErrorKind) -> Self {
        self.insert(path.into(), Err(ReadError::from(io::Error::from(reason))));
        self
    }

    /// Sets the Unix permission bits of a file, for example `0o644`. By default, the file counts as private.
    #[must_use]
    pub fn mode(self, path: impl AsRef<Path>, mode: u32) -> Self {
        if let Some(entry) = self.state().files.get_mut(path.as_ref()) {
            entry.mode = Some(mode);
        }
        self
    }

    /// Uses the files of the file system in place of those in memory. Variables stay in memory.
    #[doc(hidden)]
    #[must_use]
    pub fn system_files(self) -> Self {
        self.state().has_system_files = true;
        self
    }

    /// Sets the wall clock, which decides whether a token has expired. It advances with tokio's clock, so it stands
    /// still while that is paused. By default it starts at the system time.
    #[must_use]
    pub fn now(self, now: SystemTime) -> Self {
        let mut state = self.state();
        (state.started_at, state.started) = (now, Instant::now());
        drop(state);
        self
    }

    /// Writes a file, replacing what is at this path.
    pub fn write(&self, path: impl Into<PathBuf>, content: impl Into<Vec<u8>>) {
        self.insert(path.into(), Ok(content.into()));
    }

    /// Removes what is at this path.
    pub fn remove(&self, path: impl AsRef<Path>) {
        self.state().files.remove(path.as_ref());
    }

    /// Returns how many times opening this path was attempted.
    #[doc(hidden)]
    #[must_use]
    pub fn opens(&self, path: impl AsRef<Path>) -> usize {
        self.state().opens.get(path.as_ref()).copied().unwrap_or(0)
    }

    fn insert(&self, path: PathBuf, content: Result<Vec<u8>, ReadError>) {
        let mode = None;
        self.state().files.insert(path, Entry { content, mode });
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Source for FakeEnvironment {
    fn name(&self) -> &'static str {
        "fake"
    }

    fn read_var(&self, name: &str) -> Result<Option<String>, NotUnicode> {
        self.state().variables.get(name).cloned().transpose()
    }

    fn read_file(&self, path: &Path, limit: usize) -> Option<Result<Contents, ReadError>> {
        if self.state().has_system_files {
            return None;
        }
        self.count_open(path);
        let entry = self.state().files.get(path).cloned();
        Some(entry.ok_or(ReadError::NotFound).and_then(|entry| {
            let bytes = Zeroizing::new(entry.content?);
            if bytes.len() > limit {
                return Err(ReadError::TooLarge(limit));
            }
            let mode = entry.mode;
            Ok(Contents { bytes, mode })
        }))
    }

    fn count_open(&self, path: &Path) {
        let mut state = self.state();
        *state.opens.entry(path.to_owned()).or_default() += 1;
    }

    fn wall_clock(&self) -> SystemTime {
        let state = self.state();
        let now = state.started_at.checked_add(state.started.elapsed());
        now.unwrap_or(state.started_at)
    }
}

/// Shows names and paths, but no values and contents.
impl fmt::Debug for FakeEnvironment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        formatter
            .debug_struct("FakeEnvironment")
            .field("variables", &state.variables.keys())
            .field("files", &state.files.keys())
            .finish_non_exhaustive()
    }
}
