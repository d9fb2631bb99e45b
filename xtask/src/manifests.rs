//! What the manifests of all crates have in common.

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

#[test]
fn every_crate_inherits_edition_oldest_rust_licence_and_lints() {
    let members = members();
    assert!(!members.is_empty());
    for folder in members {
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
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
