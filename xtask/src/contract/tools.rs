//! The tools that the steps run: pinned, installed below tests/interop, again only when a pin has changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};

use super::process::{Program, log_file, version};

/// Written when an installation is complete; holds what it was made from.
const STAMP: &str = ".nimbus-installed-from";
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

    /// A program of a package that pip installed.
    pub(crate) fn python(&self, program: &str) -> Program {
        let programs =
            self.virtual_environment()
                .join(if cfg!(windows) { "Scripts" } else { "bin" });
        Program::new(programs.join(program))
            .directory(&self.interop)
            .env("PYTHONDONTWRITEBYTECODE", "1")
    }

    /// The generator of many languages, which is a Java program in a Python package.
    pub(crate) fn openapi_generator(&self) -> Result<Program> {
        version("java", "-version", "openapi-generator")?;
        let libraries = self.virtual_environment().join("lib");
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

    fn virtual_environment(&self) -> PathBuf {
        self.interop.join(".venv")
    }
}

pub(crate) fn install(places: &Places) -> Result<()> {
    install_node_packages(places)?;
    install_python_packages(places)
}

fn install_node_packages(places: &Places) -> Result<()> {
    let node = version("node", "--version", "the linters and TypeScript")?;
    let target = places.interop.join("node_modules");
    let stamp = stamp(&node, &places.interop.join("package-lock.json"))?;
    if is_current(&target, &stamp) {
        return Ok(());
    }
    ensure_node(&node)?;
    // No package of these needs its install scripts; the one that has some only counts installations.
    Program::new("npm")
        .args("ci --ignore-scripts --no-audit --no-fund")
        .directory(&places.interop)
        .limit(LIMIT)
        .run(&places.log("npm"))?;
    fs::write(target.join(STAMP), stamp)?;
    Ok(())
}

fn ensure_node(version: &str) -> Result<()> {
    let mut numbers = version.trim_start_matches('v').split('.').map(str::parse);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) if (major, minor) >= (20, 19) => Ok(()),
        _ => bail!("Node {version} is too old: 20.19 is needed"),
    }
}

fn install_python_packages(places: &Places) -> Result<()> {
    let python = version("python3", "--version", "schemathesis and Python")?;
    let requirements = places.interop.join("requirements.txt");
    let target = places.virtual_environment();
    let stamp = stamp(&python, &requirements)?;
    if is_current(&target, &stamp) {
        return Ok(());
    }
    Program::new("python3")
        .args("-m venv --clear")
        .arg(&target)
        .limit(LIMIT)
        .run(&places.log("venv"))?;
    places
        .python("python")
        .args("-m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r")
        .arg(&requirements)
        .limit(LIMIT)
        .run(&places.log("pip"))?;
    fs::write(target.join(STAMP), stamp)?;
    Ok(())
}

fn stamp(version: &str, pins: &Path) -> Result<String> {
    let pins = fs::read(pins).with_context(|| format!("cannot read {}", pins.display()))?;
    ensure!(!pins.is_empty(), "there is nothing to install");
    let hash: String = Sha256::digest(&pins)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Ok(format!("{version}\n{hash}\n"))
}

fn is_current(target: &Path, stamp: &str) -> bool {
    fs::read_to_string(target.join(STAMP)).is_ok_and(|found| found == stamp)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_node_is_refused() {
        assert!(ensure_node("v18.20.4").is_err());
        assert!(ensure_node("v20.18.9").is_err());
        assert!(ensure_node("odd").is_err());
        assert!(ensure_node("v20.19.0").is_ok());
        assert!(ensure_node("v24.1.0").is_ok());
    }

    #[test]
    fn a_changed_pin_makes_an_installation_stale() {
        let folder = tempfile::tempdir().unwrap();
        let pins = folder.path().join("requirements.txt");
        fs::write(&pins, "a==1\n").unwrap();
        let before = stamp("Python 3", &pins).unwrap();
        fs::write(folder.path().join(STAMP), &before).unwrap();
        assert!(is_current(folder.path(), &before));
        fs::write(&pins, "a==2\n").unwrap();
        assert!(!is_current(
            folder.path(),
            &stamp("Python 3", &pins).unwrap()
        ));
        assert!(!is_current(
            folder.path(),
            &stamp("Python 4", &pins).unwrap()
        ));
    }
}
