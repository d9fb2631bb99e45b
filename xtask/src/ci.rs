//! Everything that a change must pass, step by step.

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};

use crate::process::{command, succeed};

type Text = &'static str;

struct Step {
    name: Text,
    /// Whether it fails often and takes little time, so that `--quick` runs it.
    is_quick: bool,
    description: Text,
    /// Run one after the other, at the root of the repository. No argument holds a space.
    commands: &'static [Text],
}

const fn quick(name: Text, description: Text, commands: &'static [Text]) -> Step {
    Step {
        name,
        is_quick: true,
        description,
        commands,
    }
}

const fn long(name: Text, description: Text, commands: &'static [Text]) -> Step {
    Step {
        is_quick: false,
        ..quick(name, description, commands)
    }
}

/// What is quick and fails often comes first, and the tests come last, so that a run ends with the test runner's own words.
/// What is locked is what is used.
const STEPS: &[Step] = &[
    quick(
        "format",
        "rustfmt changes nothing",
        &["cargo fmt --all --check"],
    ),
    quick("typos", "no word is misspelled", &["cargo xtask typos"]),
    quick(
        "generated",
        "every generated file is up to date",
        &["cargo xtask regen --check"],
    ),
    quick(
        "lint",
        "Rust can be generated from the contract, and its version fits what has changed",
        &["cargo xtask lint", "cargo xtask contract-diff"],
    ),
    quick(
        "deny",
        "licenses, sources and duplicate crates are allowed in deny.toml; without features, no C code is built",
        &["cargo xtask deny"],
    ),
    quick(
        "footprint",
        "the SDK adds only the listed crates to a program",
        &["cargo xtask footprint --check"],
    ),
    quick(
        "clippy",
        "clippy has no warning",
        &["cargo clippy --workspace --all-targets --locked -- -D warnings"],
    ),
    long(
        "package",
        "each published crate contains its licenses and README, and cargo has no new warning",
        &["cargo xtask package"],
    ),
    long(
        "documentation",
        "rustdoc has no warning",
        &["cargo doc --workspace --no-deps --locked"],
    ),
    long(
        "public-api",
        "api.txt of each crate shows its public API",
        &["cargo xtask public-api --check"],
    ),
    long(
        "examples",
        "every program in nimbus/examples runs to its end",
        EXAMPLES,
    ),
    long(
        "features",
        "every combination of features builds; none, each one and all pass their tests",
        &["cargo xtask features"],
    ),
    long(
        "fuzz",
        "a few seconds of fuzzing find no failure",
        &["cargo xtask fuzz --seconds 5"],
    ),
    long(
        "contract",
        "linters, a fuzzer, clients in other languages and a proxy work with the contract",
        &["cargo xtask contract --check"],
    ),
    quick(
        "tests",
        "all tests pass",
        &["cargo test --workspace --locked"],
    ),
];

/// All of nimbus/examples but the one that regen runs.
const EXAMPLES: &[&str] = &[
    "cargo run --locked --example batch",
    "cargo run --locked --example cli -- --emulator list",
    "cargo run --locked --example credentials",
    "cargo run --locked --example update_with",
    // It serves until it is interrupted, and in its tests.
    "cargo test --locked -p nimbus --example deploy",
    "cargo run --locked --example pages",
    "cargo run --locked --example quickstart",
    "cargo run --locked --example reconcile",
    "cargo run --locked --example sessions",
    "cargo run --locked --example telemetry",
    "cargo run --locked --example wait",
];

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Run only this step; may be repeated
    #[arg(long, value_name = "STEP")]
    only: Vec<String>,
    /// Run only the steps that fail most often: five minutes, once built
    #[arg(long, conflicts_with = "only")]
    quick: bool,
    /// List the steps with their commands
    #[arg(long)]
    list: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let steps = chosen(arguments)?;
    if arguments.list {
        for step in steps {
            println!(
                "{:14} {}\n{:14} {}",
                step.name,
                step.description,
                "",
                step.commands.join("; ")
            );
        }
        return Ok(());
    }
    let mut times = String::new();
    for (index, step) in steps.iter().enumerate() {
        if index + 1 == steps.len() {
            println!("\n{times}");
        }
        let begun = Instant::now();
        let name = step.name;
        for line in step.commands {
            println!("\n== {name}: {line}");
            let outcome = succeed(command(line)?.env("RUSTDOCFLAGS", "-D warnings"));
            outcome.with_context(|| {
                format!("step {name} failed; to run it alone: cargo xtask ci --only {name}")
            })?;
        }
        times += &format!("{:14}{:>6.1} s\n", step.name, begun.elapsed().as_secs_f64());
    }
    Ok(())
}

fn chosen(arguments: &Arguments) -> Result<Vec<&'static Step>> {
    for name in &arguments.only {
        let is_there = STEPS.iter().any(|step| step.name == name);
        ensure!(is_there, "there is no step {name}; see --list");
    }
    let is_chosen = |step: &&Step| match arguments.only.is_empty() {
        true => step.is_quick || !arguments.quick,
        false => arguments.only.iter().any(|name| name == step.name),
    };
    Ok(STEPS.iter().filter(is_chosen).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;
    use crate::{contract, credentials, repository};

    fn names(only: &[&str], quick: bool) -> Result<Vec<&'static str>> {
        let steps = chosen(&Arguments {
            only: only.iter().map(|name| (*name).to_owned()).collect(),
            quick,
            list: false,
        })?;
        Ok(steps.iter().map(|step| step.name).collect())
    }

    #[test]
    fn steps_can_be_chosen() {
        assert_eq!(names(&["clippy"], false).unwrap(), ["clippy"]);
        let (all, quick) = (names(&[], false).unwrap(), names(&[], true).unwrap());
        assert_eq!(all.len(), STEPS.len());
        assert!(quick.len() < all.len() && quick.contains(&"clippy"));
        assert_eq!(all.last(), Some(&"tests"));
        let error = names(&["clipy"], false).unwrap_err();
        assert_eq!(error.to_string(), "there is no step clipy; see --list");
    }

    #[test]
    fn the_public_workflow_runs_every_step_and_installs_what_they_need() {
        let path = repository::root().unwrap().join(".github/workflows/ci.yml");
        let workflow = fs::read_to_string(path).unwrap();
        for step in STEPS {
            let is_run = workflow.contains(&format!("--only {}", step.name));
            assert!(is_run || step.is_quick, "{}", step.name);
        }
        assert!(workflow.contains("--quick"));
        let (_, installed) = workflow.split_once("apt-get install").unwrap();
        let (installed, _) = installed.split_once("- run:").unwrap();
        let installed: Vec<_> = installed.split_whitespace().collect();
        for step in contract::steps().unwrap() {
            for package in step.needs.keys() {
                // Not every image has this package; each has a browser, which the workflow names.
                let is_there = package == "chromium" && workflow.contains("CHROMIUM: /usr/bin/");
                assert!(
                    is_there || installed.contains(&package.as_str()),
                    "{package}"
                );
            }
        }
    }

    #[test]
    fn every_example_is_run() {
        let folder = repository::root().unwrap().join("nimbus/examples");
        let there: BTreeSet<String> = fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().path())
            .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        let run = EXAMPLES.iter().map(|command| {
            let (_, example) = command.split_once("--example ").unwrap();
            example.split(' ').next().unwrap()
        });
        // Regen makes a checked-in file of what it prints, so that the step `generated` runs it.
        let run = run.chain([credentials::EXAMPLE]).map(ToOwned::to_owned);
        assert_eq!(there, run.collect());
    }
}
