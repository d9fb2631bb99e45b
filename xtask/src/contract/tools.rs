//! The tools that the steps run: pinned, installed below tests/interop, again only when a pin has changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::process::{Program, log_file, version};
use crate::python::Packages;
use crate::stamp::Stamp;

const LIMIT: Duration = Duration::from_secs(300);

/// Where everything is.
pub(crate) struct Places {
    pub(crate) root: PathBuf,
    pub(crate) interop: PathBuf,
    /// What the steps make. Nothing in it is kept.
    pub(crate) build: PathBuf,
    pub(crate) document: PathBuf,
    /// The document with what is open opened; see `open_form`.
    pub(crate) open_document: PathBuf,
    /// The document with open enums opened, unions as they are.
    pub(crate) open_enums_document: PathBuf,
}

impl Places {
    pub(crate) fn new(root: PathBuf) -> Self {
        let interop = root.join("tests/interop");
        let build = interop.join("build");
        Self {
            document: root.join(crate::outputs::DOCUMENT),
            open_document: build.join("nimbus-open.json"),
            open_enums_document: build.join("nimbus-open-enums.json"),
            root,
            interop,
            build,
        }
    }

    pub(crate) fn log(&self, name: &str) -> PathBuf {
        log_file(&self.build, name)
    }

    /// A program of a package that npm installed.
    pub(crate) fn node(&self, program: &str) -> Program {
        Program::new(self.interop.join("node_modules/.bin").join(program)).directory(&self.interop)
    }

    /// Redocly with all of its rules.
    pub(crate) fn redocly(&self, document: &Path) -> Program {
        self.node("redocly")
            .args("lint --config redocly.yaml")
            .arg(document)
            .env("REDOCLY_TELEMETRY", "off")
            .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true")
    }

    /// A program of a package that pip installed.
    pub(crate) fn python(&self, program: &str) -> Program {
        self.python_packages()
            .program(program)
            .directory(&self.interop)
    }

    /// The generator of many languages, which is a Java program in a Python package.
    pub(crate) fn openapi_generator(&self) -> Result<Program> {
        version("java", "-version", "openapi-generator")?;
        let libraries = self.python_packages().folder.join("lib");
        let mut folders = fs::read_dir(&libraries)
            .with_context(|| format!("cannot read {}", libraries.display()))?;
        let jar = folders.find_map(|folder| {
            let package = folder
                .ok()?
                .path()
                .join("site-packages/openapi_generator_cli");
            let jar = package.join("openapi-generator.jar");
            jar.exists().then_some(jar)
        });
        let jar = jar.context("the package openapi-generator-cli holds no program")?;
        Ok(Program::new("java").arg("-jar").arg(jar))
    }

    fn python_packages(&self) -> Packages {
        Packages {
            folder: self.interop.join(".venv"),
            requirements: self.interop.join("requirements.txt"),
        }
    }
}

pub(crate) fn install(places: &Places) -> Result<()> {
    install_node_packages(places)?;
    places.python_packages().install(&places.build)
}

fn install_node_packages(places: &Places) -> Result<()> {
    let node = version("node", "--version", "the linters and TypeScript")?;
    let target = places.interop.join("node_modules");
    let stamp = Stamp::of(&node, &places.interop.join("package-lock.json"))?;
    if stamp.is_on(&target) {
        return Ok(());
    }
    // No package of these needs its install scripts; the one that has some only counts installations.
    Program::new("npm")
        .args("ci --ignore-scripts --no-audit --no-fund")
        .directory(&places.interop)
        .limit(LIMIT)
        .run(&places.log("npm"))?;
    stamp.put_on(&target)
}
