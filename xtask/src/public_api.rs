//! `cargo xtask public-api`: what users of the crates can name, as text, so that a change of it is reviewed.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use public_api::Builder;

use crate::outputs::Output;
use crate::process::{command, succeed};
use crate::regen::settle;
use crate::repository;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Write nothing; fail if a file is out of date
    #[arg(long)]
    check: bool,
}

/// Package, file, and whether what `derive` makes is in it: not where all types derive the same, which is the generator's doing.
const SNAPSHOTS: [(&str, &str, bool); 2] = [
    ("nimbus-api", "nimbus-api/api.txt", false),
    ("nimbus", "nimbus/api.txt", true),
];

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = repository::root()?;
    let mut stale = Vec::new();
    for (package, path, has_derived) in SNAPSHOTS {
        let content = text(&root, package, has_derived)?;
        stale.extend(settle(&root, Output { path, content }, arguments.check)?);
    }
    ensure!(
        stale.is_empty(),
        "{} is not up to date; run `cargo xtask public-api`, and review the difference",
        stale.join(" and ")
    );
    Ok(())
}

/// A line for each item. Implementations that come by themselves are left out: `Send`, and those for all types.
fn text(root: &Path, package: &str, has_derived: bool) -> Result<String> {
    let target = repository::target(root).join("public-api");
    // Rustdoc writes JSON on request only for who accepts that its form may change: it is pinned, and so is its reader. The TLS
    // features add nothing public, and would bring C code into a check.
    let rustdoc = "cargo rustdoc --quiet --locked --lib --no-default-features --features schemars";
    let mut rustdoc = command(rustdoc)?;
    rustdoc.args(["--package", package]);
    // The folder is its own: build scripts look at the variable, and the workspace would be built anew each time.
    rustdoc.arg("--target-dir").arg(&target);
    rustdoc.args(["--", "-Z", "unstable-options", "--output-format", "json"]);
    succeed(rustdoc.env("RUSTC_BOOTSTRAP", "1"))?;
    let file = format!("doc/{}.json", package.replace('-', "_"));
    let api = Builder::from_rustdoc_json(target.join(file))
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(!has_derived)
        .build()
        .context("the public API cannot be read; use Rust 1.95, as in CI")?;
    let lines: String = api.items().map(|item| format!("{item}\n")).collect();
    Ok(format!("{HEADER}{lines}"))
}

const HEADER: &str = "# Written by `cargo xtask public-api`.\n";
