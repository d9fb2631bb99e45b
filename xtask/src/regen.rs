//! `cargo xtask regen`: writes, or checks, the files that come from the document, and the schema of the credential file.
//!
//! The schema is last: it comes out of the crate nimbus, which may need the other files anew to compile.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use similar::TextDiff;

use crate::outputs::{self, Output};
use crate::repository;
use crate::{credentials, lint};

/// Lines of a difference that are shown; regen itself writes the rest.
const SHOWN: usize = 40;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Write nothing; fail if a file is out of date
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = repository::root()?;
    // The steps that write Rust rely on it.
    lint::run(&lint::Arguments::default())?;
    let mut stale = Vec::new();
    for output in outputs::make(&root)? {
        stale.extend(settle(&root, output, arguments.check)?);
    }
    let schema = credentials::schema(&root)
        .with_context(|| format!("{} was not generated", credentials::PATH));
    let without = match schema {
        Ok(schema) => {
            stale.extend(settle(&root, schema, arguments.check)?);
            Ok(())
        }
        Err(error) => Err(error),
    };
    match stale.as_slice() {
        [] => without,
        [one] => bail!("{one} is not up to date; run `cargo xtask regen`"),
        many => bail!(
            "{} are not up to date; run `cargo xtask regen`",
            many.join(" and ")
        ),
    }
}

/// Writes a file that is out of date, or reports it.
pub(crate) fn settle(root: &Path, output: Output, check: bool) -> Result<Option<&'static str>> {
    let path = root.join(output.path);
    let current = fs::read_to_string(&path).unwrap_or_default();
    if current == output.content {
        return Ok(None);
    }
    if check {
        eprintln!("{}", difference(&output, &current));
        return Ok(Some(output.path));
    }
    fs::write(&path, &output.content)
        .with_context(|| format!("cannot write {}", path.display()))?;
    println!("wrote {}", output.path);
    Ok(None)
}

/// The first lines of the difference between a file and what it should be.
fn difference(output: &Output, current: &str) -> String {
    let diff = TextDiff::from_lines(current, &output.content);
    let full = diff
        .unified_diff()
        .context_radius(2)
        .header(output.path, "regenerated")
        .to_string();
    // A packed picture is one line.
    let mut lines: Vec<_> = full
        .lines()
        .map(|line| line.get(..200).unwrap_or(line))
        .collect();
    let hidden = lines.len().saturating_sub(SHOWN);
    lines.truncate(SHOWN);
    let mut shown = lines.join("\n");
    if hidden > 0 {
        shown += &format!("\n… and {hidden} more lines");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_names_the_file_and_stays_short() {
        let output = Output {
            path: "a/b.rs",
            content: "new\n".repeat(500),
        };
        let shown = difference(&output, "old\n");
        assert!(
            shown.starts_with("--- a/b.rs\n+++ regenerated\n"),
            "{shown}"
        );
        assert!(shown.contains("-old\n+new\n"), "{shown}");
        assert_eq!(shown.lines().count(), SHOWN + 1);
    }

    #[test]
    fn every_run_makes_the_same_bytes() {
        let root = repository::root().unwrap();
        let contents = || -> Vec<String> {
            outputs::make(&root)
                .unwrap()
                .into_iter()
                .map(|output| output.content)
                .collect()
        };
        assert_eq!(contents(), contents());
    }
}
