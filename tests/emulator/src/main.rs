//! The emulator as a program, for people and for tests in other languages.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use jiff::SignedDuration;
use nimbus_emulator::{Backend, Emulator};

/// The Nimbus control plane in memory. Everything in it is lost when it ends.
#[derive(Parser)]
#[command(
    name = "nimbus-emulator",
    after_help = "A request can ask for a fault: X-Nimbus-Emulator-Fault: status=503; retry-after=1"
)]
struct Options {
    /// Address to listen on; port 0 picks a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: String,
    /// Operator token; may be repeated [default: nimbus-emulator]
    #[arg(long, value_name = "TOKEN")]
    token: Vec<String>,
    /// Backend kind of sandboxes
    #[arg(long, value_enum, default_value = "container")]
    backend: Kind,
    /// How long a service takes to start, as 250, 250ms or 2s
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "0")]
    start_delay: Duration,
    /// How long a service or sandbox takes to stop
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "0")]
    stop_delay: Duration,
    /// How long a new sandbox takes to become ready
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "0")]
    sandbox_delay: Duration,
    /// Answer start, stop and restart before they are done
    #[arg(long)]
    answers_early: bool,
    /// Require a tenant to read or close a session, as later servers do
    #[arg(long)]
    session_tenant_required: bool,
    /// Write no line per request
    #[arg(long)]
    quiet: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Container,
    Krun,
    Any,
}

fn duration(text: &str) -> Result<Duration, String> {
    if let Ok(millis) = text.parse() {
        return Ok(Duration::from_millis(millis));
    }
    let parsed: SignedDuration = text
        .parse()
        .map_err(|_| "expected a time as 250, 250ms or 2s")?;
    Duration::try_from(parsed).map_err(|_| "expected a time that is not negative".to_owned())
}

/// An address, or `localhost` and a port.
fn address(text: &str) -> Result<SocketAddr, String> {
    let numeric = match text.strip_prefix("localhost:") {
        Some(port) => format!("127.0.0.1:{port}"),
        None => text.to_owned(),
    };
    numeric
        .parse()
        .map_err(|_| format!("`{text}` is not an address like 127.0.0.1:8080"))
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("nimbus-emulator: {reason}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), String> {
    let listen = address(&options.listen)?;
    let mut builder = Emulator::builder()
        .listen(listen)
        .start_delay(options.start_delay)
        .stop_delay(options.stop_delay)
        .sandbox_delay(options.sandbox_delay)
        .answers_early(options.answers_early)
        .session_tenant_required(options.session_tenant_required)
        .log(!options.quiet)
        .record(false);
    builder = match options.backend {
        Kind::Container => builder.backend(Backend::Container),
        Kind::Krun => builder.backend(Backend::Krun),
        Kind::Any => builder.any_backend(),
    };
    for token in options.token {
        builder = builder.token(token);
    }
    let emulator = builder
        .start()
        .await
        .map_err(|error| format!("cannot listen on {listen}: {error}"))?;
    // Before the address is announced, so that a signal sent in answer to it is not missed.
    let ended = signals().map_err(|error| format!("cannot wait for signals: {error}"))?;
    announce(&emulator).map_err(|error| format!("cannot write to stdout: {error}"))?;
    ended.await;
    Ok(())
}

fn announce(emulator: &Emulator) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let endpoint = emulator.endpoint();
    let token = emulator.token();
    // In one write, so that a reader may leave after the line that it was waiting for.
    let lines = format!(
        "listening on {endpoint}\n\
         export NIMBUS_ENDPOINT={endpoint}\n\
         export NIMBUS_TOKEN={token}\n\
         reference on {endpoint}/docs\n"
    );
    out.write_all(lines.as_bytes())?;
    out.flush()
}

/// Resolves on Ctrl-C, and on SIGTERM where that exists.
#[cfg(unix)]
fn signals() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Resolves on Ctrl-C.
#[cfg(not(unix))]
fn signals() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
