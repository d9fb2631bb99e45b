//! Where endpoint and credential come from: every case of `tests/vectors/discovery`, over the wire.

use std::error::Error;
use std::fmt::Debug;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use httpmock::MockServer;
use nimbus::discovery::{Environment, FakeEnvironment};
use nimbus::{Credential, Nimbus};
use nimbus_conformance::captured::Captured;
use serde_json::{Map, Value, json};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../vectors/discovery");

/// Every secret of every case holds this word.
const CANARY: &str = "canary";

#[tokio::test]
async fn every_case_comes_out_as_expected() {
    let server = MockServer::start_async().await;
    let mut directories: Vec<PathBuf> = fs::read_dir(CASES)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    directories.sort();
    assert!(directories.len() >= 60, "only {} cases", directories.len());
    let mut failures = Vec::new();
    for directory in directories {
        let case = Case::load(&directory, &server.base_url());
        if let Err(reason) = case.run(&server).await {
            let name = directory.file_name().unwrap_or_default().to_string_lossy();
            failures.push(format!("{name}: {reason}"));
        }
    }
    assert!(
        failures.is_empty(),
        "{} cases failed:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[tokio::test]
async fn a_credential_that_would_be_sent_unencrypted_to_another_machine_is_warned_about() {
    for (endpoint, warns) in [
        ("http://nimbus.invalid/api", true),
        ("https://nimbus.invalid", false),
        ("http://127.0.0.1:1", false),
    ] {
        let logged = Captured::default();
        let _guard = logged.listen();
        let options = Nimbus::builder().environment(Environment::fake());
        let options = options.endpoint(endpoint).token(CANARY);
        options.connect().await.unwrap();
        let text = logged.text();
        let warned = text.contains("sent unencrypted") && text.contains(endpoint);
        assert_eq!(warned, warns, "{text}");
    }
}

struct Case {
    options: Map<String, Value>,
    memory: FakeEnvironment,
    environment: Environment,
    expect: Value,
}

impl Case {
    fn load(directory: &Path, server: &str) -> Self {
        let text = fs::read_to_string(directory.join("case.json")).unwrap();
        let case: Value = serde_json::from_str(&text.replace("${server}", server)).unwrap();
        let fields = ["about", "options", "environment", "files", "expect"];
        let object = case.as_object().unwrap();
        assert!(
            object.keys().all(|key| fields.contains(&key.as_str())),
            "{directory:?}"
        );
        let mut memory = Environment::fake();
        for (name, value) in entries(&case["environment"]) {
            memory = match value.as_str() {
                Some(value) => memory.var(name, value),
                None => memory.not_unicode_var(name),
            };
        }
        for (path, entry) in entries(&case["files"]) {
            memory = place(memory, &path, &entry, directory);
        }
        Self {
            options: case["options"].as_object().cloned().unwrap_or_default(),
            environment: memory.clone().into(),
            memory,
            expect: case["expect"].clone(),
        }
    }

    fn client(&self) -> Result<Nimbus, String> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let mut builder = Nimbus::builder().environment(self.environment.clone());
        for (name, value) in &self.options {
            builder = match name.as_str() {
                "endpoint" => builder.endpoint(text(value)),
                "token" => builder.token(text(value)),
                "apiKey" => builder.api_key(text(value)),
                "credential" => builder.credential(credential(value)),
                other => panic!("unknown option {other}"),
            };
        }
        builder.build().map_err(|error| error.to_string())
    }

    async fn run(&self, server: &MockServer) -> Result<(), String> {
        let log = Captured::default();
        let _listening = log.listen();
        let nimbus = self.client()?;
        keeps_secrets(&format!("{nimbus:?} {nimbus:#?} {:?}", self.memory))?;
        match self.expect["error"].as_str() {
            Some(kind) => self.fails(&nimbus, kind).await?,
            None => self.succeeds(&nimbus, server).await?,
        }
        keeps_secrets(&format!("{nimbus:?} {nimbus:#?}"))?;
        for (path, opens) in entries(&self.expect["opens"]) {
            equal(
                &format!("opens of {path}"),
                &json!(self.memory.opens(&path)),
                &opens,
            )?;
        }
        // A second client finds the same, and is told nothing for the second time.
        let again = self.client()?.origins().await.map(ToString::to_string);
        let first = nimbus.origins().await.map(ToString::to_string);
        equal(
            "found again",
            &json!(again.map_err(|error| error.to_string())),
            &json!(first.map_err(|error| error.to_string())),
        )?;
        self.warned(&log.text())
    }

    /// Each warning holds what the case says of it, and there is no other.
    fn warned(&self, log: &str) -> Result<(), String> {
        let warnings: Vec<_> = log.lines().filter(|line| line.contains(" WARN ")).collect();
        keeps_secrets(&format!("{warnings:?}"))?;
        let expected = self.expect["warns"].as_array();
        let expected: Vec<_> = expected.into_iter().flatten().collect();
        let holds = |(line, part): (&&str, &&Value)| line.contains(part.as_str().unwrap());
        if warnings.len() == expected.len() && warnings.iter().zip(&expected).all(holds) {
            return Ok(());
        }
        Err(format!("warned {warnings:?}, expected {expected:?}"))
    }

    async fn succeeds(&self, nimbus: &Nimbus, server: &MockServer) -> Result<(), String> {
        let origins = nimbus.origins().await.map_err(|error| error.to_string())?;
        keeps_secrets(&format!("{origins} {origins:?} {origins:#?}"))?;
        let expected = &self.expect;
        equal(
            "kind",
            &json!(origins.credential_kind.to_string()),
            &expected["kind"],
        )?;
        let seen = json!({
            "endpoint": origins.endpoint.to_string(),
            "credential": origins.credential.to_string(),
        });
        equal("origins", &seen, &expected["origins"])?;

        let endpoint = expected["endpoint"]
            .as_str()
            .ok_or("no endpoint in expect")?;
        let path = endpoint
            .strip_prefix(&server.base_url())
            .ok_or("endpoint is not of the server")?;
        let header = expected["header"].as_str().ok_or("no header in expect")?;
        let (name, value) = header.split_once(": ").ok_or("no header in expect")?;
        let absent = if name == "authorization" {
            "x-nimbus-api-key"
        } else {
            "authorization"
        };
        let mock = server
            .mock_async(|when, then| {
                when.path(format!("{path}/api/tenants"))
                    .header(name, value)
                    .header_missing(absent);
                then.status(200)
                    .header("content-type", "application/json")
                    .body(r#"{"tenants":[]}"#);
            })
            .await;
        let called = nimbus
            .tenants()
            .list()
            .await
            .map(|_| ())
            .map_err(|error| error.to_string());
        let calls = mock.calls_async().await;
        mock.delete_async().await;
        called.map_err(|error| {
            format!("the call was not answered, so it was another one: {error}")
        })?;
        equal("calls", &json!(calls), &json!(1))
    }

    async fn fails(&self, nimbus: &Nimbus, kind: &str) -> Result<(), String> {
        let error = nimbus
            .origins()
            .await
            .map(|origins| origins.to_string())
            .err()
            .ok_or("was found")?;
        let mut shown = printed(&error);
        let mut cause = error.source();
        while let Some(error) = cause {
            shown.push_str(&printed(&error));
            cause = error.source();
        }
        keeps_secrets(&shown)?;

        let text = error.to_string();
        let starts = match kind {
            "missing_endpoint" => "no endpoint found",
            "missing_credential" => "no credential found",
            "missing_endpoint_and_credential" => "no endpoint and no credential found",
            "broken_source" => "",
            other => return Err(format!("unknown kind of error {other}")),
        };
        let is_missing = text.starts_with("no endpoint") || text.starts_with("no credential");
        if !text.starts_with(starts) || is_missing == (kind == "broken_source") {
            return Err(format!("is not {kind}: {text}"));
        }
        let mut rest = text.as_str();
        for part in self.expect["says"].as_array().ok_or("no says in expect")? {
            let part = part.as_str().ok_or("says is not text")?;
            let at = rest
                .find(part)
                .ok_or_else(|| format!("does not say {part:?}, or not in order: {text}"))?;
            rest = &rest[at + part.len()..];
        }
        Ok(())
    }
}

fn place(memory: FakeEnvironment, path: &str, entry: &Value, directory: &Path) -> FakeEnvironment {
    let memory = match entry
        .as_object()
        .unwrap()
        .iter()
        .find(|(key, _)| !["mode", "times"].contains(&key.as_str()))
    {
        Some((key, value)) if key == "json" => memory.file(path, value.to_string()),
        Some((key, value)) if key == "text" => {
            let times = entry["times"].as_u64().unwrap_or(1);
            memory.file(
                path,
                value
                    .as_str()
                    .unwrap()
                    .repeat(usize::try_from(times).unwrap()),
            )
        }
        Some((key, value)) if key == "file" => memory.file(
            path,
            fs::read(directory.join(value.as_str().unwrap())).unwrap(),
        ),
        Some((key, _)) if key == "directory" => memory.directory(path),
        Some((key, value)) if key == "unreadable" => memory.unreadable(
            path,
            match value.as_str() {
                Some("permission_denied") => ErrorKind::PermissionDenied,
                Some("not_a_directory") => ErrorKind::NotADirectory,
                _ => panic!("unknown reason {value}"),
            },
        ),
        _ => panic!("unknown file {entry}"),
    };
    match entry["mode"].as_str() {
        Some(mode) => memory.mode(path, u32::from_str_radix(mode, 8).unwrap()),
        None => memory,
    }
}

fn credential(value: &Value) -> Credential {
    let text = |name: &str| value[name].as_str().map(ToOwned::to_owned);
    match value["kind"].as_str() {
        Some("bearer") => Credential::bearer(text("token").unwrap()),
        Some("api_key") => Credential::api_key(text("apiKey").unwrap()),
        Some("workload_identity") => Credential::WorkloadIdentity {
            token: text("token").unwrap().into(),
            issuer: text("issuer"),
            audience: text("audience"),
            subject: text("subject"),
        },
        _ => panic!("unknown credential {value}"),
    }
}

fn entries(value: &Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

fn printed(error: &(impl Error + ?Sized)) -> String {
    fn forms(value: &dyn Debug) -> String {
        format!("{value:?} {value:#?} ")
    }
    format!("{error} {error:#} {}", forms(&error))
}

fn equal(what: &str, seen: &Value, expected: &Value) -> Result<(), String> {
    if seen == expected {
        Ok(())
    } else {
        Err(format!("{what}: {seen}, expected {expected}"))
    }
}

fn keeps_secrets(shown: &str) -> Result<(), String> {
    if shown.contains(CANARY) {
        Err(format!("shows a secret: {shown}"))
    } else {
        Ok(())
    }
}
