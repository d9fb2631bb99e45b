//! `cargo xtask contract-diff`: what changed in the contract since it was published, whom it breaks, and whether
//! `info.version` says so.
//!
//! Changes are judged by what goes over the wire, and by the names that generators make: a type, property, value or
//! operation whose name vanishes breaks code that uses it, although the wire may be the same.

mod base;
mod change;
mod members;
mod messages;
mod operations;
mod schemas;
mod words;

use anyhow::{Context, Result, ensure};

use crate::outputs;
use crate::tree::Source;
use crate::version::{Bump, Version};
use base::Base;
use change::{Changes, Class};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// What to compare with: a file, or a revision of this repository; without it the newest in openapi/published
    #[arg(long, value_name = "REV|FILE")]
    base: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = outputs::root()?;
    let base = Base::find(&root, arguments.base.as_deref())?;
    let text = std::fs::read_to_string(root.join(outputs::DOCUMENT))
        .with_context(|| format!("cannot read {}", outputs::DOCUMENT))?;
    let old = Source::parse(&base.text)
        .with_context(|| format!("the document of {} cannot be read", base.name))?;
    let new = Source::parse(&text)?;
    judge(&base.name, &old, &new)
}

/// Prints the changes, and fails when the version does not admit them.
fn judge(base: &str, old: &Source, new: &Source) -> Result<()> {
    let changes = compare(old, new);
    let (before, after) = (version(old)?, version(new)?);
    let bump = changes.bump();
    for change in changes.into_sorted() {
        let (clients, servers) = (change.clients, change.servers);
        println!(
            "{clients:<9} for clients, {servers:<9} for servers: {}: {}",
            change.place, change.message
        );
    }
    let wanted = before.after(bump);
    let says = match bump {
        Bump::None => "nothing changed".to_owned(),
        Bump::Patch => format!("words changed, which makes it {wanted}"),
        Bump::Minor => format!("there are additions, which make it {wanted}"),
        Bump::Major => format!("clients break, which makes it {wanted}"),
    };
    let admits = admits(before, after, bump);
    ensure!(
        admits,
        "since {base}, version {before}, {says} at least; the document says {after}"
    );
    println!("since {base}, version {before}, {says}; the document says {after}");
    Ok(())
}

/// A higher number than wanted is no mistake: changes add up until they are published.
fn admits(before: Version, after: Version, bump: Bump) -> bool {
    after >= before.after(bump)
}

fn compare(old: &Source, new: &Source) -> Changes {
    let mut changes = Changes::default();
    operations::compare(old, new, &mut changes);
    schemas::compare(old, new, &mut changes);
    words::compare(old, new, &mut changes);
    unexplained(old, new, &mut changes);
    changes
}

/// A change that no rule knows is taken for the worst.
fn unexplained(old: &Source, new: &Source, changes: &mut Changes) {
    for (place, before, after) in words::skeletons(old, new) {
        if before != after && !changes.explain(&place) {
            let classes = (Class::Breaking, Class::Breaking);
            changes.add(&place, "changed in a way that no rule knows", classes);
        }
    }
}

fn version(source: &Source) -> Result<Version> {
    let info = source.root().get("info");
    let text = info.as_ref().and_then(|info| info.text("version"));
    text.context("there is no info.version")?.parse()
}

#[cfg(test)]
mod tests;
