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
mod repository;
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
    /// Write the generated files: client, mocks, packed pictures, schema of the credential file; --check writes nothing
    Regen(regen::Arguments),
    /// Check the rules of the contract that linters cannot check
    Lint(lint::Arguments),
    /// List the changes to the contract since it was published, and check its version
    ContractDiff(contract_diff::Arguments),
    /// Check the contract with linters, a fuzzer and clients in other languages; needs Node
    Contract(contract::Arguments),
    /// Print the contract for generators whose clients fail on unknown values
    ContractOpen(contract::OpenArguments),
    /// Write the public API of each crate to its api.txt; --check writes nothing
    PublicApi(public_api::Arguments),
    /// Check and test the SDK with combinations of its features, by cargo-hack
    Features,
    /// Check licenses, duplicates and sources of dependencies, by cargo-deny
    Deny,
    /// Check dependencies for known vulnerabilities, by cargo-deny
    Advisories(tools::Arguments),
    /// Find misspelled words, by typos; typos.toml lists exceptions
    Typos(tools::Arguments),
    /// Check the package of each published crate; --build also builds it
    Package(package::Arguments),
    /// Compare the public API with that of --baseline-rev REVISION, by cargo-semver-checks
    Semver(tools::Arguments),
    /// Fuzz the parsers of untrusted input, by cargo-fuzz
    Fuzz(fuzz::Arguments),
    /// Check that tests fail when the code is changed, by cargo-mutants; takes hours
    Mutants(tools::Arguments),
    /// Measure what the SDK adds to a program; --check only compares its crates
    Footprint(footprint::Arguments),
    /// Measure the cost of calls, and update BENCHMARKS.md and README.md
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
        Command::Features => tools::features(),
        Command::Deny => tools::DENY.run(&[]),
        Command::Advisories(arguments) => tools::ADVISORIES.run(&arguments.more),
        Command::Typos(arguments) => tools::TYPOS.run(&arguments.more),
        Command::Package(arguments) => package::run(&arguments),
        Command::Semver(arguments) => tools::SEMVER.run(&arguments.more),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::Mutants(arguments) => tools::MUTANTS.run(&arguments.more),
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
