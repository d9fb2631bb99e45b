//! Maintenance commands, run as `cargo xtask <command>`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod bench;
mod catalog;
mod ci;
mod contract;
mod contract_diff;
mod credentials;
mod docs;
mod document;
mod footprint;
mod fuzz;
mod generate;
mod lint;
mod lower;
mod outputs;
mod regen;
mod rust;
mod tree;
mod version;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Maintenance commands of this repository"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Measure what a call costs, and write it to BENCHMARKS.md and README.md
    Bench(bench::Arguments),
    /// Measure what the SDK adds to the build of a program
    Footprint(footprint::Arguments),
    /// Feed the parts of the SDK that read what others write with what nobody would
    Fuzz(fuzz::Arguments),
    /// Run everything that a change must pass
    Ci(ci::Arguments),
    /// Say what changed in openapi/nimbus.yaml since it was published, and whether its version admits that
    ContractDiff(contract_diff::Arguments),
    /// Hold openapi/nimbus.yaml to the rules of its readers and generators
    Lint(lint::Arguments),
    /// Check that others can work with openapi/nimbus.yaml: linters, a fuzzer, clients of other languages
    Contract(contract::Arguments),
    /// Write openapi/nimbus.yaml in the form for generators that fail on values they do not know
    ContractOpen(contract::OpenArguments),
    /// Write the reference page of openapi/nimbus.yaml as one file
    Docs(docs::Arguments),
    /// Write the files that are generated: from openapi/nimbus.yaml, and the schema of the credential file
    Regen(regen::Arguments),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Footprint(arguments) => footprint::run(&arguments),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::Ci(arguments) => ci::run(&arguments),
        Command::ContractDiff(arguments) => contract_diff::run(&arguments),
        Command::Lint(arguments) => lint::run(&arguments),
        Command::Contract(arguments) => contract::run(&arguments),
        Command::ContractOpen(arguments) => contract::run_open(&arguments),
        Command::Docs(arguments) => docs::run(&arguments),
        Command::Regen(arguments) => regen::run(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Not returned from `main`, which would add a backtrace: mistakes in the document are no bugs.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
