//! `cargo xtask regen`: writes, or checks, the files that come from the document.

use std::fs;

use anyhow::{Context, Result, bail};
use similar::TextDiff;

use crate::outputs::{self, Output};

/// Lines of a difference that are shown; the rest is told by regen itself.
const SHOWN: usize = 40;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Write nothing; fail when a file is not what would be written
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = outputs::root()?;
    let mut stale = Vec::new();
    for output in outputs::make(&root)? {
        let path = root.join(output.path);
        let current = fs::read_to_string(&path).unwrap_or_default();
        if current == output.content {
            continue;
        }
        if arguments.check {
            eprintln!("{}", difference(&output, &current));
            stale.push(output.path);
        } else {
            fs::write(&path, &output.content)
                .with_context(|| format!("cannot write {}", path.display()))?;
            println!("wrote {}", output.path);
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    bail!(
        "{} not what {} makes of it; run `cargo xtask regen`",
        match stale.as_slice() {
            [one] => format!("{one} is"),
            many => format!("{} are", many.join(" and ")),
        },
        outputs::DOCUMENT
    )
}

/// The first lines of the difference between a file and what it should be.
fn difference(output: &Output, current: &str) -> String {
    let diff = TextDiff::from_lines(current, &output.content);
    let full = diff
        .unified_diff()
        .context_radius(2)
        .header(output.path, "regenerated")
        .to_string();
    let mut lines: Vec<&str> = full.lines().collect();
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
        let root = outputs::root().unwrap();
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
