//! What the steps need: folders, and tools, pinned and installed below tests/interop, again only when a pin has changed.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Result, ensure};

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

    /// A program of a package that npm or pip installed, or any other.
    pub(crate) fn node(&self, program: &str) -> Program {
        let (interop, path) = (self.interop.display(), std::env::var("PATH"));
        let path = path.unwrap_or_default();
        let path = format!("{interop}/node_modules/.bin:{interop}/.venv/bin:{path}");
        Program::new(program)
            .directory(&self.interop)
            .limit(Duration::from_secs(1200))
            .env("PATH", path)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("REDOCLY_TELEMETRY", "off")
            .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true")
    }

    /// Redocly with all of its rules.
    pub(crate) fn redocly(&self, document: &Path) -> Program {
        let redocly = self.node("redocly");
        redocly.args("lint --config redocly.yaml").arg(document)
    }

    /// Runs a command of the shell. What openapi-generator warns of is a fault of the document.
    pub(super) fn run(&self, log: &str, command: &str, variables: &[(&str, &str)]) -> Result<()> {
        let shell = self.node("sh").arg("-ec").arg(command);
        let shell = variables
            .iter()
            .fold(shell, |shell, it| shell.env(it.0, it.1));
        let output = shell.run(&self.log(log))?;
        let warning = output.lines().find(|line| is_warning(line));
        let is_clean = warning.is_none() || !command.contains("openapi-generator-cli");
        ensure!(is_clean, "{}", warning.unwrap_or_default());
        Ok(())
    }
}

/// Java's sample code in its README leaves out an example, which is no fault of the document.
fn is_warning(line: &str) -> bool {
    let mut words = ["WARN", "ERROR", "warning", "recommendation"].iter();
    words.any(|word| line.contains(word))
        && !line.contains("Ignoring complex example on request body")
}

pub(crate) fn install(places: &Places) -> Result<()> {
    let node = version("node", "--version", "the linters and TypeScript")?;
    let target = places.interop.join("node_modules");
    let stamp = Stamp::of(&node, &places.interop.join("package-lock.json"))?;
    if !stamp.is_on(&target) {
        // No package of these needs its install scripts; the one that has some only counts installations.
        places.run("npm", "npm ci --ignore-scripts --no-audit --no-fund", &[])?;
        stamp.put_on(&target)?;
    }
    let packages = Packages {
        folder: places.interop.join(".venv"),
        requirements: places.interop.join("requirements.txt"),
    };
    packages.install(&places.build)
}
