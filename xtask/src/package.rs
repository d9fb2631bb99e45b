//! `cargo xtask package`: whether each crate that is published holds what belongs into it, and would be taken.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::outputs;

/// The beginnings of cargo's warnings that stay, with the reason.
const KNOWN: [&str; 4] = [
    // It always says so.
    "aborting upload due to dry run",
    // This repository has no public address yet; see "Releasing" in CONTRIBUTING.md.
    "manifest has no documentation, homepage or repository",
    // The name is another's in the public index; see the same place.
    "crate nimbus@",
    // The emulator's, which compare it with files of the repository.
    "ignoring test `contract` as `tests/contract/",
];

/// A package gets the licences through links, which are files with a path in them where links are switched off.
const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// What is at the top of a package; cargo puts in all but the first.
const TOP: [&str; 5] = [
    "README.md",
    ".cargo_vcs_info.json",
    "Cargo.lock",
    "Cargo.toml",
    "Cargo.toml.orig",
];

/// Folders, and the endings of what may be in them.
const FOLDERS: [(&str, &[&str]); 5] = [
    ("src", &["rs"]),
    ("tests", &["rs"]),
    ("examples", &["rs"]),
    ("docs", &["md", "svg", "rs", "dot"]),
    (
        "assets",
        &["md", "yaml", "html", "js", "gz", "LICENSE-scalar"],
    ),
];

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Build each package, too, from nothing but what is in it
    #[arg(long)]
    build: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = outputs::root()?;
    // All at once: crates that need each other are taken from each other's packages. What is not committed yet is judged, too.
    let publish = "publish --workspace --dry-run --locked --allow-dirty";
    let publish = match arguments.build {
        true => publish.to_owned(),
        false => format!("{publish} --no-verify"),
    };
    let (_, messages) = cargo(&root, &publish)?;
    let unknown = unknown(&messages);
    ensure!(unknown.is_empty(), "cargo warns:\n{}", unknown.join("\n"));
    let lines = messages.lines().map(str::trim_start);
    let mut packages = lines
        .filter_map(|line| line.strip_prefix("Packaging "))
        .peekable();
    ensure!(packages.peek().is_some(), "no crate is published");
    for package in packages {
        let (name, folder) = package.split_once(" v").context("not as expected")?;
        let folder = folder.split_once('(').context("not as expected")?.1;
        let folder = Path::new(folder.trim_end_matches(')'));
        let list = format!("package --list --allow-dirty --package {name}");
        let (files, _) = cargo(&root, &list)?;
        let faults = faults(&files.lines().collect::<Vec<_>>());
        ensure!(faults.is_empty(), "package {name}:\n{}", faults.join("\n"));
        for licence in LICENCES {
            ensure!(
                fs::read(folder.join(licence))? == fs::read(root.join(licence))?,
                "package {name}: {licence} is not that of the repository"
            );
        }
        println!("package {name}: {} files", files.lines().count());
    }
    Ok(())
}

/// The warnings that are not known.
fn unknown(messages: &str) -> Vec<&str> {
    let lines = messages.lines().map(str::trim_start);
    let warnings = lines.filter_map(|line| line.strip_prefix("warning: "));
    warnings
        .filter(|warning| !KNOWN.iter().any(|known| warning.starts_with(known)))
        .collect()
}

/// What is wrong with these files of a package.
fn faults(files: &[&str]) -> Vec<String> {
    let needed = LICENCES.iter().chain(&TOP[..1]);
    let missing = needed.filter(|needed| !files.contains(needed));
    let foreign = files.iter().filter(|file| !belongs(file));
    missing
        .map(|needed| format!("{needed} is missing"))
        .chain(foreign.map(|file| format!("{file} does not belong into it")))
        .collect()
}

fn belongs(file: &str) -> bool {
    let Some((folder, rest)) = file.split_once('/') else {
        return TOP.contains(&file) || LICENCES.contains(&file);
    };
    let name = rest.rsplit('/').next().unwrap_or(rest);
    let ending = name.rsplit('.').next().unwrap_or(name);
    FOLDERS
        .iter()
        .any(|(known, endings)| *known == folder && endings.contains(&ending))
}

/// What cargo writes to its output, and what besides.
fn cargo(root: &Path, arguments: &str) -> Result<(String, String)> {
    let output = Command::new("cargo")
        .args(arguments.split(' '))
        .args(["--color", "never"])
        .current_dir(root)
        .output()
        .context("cannot run cargo")?;
    let messages = String::from_utf8(output.stderr)?;
    ensure!(
        output.status.success(),
        "cargo {arguments} failed:\n{messages}"
    );
    Ok((String::from_utf8(output.stdout)?, messages))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_and_what_does_not_belong_is_named() {
        let good = [
            "Cargo.toml",
            "LICENSE-APACHE",
            "LICENSE-MIT",
            "README.md",
            "src/a/b.rs",
            "docs/storm.svg",
        ];
        assert_eq!(faults(&good), [""; 0]);
        for needed in &good[1..4] {
            let files: Vec<_> = good.into_iter().filter(|file| file != needed).collect();
            assert_eq!(faults(&files), [format!("{needed} is missing")]);
        }
        for foreign in [
            "results.json",
            "target/x.rs",
            "src/notes.txt",
            "src/.lib.rs.swp",
            "docs/storm.png",
        ] {
            let files = [&good[..], &[foreign]].concat();
            assert_eq!(
                faults(&files),
                [format!("{foreign} does not belong into it")]
            );
        }
    }

    #[test]
    fn a_warning_that_is_not_known_is_told() {
        for (warning, is_known) in [
            (
                "manifest has no documentation, homepage or repository",
                true,
            ),
            (
                "manifest has no license, license-file, documentation, homepage or repository",
                false,
            ),
            (
                "ignoring example `wait` as `examples/wait.rs` is not included in the published package",
                false,
            ),
        ] {
            let messages = format!("   Packaging nimbus-api v0.1.0\nwarning: {warning}\n  |\n");
            assert_eq!(unknown(&messages).is_empty(), is_known, "{warning}");
        }
    }
}
