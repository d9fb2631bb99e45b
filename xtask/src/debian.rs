//! Packages of the distribution that steps need, as on a fresh machine of CI.

use std::process::Command;

use anyhow::{Result, ensure};

/// Installs the missing packages of those that are given, each with a command of the shell that succeeds where it is installed.
pub(crate) fn provide(needed: &[(impl AsRef<str>, impl AsRef<str>)]) -> Result<()> {
    let missing = needed.iter().filter(|it| !succeeds(it.1.as_ref()));
    let missing: Vec<_> = missing.map(|it| it.0.as_ref()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    ensure!(
        succeeds("test $(id -u) -eq 0 && command -v apt-get"),
        "missing Debian packages, which only root can install: {names}"
    );
    println!("installing {names}");
    let install = "DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends";
    ensure!(
        succeeds(&format!("apt-get update -qq && {install} {names}")),
        "apt-get could not install {names}"
    );
    Ok(())
}

fn succeeds(script: &str) -> bool {
    let output = Command::new("sh").args(["-c", script]).output();
    output.is_ok_and(|output| output.status.success())
}
