//! `cargo xtask bench`: what a call costs, measured, and written down as it was measured.

mod figures;
mod measure;
mod peers;
mod processes;
mod table;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::outputs;

/// The full account.
pub(crate) const ACCOUNT: &str = "BENCHMARKS.md";
/// Shows a part of the first table of the account.
const README: &str = "README.md";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Fewer rounds, no peers, and nothing written
    #[arg(long)]
    quick: bool,
    /// Measure nothing; fail when README.md does not show what BENCHMARKS.md says
    #[arg(long, conflicts_with = "quick")]
    check: bool,
}

/// A part of a file that is written by a command, between two markers.
struct Part {
    file: &'static str,
    name: &'static str,
}

const PARTS: [Part; 4] = [
    Part {
        file: ACCOUNT,
        name: "machine",
    },
    Part {
        file: ACCOUNT,
        name: "calls",
    },
    Part {
        file: README,
        name: "calls",
    },
    Part {
        file: ACCOUNT,
        name: "rest",
    },
];

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = outputs::root()?;
    if arguments.check {
        return check(&root);
    }
    // All is built before anything is measured.
    let peers = match arguments.quick {
        true => None,
        false => Some(peers::prepare(&root)?),
    };
    let (programs, server) = measure::prepare(&root)?;
    let mut figures = measure::all(&programs, &server.endpoint, arguments.quick)?;
    if let Some(program) = peers {
        let cost = programs.join("cost");
        peers::add(&root, &program, &cost, &server.endpoint, &mut figures)?;
    }
    drop(server);
    let calls = table::calls(&figures);
    let rest = table::rest(&figures);
    println!("{calls}\n{rest}");
    if arguments.quick {
        return Ok(());
    }
    let machine = processes::machine(&root)?;
    for part in &PARTS {
        let content = match part.name {
            "machine" => &machine,
            "calls" if part.file == README => &table::summary(&calls),
            "calls" => &calls,
            _ => &rest,
        };
        let path = root.join(part.file);
        let text = read(&path)?;
        let text = replace(&text, part.name, content)
            .with_context(|| format!("{} has no place for the table", part.file))?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn check(root: &Path) -> Result<()> {
    let table = |file| -> Result<String> {
        let text = read(&root.join(file))?;
        let (start, end) =
            bounds(&text, "calls").with_context(|| format!("{file} has no table"))?;
        Ok(text[start..end].trim_start().to_owned())
    };
    ensure!(
        table(README)? == table::summary(&table(ACCOUNT)?),
        "the table in {README} does not show what {ACCOUNT} says; both are written by `cargo xtask bench`"
    );
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Puts a text between its two markers.
pub(crate) fn replace(text: &str, name: &str, content: &str) -> Option<String> {
    let (start, end) = bounds(text, name)?;
    Some(format!("{}\n{content}{}", &text[..start], &text[end..]))
}

/// Where the text between two markers begins and ends.
fn bounds(text: &str, name: &str) -> Option<(usize, usize)> {
    let begin = format!("<!-- bench: {name} -->");
    let start = text.find(&begin)? + begin.len();
    let end = text[start..].find(&format!("<!-- bench: end of {name} -->"))?;
    Some((start, start + end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_markers_is_replaced() {
        let text = "a\n<!-- bench: calls -->\nold\n<!-- bench: end of calls -->\nz\n";
        let replaced = replace(text, "calls", "new\n").unwrap();
        assert_eq!(
            replaced,
            "a\n<!-- bench: calls -->\nnew\n<!-- bench: end of calls -->\nz\n"
        );
        assert_eq!(replace(&replaced, "calls", "new\n").unwrap(), replaced);
        assert!(replace(text, "rest", "new\n").is_none());
    }

    #[test]
    fn the_readme_shows_the_table_of_the_account() {
        check(&outputs::root().unwrap()).unwrap();
    }
}
