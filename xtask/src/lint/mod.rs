//! `cargo xtask lint`: the rules that no linter of OpenAPI can check. The other rules of the contract are in
//! openapi/spectral.yaml; `cargo xtask regen` reports what cannot become Rust.

mod changelog;
mod orphans;
mod retry;
mod unions;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::repository;
use crate::tree::{Node, Source};

/// Where the changelog of the contract is, below the root of the repository.
const CHANGELOG: &str = "openapi/CHANGELOG.md";

/// A rule adds each violation: where it is, and what is wrong.
type Rule = fn(&Source, &mut Found);

/// The rules by their names.
const RULES: [(&str, Rule); 5] = [
    ("orphan", orphans::none),
    ("retry", retry::is_implied),
    ("union-key", unions::keys_are_distinct),
    ("union-mapping", unions::mappings_are_complete),
    ("union-use", unions::members_stay_inside),
];

#[derive(Default)]
struct Found(Vec<(String, String)>);

impl Found {
    fn at(&mut self, node: &Node<'_>, message: impl Into<String>) {
        self.0.push((node.pointer.clone(), message.into()));
    }
}

#[derive(Default, clap::Args)]
pub(crate) struct Arguments {
    /// Check this document instead of openapi/nimbus.yaml
    document: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = repository::root()?;
    let (path, shown) = match &arguments.document {
        Some(path) => (path.clone(), path.display().to_string()),
        None => (
            root.join(repository::DOCUMENT),
            repository::DOCUMENT.to_owned(),
        ),
    };
    let read = |path: &PathBuf| {
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
    };
    let source =
        Source::parse(&read(&path)?).with_context(|| format!("{shown} cannot be read as YAML"))?;
    let findings = check(&source, &read(&root.join(CHANGELOG))?);
    for finding in &findings {
        println!("{shown}:{finding}");
    }
    match findings.len() {
        0 => println!("{shown} follows all rules"),
        count => bail!("{count} violations"),
    }
    Ok(())
}

/// Everything that the rules find, in the order of the document.
fn check(source: &Source, changelog: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut take = |rule: &str, found: Found| {
        for (pointer, message) in found.0 {
            all.push((source.position(&pointer), format!("{message} [{rule}]")));
        }
    };
    for (name, rule) in RULES {
        let mut found = Found::default();
        rule(source, &mut found);
        take(name, found);
    }
    let mut found = Found::default();
    changelog::is_current(source, changelog, &mut found);
    take("changelog", found);
    all.sort();
    // One component may be found from several places.
    all.dedup();
    let findings = all.into_iter();
    findings
        .map(|((line, column), message)| format!("{line}:{column}: {message}"))
        .collect()
}

#[cfg(test)]
mod tests;
