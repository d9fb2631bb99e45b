//! `cargo xtask public-api`: what users of the crates can name, as text, so that a change of it is reviewed.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use public_api::Builder;

use crate::outputs::{self, Output};
use crate::regen::settle;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Write nothing; fail when a file is not what would be written
    #[arg(long)]
    check: bool,
}

struct Snapshot {
    package: &'static str,
    path: &'static str,
    /// What `derive` makes is left out where all types derive the same: the generator's.
    has_derived: bool,
}

const SNAPSHOTS: [Snapshot; 2] = [
    Snapshot {
        package: "nimbus-api",
        path: "nimbus-api/api.txt",
        has_derived: false,
    },
    Snapshot {
        package: "nimbus",
        path: "nimbus/api.txt",
        has_derived: true,
    },
];

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = outputs::root()?;
    let mut stale = Vec::new();
    for snapshot in &SNAPSHOTS {
        let output = Output {
            path: snapshot.path,
            content: text(&root, snapshot)?,
        };
        stale.extend(settle(&root, output, arguments.check)?);
    }
    ensure!(
        stale.is_empty(),
        "{} is not the public API; run `cargo xtask public-api`, and look at what changed",
        stale.join(" and ")
    );
    Ok(())
}

/// A line for each item. Implementations that come by themselves are left out: `Send`, and those for all types.
fn text(root: &Path, snapshot: &Snapshot) -> Result<String> {
    let target = outputs::target(root).join("public-api");
    document(root, &target, snapshot.package)?;
    let file = format!("doc/{}.json", snapshot.package.replace('-', "_"));
    let api = Builder::from_rustdoc_json(target.join(file))
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(!snapshot.has_derived)
        .build()
        .context(
            "the public API cannot be read; Rust 1.95, which CI runs, writes what is understood",
        )?;
    let lines: String = api.items().map(|item| format!("{item}\n")).collect();
    Ok(format!("{HEADER}{lines}"))
}

const HEADER: &str = "# Written by `cargo xtask public-api`.\n";

/// Documents one crate as JSON. The TLS features add nothing public, and would bring C code into a check.
fn document(root: &Path, target: &Path, package: &str) -> Result<()> {
    let status = Command::new("cargo")
        .args(["rustdoc", "--quiet", "--locked", "--lib", "--package"])
        .args([package, "--no-default-features", "--features", "schemars"])
        // A folder of its own: build scripts look at the variable below, and the workspace would be built anew each time.
        .arg("--target-dir")
        .arg(target)
        .args(["--", "-Z", "unstable-options", "--output-format", "json"])
        // Rustdoc writes JSON on request only for who accepts that its form may change. It is pinned, and so is its reader.
        .env("RUSTC_BOOTSTRAP", "1")
        .current_dir(root)
        .status()
        .context("cannot run cargo")?;
    ensure!(status.success(), "the crate {package} cannot be documented");
    Ok(())
}
