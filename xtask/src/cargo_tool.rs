//! Commands of cargo's that are installed where builds are kept, and are not a part of any build.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::outputs;

/// Installs a program of this name and version, if it is not there; says where it is.
pub(crate) fn install(root: &Path, name: &str, version: &str) -> Result<PathBuf> {
    let tools = outputs::target(root).join("tools");
    // Cargo does nothing when this version is there.
    let mut install = Command::new("cargo");
    install.args(["install", "--locked", name, "--version", version, "--root"]);
    succeed(install.arg(&tools), "be installed")?;
    Ok(tools.join("bin").join(name))
}

/// Runs a program that has to end well.
pub(crate) fn succeed(command: &mut Command, what: &str) -> Result<()> {
    let program = command.get_program().to_owned();
    let status = command
        .status()
        .with_context(|| format!("cannot run {}", program.display()))?;
    ensure!(status.success(), "{} did not {what}", program.display());
    Ok(())
}
