//! Everything that a change must pass, step by step.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use clap::Args;

#[derive(Args)]
pub(crate) struct Arguments {
    /// Only this step
    #[arg(long, value_name = "STEP")]
    only: Option<String>,
    /// List the steps
    #[arg(long)]
    list: bool,
}

struct Step {
    name: &'static str,
    commands: &'static [&'static [&'static str]],
}

/// The tests come last, so that a run ends with the test runner's own words. `cargo` runs without a network access of its
/// own making: what is locked is what is used.
const STEPS: &[Step] = &[
    Step {
        name: "format",
        commands: &[&["cargo", "fmt", "--all", "--check"]],
    },
    Step {
        name: "clippy",
        commands: &[&[
            "cargo",
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--",
            "-D",
            "warnings",
        ]],
    },
    Step {
        name: "generated",
        commands: &[&["cargo", "xtask", "regen", "--check"]],
    },
    Step {
        name: "lint",
        commands: &[
            &["cargo", "xtask", "lint"],
            &["cargo", "xtask", "contract-diff"],
        ],
    },
    Step {
        name: "documentation",
        commands: &[&["cargo", "doc", "--workspace", "--no-deps", "--locked"]],
    },
    Step {
        name: "examples",
        commands: &[
            &["cargo", "run", "--locked", "--example", "quickstart"],
            &["cargo", "run", "--locked", "--example", "wait"],
            &["cargo", "run", "--locked", "--example", "modify"],
            &["cargo", "run", "--locked", "--example", "pages"],
            &["cargo", "run", "--locked", "--example", "sessions"],
            &["cargo", "run", "--locked", "--example", "tracing"],
        ],
    },
    Step {
        name: "features",
        commands: &[&["cargo", "xtask", "features"]],
    },
    Step {
        name: "contract",
        commands: &[&["cargo", "xtask", "contract"]],
    },
    Step {
        name: "tests",
        commands: &[&["cargo", "test", "--workspace", "--locked"]],
    },
];

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if arguments.list {
        for step in STEPS {
            println!("{}", step.name);
        }
        return Ok(());
    }
    let wanted = |step: &&Step| match &arguments.only {
        Some(only) => only == step.name,
        None => true,
    };
    let steps: Vec<_> = STEPS.iter().filter(wanted).collect();
    if let Some(only) = &arguments.only {
        ensure!(!steps.is_empty(), "there is no step {only}; see --list");
    }
    let mut times = Vec::new();
    for step in steps {
        // What the steps before took, before the last of them ends the output.
        if step.name == "tests" {
            summarize(&times);
        }
        let begun = Instant::now();
        for command in step.commands {
            execute(step.name, command)?;
        }
        times.push((step.name, begun.elapsed()));
    }
    Ok(())
}

fn execute(step: &str, command: &[&str]) -> Result<()> {
    println!("\n== {step}: {}", command.join(" "));
    let (program, arguments) = command.split_first().context("an empty command")?;
    let status = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .env("RUSTDOCFLAGS", "-D warnings")
        .status()
        .with_context(|| format!("cannot run {program}"))?;
    if !status.success() {
        bail!("step {step} failed; alone: cargo xtask ci --only {step}");
    }
    Ok(())
}

fn summarize(times: &[(&str, Duration)]) {
    if times.is_empty() {
        return;
    }
    println!();
    for (step, time) in times {
        println!("{step:16}{:>6.1} s", time.as_secs_f64());
    }
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
