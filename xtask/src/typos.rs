//! `cargo xtask typos`: the spelling of all that is written here.

use anyhow::{Context, Result};

use crate::process::log_file;
use crate::{outputs, python};

pub(crate) fn run() -> Result<()> {
    let root = outputs::root()?;
    let build = outputs::target(&root).join("typos");
    let tools = python::tools(&root);
    tools.install(&build)?;
    tools
        .program("typos")
        .args("--format brief --hidden --sort")
        .directory(&root)
        .run(&log_file(&build, "typos"))
        .context("words are misspelled; what is meant as it is goes into typos.toml")?;
    println!("typos: none");
    Ok(())
}
