//! `cargo xtask lint`: what no linter of OpenAPI can know, and what the client in Rust needs. What the contract owes its
//! readers is in openapi/spectral.yaml.

mod changelog;
mod findings;
mod orphans;
mod parameters;
mod references;
mod retry;
mod rules;
mod rust_names;
mod unions;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::outputs;
use crate::tree::Source;
use findings::{Finding, Findings};
use rules::RULES;

/// Where the changelog of the contract is, below the root of the repository.
const CHANGELOG: &str = "openapi/CHANGELOG.md";

#[derive(Default, clap::Args)]
pub(crate) struct Arguments {
    /// The document to look at, instead of openapi/nimbus.yaml
    document: Option<PathBuf>,
    /// Look at nothing; say what the rules are
    #[arg(long)]
    rules: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if arguments.rules {
        for rule in RULES {
            println!("{:<18} {}", rule.id, rule.demand);
        }
        return Ok(());
    }
    let root = outputs::root()?;
    let (path, shown) = match &arguments.document {
        Some(path) => (path.clone(), path.display().to_string()),
        None => (root.join(outputs::DOCUMENT), outputs::DOCUMENT.to_owned()),
    };
    let read = |path: &PathBuf| {
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
    };
    let source = Source::parse(&read(&path)?)
        .with_context(|| format!("{shown} cannot be read as YAML"))?
        .with_changelog(read(&root.join(CHANGELOG))?);
    let findings = check(&source);
    for finding in &findings {
        println!("{shown}:{finding}");
    }
    match findings.len() {
        0 => println!("{shown} keeps all {} rules", RULES.len()),
        1 => bail!("one rule is broken"),
        count => bail!("rules are broken in {count} places"),
    }
    Ok(())
}

/// Everything that all rules find, in the order of the document.
fn check(source: &Source) -> Vec<Finding> {
    let mut all: Vec<Finding> = RULES
        .iter()
        .flat_map(|rule| {
            let mut findings = Findings::of(source, rule.id);
            (rule.check)(source, &mut findings);
            findings.into_vec()
        })
        .collect();
    all.sort();
    // One component may be found from several places.
    all.dedup();
    all
}

#[cfg(test)]
mod compiled;
#[cfg(test)]
mod tests;
