//! `cargo xtask contract-diff`: what changed in the contract since it was published, whom it breaks, and whether
//! `info.version` says so.
//!
//! Changes are judged by what goes over the wire, and by the names that generators make: a type, property, value or
//! operation whose name vanishes breaks code that uses it, although the wire may be the same.

mod base;
mod compare;
mod form;
mod rules;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::version::{self, Bump};
use crate::{document, repository};
use compare::{Change, changes};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Compare with this file or revision of the repository [default: the newest version in openapi/published]
    #[arg(long, value_name = "REV|FILE")]
    base: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = repository::root()?;
    let (base, old) = base::find(&root, arguments.base.as_deref())?;
    let text = std::fs::read_to_string(root.join(repository::DOCUMENT))
        .with_context(|| format!("cannot read {}", repository::DOCUMENT))?;
    let old =
        document::value(&old).with_context(|| format!("the document of {base} cannot be read"))?;
    judge(&base, &old, &document::value(&text)?)
}

/// Prints the changes, and fails when the version does not admit them.
fn judge(base: &str, old: &Value, new: &Value) -> Result<()> {
    let changes = changes(old, new);
    for it in &changes {
        let (clients, servers) = (it.clients, it.servers);
        println!(
            "{clients:<9} for clients, {servers:<9} for servers: {}: {}",
            it.place, it.message
        );
    }
    let version = |document: &Value| {
        let version = document["info"]["version"].as_str();
        version::parse(version.context("there is no info.version")?)
    };
    let (before, after) = (version(old)?, version(new)?);
    let bump = changes.iter().map(Change::bump).max();
    let bump = bump.unwrap_or(Bump::None);
    let wanted = bump.after(&before);
    let says = match bump {
        Bump::None => "nothing changed".to_owned(),
        Bump::Patch => format!("texts changed, which makes it {wanted}"),
        Bump::Minor => format!("there are additions, which make it {wanted}"),
        Bump::Major => format!("clients break, which makes it {wanted}"),
    };
    // A higher number than wanted is no mistake: changes add up until they are published.
    ensure!(
        after >= wanted,
        "since {base}, version {before}, {says} at least; the document says {after}"
    );
    println!("since {base}, version {before}, {says}; the document says {after}");
    Ok(())
}

#[cfg(test)]
mod tests;
