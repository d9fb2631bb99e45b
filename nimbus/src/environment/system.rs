//! Reading the process's variables, and files of the file system.

use std::collections::{HashMap, HashSet};
use std::env::{self, VarError};
use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime};

use secrecy::zeroize::Zeroizing;
use tokio::sync::watch;
use tokio::time;

use super::Source;
use super::read::{Contents, NotUnicode, ReadError, ReadResult};

/// The process's own environment.
pub(super) struct System;

impl Source for System {
    fn name(&self) -> &'static str {
        "system"
    }

    fn read_var(&self, name: &str) -> Result<Option<String>, NotUnicode> {
        match env::var(name) {
            Ok(value) => Ok(Some(value)),
            Err(VarError::NotPresent) => Ok(None),
            Err(VarError::NotUnicode(_)) => Err(NotUnicode),
        }
    }

    fn read_file(&self, _: &Path, _: usize) -> Option<Result<Contents, ReadError>> {
        None
    }

    fn count_open(&self, _: &Path) {}

    fn wall_clock(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// Reads files, each of them at most once at a time.
#[derive(Default)]
pub(super) struct SystemFiles {
    /// The files that are being read now.
    reads: Mutex<HashMap<PathBuf, watch::Receiver<Option<ReadResult>>>>,
    /// The paths at which regular files have been read. Anything else that replaces one is not opened, because reading
    /// it could hang forever, even after a regular file has returned.
    regular: Mutex<HashSet<PathBuf>>,
}

impl SystemFiles {
    /// Reads a file. It may be a pipe that nobody writes to, or be on a network drive that hangs, so a file that is
    /// still being read is not read a second time.
    pub(super) async fn read(
        self: &Arc<Self>,
        path: &Path,
        limit: usize,
        timeout: Duration,
        on_open: impl FnOnce(),
    ) -> ReadResult {
        let mut read = self.reading(path, limit, on_open)?;
        match time::timeout(timeout, read.wait_for(Option::is_some)).await {
            Ok(Ok(outcome)) => outcome.clone().unwrap_or(Err(ReadError::INTERRUPTED)),
            Ok(Err(_)) => Err(ReadError::INTERRUPTED),
            Err(_) => Err(ReadError::TimedOut(timeout)),
        }
    }

    /// Joins the thread that reads this file, or starts one. It is not a thread of the runtime, because a blocked
    /// thread keeps the runtime, and with it the program, from ending.
    fn reading(
        self: &Arc<Self>,
        path: &Path,
        limit: usize,
        on_open: impl FnOnce(),
    ) -> io::Result<watch::Receiver<Option<ReadResult>>> {
        let mut reads = lock(&self.reads);
        if let Some(read) = reads.get(path).filter(|read| read.has_changed().is_ok()) {
            return Ok(read.clone());
        }
        on_open();
        let (sender, receiver) = watch::channel(None);
        let (files, path) = (Arc::clone(self), path.to_owned());
        reads.insert(path.clone(), receiver.clone());
        thread::Builder::new()
            .name("nimbus-read".to_owned())
            .spawn(move || {
                let outcome = files.read_now(&path, limit).map(Arc::new);
                lock(&files.reads).remove(&path);
                sender.send_replace(Some(outcome));
            })?;
        Ok(receiver)
    }

    fn read_now(&self, path: &Path, limit: usize) -> Result<Contents, ReadError> {
        let is_regular = path.is_file();
        if !is_regular && path.exists() && lock(&self.regular).contains(path) {
            return Err(ReadError::NoLongerRegular);
        }
        let contents = read_file(path, limit)?;
        if is_regular {
            lock(&self.regular).insert(path.to_owned());
        }
        Ok(contents)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read_file(path: &Path, limit: usize) -> Result<Contents, ReadError> {
    // Checked first, because Windows cannot open a directory and gives another reason.
    if path.is_dir() {
        return Err(ReadError::Directory);
    }
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    let length = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    if length > limit {
        return Err(ReadError::TooLarge(limit));
    }
    // Allocated at full size, because a vector that grows leaves copies of the secret behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(length + 1));
    file.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limit {
        return Err(ReadError::TooLarge(limit));
    }
    let mode = metadata.is_file().then(|| mode_of(&metadata)).flatten();
    Ok(Contents { bytes, mode })
}

#[cfg(unix)]
fn mode_of(metadata: &Metadata) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(metadata.permissions().mode() & 0o7777)
}

#[cfg(not(unix))]
fn mode_of(_metadata: &Metadata) -> Option<u32> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use super::super::read::SIZE_LIMIT;
    use super::*;

    #[test]
    fn a_file_comes_with_its_mode() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let mode = read_file(&path, SIZE_LIMIT).unwrap().mode.unwrap();
        // The owner, who runs this test, can read and write the file.
        assert_eq!(mode & 0o600, 0o600, "{mode:o}");
        assert_eq!(mode & 0o7000, 0, "{mode:o}");
    }
}
