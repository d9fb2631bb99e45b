//! `cargo xtask bench`: what a call costs, measured, and written down as it was measured.

mod measure;
mod table;

use std::fs;

use anyhow::{Context, Result};

use crate::repository;

/// The full account.
pub(crate) const ACCOUNT: &str = "BENCHMARKS.md";
/// Shows a part of the first table of the account.
const README: &str = "README.md";

/// The columns of the other tables.
const REST: [&[&str]; 6] = [
    &["closed enums", "nimbus"],
    &[
        "async-openai",
        "kube",
        "octocrab",
        "openapi-fetch",
        "nimbus",
    ],
    &["build", "clone"],
    &["1 thread", "2 threads"],
    &["1 waiter", "1,000 waiters", "1,000 for 1,000 services"],
    &["1,000 items", "100,000 items"],
];

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Fewer rounds, no peers; write nothing
    #[arg(long)]
    quick: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let figures = measure::all(arguments.quick)?;
    let calls = figures.table(&["bare", "generated", "nimbus"]) + "\n" + &table::targets();
    let rest = REST.map(|columns| figures.table(columns)).join("\n");
    println!("{calls}\n{rest}");
    if arguments.quick {
        return Ok(());
    }
    write(ACCOUNT, "machine", &measure::machine()?)?;
    write(ACCOUNT, "calls", &calls)?;
    write(ACCOUNT, "rest", &rest)?;
    write(README, "calls", &table::summary(&calls))
}

/// Puts a text between its two markers in a file.
pub(crate) fn write(file: &str, name: &str, content: &str) -> Result<()> {
    let path = repository::root()?.join(file);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {file}"))?;
    let text = replace(&text, name, content)
        .with_context(|| format!("{file} has no place for the table {name}"))?;
    fs::write(&path, text).with_context(|| format!("cannot write {file}"))
}

/// Puts a text between its two markers.
pub(crate) fn replace(text: &str, name: &str, content: &str) -> Option<String> {
    let (begin, end) = (
        format!("<!-- bench: {name} -->\n"),
        format!("<!-- bench: end of {name} -->"),
    );
    let (before, rest) = text.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{begin}{content}{end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_shows_what_the_account_says() {
        let root = repository::root().unwrap();
        let [account, readme] =
            [ACCOUNT, README].map(|file| fs::read_to_string(root.join(file)).unwrap());
        let (calls, _) = account.split_once("<!-- bench: end of calls").unwrap();
        let shown = replace(&readme, "calls", &table::summary(calls));
        assert_eq!(shown.as_deref(), Some(readme.as_str()));
    }
}
