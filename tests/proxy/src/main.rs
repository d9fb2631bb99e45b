//! The SDK through nginx, to the emulator: run by `cargo xtask contract --only proxy`.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, ensure};
use nimbus::discovery::Environment;
use nimbus::types::ServiceBackendSpec;
use nimbus::{Error, Nimbus, RetryPolicy};
use nimbus_emulator::Emulator;
use serde_json::json;
use tempfile::TempDir;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let emulator = Emulator::builder().any_backend().start().await?;
    let nginx = Nginx::start(emulator.address())?;
    let client = |path: &str| {
        Nimbus::builder()
            .environment(Environment::fake())
            .endpoint(format!("http://{}{path}", nginx.address))
            .token(emulator.token())
            .tenant("demo")
    };
    let once = |path: &str| client(path).retry(RetryPolicy::disabled()).build();
    let plain = client("").build()?;
    plain.tenants().create("demo").await?;

    connections_are_closed_after_five_requests(&plain).await?;
    println!("closed connections: no call failed");

    a_body_that_is_too_large(&once("/small")?).await?;
    println!("a body that is too large: 413");

    let error = refused(once("/dead")?.tenants().list().await)?;
    is_of_the_proxy(&error, 502)?;
    ensure!(error.is_retryable(), "{error:?}");
    println!("nobody behind the proxy: 502");

    let retry = RetryPolicy::builder().max_attempts(20).build()?;
    let patient = client("/limited").retry(retry).build()?;
    a_limit_of_requests(&once("/limited")?, &patient).await?;
    println!("a limit of requests: 429, waited out");

    reloads_under_load(&nginx, &plain).await?;
    println!("reloads under load: no read failed");

    quickstart(nginx.address, emulator.token()).await?;
    println!("quickstart: passes");
    Ok(())
}

/// nginx in front of a server, with the files of this folder. It ends with this.
struct Nginx {
    folder: TempDir,
    address: SocketAddr,
}

impl Nginx {
    fn start(server: SocketAddr) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let config = include_str!("../nginx.conf").replace("ADDRESS", &address.to_string());
        let config = config.replace("SERVER", &server.to_string());
        fs::write(folder.path().join("nginx.conf"), config)?;
        let nginx = Self { folder, address };
        // It listens when this returns, and goes on in the background.
        nginx.run(&[])?;
        Ok(nginx)
    }

    fn run(&self, arguments: &[&str]) -> Result<()> {
        let mut command = Command::new("nginx");
        command.arg("-p").arg(self.folder.path());
        command.args(["-e", "error.log", "-c", "nginx.conf"]);
        let status = command.args(arguments).status();
        let status = status.context("cannot run nginx")?;
        ensure!(status.success(), "nginx {arguments:?}: {status}");
        Ok(())
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.run(&["-s", "stop"]);
    }
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
        // New workers take over, and the old ones end when their requests have.
        nginx.run(&["-s", "reload"])?;
    }
    while let Some(outcome) = readers.join_next().await {
        outcome??;
    }
    Ok(())
}

async fn quickstart(endpoint: SocketAddr, token: &str) -> Result<()> {
    let arguments = "run --quiet --locked -p nimbus --example quickstart";
    let output = tokio::process::Command::new("cargo")
        .args(arguments.split(' '))
        .env("NIMBUS_ENDPOINT", format!("http://{endpoint}"))
        .env("NIMBUS_TOKEN", token)
        .output()
        .await?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "quickstart: {errors}");
    Ok(())
}
