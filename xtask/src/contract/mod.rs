//! `cargo xtask contract`: whether others can work with the document. Their linters, a fuzzer, and clients of
//! other languages against the emulator.

mod languages;
mod open_form;
mod responses;
mod ruleset;
mod tools;

use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::{debian, document, outputs};
use open_form::open_form;
use tools::Places;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Only this step; may be repeated
    #[arg(long, value_name = "STEP")]
    only: Vec<String>,
    /// Do not write the table of openapi/README.md; fail when it is not what was measured
    #[arg(long)]
    check: bool,
}

/// A step of steps.yaml.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    name: String,
    #[serde(default)]
    needs: BTreeMap<String, String>,
    #[serde(default)]
    run: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let steps = document::value(include_str!("steps.yaml"))?;
    let mut steps: Vec<Step> = serde_json::from_value(steps)?;
    let names: Vec<_> = steps.iter().map(|step| step.name.clone()).collect();
    let unknown = arguments.only.iter().find(|name| !names.contains(name));
    ensure!(unknown.is_none(), "the steps are {}", names.join(", "));
    let only = &arguments.only;
    steps.retain(|it| only.is_empty() || it.name == "inputs" || only.contains(&it.name));
    let places = Places::new(outputs::root()?);
    let begun = Instant::now();
    tools::install(&places)?;
    report("tools", begun);
    for step in steps {
        let begun = Instant::now();
        let outcome = step.run(&places, arguments);
        outcome.with_context(|| format!("step {}", step.name))?;
        report(&step.name, begun);
    }
    report("all", begun);
    Ok(())
}

impl Step {
    fn run(&self, places: &Places, arguments: &Arguments) -> Result<()> {
        let name = &self.name;
        let needs = self.needs.iter().map(|it| (it.1.as_str(), it.0.as_str()));
        let needs: Vec<_> = needs.collect();
        if let Err(reason) = debian::provide(&format!("the step {name}"), &needs) {
            ensure!(std::env::var("CI").as_deref() != Ok("true"), "{reason}");
            println!("{name}: left out, as {reason}");
            return Ok(());
        }
        for (index, command) in self.run.iter().enumerate() {
            places.run(&format!("{name}-{index}"), command, &[])?;
        }
        match name.as_str() {
            "linters" => ruleset::notices(places),
            "languages" => languages::run(places, arguments.check),
            _ => Ok(()),
        }
    }
}

fn report(name: &str, begun: Instant) {
    println!("{name:<12}{:>7.1} s", begun.elapsed().as_secs_f64());
}

#[derive(clap::Args)]
pub(crate) struct OpenArguments {
    /// Leave unions as they are
    #[arg(long)]
    enums_only: bool,
}

/// Writes the form of the document for generators that fail on values they do not know.
pub(crate) fn run_open(arguments: &OpenArguments) -> Result<()> {
    let document = document::read(&outputs::root()?.join(outputs::DOCUMENT))?;
    let opened = open_form(document.api, !arguments.enums_only)?;
    println!("{}", serde_json::to_string_pretty(&opened)?);
    Ok(())
}
