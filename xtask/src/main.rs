//! Maintenance commands, run as `cargo xtask <command>`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod bench;
mod cargo_tool;
mod catalog;
mod ci;
mod contract;
mod contract_diff;
#[cfg(test)]
mod contributing;
mod credentials;
mod debian;
mod deny;
mod docs;
mod document;
mod features;
mod footprint;
mod fuzz;
mod generate;
#[cfg(test)]
mod links;
mod lint;
mod lower;
#[cfg(test)]
mod manifests;
mod mutants;
mod outputs;
mod package;
mod picture;
mod process;
mod public_api;
mod python;
mod regen;
mod rust;
mod semver;
mod stamp;
mod tree;
mod typos;
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
    /// Check the SDK with every combination of its features
    Features(features::Arguments),
    /// Measure what the SDK adds to the build of a program
    Footprint(footprint::Arguments),
    /// Feed the parts of the SDK that read what others write with what nobody would
    Fuzz(fuzz::Arguments),
    /// Run everything that a change must pass
    Ci(ci::Arguments),
    /// Judge licences, doubled crates and sources of what is built, with cargo-deny
    Deny(deny::Arguments),
    /// Change the code in every small way, and see whether the tests notice
    Mutants(mutants::Arguments),
    /// Look at what would be published of each crate
    Package(package::Arguments),
    /// Write what users of the crates can name to nimbus/api.txt and nimbus-api/api.txt
    PublicApi(public_api::Arguments),
    /// Say whether the public API breaks what users have, compared with an older revision
    Semver(semver::Arguments),
    /// Find misspelled words
    Typos,
    /// Say what changed in openapi/nimbus.yaml since it was published, and whether its version admits that
    ContractDiff(contract_diff::Arguments),
    /// Hold openapi/nimbus.yaml to what Rust needs and no linter knows; needs no Node, as openapi/spectral.yaml does
    Lint(lint::Arguments),
    /// Check that others can work with openapi/nimbus.yaml: linters, a fuzzer, clients of other languages
    Contract(contract::Arguments),
    /// Write openapi/nimbus.yaml in the form for generators that fail on values they do not know
    ContractOpen(contract::OpenArguments),
    /// Write the reference page of openapi/nimbus.yaml as one file
    Docs(docs::Arguments),
    /// Draw the pictures of the documentation
    Picture(picture::Arguments),
    /// Write the files that are generated: from openapi/nimbus.yaml, and the schema of the credential file
    Regen(regen::Arguments),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Features(arguments) => features::run(&arguments),
        Command::Footprint(arguments) => footprint::run(&arguments),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::Ci(arguments) => ci::run(&arguments),
        Command::Deny(arguments) => deny::run(&arguments),
        Command::Mutants(arguments) => mutants::run(&arguments),
        Command::Package(arguments) => package::run(&arguments),
        Command::PublicApi(arguments) => public_api::run(&arguments),
        Command::Semver(arguments) => semver::run(&arguments),
        Command::Typos => typos::run(),
        Command::ContractDiff(arguments) => contract_diff::run(&arguments),
        Command::Lint(arguments) => lint::run(&arguments),
        Command::Contract(arguments) => contract::run(&arguments),
        Command::ContractOpen(arguments) => contract::run_open(&arguments),
        Command::Docs(arguments) => docs::run(&arguments),
        Command::Picture(arguments) => picture::run(&arguments),
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
