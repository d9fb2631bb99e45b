//! Names and forms that Rust has a use for compile: they are added to the document, and what is generated from it is checked,
//! all in one crate.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use indexmap::IndexMap;
use openapiv3::OpenAPI;
use serde_json::{Map, Value, json};

use super::members::METHODS;
use crate::{document, outputs, repository};

/// Those that are in lower case, as properties are.
const KEYWORDS: &str = "abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if \
    impl in let loop macro match mod move mut override priv pub ref return self static struct super trait true try \
    type typeof union unsafe unsized use virtual where while";

/// Names that generated code uses itself.
const USED: &str = "args baseurl body client draft drop err error extra f fields generation inner kind map ok operations parts query \
    segment some types value values";

/// What a value of an enum may be.
const VALUES: [&str; 14] = [
    "known", "other", "", "1st", "2.5", "Self", "a-b", "as", "new", "none", "option", "some",
    "unknown", "ü1",
];

/// Names of types that only look as if generated code had a use for them.
const FREE: &str = "Error Object Parts ResponseValue Draft Operation Map Value";

/// What people do with any object.
const USES: &str = "
#[allow(dead_code)]
fn uses(probe: &types::Probe, given: &types::ProbeGiven) -> (types::Probe, types::ProbeGiven, String) {
    assert!(probe.eq(&types::Probe::default()) && !probe.ne(&types::Probe::new()));
    let text = format!(\"{probe:?}\");
    (probe.clone(), given.to_owned(), text)
}
";

/// In camelCase, as a property.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (initial, rest) = word.split_at(1);
        name + &initial.to_uppercase() + rest
    })
}

/// The repository's document, and an operation that has everything.
fn probed(root: &Path) -> OpenAPI {
    let names = [KEYWORDS, USED, METHODS]
        .into_iter()
        .flat_map(|all| all.split(' '));
    let names: BTreeSet<_> = names.map(camel).collect();
    let text = json!({"type": "string"});
    let properties: Map<_, _> = names.iter().map(|it| (it.clone(), text.clone())).collect();
    let probe = |keyword: &str, value: Value| {
        let mut probe = json!({"type": "object", "properties": properties});
        probe[keyword] = value;
        probe
    };
    let mut schemas = json!({
        "Probe": probe("required", json!([])),
        "ProbeGiven": probe("required", json!(names)),
        "ProbeLoose": probe("additionalProperties", json!(true)),
        "ProbeValue": {"type": "string", "x-open": true, "enum": VALUES},
    });
    for name in FREE.split(' ') {
        schemas[name] = json!({"type": "object", "properties": {"a": text}});
    }
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let all = schemas.as_object().unwrap().keys();
    let all: Map<_, _> = all
        .map(|name| (format!("use{name}"), reference(name)))
        .collect();
    schemas["ProbeResponse"] = json!({"type": "object", "properties": all});
    schemas["ProbeSent"] = probe("additionalProperties", json!(false));

    let state = reference("LifecycleState");
    let integer = json!({"type": "integer", "format": "int64"});
    let time = json!({"type": "string", "format": "date-time"});
    let mut parameters = vec![
        json!({"name": "self", "in": "path", "required": true, "schema": integer}),
        json!({"name": "type", "in": "path", "required": true, "schema": state}),
        json!({"name": "anInteger", "in": "query", "schema": integer}),
        json!({"name": "aNumber", "in": "query", "schema": {"type": "number"}}),
        json!({"name": "aBoolean", "in": "query", "schema": {"type": "boolean"}}),
        json!({"name": "aTime", "in": "query", "schema": time}),
        json!({"name": "anEnum", "in": "query", "schema": state}),
        json!({"name": "aRequiredEnum", "in": "query", "required": true, "schema": state}),
    ];
    // The body is an argument of that name.
    let query = names
        .iter()
        .filter(|name| !["body", "self", "type"].contains(&name.as_str()));
    parameters.extend(query.map(|it| json!({"name": it, "in": "query", "schema": text})));
    let content = |name: &str| json!({"application/json": {"schema": reference(name)}});
    let operation = json!({
        "operationId": "probes_run",
        "x-retry": "unsafe",
        "parameters": parameters,
        "requestBody": {"required": true, "content": content("ProbeSent")},
        "responses": {"200": {"description": "", "content": content("ProbeResponse")}},
    });

    let mut api = document::read(&root.join(repository::DOCUMENT))
        .unwrap()
        .api;
    let schemas = serde_json::from_value::<IndexMap<_, _>>(schemas).unwrap();
    api.components.as_mut().unwrap().schemas.extend(schemas);
    let item = serde_json::from_value(json!({"post": operation})).unwrap();
    api.paths
        .paths
        .insert("/api/probes/{self}/{type}".to_owned(), item);
    api
}

/// Copies nimbus-api into a workspace of its own, without files that an earlier run has left there.
fn copy_crate(root: &Path, folder: &Path) {
    let _ = fs::remove_dir_all(folder);
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let (before, after) = manifest.split_once("members = [").unwrap();
    let (_, after) = after.split_once(']').unwrap();
    copy(&root.join("nimbus-api"), &folder.join("nimbus-api"));
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let manifest = format!("{before}members = [\"nimbus-api\"]{after}");
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
}

fn copy(from: &Path, to: &Path) {
    if !from.is_dir() {
        fs::copy(from, to).unwrap();
        return;
    }
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        copy(&path, &to.join(path.file_name().unwrap()));
    }
}

#[test]
fn names_and_forms_that_rust_has_a_use_for_compile() {
    let root = repository::root().unwrap();
    let generated = outputs::client(&probed(&root)).unwrap();
    let folder = repository::target(&root).join("rust-compiled");
    copy_crate(&root, &folder);
    let source = folder.join("nimbus-api/src");
    fs::write(source.join("generated.rs"), generated).unwrap();
    let lib = fs::read_to_string(source.join("lib.rs")).unwrap();
    fs::write(source.join("lib.rs"), lib + USES).unwrap();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["check", "--quiet", "--offline", "--features", "schemars"])
        .arg("--target-dir")
        .arg(repository::target(&root))
        .current_dir(&folder)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
}
