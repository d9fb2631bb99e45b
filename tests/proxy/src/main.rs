//! The SDK through nginx, to the emulator: run by `cargo xtask contract --only proxy`.

mod nginx;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, ensure};
use nginx::Nginx;
use nimbus::discovery::Environment;
use nimbus::types::ServiceBackendSpec;
use nimbus::{Error, Nimbus, RetryPolicy};
use nimbus_emulator::Emulator;
use serde_json::json;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let emulator = Emulator::builder().any_backend().start().await?;
    let nginx = Nginx::start(emulator.address())?;
    let client = |port: SocketAddr| {
        Nimbus::builder()
            .environment(Environment::fake())
            .endpoint(format!("http://{port}"))
            .token(emulator.token())
            .tenant("demo")
    };
    let never = RetryPolicy::disabled();
    let ports = nginx.ports;
    let plain = client(ports.plain).build()?;
    plain.tenants().create("demo").await?;

    connections_are_closed_after_five_requests(&plain).await?;
    println!("closed connections: no call failed");

    let once = client(ports.small).retry(never).build()?;
    a_body_that_is_too_large(&once).await?;
    println!("a body that is too large: 413");

    let once = client(ports.dead).retry(never).build()?;
    let error = refused(once.tenants().list().await)?;
    is_of_the_proxy(&error, 502)?;
    ensure!(error.is_retryable(), "{error:?}");
    println!("nobody behind the proxy: 502");

    let once = client(ports.limited).retry(never).build()?;
    let retry = RetryPolicy::builder().max_attempts(20).build()?;
    let patient = client(ports.limited).retry(retry).build()?;
    a_limit_of_requests(&once, &patient).await?;
    println!("a limit of requests: 429, waited out");

    reloads_under_load(&nginx, &plain).await?;
    println!("reloads under load: no read failed");

    quickstart(ports.plain, emulator.token()).await?;
    println!("quickstart: passes");
    Ok(())
}

fn refused<T>(outcome: nimbus::Result<T>) -> Result<Error> {
    outcome.err().context("the call has not failed")
}

/// The proxy's page is no envelope, and still an error with its status.
fn is_of_the_proxy(error: &Error, status: u16) -> Result<()> {
    let found = error.status().map(|status| status.as_u16());
    ensure!(found == Some(status), "not {status}: {error:?}");
    ensure!(error.code().is_none(), "it has a code: {error:?}");
    Ok(())
}

/// A write is not sent again when nobody knows whether it arrived, so that none may meet a closed connection.
async fn connections_are_closed_after_five_requests(nimbus: &Nimbus) -> Result<()> {
    for index in 0..30 {
        nimbus.tenants().create(format!("t{index}")).await?;
        nimbus.tenants().list().await?;
    }
    Ok(())
}

/// nginx answers when it has seen the headers, while the body is still being sent.
async fn a_body_that_is_too_large(nimbus: &Nimbus) -> Result<()> {
    let backend = json!({"kind": "builtIn", "provider": "browser"});
    let backend: ServiceBackendSpec = serde_json::from_value(backend)?;
    let create = nimbus.services().create("web", backend);
    let create = create.label("tier", "x".repeat(1_900_000));
    is_of_the_proxy(&refused(create.await)?, 413)
}

async fn a_limit_of_requests(once: &Nimbus, patient: &Nimbus) -> Result<()> {
    let mut refusals = 0;
    // Each would have to take a second for none to be above the limit.
    for _ in 0..20 {
        if let Err(error) = once.tenants().list().await {
            is_of_the_proxy(&error, 429)?;
            refusals += 1;
        }
    }
    ensure!(refusals > 0, "nginx has limited nothing");
    patient.tenants().list().await?;
    Ok(())
}

async fn reloads_under_load(nginx: &Nginx, nimbus: &Nimbus) -> Result<()> {
    const RELOADS: usize = 5;
    let done = Arc::new(AtomicUsize::new(0));
    let mut readers = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (nimbus, done) = (nimbus.clone(), Arc::clone(&done));
        readers.spawn(async move {
            // Until some have been read after the last reload.
            while done.load(Ordering::Relaxed) < (RELOADS + 1) * 200 {
                nimbus.tenants().list().await?;
                done.fetch_add(1, Ordering::Relaxed);
            }
            Ok::<(), Error>(())
        });
    }
    for reload in 1..=RELOADS {
        while done.load(Ordering::Relaxed) < reload * 200 {
            // One that has ended has failed.
            if let Some(outcome) = readers.try_join_next() {
                outcome??;
            }
            tokio::task::yield_now().await;
        }
        nginx.reload()?;
    }
    while let Some(outcome) = readers.join_next().await {
        outcome??;
    }
    Ok(())
}

async fn quickstart(endpoint: SocketAddr, token: &str) -> Result<()> {
    let output = tokio::process::Command::new("cargo")
        .args([
            "run",
            "--quiet",
            "--locked",
            "-p",
            "nimbus",
            "--example",
            "quickstart",
        ])
        .env("NIMBUS_ENDPOINT", format!("http://{endpoint}"))
        .env("NIMBUS_TOKEN", token)
        .output()
        .await?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "quickstart: {errors}");
    Ok(())
}
