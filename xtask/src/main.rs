//! Maintenance commands, run as `cargo xtask <command>`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod bench;
mod catalog;
mod ci;
mod contract;
mod contract_diff;
mod credentials;
mod debian;
mod document;
mod footprint;
mod fuzz;
mod generate;
mod lint;
mod lower;
mod outputs;
mod package;
mod picture;
mod process;
mod public_api;
mod python;
mod regen;
mod rust;
mod stamp;
mod tools;
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
    /// Run everything that a change must pass
    Ci(ci::Arguments),
    /// Write what is generated: client, mocks, packed pictures, schema of the credential file; --check writes nothing
    Regen(regen::Arguments),
    /// Hold the contract to what Rust needs and no linter knows; needs no Node
    Lint(lint::Arguments),
    /// Say what changed in the contract, whom it breaks, and whether its version admits that
    ContractDiff(contract_diff::Arguments),
    /// Prove the contract with its ruleset, a fuzzer and clients of other languages; needs Node
    Contract(contract::Arguments),
    /// Write the contract for generators that fail on values they do not know
    ContractOpen(contract::OpenArguments),
    /// Write what users can name to nimbus/api.txt and nimbus-api/api.txt; --check writes nothing
    PublicApi(public_api::Arguments),
    /// Check and test the SDK with every combination of its features, by cargo-hack
    Features(tools::Arguments),
    /// Judge licences, doubled crates and sources of what is built, by cargo-deny
    Deny(tools::Arguments),
    /// Ask for known vulnerabilities of what is built, by cargo-deny
    Advisories(tools::Arguments),
    /// Find misspelled words, by typos; exceptions stand in typos.toml, with a reason
    Typos(tools::Arguments),
    /// Look at what would be published of each crate; --build builds it from nothing else
    Package(package::Arguments),
    /// Compare the public API with that of --baseline-rev REVISION, by cargo-semver-checks
    Semver(tools::Arguments),
    /// Feed what reads the words of others, by cargo-fuzz: --seconds, --target
    Fuzz(fuzz::Arguments),
    /// Change the code in every small way and see whether the tests notice, by cargo-mutants; hours
    Mutants(tools::Arguments),
    /// Measure what the SDK adds to the build of a program; --check only counts crates
    Footprint(footprint::Arguments),
    /// Measure what a call costs, and write it to BENCHMARKS.md and README.md
    Bench(bench::Arguments),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Ci(arguments) => ci::run(&arguments),
        Command::Regen(arguments) => regen::run(&arguments),
        Command::Lint(arguments) => lint::run(&arguments),
        Command::ContractDiff(arguments) => contract_diff::run(&arguments),
        Command::Contract(arguments) => contract::run(&arguments),
        Command::ContractOpen(arguments) => contract::run_open(&arguments),
        Command::PublicApi(arguments) => public_api::run(&arguments),
        Command::Features(arguments) => tools::features(&arguments),
        Command::Deny(arguments) => tools::DENY.run(&arguments),
        Command::Advisories(arguments) => tools::ADVISORIES.run(&arguments),
        Command::Typos(arguments) => tools::TYPOS.run(&arguments),
        Command::Package(arguments) => package::run(&arguments),
        Command::Semver(arguments) => tools::SEMVER.run(&arguments),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::Mutants(arguments) => tools::MUTANTS.run(&arguments),
        Command::Footprint(arguments) => footprint::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
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
