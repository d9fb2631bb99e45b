//! Makes calls from a process with an environment of its own, and prints what came of them.
//!
//! Arguments: the endpoint, then steps: `call`, or `provider` to install one for rustls. It offers one cipher suite, so
//! that a server can tell it from others.

use nimbus::Nimbus;
use tokio_rustls::rustls::crypto::{CryptoProvider, aws_lc_rs};

#[tokio::main(flavor = "current_thread")]
async fn main() -> nimbus::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let endpoint = arguments.next().unwrap_or_default();
    let nimbus = Nimbus::builder().endpoint(endpoint).token("t").build()?;
    for step in arguments {
        match step.as_str() {
            "provider" => install_provider(),
            _ => call(&nimbus).await,
        }
    }
    Ok(())
}

async fn call(nimbus: &Nimbus) {
    match nimbus.health().await {
        Ok(_) => println!("answered"),
        Err(error) => println!(
            "{:?}, sent {:?}, {}, {} attempts: {error}",
            error.kind(),
            error.was_sent(),
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
