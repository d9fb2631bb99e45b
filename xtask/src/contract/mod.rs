//! `cargo xtask contract`: whether others can work with the document. Their linters, a fuzzer, and clients of
//! other languages against the emulator.

mod languages;
mod open_form;
mod responses;
mod ruleset;
mod tools;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::builder::PossibleValuesParser;
use serde::Deserialize;

use crate::{debian, document, repository};
use open_form::open_form;
use tools::{Places, Shell};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Run only this step; may be repeated
    #[arg(long, value_name = "STEP", value_parser = names())]
    only: Vec<String>,
    /// Do not write the table in openapi/README.md; fail if it is out of date
    #[arg(long)]
    check: bool,
}

/// A step of steps.yaml, which explains the keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    name: String,
    #[serde(default)]
    pub(crate) needs: BTreeMap<String, String>,
    minutes: Option<u64>,
    #[serde(default)]
    fail_on_warning: bool,
    #[serde(default)]
    run: Vec<String>,
    then: Option<Then>,
}

/// What follows the commands of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Then {
    /// Break each rule of the ruleset once.
    Ruleset,
    /// Measure the clients of clients.yaml.
    Languages,
}

pub(crate) fn steps() -> Result<Vec<Step>> {
    let steps = document::value(include_str!("steps.yaml"))?;
    Ok(serde_json::from_value(steps)?)
}

/// The names of the steps, for the command line. A file that cannot be read has none; running it reports why.
fn names() -> PossibleValuesParser {
    let steps = steps().unwrap_or_default().into_iter();
    PossibleValuesParser::new(steps.map(|step| step.name))
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let mut steps = steps()?;
    let only = &arguments.only;
    steps.retain(|step| only.is_empty() || only.contains(&step.name));
    // In CI, and where it was asked for, a step that cannot run is a failure.
    let may_skip = only.is_empty() && std::env::var("CI").as_deref() != Ok("true");
    let places = Places::new(repository::root()?);
    let begun = Instant::now();
    tools::install(&places)?;
    write_inputs(&places)?;
    report("tools", begun);
    for step in steps {
        let begun = Instant::now();
        let needs: Vec<_> = step.needs.iter().collect();
        match debian::provide(&needs) {
            Err(error) if may_skip => {
                println!("skipped: {}: {error:#}", step.name);
                continue;
            }
            provided => provided.and_then(|()| step.run(&places, arguments.check)),
        }
        .with_context(|| format!("step {}", step.name))?;
        report(&step.name, begun);
    }
    report("all", begun);
    Ok(())
}

/// Writes what the commands of the steps read: the forms of the document, and the scenario as JSON.
fn write_inputs(places: &Places) -> Result<()> {
    let write = |name: &str, text: String| {
        let path = places.build.join(name);
        std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    };
    std::fs::create_dir_all(&places.build)?;
    write("nimbus-open.json", opened(true)?)?;
    write("nimbus-open-enums.json", opened(false)?)?;
    let scenario = std::fs::read_to_string(places.interop.join("scenario.yaml"))?;
    write("scenario.json", document::value(&scenario)?.to_string())
}

impl Step {
    fn run(&self, places: &Places, check: bool) -> Result<()> {
        let limit = self
            .minutes
            .map(|minutes| Duration::from_secs(60 * minutes));
        let shell = Shell { places, limit };
        for (index, command) in self.run.iter().enumerate() {
            let output = shell.run(&format!("{}-{index}", self.name), command, &[])?;
            ensure_no_warning(self.fail_on_warning, &output)?;
        }
        match self.then {
            Some(Then::Ruleset) => ruleset::notices(places),
            Some(Then::Languages) => languages::run(&shell, check),
            None => Ok(()),
        }
    }
}

/// Java's sample code in its README leaves out an example, which is no fault of the document.
fn ensure_no_warning(is_wanted: bool, output: &str) -> Result<()> {
    let is_warning = |line: &&str| {
        let mut words = ["WARN", "ERROR", "warning", "recommendation"].iter();
        words.any(|word| line.contains(word))
            && !line.contains("Ignoring complex example on request body")
    };
    match output.lines().find(is_warning) {
        Some(warning) if is_wanted => bail!("{warning}"),
        _ => Ok(()),
    }
}

fn report(name: &str, begun: Instant) {
    println!("{name:<12}{:>7.1} s", begun.elapsed().as_secs_f64());
}

#[derive(clap::Args)]
pub(crate) struct OpenArguments {
    /// Open only enums; leave unions unchanged
    #[arg(long)]
    enums_only: bool,
}

/// Prints the form of the document for generators whose clients fail on unknown values.
pub(crate) fn run_open(arguments: &OpenArguments) -> Result<()> {
    println!("{}", opened(!arguments.enums_only)?);
    Ok(())
}

fn opened(unions: bool) -> Result<String> {
    let document = document::read(&repository::root()?.join(repository::DOCUMENT))?;
    let opened = open_form(document.api, unions)?;
    Ok(serde_json::to_string_pretty(&opened)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checks_after_commands_belong_to_a_step() {
        let steps = steps().unwrap();
        let then: Vec<_> = steps.iter().filter_map(|step| step.then).collect();
        assert_eq!(then, [Then::Ruleset, Then::Languages]);
        assert!(steps.iter().any(|step| step.fail_on_warning));
    }
}
