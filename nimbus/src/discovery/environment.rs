//! What surrounds the program: variables, files, the clock. The only code that touches them.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime};

use secrecy::zeroize::Zeroizing;
use tokio::sync::watch;
use tokio::time;

use super::memory::InMemory;
use crate::text::Rounded;

/// Files over this many bytes are refused: none that discovery looks for is anywhere near.
pub(crate) const SIZE_LIMIT: usize = 1024 * 1024;

/// The variables and files that discovery looks at: those of the process, or ones held in memory for tests.
///
/// ```
/// # use nimbus::discovery::Environment;
/// let environment: Environment = Environment::in_memory()
///     .var("NIMBUS_ENDPOINT", "http://127.0.0.1:8080")
///     .var("NIMBUS_TOKEN", "a-token")
///     .into();
/// ```
#[derive(Clone)]
pub struct Environment(Arc<Surroundings>);

struct Surroundings {
    place: Place,
    /// The warnings that have been logged and are not logged again.
    reported: Mutex<Vec<String>>,
    /// The files that are being read.
    reads: Mutex<HashMap<PathBuf, watch::Receiver<Option<FileRead>>>>,
    /// Where regular files have been read. What takes the place of one and is none may hang for ever, even once a regular
    /// file is there again, and is not opened.
    regular: Mutex<HashSet<PathBuf>>,
}

/// What came of reading a file; calls that wait for the same file share it.
type FileRead = Result<Arc<Contents>, ReadError>;

enum Place {
    System,
    Memory(InMemory),
}

impl Environment {
    /// The variables and files of this process.
    #[must_use]
    pub fn system() -> Self {
        // One for all clients, so that what is reported once is reported once per process.
        static SYSTEM: LazyLock<Environment> = LazyLock::new(|| Environment::at(Place::System));
        SYSTEM.clone()
    }

    /// Variables and files held in memory. There are none at first.
    #[must_use]
    pub fn in_memory() -> InMemory {
        InMemory::default()
    }

    fn at(place: Place) -> Self {
        Self(Arc::new(Surroundings {
            place,
            reported: Mutex::default(),
            reads: Mutex::default(),
            regular: Mutex::default(),
        }))
    }

    /// The value of a variable, as it is.
    pub(crate) fn var(&self, name: &str) -> Result<Option<String>, NotUnicode> {
        match &self.0.place {
            Place::System => match std::env::var(name) {
                Ok(value) => Ok(Some(value)),
                Err(std::env::VarError::NotPresent) => Ok(None),
                Err(std::env::VarError::NotUnicode(_)) => Err(NotUnicode),
            },
            Place::Memory(memory) => memory.read_var(name),
        }
    }

    /// The content of a file, if it has at most `limit` bytes and is read within this time: it may be a pipe that nobody
    /// writes to, or lie on a network drive that hangs. A file that is still being read is not read a second time.
    pub(crate) async fn read(&self, path: &Path, limit: usize, timeout: Duration) -> FileRead {
        if let Place::Memory(memory) = &self.0.place
            && !memory.has_system_files()
        {
            return memory.read_file(path, limit).map(Arc::new);
        }
        let mut read = self.reading(path, limit)?;
        match time::timeout(timeout, read.wait_for(Option::is_some)).await {
            Ok(Ok(outcome)) => outcome.clone().unwrap_or(Err(ReadError::INTERRUPTED)),
            Ok(Err(_)) => Err(ReadError::INTERRUPTED),
            Err(_) => Err(ReadError::TimedOut(timeout)),
        }
    }

    /// Joins the thread that reads this file, or starts one. It is no thread of the runtime's: those keep the runtime,
    /// and with it the program, from ending for as long as they are stuck.
    fn reading(&self, path: &Path, limit: usize) -> io::Result<watch::Receiver<Option<FileRead>>> {
        let mut reads = self.reads();
        if let Some(read) = reads.get(path).filter(|read| read.has_changed().is_ok()) {
            return Ok(read.clone());
        }
        let (sender, receiver) = watch::channel(None);
        if let Place::Memory(memory) = &self.0.place {
            memory.count_open(path);
        }
        let (environment, path) = (self.clone(), path.to_owned());
        reads.insert(path.clone(), receiver.clone());
        thread::Builder::new()
            .name("nimbus-read".to_owned())
            .spawn(move || {
                let outcome = environment.read_file(&path, limit).map(Arc::new);
                environment.reads().remove(&path);
                sender.send_replace(Some(outcome));
            })?;
        Ok(receiver)
    }

    fn reads(&self) -> MutexGuard<'_, HashMap<PathBuf, watch::Receiver<Option<FileRead>>>> {
        self.0.reads.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read_file(&self, path: &Path, limit: usize) -> Result<Contents, ReadError> {
        let regular = || {
            self.0
                .regular
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        let is_regular = path.is_file();
        if !is_regular && path.exists() && regular().contains(path) {
            return Err(ReadError::NoLongerRegular);
        }
        let contents = read_file(path, limit)?;
        if is_regular {
            regular().insert(path.to_owned());
        }
        Ok(contents)
    }

    /// The wall clock.
    pub(crate) fn now(&self) -> SystemTime {
        match &self.0.place {
            Place::System => SystemTime::now(),
            Place::Memory(memory) => memory.wall_clock(),
        }
    }

    /// Logs a warning, unless it has been logged before.
    pub(crate) fn warn_once(&self, warning: String) {
        let mut reported = self
            .0
            .reported
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if !reported.contains(&warning) {
            tracing::warn!("{warning}");
            reported.push(warning);
        }
    }
}

impl From<InMemory> for Environment {
    fn from(memory: InMemory) -> Self {
        Self::at(Place::Memory(memory))
    }
}

/// Shows no variable and no file: most of them are secret.
impl fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.0.place {
            Place::System => "Environment(system)",
            Place::Memory(_) => "Environment(in memory)",
        })
    }
}

/// A variable is set, but not to Unicode text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotUnicode;

/// What was in a file.
pub(crate) struct Contents {
    pub(crate) bytes: Zeroizing<Vec<u8>>,
    /// The permission bits, on systems that have them.
    pub(crate) mode: Option<u32>,
}

/// Why a file was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadError {
    NotFound,
    Directory,
    NoLongerRegular,
    TooLarge(usize),
    TimedOut(Duration),
    Other(io::ErrorKind),
}

impl ReadError {
    const INTERRUPTED: Self = Self::Other(io::ErrorKind::Interrupted);
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::IsADirectory => Self::Directory,
            kind => Self::Other(kind),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => formatter.write_str("does not exist"),
            Self::Directory => formatter.write_str("is a directory, not a file"),
            Self::NoLongerRegular => formatter.write_str("is no longer a regular file"),
            Self::TooLarge(limit) => write!(formatter, "is larger than {limit} bytes"),
            Self::TimedOut(limit) => {
                write!(formatter, "was not read within {}", Rounded(*limit))
            }
            Self::Other(kind) => write!(formatter, "cannot be read: {kind}"),
        }
    }
}

impl std::error::Error for ReadError {}

fn read_file(path: &Path, limit: usize) -> Result<Contents, ReadError> {
    // Windows does not open a directory at all and gives another reason, so ask first.
    if path.is_dir() {
        return Err(ReadError::Directory);
    }
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    let length = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    if length > limit {
        return Err(ReadError::TooLarge(limit));
    }
    // Room for all of it: a vector that grows leaves copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(length + 1));
    file.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limit {
        return Err(ReadError::TooLarge(limit));
    }
    let mode = metadata.is_file().then(|| mode_of(&metadata)).flatten();
    Ok(Contents { bytes, mode })
}

#[cfg(unix)]
fn mode_of(metadata: &std::fs::Metadata) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(metadata.permissions().mode() & 0o7777)
}

#[cfg(not(unix))]
fn mode_of(_metadata: &std::fs::Metadata) -> Option<u32> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_with_its_mode() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let mode = read_file(&path, SIZE_LIMIT).unwrap().mode.unwrap();
        // Its owner, who runs this, can read it and write it.
        assert_eq!(mode & 0o600, 0o600, "{mode:o}");
        assert_eq!(mode & 0o7000, 0, "{mode:o}");
    }
}
