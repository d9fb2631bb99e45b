//! What the manifests of all crates have in common, and what is said of it elsewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::outputs;

/// The crates of the workspace, by the folders that they are in.
fn members() -> BTreeSet<PathBuf> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(outputs::root().unwrap())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .map(|package| Path::new(package["manifest_path"].as_str().unwrap()))
        .map(|manifest| manifest.parent().unwrap().to_owned())
        .collect()
}

/// The crates below `tests` that are no part of the workspace.
fn outsiders() -> Vec<PathBuf> {
    let members = members();
    let mut found = Vec::new();
    let mut left = vec![outputs::root().unwrap().join("tests")];
    while let Some(folder) = left.pop() {
        if folder.join("Cargo.toml").exists() && !members.contains(&folder) {
            found.push(folder.clone());
        }
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_made = ["node_modules", "target", ".venv"]
                .iter()
                .any(|name| path.ends_with(name));
            if path.is_dir() && !is_made {
                left.push(path);
            }
        }
    }
    found
}

fn manifest(folder: &Path) -> String {
    fs::read_to_string(folder.join("Cargo.toml")).unwrap()
}

/// The line of the workspace's manifest that begins so.
fn line(beginning: &str) -> String {
    let manifest = manifest(&outputs::root().unwrap());
    let mut lines = manifest.lines();
    lines
        .find(|line| line.starts_with(beginning))
        .unwrap()
        .to_owned()
}

#[test]
fn every_crate_inherits_edition_oldest_rust_licence_and_lints() {
    let members = members();
    assert!(!members.is_empty());
    for folder in members {
        let manifest = manifest(&folder);
        for inherited in [
            "\nedition.workspace = true\n",
            "\nrust-version.workspace = true\n",
            "\nlicense.workspace = true\n",
            "\n[lints]\nworkspace = true\n",
        ] {
            assert!(manifest.contains(inherited), "{folder:?}:{inherited}");
        }
    }
}

#[test]
fn a_crate_outside_of_the_workspace_says_the_same() {
    let outsiders = outsiders();
    assert!(!outsiders.is_empty());
    for folder in outsiders {
        let manifest = manifest(&folder);
        for said in ["edition = ", "rust-version = ", "license = "].map(line) {
            assert!(
                manifest.lines().any(|line| line == said),
                "{folder:?}: {said}"
            );
        }
        assert!(manifest.contains("\npublish = false\n"), "{folder:?}");
    }
}

/// The versions of Rust that a text names: those soon after its name, in the same line.
fn versions(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in text.lines() {
        for (place, _) in line.to_lowercase().match_indices("rust") {
            let near: String = line.chars().skip(place).take(40).collect();
            let words = near.split(|letter: char| letter != '.' && !letter.is_ascii_digit());
            let words = words.map(|word| word.trim_end_matches('.'));
            found.extend(
                words
                    .filter(|word| word.starts_with("1."))
                    .map(ToOwned::to_owned),
            );
        }
    }
    found
}

#[test]
fn versions_of_rust_are_found_in_texts() {
    let found = |text: &str| versions(text).into_iter().collect::<Vec<_>>();
    assert_eq!(found("The oldest Rust that works is 1.95, as"), ["1.95"]);
    assert_eq!(
        found("needs Rust 1.90.\nrustup default 1.91"),
        ["1.90", "1.91"]
    );
    assert_eq!(found("serde 1.0, and 1.9 times"), [""; 0]);
}

/// What CI runs and what is promised is one version, so that each run proves the promise.
#[test]
fn the_oldest_rust_is_said_alike_everywhere() {
    let said = line("rust-version = ");
    let version = said.split('"').nth(1).unwrap();
    for file in ["README.md", "CONTRIBUTING.md", ".github/workflows/ci.yml"] {
        let text = fs::read_to_string(outputs::root().unwrap().join(file)).unwrap();
        let expected = BTreeSet::from([version.to_owned()]);
        assert_eq!(versions(&text), expected, "{file}");
    }
}
