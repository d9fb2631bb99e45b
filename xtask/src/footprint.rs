//! `cargo xtask footprint`: what the SDK adds to the build of a user's program, beside the same program without it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::process::{command, output, succeed};
use crate::{bench, repository};

/// The crates that the SDK adds, and why it has them. A change that adds one says so here.
const ADDED: [(&str, &str); 8] = [
    ("fastrand", "the random part of pauses"),
    ("httpdate", "dates in `Retry-After`"),
    ("jiff", "timestamps"),
    ("jiff-core", "a part of jiff"),
    ("nimbus", "the SDK"),
    ("nimbus-api", "the generated client"),
    ("secrecy", "credentials that Debug does not show"),
    (
        "serde_derive",
        "reads and writes the objects of the contract",
    ),
];

/// What the program with the SDK may have more, in bytes.
const SIZE_TARGET: u64 = 500_000;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Build and write nothing; fail if the SDK adds other crates than the listed ones
    #[arg(long)]
    check: bool,
}

/// Both programs, each with a feature for what it needs.
const MANIFEST: &str = r#"
[workspace]
[package]
name = "footprint"
version = "0.0.0"
edition = "2024"
[profile.release]
strip = true
[features]
without = ["dep:reqwest", "dep:serde_json"]
with = ["dep:nimbus"]
[dependencies]
nimbus = { path = "ROOT/nimbus", optional = true }
reqwest = { version = "0.13.5", default-features = false, features = ["json", "rustls"], optional = true }
serde_json = { version = "1", optional = true }
tokio = { version = "1.54.1", features = ["macros", "rt"] }
"#;

const WITHOUT: &str = r#"#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let http = reqwest::Client::new();
    let endpoint = std::env::var("NIMBUS_ENDPOINT")?;
    let request = http.get(format!("{endpoint}/api/tenants/demo/services/web"));
    let request = request.bearer_auth(std::env::var("NIMBUS_TOKEN")?);
    let response = request.send().await?.error_for_status()?;
    let service: serde_json::Value = response.json().await?;
    println!("{} is {}", service["name"], service["state"]);
    Ok(())
}
"#;

const WITH: &str = r#"#[tokio::main(flavor = "current_thread")]
async fn main() -> nimbus::Result<()> {
    let nimbus = nimbus::Nimbus::builder().tenant("demo").build()?;
    let service = nimbus.services().get("web").await?;
    println!("{} is {:?}", service.name, service.state);
    Ok(())
}
"#;

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = repository::root()?;
    let folder = repository::target(&root).join("footprint");
    fs::create_dir_all(folder.join("src/bin"))?;
    let manifest = MANIFEST.replace("ROOT", &root.to_string_lossy());
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/bin/without.rs"), WITHOUT)?;
    fs::write(folder.join("src/bin/with.rs"), WITH)?;
    // Locked as the workspace is, so that both programs are made of the same versions.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let (few, many) = (crates(&folder, "without")?, crates(&folder, "with")?);
    let added: Vec<_> = many.difference(&few).map(String::as_str).collect();
    ensure!(
        added == ADDED.map(|(name, _)| name),
        "the SDK adds other crates to a program with reqwest than those of ADDED in xtask/src/footprint.rs: {}",
        added.join(", ")
    );
    let reasons = ADDED.map(|(name, reason)| format!("- {name}: {reason}\n"));
    let reasons = reasons.concat();
    if arguments.check {
        print!("the SDK adds these crates:\n{reasons}");
        return Ok(());
    }
    let (small, large) = (size(&folder, "without")?, size(&folder, "with")?);
    let more = large.saturating_sub(small);
    // What is above its target stands out.
    let mark = if more > SIZE_TARGET { "**" } else { "" };
    let table = format!(
        "| program | crates | stripped release |\n|---|---|---|\n| bare reqwest | {} | {} KB |\n| nimbus | {} | {} KB |\n\
         | difference | {} | {mark}{}{mark} KB, at most {} KB more |\n\nAdded:\n\n{reasons}",
        few.len(),
        small / 1000,
        many.len(),
        large / 1000,
        added.len(),
        more / 1000,
        SIZE_TARGET / 1000,
    );
    println!("{table}");
    bench::write(bench::ACCOUNT, "footprint", &table)
}

/// The names of the crates that Linux on x86-64 builds for a program, without the program's own.
fn crates(folder: &Path, program: &str) -> Result<BTreeSet<String>> {
    let tree = "cargo tree --edges normal,build --prefix none --target x86_64-unknown-linux-gnu --format {p} --features";
    let text = output(command(tree)?.arg(program).current_dir(folder))?;
    let names = text.lines().filter_map(|line| line.split(' ').next());
    let names = names.filter(|name| !name.is_empty() && *name != "footprint");
    Ok(names.map(ToOwned::to_owned).collect())
}

/// The bytes of the stripped program.
fn size(folder: &Path, program: &str) -> Result<u64> {
    let build =
        format!("cargo build --release --bin {program} --features {program} --target-dir target");
    succeed(command(&build)?.current_dir(folder))?;
    let built = fs::metadata(folder.join("target/release").join(program));
    Ok(built.context("cargo built no program")?.len())
}
