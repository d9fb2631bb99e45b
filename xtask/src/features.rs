//! `cargo xtask features`: the SDK with every combination of its features, by cargo-hack, and what it cannot know.

use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::{debian, outputs, tools};

pub(crate) fn run(arguments: &tools::Arguments) -> Result<()> {
    provide_openssl()?;
    has_no_c_code()?;
    tools::FEATURES.run(arguments)
}

/// Without features, a Rust toolchain is all that a build needs.
fn has_no_c_code() -> Result<()> {
    let tree = output(
        "tree --locked -p nimbus --no-default-features --edges normal,build --prefix none --format {p}",
    )?;
    let found: Vec<_> = tree.lines().filter(|line| builds_c_code(line)).collect();
    ensure!(
        found.is_empty(),
        "without features, the crate nimbus builds C code: {}",
        found.join(", ")
    );
    ensure!(tree.starts_with("nimbus "), "not a tree of nimbus:\n{tree}");
    println!("no C code without features");
    Ok(())
}

/// As `openssl-sys v0.9.118`.
fn builds_c_code(package: &str) -> bool {
    let name = package.split(' ').next().unwrap_or_default();
    // windows-sys declares what the system has.
    let binds = name.ends_with("-sys") && name != "windows-sys";
    binds || matches!(name, "cc" | "cmake" | "bindgen" | "ring")
}

/// The feature native-tls uses the OpenSSL of the system: building one takes longer than all of this.
fn provide_openssl() -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let needed = [
        ("pkg-config --version", "pkg-config"),
        ("pkg-config --exists openssl", "libssl-dev"),
    ];
    debian::provide("the feature native-tls", &needed)
}

fn output(arguments: &str) -> Result<String> {
    let output = Command::new("cargo")
        .args(arguments.split(' '))
        .current_dir(outputs::root()?)
        .output();
    let output = output.context("cannot run cargo")?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "cargo {arguments}: {errors}");
    Ok(String::from_utf8(output.stdout)?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    /// What the feature `unified` of `tests/tls` leaves out: what takes a flag of the compiler, and what builds OpenSSL.
    const NOT_UNIFIED: [&str; 3] = [
        "http3",
        "native-tls-vendored",
        "native-tls-vendored-no-alpn",
    ];

    #[test]
    fn another_crate_can_turn_on_no_feature_of_reqwest_that_is_not_tried() {
        let metadata = output("metadata --format-version 1 --locked").unwrap();
        let metadata: Value = serde_json::from_str(&metadata).unwrap();
        let packages = metadata["packages"].as_array().unwrap();
        let features = |name: &str| {
            let package = packages.iter().find(|package| package["name"] == name);
            package.unwrap()["features"].clone()
        };
        let named = features("nimbus-tls");
        let named = named["unified"].as_array().unwrap().iter();
        let named: BTreeSet<_> = named.filter_map(Value::as_str).collect();
        let there = features("reqwest");
        // Those with underscores are reqwest's own affair.
        let there = there
            .as_object()
            .unwrap()
            .keys()
            .filter(|name| !name.starts_with('_') && !NOT_UNIFIED.contains(&name.as_str()));
        let there: Vec<_> = there.map(|name| format!("reqwest/{name}")).collect();
        assert!(!there.is_empty());
        for name in &there {
            assert!(named.contains(name.as_str()), "unified lacks {name}");
        }
    }

    #[test]
    fn crates_that_build_c_code_are_known_by_name() {
        for package in ["aws-lc-sys v0.47.0", "cc v1.2.0", "ring v0.17.14"] {
            assert!(builds_c_code(package), "{package}");
        }
        for package in ["system v1.0.0", "windows-sys v0.61.2", "cc-traits v1.0.0"] {
            assert!(!builds_c_code(package), "{package}");
        }
    }
}
