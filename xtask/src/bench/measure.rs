//! Runs what is to be measured.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::figures::Figures;
use super::processes::{
    Server, build, difference, instructions, output, output_anywhere, per_call, words,
};

pub(super) const OPERATIONS: [&str; 3] = ["get", "create", "list"];
pub(super) const CONCURRENCY: [u64; 2] = [1, 64];
const WAYS: [&str; 3] = ["bare", "generated", "nimbus"];

/// The programs that are measured, and the server that they talk to.
pub(super) fn prepare(root: &Path) -> Result<(PathBuf, Server)> {
    let names = ["cost", "canned", "allocations", "stream"];
    let mut arguments = vec!["-p", "nimbus-benches"];
    arguments.extend(names.iter().flat_map(|name| ["--bin", name]));
    let programs = build(root, &arguments)?;
    let server = Server::start(&programs.join("canned"))?;
    Ok((programs, server))
}

pub(super) fn all(programs: &Path, endpoint: &str, quick: bool) -> Result<Figures> {
    let cost = programs.join("cost");
    let mut figures = Figures::default();

    let calls = if quick { "128" } else { "1280" };
    let text = output(&programs.join("allocations"), &[calls, endpoint])?;
    for line in text.lines() {
        let [operation, concurrency, way, count, _] = words(line)?;
        let key = Figures::key(operation, concurrency.parse()?, way);
        figures.allocations.insert(key, count.parse()?);
    }

    let (rounds, calls) = if quick { ("5", "400") } else { ("31", "1600") };
    let text = output(&cost, &["times", rounds, calls, endpoint])?;
    for line in text.lines() {
        let [operation, concurrency, way, _, time] = words(line)?;
        let key = Figures::key(operation, concurrency.parse()?, way);
        figures.times.entry(key).or_default().push(time.parse()?);
    }

    for operation in OPERATIONS {
        for concurrency in CONCURRENCY {
            for way in WAYS {
                let calls = if operation == "list" { 64 } else { 320 };
                let count = per_call(&cost, way, operation, concurrency, calls, endpoint)?;
                let key = Figures::key(operation, concurrency, way);
                figures.instructions.insert(key, count);
            }
        }
    }
    for way in ["closed", "open"] {
        let count = difference(20, |times| instructions(&cost, &["decode", way, &times]))?;
        let key = Figures::key("decode", 1, way);
        figures.instructions.insert(key, count);
    }
    for line in output(&cost, &["make"])?.lines() {
        let [what, value] = words(line)?;
        figures.made.insert(what.to_owned(), value.parse()?);
    }
    scale(programs, endpoint, &mut figures)?;
    Ok(figures)
}

/// What comes of many.
fn scale(programs: &Path, endpoint: &str, figures: &mut Figures) -> Result<()> {
    let cost = programs.join("cost");
    for threads in [1, 2] {
        let text = output_anywhere(&cost, &["clones", &threads.to_string(), "10000", endpoint])?;
        figures.clones.insert(threads, text.trim().parse()?);
    }
    for (waiters, services) in [(1, 1), (1000, 1), (1000, 1000)] {
        let (many, of) = (waiters.to_string(), services.to_string());
        let text = output(&cost, &["waits", &many, &of, endpoint])?;
        let [requests, time, peak] = words(text.trim())?;
        let wait = [requests.parse()?, time.parse()?, peak.parse()?];
        figures.waits.insert((waiters, services), wait);
    }
    for line in output_anywhere(&programs.join("stream"), &[])?.lines() {
        let words: Vec<_> = line.split_whitespace().collect();
        if let [items, "sandboxes:", "peak", peak, ..] = words.as_slice() {
            figures.streams.insert(items.parse()?, peak.parse()?);
        }
    }
    Ok(())
}
