//! Reads the cases of a topic, and runs them.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::server::Server;

/// Where the vectors are.
pub(super) const VECTORS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../vectors");

/// A file of cases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases<I, E> {
    #[serde(rename = "$schema")]
    _schema: String,
    #[serde(rename = "about")]
    _about: String,
    cases: Vec<Case<I, E>>,
}

/// What is done, and what must come of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case<I, E> {
    pub(super) name: String,
    #[serde(rename = "why")]
    _why: String,
    pub(super) input: I,
    pub(super) expect: E,
}

/// The files of a topic, in order.
pub(super) fn files(topic: &str) -> Vec<PathBuf> {
    let directory = Path::new(VECTORS).join(topic);
    let entries = fs::read_dir(&directory).unwrap_or_else(|error| panic!("{topic}: {error}"));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{topic} has no cases");
    files
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

pub(super) fn read(path: &Path) -> Value {
    serde_json::from_str(&text(path)).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

/// The cases of a topic, with this origin of the server.
pub(super) fn cases<I: DeserializeOwned, E: DeserializeOwned>(
    topic: &str,
    origin: &str,
) -> Vec<Case<I, E>> {
    let mut cases = Vec::new();
    for path in files(topic) {
        let text = text(&path).replace("${server}", origin);
        let file: Cases<I, E> = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("the runner does not know this in {path:?}: {error}"));
        cases.extend(file.cases);
    }
    cases
}

/// Runs every case of a topic, and names all that fail.
pub(super) async fn run<I, E>(
    topic: &str,
    one: impl AsyncFn(&Server, &Case<I, E>) -> Result<(), String>,
) where
    I: DeserializeOwned,
    E: DeserializeOwned,
{
    let server = Server::start().await;
    let mut failures = Vec::new();
    for case in cases(topic, &server.origin()) {
        if let Err(reason) = one(&server, &case).await {
            failures.push(format!("{}: {reason}", case.name));
        }
    }
    assert!(
        failures.is_empty(),
        "{} cases of {topic} failed:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// Compares, and says what differs.
pub(super) fn equal<T: PartialEq + std::fmt::Debug>(
    what: &str,
    seen: T,
    expected: T,
) -> Result<(), String> {
    if seen == expected {
        Ok(())
    } else {
        Err(format!("{what} is {seen:?}, not {expected:?}"))
    }
}
