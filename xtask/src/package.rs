//! `cargo xtask package`: whether each crate that is published holds what belongs into it, and would be taken.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::outputs;

mod content;
mod warnings;

/// In bytes, compressed: far above what a crate of this repository has, and below what the index takes.
const LIMIT: u64 = 2_000_000;

const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Build each package, too, from nothing but what is in it
    #[arg(long)]
    build: bool,
}

/// A crate that is published.
struct Package {
    name: String,
    version: String,
    folder: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = outputs::root()?;
    let packages = published(&cargo(
        &root,
        &["metadata", "--no-deps", "--format-version", "1"],
    )?)?;
    for package in &packages {
        check_files(&root, package).with_context(|| format!("package {}", package.name))?;
    }
    pack(&root, &packages, arguments.build)?;
    let folder = outputs::target(&root).join("package");
    for package in &packages {
        let Package { name, version, .. } = package;
        let path = folder.join(format!("{name}-{version}.crate"));
        let size =
            fs::metadata(&path).with_context(|| format!("there is no {}", path.display()))?;
        let size = size.len();
        ensure!(size <= LIMIT, "{name} has {size} bytes, above {LIMIT}");
        println!("{name} {version}: {} KB", size / 1000);
    }
    Ok(())
}

/// Members of the workspace that nothing keeps from being published.
fn published(metadata: &str) -> Result<Vec<Package>> {
    let metadata: Value = serde_json::from_str(metadata)?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
    let found: Option<Vec<_>> = packages
        .iter()
        .filter(|package| package["publish"].is_null())
        .map(|package| {
            let manifest = PathBuf::from(text(&package["manifest_path"])?);
            Some(Package {
                name: text(&package["name"])?,
                version: text(&package["version"])?,
                folder: manifest.parent()?.to_owned(),
            })
        })
        .collect();
    let found = found.context("cargo metadata is not as expected")?;
    ensure!(!found.is_empty(), "no crate is published");
    Ok(found)
}

fn check_files(root: &Path, package: &Package) -> Result<()> {
    let list = [
        "package",
        "--list",
        "--allow-dirty",
        "--package",
        &package.name,
    ];
    let files = cargo(root, &list)?;
    let faults = content::faults(&files.lines().collect::<Vec<_>>());
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    for licence in LICENCES {
        // Packages get the text through a link, which is a file with a path in it where links are switched off.
        ensure!(
            fs::read(package.folder.join(licence))? == fs::read(root.join(licence))?,
            "{licence} is not that of the repository"
        );
    }
    Ok(())
}

/// All at once: crates that need each other are taken from each other's packages.
fn pack(root: &Path, packages: &[Package], build: bool) -> Result<()> {
    let selection = packages
        .iter()
        .flat_map(|package| ["--package", &package.name]);
    // What is not committed yet is judged, too.
    let options = ["--locked", "--allow-dirty"];
    let no_build = ["--no-verify"];
    let pack = ["package"]
        .into_iter()
        .chain(options)
        .chain(selection.clone());
    let pack = pack.chain(no_build.into_iter().filter(|_| !build));
    let publish = ["publish", "--dry-run"]
        .into_iter()
        .chain(options)
        .chain(no_build);
    for arguments in [pack.collect(), publish.chain(selection).collect()] {
        let arguments: Vec<&str> = arguments;
        let messages = output(root, &arguments)?.stderr;
        let messages = String::from_utf8_lossy(&messages);
        let unknown = warnings::unknown(&messages);
        ensure!(
            unknown.is_empty(),
            "cargo {} warns:\n{}",
            arguments.join(" "),
            unknown.join("\n")
        );
    }
    Ok(())
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<String> {
    Ok(String::from_utf8(output(root, arguments)?.stdout)?)
}

fn output(root: &Path, arguments: &[&str]) -> Result<Output> {
    let output = Command::new("cargo")
        .args(arguments)
        .args(["--color", "never"])
        .current_dir(root)
        .output()
        .context("cannot run cargo")?;
    ensure!(
        output.status.success(),
        "cargo {} failed:\n{}",
        arguments.join(" "),
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(output)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_that_is_not_to_be_published_is_left_out() {
        let metadata = r#"{"packages": [
            {"name": "a", "version": "1.0.0", "publish": null, "manifest_path": "/r/a/Cargo.toml"},
            {"name": "b", "version": "1.0.0", "publish": [], "manifest_path": "/r/b/Cargo.toml"}
        ]}"#;
        let found = published(metadata).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].name, "a");
        assert_eq!(found[0].folder, Path::new("/r/a"));
        assert!(published(r#"{"packages": []}"#).is_err());
    }
}
