//! Maintenance commands, run as `cargo xtask <command>`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod catalog;
mod ci;
mod document;
mod generate;
mod lower;
mod outputs;
mod regen;
mod rust;

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
    /// Write the files that are generated from openapi/nimbus.yaml
    Regen(regen::Arguments),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Ci(arguments) => ci::run(&arguments),
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
