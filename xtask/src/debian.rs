//! Packages of the distribution that steps need, as on a fresh machine of CI.

use std::process::Command;

use anyhow::{Result, ensure};

/// Installs the packages of those whose probe, a command of the shell, fails. Whoever may not do that is told of them.
pub(crate) fn provide(purpose: &str, needed: &[(&str, &str)]) -> Result<()> {
    let is_missing = |(probe, _): &&(&str, &str)| !succeeds("sh", &["-c", probe]);
    let missing: Vec<&str> = needed.iter().filter(is_missing).map(|it| it.1).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    let hint = || format!("{purpose} needs packages of Debian that are not installed: {names}");
    let may_install = succeeds("sh", &["-c", "test $(id -u) -eq 0 && command -v apt-get"]);
    ensure!(may_install, hint());
    println!("installing {names}");
    let install = "DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends";
    let is_installed = succeeds("apt-get", &["update", "-qq"])
        && succeeds("sh", &["-c", &format!("{install} {names}")]);
    ensure!(is_installed, hint());
    Ok(())
}

pub(crate) fn succeeds(program: &str, arguments: &[&str]) -> bool {
    let output = Command::new(program).args(arguments).output();
    output.is_ok_and(|output| output.status.success())
}
