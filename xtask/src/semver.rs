//! `cargo xtask semver`: whether the public API still has what an older revision had.

use std::process::Command;

use anyhow::Result;

use crate::{cargo_tool, outputs};

/// Built where it is used: there is no other way to have it from a registry.
const TOOL: &str = "cargo-semver-checks";
const VERSION: &str = "0.51.0";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// What to compare with: the tag of the last release, or another revision
    #[arg(long, value_name = "REVISION")]
    baseline: String,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = outputs::root()?;
    let tool = cargo_tool::install(&root, TOOL, VERSION)?;
    // The types of nimbus-api are a part of what nimbus offers, so that both have to hold.
    let mut check = Command::new(tool);
    check
        .args([
            "semver-checks",
            "--package",
            "nimbus-api",
            "--package",
            "nimbus",
        ])
        // The TLS features add nothing public, and would build C code, twice.
        .args(["--only-explicit-features", "--features", "schemars"])
        .args(["--baseline-rev", &arguments.baseline])
        .current_dir(&root);
    cargo_tool::succeed(&mut check, "say that nothing breaks")
}
