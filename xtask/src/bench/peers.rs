//! Other SDKs, and a client in another language.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::figures::Figures;
use super::processes::{build, output, per_call, words};
use crate::{outputs, tools};

pub(super) const PEERS: [&str; 3] = ["async-openai", "kube", "octocrab"];

/// How often the clients with 64 connections have their turn.
const TURNS: usize = 7;

/// Builds and installs them, before anything is measured; says where the program is.
pub(super) fn prepare(root: &Path) -> Result<PathBuf> {
    tools::succeed(
        Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(root.join("tests/benches/node")),
    )?;
    let directory = root.join("tests/benches/peers");
    let target = outputs::target(root).join("peers");
    Ok(build(&directory, &["--target-dir", &target.to_string_lossy()])?.join("nimbus-peers"))
}

/// Measures them beside the SDK, on the same server.
pub(super) fn add(
    root: &Path,
    program: &Path,
    cost: &Path,
    endpoint: &str,
    figures: &mut Figures,
) -> Result<()> {
    let text = output(program, &["allocations", "640", endpoint])?;
    for line in text.lines() {
        let [operation, concurrency, way, count, _] = words(line)?;
        let key = Figures::key(operation, concurrency.parse()?, way);
        figures.allocations.insert(key, count.parse()?);
    }
    for peer in PEERS {
        for (operation, calls) in [("get", 320), ("list", 64)] {
            let count = per_call(program, peer, operation, 1, calls, endpoint)?;
            let key = Figures::key(operation, 1, peer);
            figures.instructions.insert(key, count);
        }
    }
    let script = root
        .join("tests/benches/node/client.js")
        .to_string_lossy()
        .into_owned();
    let clients = [
        ("bare", cost, vec!["whole", "bare", "20000", endpoint]),
        ("nimbus", cost, vec!["whole", "nimbus", "20000", endpoint]),
        (
            "openapi-fetch",
            Path::new("node"),
            vec![&script, "20000", endpoint],
        ),
    ];
    for _ in 0..TURNS {
        for (name, program, arguments) in &clients {
            let text = output(program, arguments)?;
            let [time, memory] = words(text.trim())?;
            let (times, memories) = figures.clients.entry((*name).to_owned()).or_default();
            times.push(time.parse()?);
            memories.push(memory.parse()?);
        }
    }
    Ok(())
}
