//! Makes calls from a process with an environment of its own, and prints what came of them.
//!
//! Arguments: the endpoint, then steps: `provider` to install one for rustls, which offers one cipher suite, so that a server
//! can tell it from others; `threads` to tell how many there are; or a call. `call` only reads, and `either` does so twice at
//! once and tells what comes first; `start` does not, and has little time for an attempt, `overdue` little for all of it.

use std::time::Duration;

use nimbus::Nimbus;
use tokio_rustls::rustls::crypto::{CryptoProvider, aws_lc_rs};

/// A server that stalls does so for longer.
const SHORT: Duration = Duration::from_millis(300);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let endpoint = arguments.next().unwrap_or_default();
    let nimbus = Nimbus::builder().endpoint(endpoint).token("t").build()?;
    for step in arguments {
        let start = || nimbus.services().start("web").tenant("demo");
        match step.as_str() {
            "provider" => install_provider(),
            "threads" => println!("{} threads", std::fs::read_dir("/proc/self/task")?.count()),
            "either" => tokio::select! {
                outcome = nimbus.health().into_future() => tell(&nimbus, outcome).await,
                outcome = nimbus.health().into_future() => tell(&nimbus, outcome).await,
            },
            "start" => tell(&nimbus, start().attempt_timeout(SHORT).await).await,
            "overdue" => tell(&nimbus, start().timeout(SHORT).await).await,
            _ => tell(&nimbus, nimbus.health().await).await,
        }
    }
    Ok(())
}

async fn tell<T>(nimbus: &Nimbus, outcome: nimbus::Result<T>) {
    match outcome {
        Ok(_) => println!("answered"),
        Err(error) => println!(
            "{:?}, sent {:?}, {}, {} attempts: {error}",
            error.kind(),
            error.sent(),
            match error.is_retryable() {
                true => "may pass",
                false => "lasting",
            },
            error.attempts()
        ),
    }
    match nimbus.origins().await {
        Ok(origins) => println!("{origins}\n{nimbus:?}"),
        Err(_) => println!("not set up\n"),
    }
}

fn install_provider() {
    let provider = CryptoProvider {
        cipher_suites: vec![aws_lc_rs::cipher_suite::TLS13_CHACHA20_POLY1305_SHA256],
        ..aws_lc_rs::default_provider()
    };
    // One that is there already stays.
    let _ = provider.install_default();
}
