//! Everything that a change must pass, step by step.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::outputs;

mod steps;

use steps::{STEPS, Step};

#[derive(Args)]
pub(crate) struct Arguments {
    /// Only this step
    #[arg(long, value_name = "STEP")]
    only: Option<String>,
    /// List the steps, and what each of them runs
    #[arg(long)]
    list: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if arguments.list {
        print!("{}", list());
        return Ok(());
    }
    let mut times = Vec::new();
    for step in chosen(arguments.only.as_deref())? {
        // What the steps before took, before the last of them ends the output.
        if step.name == steps::LAST {
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

fn chosen(only: Option<&str>) -> Result<&'static [Step]> {
    let Some(name) = only else {
        return Ok(STEPS);
    };
    match STEPS.iter().position(|step| step.name == name) {
        Some(place) => Ok(&STEPS[place..=place]),
        None => bail!("there is no step {name}; see --list"),
    }
}

#[cfg(test)]
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    STEPS.iter().map(|step| step.name)
}

fn list() -> String {
    let line = |step: &Step| format!("{:16}{}\n", step.name, step.commands.join("; "));
    STEPS.iter().map(line).collect()
}

fn execute(step: &str, command: &str) -> Result<()> {
    println!("\n== {step}: {command}");
    let mut words = command.split_whitespace();
    let program = words.next().context("an empty command")?;
    let status = Command::new(program)
        .args(words)
        .current_dir(outputs::root()?)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_step_can_be_chosen_by_its_name() {
        let step = chosen(Some("clippy")).unwrap();
        assert_eq!(step.len(), 1);
        assert_eq!(step[0].name, "clippy");
        assert_eq!(chosen(None).unwrap().len(), STEPS.len());
    }

    #[test]
    fn a_step_that_does_not_exist_is_an_error() {
        let error = chosen(Some("clipy")).err().unwrap();
        assert_eq!(error.to_string(), "there is no step clipy; see --list");
    }

    #[test]
    fn the_list_has_a_line_a_step() {
        assert_eq!(list().lines().count(), STEPS.len());
    }
}
