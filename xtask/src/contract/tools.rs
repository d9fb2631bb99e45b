//! What the steps need: folders, and tools, pinned and installed below tests/interop, again only when a pin has changed.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;

use crate::process::{Program, log_file, version};
use crate::python::Packages;
use crate::stamp::Stamp;

pub(crate) struct Places {
    pub(crate) root: PathBuf,
    pub(crate) interop: PathBuf,
    /// What the steps make. Nothing in it is kept.
    pub(crate) build: PathBuf,
}

impl Places {
    pub(crate) fn new(root: PathBuf) -> Self {
        let interop = root.join("tests/interop");
        Self {
            build: interop.join("build"),
            interop,
            root,
        }
    }

    pub(crate) fn log(&self, name: &str) -> PathBuf {
        log_file(&self.build, name)
    }

    /// A program of a package that npm or pip installed, or any other program.
    pub(crate) fn tool(&self, program: &str) -> Program {
        let (interop, path) = (self.interop.display(), std::env::var("PATH"));
        let path = path.unwrap_or_default();
        let path = format!("{interop}/node_modules/.bin:{interop}/.venv/bin:{path}");
        Program::new(program)
            .directory(&self.interop)
            .env("PATH", path)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("REDOCLY_TELEMETRY", "off")
            .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true")
    }

    /// Redocly with all of its rules.
    pub(crate) fn redocly(&self, document: &Path) -> Program {
        let redocly = self.tool("redocly");
        redocly.args("lint --config redocly.yaml").arg(document)
    }
}

/// Runs commands of the shell in tests/interop.
pub(super) struct Shell<'a> {
    pub(super) places: &'a Places,
    /// Of each command.
    pub(super) limit: Option<Duration>,
}

impl Shell<'_> {
    /// Runs a command, for its output.
    pub(super) fn run(
        &self,
        log: &str,
        command: &str,
        variables: &[(&str, &str)],
    ) -> Result<String> {
        let shell = self.places.tool("sh").limit(self.limit);
        let shell = shell.arg("-ec").arg(command);
        let shell = variables
            .iter()
            .fold(shell, |shell, it| shell.env(it.0, it.1));
        shell.run(&self.places.log(log))
    }
}

pub(crate) fn install(places: &Places) -> Result<()> {
    let node = version("node", "the linters and TypeScript")?;
    let target = places.interop.join("node_modules");
    let stamp = Stamp::of(&node, &places.interop.join("package-lock.json"))?;
    if !stamp.is_on(&target) {
        // No package of these needs its install scripts; the one that has some only counts installations.
        let npm = places.tool("npm");
        let npm = npm.args("ci --ignore-scripts --no-audit --no-fund");
        npm.run(&places.log("npm"))?;
        stamp.put_on(&target)?;
    }
    let packages = Packages {
        folder: places.interop.join(".venv"),
        requirements: places.interop.join("requirements.txt"),
    };
    packages.install(&places.build)
}
