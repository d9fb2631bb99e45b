//! Packages of Python: pinned with hashes, in a virtual environment of their own.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::process::{Program, log_file, version};
use crate::repository;
use crate::stamp::Stamp;

pub(crate) struct Packages {
    /// Where the virtual environment is.
    pub(crate) folder: PathBuf,
    /// What is installed into it.
    pub(crate) requirements: PathBuf,
}

/// What commands of this crate run. Kept where cargo keeps what it builds.
pub(crate) fn tools(root: &Path) -> Packages {
    Packages {
        folder: repository::target(root).join("tools/python"),
        requirements: root.join("xtask/tools/requirements.txt"),
    }
}

impl Packages {
    /// Installs what is not there yet. What pip says is kept below `build`.
    pub(crate) fn install(&self, build: &Path) -> Result<()> {
        let python = version("python3", "tools that are Python packages")?;
        let stamp = Stamp::of(&python, &self.requirements)?;
        if stamp.is_on(&self.folder) {
            return Ok(());
        }
        Program::new("python3")
            .args("-m venv --clear")
            .arg(&self.folder)
            .run(&log_file(build, "venv"))?;
        self.program("python")
            .args(
                "-m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r",
            )
            .arg(&self.requirements)
            .run(&log_file(build, "pip"))?;
        stamp.put_on(&self.folder)
    }

    /// A program that one of the packages has.
    pub(crate) fn program(&self, name: &str) -> Program {
        Program::new(self.path(name)).env("PYTHONDONTWRITEBYTECODE", "1")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        let programs = if cfg!(windows) { "Scripts" } else { "bin" };
        self.folder.join(programs).join(name)
    }
}
