//! `cargo xtask contract`: whether others can work with the document. Their linters, a fuzzer, and clients of
//! other languages against the emulator.

mod clients;
mod judged;
mod languages;
mod open_form;
mod replies;
mod ruleset;
mod server;
mod steps;
mod tools;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::{document, outputs};
use open_form::{Extent, open_form};
use tools::Places;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Only this step; may be repeated
    #[arg(long, value_enum, value_name = "STEP")]
    only: Vec<Step>,
    /// Requests that the step `fuzz` tries for each operation, instead of 200
    #[arg(long, value_name = "NUMBER")]
    examples: Option<u32>,
    /// Where the step `fuzz` begins to look, instead of 1
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// Do not write the table of openapi/README.md; fail when it is not what was measured
    #[arg(long)]
    check: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// What needs no Node, as `cargo xtask lint`
    Lint,
    /// Redocly, and Spectral with openapi/spectral.yaml, each rule of which is broken once
    Linters,
    /// Schemathesis against the emulator
    Fuzz,
    /// A client for TypeScript, and a scenario
    Typescript,
    /// A client for Python, and a scenario
    Python,
    /// Clients of openapi-generator for languages that are not compiled here
    Generators,
    /// What clients make of replies of today and of tomorrow: the table of openapi/README.md
    Languages,
    /// The SDK through nginx
    Proxy,
    /// The reference page, in headless Chromium
    Page,
}

impl Step {
    fn run(self, places: &Places, arguments: &Arguments) -> Result<()> {
        match self {
            Self::Lint => steps::lint(places, arguments),
            Self::Linters => steps::linters(places, arguments),
            Self::Fuzz => steps::fuzz(places, arguments),
            Self::Typescript => steps::typescript(places, arguments),
            Self::Python => steps::python(places, arguments),
            Self::Generators => steps::generators(places, arguments),
            Self::Languages => languages::languages(places, arguments),
            Self::Proxy => steps::proxy(places, arguments),
            Self::Page => steps::page(places, arguments),
        }
    }

    fn name(self) -> String {
        self.to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let places = Places::new(outputs::root()?);
    let begun = Instant::now();
    timed("tools", || tools::install(&places))?;
    steps::write_open_forms(&places)?;
    for step in Step::value_variants() {
        if arguments.only.is_empty() || arguments.only.contains(step) {
            timed(&step.name(), || step.run(&places, arguments))?;
        }
    }
    report("all", begun.elapsed());
    Ok(())
}

fn timed(name: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    let begun = Instant::now();
    work().with_context(|| format!("step {name}"))?;
    report(name, begun.elapsed());
    Ok(())
}

fn report(name: &str, took: Duration) {
    println!("{name:<12}{:>7.1} s", took.as_secs_f64());
}

#[derive(clap::Args)]
pub(crate) struct OpenArguments {
    /// Leave unions as they are
    #[arg(long)]
    enums_only: bool,
    /// Where to write it, instead of to the standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Writes the form of the document for generators that fail on values they do not know.
pub(crate) fn run_open(arguments: &OpenArguments) -> Result<()> {
    let document = document::read(&outputs::root()?.join(outputs::DOCUMENT))?;
    let extent = if arguments.enums_only {
        Extent::Enums
    } else {
        Extent::All
    };
    let json = serde_json::to_string_pretty(&open_form(document.api, extent)?)?;
    match &arguments.output {
        Some(path) => std::fs::write(path, json + "\n")
            .with_context(|| format!("cannot write {}", path.display()))?,
        None => println!("{json}"),
    }
    Ok(())
}
