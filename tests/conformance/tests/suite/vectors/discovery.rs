//! Where endpoint and credential come from, or the error if they are not found.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::ErrorKind;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use nimbus::Nimbus;
use nimbus::discovery::{Environment, FakeEnvironment, Origins};
use nimbus_conformance::captured::Captured;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::cases::{Case, equal, run};
use super::secret::Secret;
use super::server::{Act, Seen, Server};

/// Every secret of every case holds this word.
const CANARY: &str = "canary";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    #[serde(default)]
    options: Options,
    #[serde(default)]
    environment: BTreeMap<String, Variable>,
    #[serde(default)]
    pub(super) files: BTreeMap<String, File>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Options {
    endpoint: Option<String>,
    token: Option<String>,
    api_key: Option<String>,
    credential: Option<Secret>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Variable {
    Unicode(String),
    Other {
        #[serde(rename = "notUnicode")]
        _not_unicode: bool,
    },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default, deserialize_with = "present")]
    json: Option<Value>,
    text: Option<String>,
    times: Option<usize>,
    base64: Option<String>,
    unreadable: Option<Unreadable>,
    #[serde(default, rename = "directory")]
    _directory: bool,
    mode: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Unreadable {
    PermissionDenied,
    NotADirectory,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expect {
    endpoint: Option<String>,
    header: Option<String>,
    kind: Option<String>,
    origins: Option<Places>,
    pub(super) error: Option<Failure>,
    #[serde(default)]
    pub(super) says: Vec<String>,
    #[serde(default)]
    pub(super) warns: Vec<String>,
    #[serde(default)]
    opens: BTreeMap<String, usize>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Places {
    endpoint: String,
    credential: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Failure {
    MissingEndpoint,
    MissingCredential,
    MissingEndpointAndCredential,
    BrokenSource,
}

#[tokio::test]
async fn every_search_ends_as_its_vector_says() {
    run("discovery", check).await;
}

async fn check(server: &Server, case: &Case<Input, Expect>) -> Result<(), String> {
    let (input, expect) = (&case.input, &case.expect);
    let log = Captured::default();
    let _listening = log.listen();
    let memory = input.memory();
    let environment = Environment::from(memory.clone());
    let nimbus = client(&input.options, &environment)?;
    keeps_secrets(&format!("{nimbus:?} {nimbus:#?} {memory:?}"))?;
    let tenants = r#"{ "response": { "status": 200, "json": { "tenants": [] } } }"#;
    server.play([serde_json::from_str::<Act>(tenants).unwrap()]);
    let called = nimbus.tenants().list().await.map(drop);
    keeps_secrets(&format!("{nimbus:?} {nimbus:#?}"))?;
    for (path, opens) in &expect.opens {
        equal(&format!("opens of {path}"), memory.opens(path), *opens)?;
    }
    match (called, nimbus.origins().await, expect.error) {
        (Ok(()), Ok(origins), None) => found(&server.seen(), origins, expect)?,
        (Err(error), Err(again), Some(kind)) => {
            failed(&error, kind, &expect.says)?;
            failed(&again, kind, &expect.says)?;
            equal("the number of requests", server.seen().len(), 0)?;
        }
        (called, _, kind) => return Err(format!("the call ends with {called:?}, not {kind:?}")),
    }
    // A second client finds the same, and logs no warning again.
    let again = outcome(&client(&input.options, &environment)?).await;
    equal("what a second client finds", again, outcome(&nimbus).await)?;
    warned(&log.text(), &expect.warns)
}

impl Input {
    fn memory(&self) -> FakeEnvironment {
        let mut memory = Environment::fake();
        for (name, variable) in &self.environment {
            memory = match variable {
                Variable::Unicode(value) => memory.var(name, value),
                Variable::Other { .. } => memory.not_unicode_var(name),
            };
        }
        for (path, file) in &self.files {
            memory = file.place(memory, path);
        }
        memory
    }
}

impl File {
    /// What there is to read.
    pub(super) fn content(&self) -> Option<Vec<u8>> {
        if let Some(json) = &self.json {
            return Some(json.to_string().into_bytes());
        }
        if let Some(base64) = &self.base64 {
            return Some(STANDARD.decode(base64).unwrap());
        }
        let text = self.text.as_ref()?;
        Some(text.repeat(self.times.unwrap_or(1)).into_bytes())
    }

    fn place(&self, memory: FakeEnvironment, path: &str) -> FakeEnvironment {
        let memory = match (self.content(), self.unreadable) {
            (Some(content), _) => memory.file(path, content),
            (None, Some(Unreadable::PermissionDenied)) => {
                memory.unreadable(path, ErrorKind::PermissionDenied)
            }
            (None, Some(Unreadable::NotADirectory)) => {
                memory.unreadable(path, ErrorKind::NotADirectory)
            }
            (None, None) => memory.directory(path),
        };
        match &self.mode {
            Some(mode) => memory.mode(path, u32::from_str_radix(mode, 8).unwrap()),
            None => memory,
        }
    }
}

/// Without this, a `null` would be the same as no value.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

fn client(options: &Options, environment: &Environment) -> Result<Nimbus, String> {
    let mut builder = Nimbus::builder().environment(environment.clone());
    if let Some(endpoint) = &options.endpoint {
        builder = builder.endpoint(endpoint);
    }
    if let Some(token) = &options.token {
        builder = builder.token(token.as_str());
    }
    if let Some(api_key) = &options.api_key {
        builder = builder.api_key(api_key.as_str());
    }
    if let Some(secret) = &options.credential {
        builder = builder.credential(secret.credential());
    }
    builder.build().map_err(|error| error.to_string())
}

async fn outcome(nimbus: &Nimbus) -> Result<String, String> {
    let origins = nimbus.origins().await;
    origins
        .map(ToString::to_string)
        .map_err(|error| error.to_string())
}

fn found(seen: &[Seen], origins: &Origins, expect: &Expect) -> Result<(), String> {
    keeps_secrets(&format!("{origins} {origins:?} {origins:#?}"))?;
    let kind = origins.credential_kind.to_string();
    equal("kind", Some(kind.as_str()), expect.kind.as_deref())?;
    let places = Places {
        endpoint: origins.endpoint.to_string(),
        credential: origins.credential.to_string(),
    };
    equal("origins", Some(&places), expect.origins.as_ref())?;

    let [seen] = seen else {
        return Err(format!("{} requests, not one", seen.len()));
    };
    let url = format!("http://{}{}", seen.header("host").concat(), seen.target);
    let endpoint = url.strip_suffix("/api/tenants");
    equal("endpoint", endpoint, expect.endpoint.as_deref())?;
    let headers = ["authorization", "x-nimbus-api-key"].map(|name| {
        let values = seen.header(name).into_iter();
        values.map(move |value| format!("{name}: {value}"))
    });
    let headers: Vec<String> = headers.into_iter().flatten().collect();
    let expected: Vec<String> = expect.header.iter().cloned().collect();
    equal("header", headers, expected)
}

fn failed(error: &nimbus::Error, kind: Failure, says: &[String]) -> Result<(), String> {
    let mut cause: Option<&dyn Error> = Some(error);
    while let Some(error) = cause {
        keeps_secrets(&format!("{error} {error:#} {error:?} {error:#?}"))?;
        cause = error.source();
    }
    let text = error.to_string();
    let seen = if text.starts_with("no endpoint found") {
        Failure::MissingEndpoint
    } else if text.starts_with("no credential found") {
        Failure::MissingCredential
    } else if text.starts_with("no endpoint and no credential found") {
        Failure::MissingEndpointAndCredential
    } else {
        Failure::BrokenSource
    };
    equal("error", seen, kind).map_err(|difference| format!("{difference}: {text}"))?;
    let mut rest = text.as_str();
    for part in says {
        let Some((_, after)) = rest.split_once(part.as_str()) else {
            return Err(format!("it does not say {part:?}, or not in order: {text}"));
        };
        rest = after;
    }
    Ok(())
}

/// Each warning holds its part, and there is no other.
fn warned(log: &str, parts: &[String]) -> Result<(), String> {
    let warnings: Vec<_> = log.lines().filter(|line| line.contains(" WARN ")).collect();
    keeps_secrets(&format!("{warnings:?}"))?;
    let mut pairs = warnings.iter().zip(parts);
    if warnings.len() == parts.len() && pairs.all(|(line, part)| line.contains(part)) {
        return Ok(());
    }
    Err(format!("warns is {warnings:?}, not {parts:?}"))
}

fn keeps_secrets(shown: &str) -> Result<(), String> {
    if shown.contains(CANARY) {
        Err(format!("a secret is shown: {shown}"))
    } else {
        Ok(())
    }
}
