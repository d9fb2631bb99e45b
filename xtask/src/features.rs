//! `cargo xtask features`: the SDK with every combination of its features.
//!
//! All 16 are checked. None, each one alone and all together are tested, too, and none and all documented: what the tests
//! can see depends on one feature, or on which of several comes first. And once, all features of reqwest are on that another
//! crate of a program may ask for.

use std::collections::BTreeSet;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;

use crate::{debian, outputs};

#[derive(clap::Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_arguments: &Arguments) -> Result<()> {
    let features = features()?;
    provide_openssl()?;
    let begun = Instant::now();
    has_no_c_code()?;
    names_all_of_reqwest()?;
    for combination in combinations(&features) {
        cargo(&clippy(&combination))?;
    }
    for combination in tested(&features) {
        cargo(&test(&combination))?;
    }
    cargo(&words(UNIFIED).collect::<Vec<_>>())?;
    for combination in [Vec::new(), features] {
        cargo(&document(&combination))?;
    }
    println!("\nfeatures: {:.0} s", begun.elapsed().as_secs_f64());
    Ok(())
}

const UNIFIED: &str = "test --locked -p nimbus-tls --test suite --features nimbus-tls/unified";

/// What the feature `unified` of `tests/tls` leaves out: what takes a flag of the compiler, and what builds OpenSSL.
const NOT_UNIFIED: [&str; 3] = [
    "http3",
    "native-tls-vendored",
    "native-tls-vendored-no-alpn",
];

/// A feature of reqwest that is new is not forgotten.
fn names_all_of_reqwest() -> Result<()> {
    let metadata = output(&["metadata", "--format-version", "1", "--locked"])?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let features = |name| {
        let package = packages.clone().find(|package| package["name"] == name);
        let features = package.and_then(|package| package["features"].as_object());
        features.with_context(|| format!("there is no package {name}"))
    };
    let named = &features("nimbus-tls")?["unified"];
    let named = named.as_array().into_iter().flatten();
    let named: BTreeSet<_> = named.filter_map(Value::as_str).collect();
    let there: BTreeSet<_> = features("reqwest")?.keys().collect();
    // Those with underscores are reqwest's own affair.
    let there = there.into_iter().filter(|name| !name.starts_with('_'));
    let there = there.filter(|name| !NOT_UNIFIED.contains(&name.as_str()));
    let there: Vec<_> = there.map(|name| format!("reqwest/{name}")).collect();
    let missing: Vec<_> = there
        .iter()
        .filter(|name| !named.contains(name.as_str()))
        .collect();
    ensure!(
        missing.is_empty(),
        "the feature unified of nimbus-tls lacks {missing:?}"
    );
    Ok(())
}

/// Those of the crate nimbus, from its manifest, so that a new one is not forgotten.
fn features() -> Result<Vec<String>> {
    let metadata = output(&["metadata", "--no-deps", "--format-version", "1", "--locked"])?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let nimbus = packages
        .clone()
        .find(|package| package["name"] == "nimbus")
        .context("there is no package nimbus")?;
    let features = nimbus["features"].as_object().into_iter().flatten();
    let features: Vec<String> = features
        .map(|(name, _)| name.clone())
        .filter(|name| name != "default")
        .collect();
    ensure!(!features.is_empty(), "nimbus has no features");
    Ok(features)
}

fn combinations(features: &[String]) -> Vec<Vec<String>> {
    let mut combinations = vec![Vec::new()];
    for feature in features {
        let with = combinations.clone().into_iter().map(|mut combination| {
            combination.push(feature.clone());
            combination
        });
        combinations.extend(with);
    }
    combinations
}

fn tested(features: &[String]) -> Vec<Vec<String>> {
    let alone = features.iter().map(|feature| vec![feature.clone()]);
    let none = std::iter::once(Vec::new());
    none.chain(alone).chain([features.to_vec()]).collect()
}

/// Warnings are errors, which `cargo check` cannot say without building all dependencies again.
fn clippy(features: &[String]) -> Vec<String> {
    let features = of(&["nimbus"], features);
    words("clippy --locked -p nimbus --lib --no-default-features --features")
        .chain([features])
        .chain(words("-- -D warnings"))
        .collect()
}

/// The tests of the crate itself, and those of what TLS needs.
fn test(features: &[String]) -> Vec<String> {
    let features = of(&["nimbus", "nimbus-tls"], features);
    words(
        "test --locked -p nimbus -p nimbus-tls --lib --test suite --no-default-features --features",
    )
    .chain([features])
    .collect()
}

fn document(features: &[String]) -> Vec<String> {
    let features = of(&["nimbus"], features);
    words("doc --locked -p nimbus --no-deps --no-default-features --features")
        .chain([features])
        .collect()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(' ').map(ToOwned::to_owned)
}

/// As `nimbus/rustls,nimbus/schemars`.
fn of(packages: &[&str], features: &[String]) -> String {
    let of_package = |package| move |feature| format!("{package}/{feature}");
    let features: Vec<_> = packages
        .iter()
        .flat_map(|package| features.iter().map(of_package(package)))
        .collect();
    features.join(",")
}

/// Without features, a Rust toolchain is all that a build needs.
fn has_no_c_code() -> Result<()> {
    let tree = output(&[
        "tree",
        "--locked",
        "-p",
        "nimbus",
        "--no-default-features",
        "--edges",
        "normal,build",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ])?;
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

fn output(arguments: &[&str]) -> Result<String> {
    let output = Command::new("cargo")
        .args(arguments)
        .current_dir(outputs::root()?)
        .output();
    let output = output.context("cannot run cargo")?;
    let command = arguments.join(" ");
    ensure!(
        output.status.success(),
        "cargo {command}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8(output.stdout)?)
}

fn cargo(arguments: &[String]) -> Result<()> {
    let command = arguments.join(" ");
    println!("\n== cargo {command}");
    let status = Command::new("cargo")
        .args(arguments)
        .current_dir(outputs::root()?)
        .env("RUSTDOCFLAGS", "-D warnings")
        .status()
        .context("cannot run cargo")?;
    if !status.success() {
        bail!("cargo {command}: {status}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_combination_is_made_once() {
        let features = ["a", "b", "c", "d"].map(ToOwned::to_owned);
        let mut combinations = combinations(&features);
        combinations.sort();
        combinations.dedup();
        assert_eq!(combinations.len(), 16);
        assert!(combinations.contains(&Vec::new()));
        assert!(combinations.contains(&features.to_vec()));
    }

    #[test]
    fn another_crate_can_turn_on_no_feature_of_reqwest_that_is_not_tried() {
        names_all_of_reqwest().unwrap();
    }

    #[test]
    fn features_are_those_of_each_package() {
        let features = ["a", "b"].map(ToOwned::to_owned);
        assert_eq!(of(&["x", "y"], &features), "x/a,x/b,y/a,y/b");
        assert_eq!(of(&["x", "y"], &[]), "");
    }

    #[test]
    fn the_features_are_those_of_the_sdk() {
        let features = features().unwrap();
        assert!(features.contains(&"rustls".to_owned()));
        assert!(!features.contains(&"default".to_owned()));
    }

    #[test]
    fn crates_that_build_c_code_are_known_by_name() {
        for package in ["aws-lc-sys v0.47.0", "cc v1.2.0", "ring v0.17.14"] {
            assert!(builds_c_code(package), "{package}");
        }
        for package in [
            "system v1.0.0",
            "windows-sys v0.61.2",
            "cc-traits v1.0.0",
            "",
        ] {
            assert!(!builds_c_code(package), "{package}");
        }
    }
}
