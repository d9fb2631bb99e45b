//! `cargo xtask mutants`: whether the tests notice when the code is changed, by cargo-mutants.

use std::process::Command;

use anyhow::Result;

use crate::{cargo_tool, outputs};

const TOOL: &str = "cargo-mutants";
const VERSION: &str = "27.1.0";

/// `.cargo/mutants.toml` says what is changed, and lists with its reason each change that no test can notice.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Only changes in files whose path matches this pattern, as `nimbus/src/wait/*.rs`
    #[arg(long, value_name = "GLOB")]
    file: Option<String>,
    /// Only this part of the changes, as `0/8`: all of them take hours
    #[arg(long, value_name = "K/N")]
    shard: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = outputs::root()?;
    let tool = cargo_tool::install(&root, TOOL, VERSION)?;
    let mut mutants = Command::new(tool);
    mutants
        .args(["mutants", "--package", "nimbus", "--package", "nimbus-api"])
        .arg("--output")
        .arg(outputs::target(&root))
        .current_dir(&root);
    if let Some(file) = &arguments.file {
        mutants.args(["--file", file]);
    }
    if let Some(shard) = &arguments.shard {
        mutants.args(["--shard", shard]);
    }
    cargo_tool::succeed(&mut mutants, "see all its changes noticed")
}
