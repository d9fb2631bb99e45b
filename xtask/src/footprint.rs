//! `cargo xtask footprint`: what the SDK adds to the build of a user's program, beside the same program without it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{bench, outputs, tools};

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
    /// Build nothing, write nothing; fail when the SDK adds other crates than it is known to
    #[arg(long)]
    check: bool,
}

struct Program {
    name: &'static str,
    dependencies: &'static str,
    source: &'static str,
}

const WITHOUT: Program = Program {
    name: "without",
    dependencies: r#"
reqwest = { version = "0.13.5", default-features = false, features = ["json", "rustls"] }
serde_json = "1"
tokio = { version = "1.54.1", features = ["macros", "rt"] }
"#,
    source: r#"#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let http = reqwest::Client::new();
    let endpoint = std::env::var("NIMBUS_ENDPOINT")?;
    let request = http.get(format!("{endpoint}/api/tenants/demo/services/web"));
    let request = request.bearer_auth(std::env::var("NIMBUS_TOKEN")?);
    let reply = request.send().await?.error_for_status()?;
    let service: serde_json::Value = reply.json().await?;
    println!("{} is {}", service["name"], service["state"]);
    Ok(())
}
"#,
};

const WITH: Program = Program {
    name: "with",
    dependencies: r#"
nimbus = { path = "ROOT/nimbus" }
tokio = { version = "1.54.1", features = ["macros", "rt"] }
"#,
    source: r#"#[tokio::main(flavor = "current_thread")]
async fn main() -> nimbus::Result<()> {
    let nimbus = nimbus::Nimbus::builder().tenant("demo").build()?;
    let service = nimbus.services().get("web").await?;
    println!("{} is {:?}", service.name, service.state);
    Ok(())
}
"#,
};

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = outputs::root()?;
    let folder = outputs::target(&root).join("footprint");
    let (without, with) = (
        prepare(&root, &folder, &WITHOUT)?,
        prepare(&root, &folder, &WITH)?,
    );
    let (few, many) = (crates(&without)?, crates(&with)?);
    if arguments.check {
        return check(&few, &many);
    }
    let (small, large) = (size(&without)?, size(&with)?);
    let more = large.saturating_sub(small);
    // What is above its target stands out.
    let mark = if more > SIZE_TARGET { "**" } else { "" };
    let table = format!(
        "| program | crates | stripped release |\n|---|---|---|\n| bare reqwest | {} | {} KB |\n| nimbus | {} | {} KB |\n\
         | difference | {} | {mark}{}{mark} KB, at most {} KB more |\n\nAdded:\n\n{}",
        few.len(),
        small / 1000,
        many.len(),
        large / 1000,
        added(&few, &many).len(),
        more / 1000,
        SIZE_TARGET / 1000,
        reasons(&added(&few, &many))
    );
    println!("{table}");
    let path = root.join(bench::ACCOUNT);
    let text = fs::read_to_string(&path)?;
    let text = bench::replace(&text, "footprint", &table)
        .with_context(|| format!("{} has no place for the table", bench::ACCOUNT))?;
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// The crates as a list, each with its reason.
fn reasons(added: &[String]) -> String {
    let reason = |name: &str| {
        let known = ADDED.iter().find(|(known, _)| *known == name);
        known.map_or("no reason is known", |(_, reason)| reason)
    };
    let lines = added
        .iter()
        .map(|name| format!("- {name}: {}\n", reason(name)));
    lines.collect()
}

fn check(without: &BTreeSet<String>, with: &BTreeSet<String>) -> Result<()> {
    let added = added(without, with);
    let known: Vec<_> = ADDED.iter().map(|(name, _)| *name).collect();
    ensure!(
        added == known,
        "the SDK adds the crates {} to a program with reqwest, and is known to add {}; if that is meant, change ADDED in \
         xtask/src/footprint.rs",
        added.join(", "),
        known.join(", ")
    );
    print!("the SDK adds these crates:\n{}", reasons(&added));
    Ok(())
}

/// The crates that are in the one tree alone. The program itself is none.
fn added(without: &BTreeSet<String>, with: &BTreeSet<String>) -> Vec<String> {
    with.difference(without).cloned().collect()
}

/// Writes the program. It is locked as the workspace is, so that both programs are made of the same versions.
fn prepare(root: &Path, folder: &Path, program: &Program) -> Result<PathBuf> {
    let folder = folder.join(program.name);
    fs::create_dir_all(folder.join("src"))?;
    let dependencies = program
        .dependencies
        .replace("ROOT", &root.to_string_lossy());
    let manifest = format!(
        "[workspace]\n[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[profile.release]\n\
         strip = true\n[dependencies]{dependencies}",
        program.name
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/main.rs"), program.source)?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(folder)
}

/// The names of the crates that Linux on x86-64 builds.
fn crates(folder: &Path) -> Result<BTreeSet<String>> {
    let output = Command::new("cargo")
        .args(["tree", "--edges", "normal,build", "--prefix", "none"])
        .args(["--target", "x86_64-unknown-linux-gnu", "--format", "{p}"])
        .current_dir(folder)
        .output()
        .context("cannot run cargo")?;
    ensure!(
        output.status.success(),
        "cargo tree failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout)?;
    let names = text.lines().filter_map(|line| line.split(' ').next());
    let own = [WITHOUT.name, WITH.name];
    Ok(names
        .filter(|name| !name.is_empty() && !own.contains(name))
        .map(ToOwned::to_owned)
        .collect())
}

/// The bytes of the stripped program.
fn size(folder: &Path) -> Result<u64> {
    let target = folder.join("target");
    let mut build = Command::new("cargo");
    build
        .args(["build", "--release", "--target-dir"])
        .arg(&target);
    tools::succeed(build.current_dir(folder))?;
    let name = folder.file_name().context("a folder without a name")?;
    Ok(fs::metadata(target.join("release").join(name))?.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_crate_more_or_less_than_known_is_an_error() {
        let names: Vec<_> = ADDED.iter().map(|(name, _)| *name).collect();
        let without = set(&["reqwest"]);
        assert!(check(&without, &set(&names)).is_ok());
        assert!(check(&without, &set(&names[1..])).is_err());
        let more = [names.as_slice(), &["zeroize"]].concat();
        let error = check(&without, &set(&more)).unwrap_err().to_string();
        assert!(error.contains("zeroize"), "{error}");
    }
}
