//! The steps: a row each.

pub(super) struct Step {
    pub(super) name: &'static str,
    /// Run one after the other, at the root of the repository. No argument holds a space.
    pub(super) commands: &'static [&'static str],
}

/// The tests come last, so that a run ends with the test runner's own words.
pub(super) const LAST: &str = "tests";

/// What is quick and fails often comes first. What is locked is what is used.
pub(super) const STEPS: &[Step] = &[
    step(
        "format",
        &[
            "cargo fmt --all --check",
            "cargo fmt --check --manifest-path tests/fuzz/Cargo.toml",
        ],
    ),
    step("typos", &["cargo xtask typos"]),
    step(
        "generated",
        &["cargo xtask regen --check", "cargo xtask picture --check"],
    ),
    step("lint", &["cargo xtask lint", "cargo xtask contract-diff"]),
    step("deny", &["cargo xtask deny"]),
    step("package", &["cargo xtask package"]),
    step("footprint", &["cargo xtask footprint --check"]),
    step(
        "clippy",
        &["cargo clippy --workspace --all-targets --locked -- -D warnings"],
    ),
    step(
        "documentation",
        &["cargo doc --workspace --no-deps --locked"],
    ),
    step("public-api", &["cargo xtask public-api --check"]),
    step("examples", EXAMPLES),
    step("features", &["cargo xtask features"]),
    step("fuzz", &["cargo xtask fuzz --seconds 5"]),
    step("contract", &["cargo xtask contract --check"]),
    step(LAST, &["cargo test --workspace --locked"]),
];

/// All of nimbus/examples but the one that regen runs.
const EXAMPLES: &[&str] = &[
    "cargo run --locked --example credentials",
    "cargo run --locked --example update_with",
    "cargo run --locked --example pages",
    "cargo run --locked --example quickstart",
    "cargo run --locked --example sessions",
    "cargo run --locked --example tracing",
    "cargo run --locked --example wait",
];

const fn step(name: &'static str, commands: &'static [&'static str]) -> Step {
    Step { name, commands }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;
    use crate::{credentials, outputs};

    #[test]
    fn no_two_steps_have_one_name() {
        let names: BTreeSet<_> = STEPS.iter().map(|step| step.name).collect();
        assert_eq!(names.len(), STEPS.len());
    }

    #[test]
    fn the_tests_come_last() {
        let last = STEPS.last().unwrap();
        assert_eq!(last.name, "tests");
        assert!(last.commands.last().unwrap().starts_with("cargo test"));
    }

    #[test]
    fn every_step_does_something() {
        for step in STEPS {
            assert!(!step.commands.is_empty(), "{}", step.name);
        }
    }

    #[test]
    fn every_example_is_run() {
        let folder = outputs::root().unwrap().join("nimbus/examples");
        let files = fs::read_dir(folder).unwrap();
        let names = files.map(|file| {
            let path = file.unwrap().path();
            path.file_stem().unwrap().to_str().unwrap().to_owned()
        });
        let there: BTreeSet<String> = names.collect();
        let run = EXAMPLES
            .iter()
            .map(|command| command.rsplit(' ').next().unwrap());
        // Regen makes a checked-in file of what it prints, so that the step `generated` runs it.
        let run: BTreeSet<String> = run
            .chain([credentials::EXAMPLE])
            .map(ToOwned::to_owned)
            .collect();
        assert_eq!(there, run);
    }
}
