//! A command-line tool for services and sandboxes.
//!
//! ```text
//! cargo run --example cli -- --tenant demo list
//! cargo run --example cli -- --tenant demo start web
//! cargo run --example cli -- --tenant demo run docker.io/library/node:22 -- node run.js
//! ```
//!
//! Endpoint and credential are discovered. `--emulator` uses an emulator in this process instead, with a service `web`.

use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};
use indicatif::ProgressBar;
use nimbus::types::{LifecycleState, SandboxProfile, SandboxSpec};
use nimbus::{Error, ErrorKind, Nimbus, SandboxWaitCondition};
use nimbus_emulator::Emulator;
use serde::Serialize;

/// Services and sandboxes of a tenant.
#[derive(Parser)]
struct Args {
    /// The tenant.
    #[arg(long, default_value = "demo")]
    tenant: String,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Use an emulator in this process.
    #[arg(long)]
    emulator: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List services.
    List,
    /// Show a service.
    Get { name: String },
    /// Start a service and wait until it is ready.
    Start { name: String },
    /// Stop a service and wait until it is stopped.
    Stop { name: String },
    /// Run a command in a new sandbox until it ends, the time is up, or Ctrl-C is pressed.
    Run {
        image: String,
        #[arg(last = true)]
        argv: Vec<String>,
        #[arg(long, default_value_t = 60)]
        seconds: u64,
    },
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(Args::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(exit_code(error.as_ref()))
        }
    }
}

/// Ctrl-C was pressed.
#[derive(Debug)]
struct Interrupted;

impl std::fmt::Display for Interrupted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("interrupted")
    }
}

impl std::error::Error for Interrupted {}

/// The exit code, by which scripts distinguish failures. clap exits with 2, too, and shells report 130 for Ctrl-C.
fn exit_code(error: &(dyn std::error::Error + 'static)) -> u8 {
    if error.is::<Interrupted>() {
        return 130;
    }
    let Some(error) = error.downcast_ref::<Error>() else {
        return 1;
    };
    match error.kind() {
        ErrorKind::InvalidInput => 2,
        _ if error.is_not_found() => 3,
        ErrorKind::Discovery | ErrorKind::Credential => 4,
        _ if error.is_unauthorized() || error.is_forbidden() => 4,
        _ if error.is_conflict() => 5,
        ErrorKind::Connect | ErrorKind::Connection => 6,
        _ if error.is_timeout() => 7,
        _ => 1,
    }
}

async fn run(args: Args) -> Result<(), Box<dyn std::error::Error>> {
    if !args.emulator {
        let nimbus = Nimbus::builder()
            .tenant(&args.tenant)
            .user_agent("my-program/1.0")
            .build()?;
        execute(&nimbus, args.command, args.json).await?;
        return Ok(());
    }
    let emulator = Emulator::builder().start().await?;
    let nimbus = emulator.client(&args.tenant)?;
    let node = SandboxSpec::container("docker.io/library/node:22");
    nimbus.services().create("web", node).await?;
    execute(&nimbus, args.command, args.json).await?;
    Ok(())
}

async fn execute(
    nimbus: &Nimbus,
    command: Command,
    json: bool,
) -> Result<(), Box<dyn std::error::Error>> {
    let services = nimbus.services();
    let spinner = ProgressBar::new_spinner();
    spinner.enable_steady_tick(Duration::from_millis(100));
    match command {
        Command::List => {
            let mut items = services.list().items();
            while let Some(service) = items.next().await {
                let service = service?;
                let metadata = &service.metadata;
                let line = format!("{}\t{:?}", metadata.name, metadata.labels);
                show(&service, json, || line);
            }
        }
        Command::Get { name } => {
            let service = services.get(name).await?;
            show(&service, json, || {
                state(&service.name, &service.lifecycle_state)
            });
        }
        Command::Start { name } => {
            let service = services
                .start(name)
                .until_ready()
                .progress(|seen| show_progress(&spinner, &seen.resource.lifecycle_state))
                .await?;
            show(&service, json, || {
                state(&service.name, &service.lifecycle_state)
            });
        }
        Command::Stop { name } => {
            let service = services.stop(name).until_stopped().await?;
            show(&service, json, || {
                state(&service.name, &service.lifecycle_state)
            });
        }
        Command::Run {
            image,
            argv,
            seconds,
        } => {
            let spec = SandboxSpec::container(image).argv(argv);
            let create = nimbus.sandboxes().create(SandboxProfile::Worker, spec);
            let work = create.until_ready().scope(async |sandbox| {
                let id = sandbox.metadata.id;
                show(&id, json, || format!("{id} runs"));
                nimbus
                    .sandboxes()
                    .wait(&id, SandboxWaitCondition::Stopped)
                    .wait_timeout(Duration::from_secs(seconds))
                    .progress(|seen| spinner.set_message(format!("{} polls", seen.polls)))
                    .await
                    .map(drop)
            });
            let outcome = tokio::select! {
                done = work => done.map_err(Into::into),
                _ = tokio::signal::ctrl_c() => Err(Interrupted.into()),
            };
            // After Ctrl-C, the sandbox is stopped in the background.
            nimbus.shutdown().await;
            return outcome;
        }
    }
    Ok(())
}

fn state(name: &str, state: &Option<LifecycleState>) -> String {
    format!(
        "{name} is {}",
        state.as_ref().map_or("unknown", LifecycleState::as_str)
    )
}

fn show_progress(spinner: &ProgressBar, state: &Option<LifecycleState>) {
    spinner.set_message(state.as_ref().map_or("", LifecycleState::as_str).to_owned());
}

fn show(value: &impl Serialize, json: bool, line: impl FnOnce() -> String) {
    match serde_json::to_string(value) {
        Ok(text) if json => println!("{text}"),
        _ => println!("{}", line()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn exit(line: &str) -> u8 {
        let args = Args::try_parse_from(line.split(' ')).unwrap_or_else(|error| panic!("{error}"));
        run(args)
            .await
            .err()
            .map_or(0, |error| exit_code(error.as_ref()))
    }

    #[tokio::test(start_paused = true)]
    async fn commands_work_and_failures_have_codes() {
        for (command, code) in [
            ("list", 0),
            ("--json get web", 0),
            ("start web", 0),
            ("stop web", 0),
            (
                "run docker.io/library/node:22 --seconds 1 -- node run.js",
                7,
            ),
            ("get nothing", 3),
            ("--tenant . list", 2),
        ] {
            assert_eq!(
                exit(&format!("cli --emulator {command}")).await,
                code,
                "{command}"
            );
        }
    }
}
