//! What passes lint compiles: names and styles that Rust has a use for are added in turn, and what lint lets through is
//! generated and checked, all in one crate.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::rust_names::TYPES;
use super::{Finding, check};
use crate::rust::METHODS;
use crate::tree::Source;
use crate::{document, outputs};

/// Those that are in lower case, as properties are.
const KEYWORDS: &str = "abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if \
    impl in let loop macro match mod move mut override priv pub ref return self static struct super trait true try \
    type typeof union unsafe unsized use virtual where while";

/// Names that generated code uses itself.
const USED: &str = "args baseurl body client draft drop err error extra f fields generation inner kind map ok operations parts query \
    segment some types value values";

/// What a value of an enum may be.
const VALUES: [&str; 12] = [
    "", "1st", "2.5", "Self", "a-b", "as", "new", "none", "option", "some", "unknown", "ü1",
];

/// Names of types that only look as if generated code had a use for them.
const FREE: &str = "Error Object Parts ResponseValue Draft Operation Map Value";

/// Names of parameters, whether lint lets them through, and what they are.
const PARAMETERS: &str = r##"
anInteger good {"schema": {"type": "integer", "format": "int32"}, "example": 1}
aNumber good {"schema": {"type": "number"}, "example": 1.5}
aBoolean good {"schema": {"type": "boolean"}, "example": true}
anEnum good {"schema": {"$ref": "#/components/schemas/LifecycleState"}, "example": "ready"}
aRequiredEnum good {"schema": {"$ref": "#/components/schemas/LifecycleState"}, "example": "ready", "required": true}
aTime good {"schema": {"type": "string", "format": "date-time"}, "example": "2026-01-02T03:04:05Z"}
aForm good {"style": "form", "explode": false}
aList bad {"schema": {"type": "array", "items": {"type": "string"}}, "example": ["a"]}
anObject bad {"schema": {"type": "object"}, "style": "deepObject", "example": {}}
inHeader bad {"in": "header"}
inCookie bad {"in": "cookie"}
nullable bad {"schema": {"type": "string", "nullable": true}}
pageTOKEN bad {}"##;

/// The text of a contract.
#[derive(Clone)]
struct Contract(String);

impl Contract {
    fn read() -> Self {
        let path = outputs::root().unwrap().join(outputs::DOCUMENT);
        Self(fs::read_to_string(path).unwrap())
    }

    /// Adds a line after these, each of which is looked for behind the one before it.
    fn insert(&mut self, after: &[&str], line: &str) {
        let mut end = 0;
        for text in after {
            end += self.0[end..].find(text).unwrap() + text.len();
        }
        self.0.insert_str(end, line);
    }

    /// Adds a component, and an optional property of an object that refers to it.
    fn add(&mut self, name: &str, schema: &str, user: &str) {
        self.insert(&["\n  schemas:\n"], &format!("    {name}: {schema}\n"));
        let reference = format!("        use{name}: {{ $ref: \"#/components/schemas/{name}\" }}\n");
        let user = format!("\n    {user}:\n");
        self.insert(&[&user, "\n      properties:\n"], &reference);
    }

    /// Adds a parameter to a list.
    fn parameter(&mut self, name: &str, parts: Value) {
        let mut parameter = json!({
            "name": name, "in": "query", "description": "A probe.", "schema": {"type": "string"},
            "example": "a",
        });
        let parts = parts.as_object().unwrap().clone();
        parameter.as_object_mut().unwrap().extend(parts);
        let line = format!("        - {parameter}\n");
        self.insert(
            &["operationId: services_list\n", "\n      parameters:\n"],
            &line,
        );
    }

    fn source(&self) -> Source {
        let source = Source::parse(&self.0).unwrap();
        let changelog = outputs::root().unwrap().join("openapi/CHANGELOG.md");
        source.with_changelog(fs::read_to_string(changelog).unwrap())
    }

    fn findings(&self) -> Vec<Finding> {
        check(&self.source())
    }

    /// Keeps a change that lint lets through. One that it does not has a place, and a remedy after a colon.
    fn offer(&mut self, change: impl FnOnce(&mut Self)) -> bool {
        let mut changed = self.clone();
        change(&mut changed);
        let findings = changed.findings();
        for finding in &findings {
            assert!(finding.position.line > 1, "{finding}");
            assert!(
                matches!(finding.rule, "rust-name" | "parameter-style")
                    && finding.message.contains(": "),
                "{finding}"
            );
        }
        let is_good = findings.is_empty();
        if is_good {
            *self = changed;
        }
        is_good
    }
}

/// An object, in YAML.
fn object(properties: &[String], more: &str) -> String {
    let properties = properties.iter();
    let properties: Vec<_> = properties
        .map(|name| format!("\"{name}\": {{ type: string, description: A probe. }}"))
        .collect();
    let properties = properties.join(", ");
    format!("{{ type: object, description: A probe., {more}properties: {{ {properties} }} }}")
}

/// In camelCase, as a property.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (initial, rest) = word.split_at(1);
        name + &initial.to_uppercase() + rest
    })
}

/// The repository's contract, with everything that lint lets through.
fn contract() -> Contract {
    let mut contract = Contract::read();
    let methods = METHODS.split(' ').map(camel);
    let names = KEYWORDS
        .split(' ')
        .chain(USED.split(' '))
        .map(str::to_owned);
    let mut names: Vec<String> = names.chain(methods).collect();
    names.sort();
    names.dedup();

    let required = format!("required: {}, ", json!(names));
    for (name, more, user) in [
        ("Probe", "", "SandboxStatus"),
        ("ProbeGiven", required.as_str(), "SandboxStatus"),
        (
            "ProbeLoose",
            "additionalProperties: true, ",
            "SandboxStatus",
        ),
        ("ProbeSent", "additionalProperties: false, ", "SandboxSpec"),
    ] {
        assert!(contract.offer(|it| it.add(name, &object(&names, more), user)));
    }

    let small = object(&["a".to_owned()], "");
    let mut taken = contract.clone();
    for name in TYPES.split(' ') {
        taken.add(name, &small, "SandboxStatus");
    }
    let findings = taken.findings();
    for name in TYPES.split(' ') {
        let quoted = format!("`{name}`");
        let mut findings = findings.iter().filter(|it| it.rule == "rust-name");
        assert!(findings.any(|it| it.message.contains(&quoted)), "{name}");
    }
    assert!(contract.offer(|it| {
        for name in FREE.split(' ') {
            it.add(name, &small, "SandboxStatus");
        }
        for (index, value) in VALUES.iter().enumerate() {
            let schema = json!({
                "type": "string", "description": "A probe.", "x-open": true,
                "enum": ["known", "other", value],
            });
            it.add(
                &format!("ProbeValue{index}"),
                &schema.to_string(),
                "SandboxStatus",
            );
        }
        for name in &names {
            it.parameter(name, json!({}));
        }
    }));

    for row in PARAMETERS.lines().skip(1) {
        let row: Vec<_> = row.splitn(3, ' ').collect();
        let parts = serde_json::from_str(row[2]).unwrap();
        let is_good = contract.offer(|it| it.parameter(row[0], parts));
        assert_eq!(is_good, row[1] == "good", "{row:?}");
    }
    let component = json!({"$ref": "#/components/schemas/LifecycleState"});
    let read = "/paths/~1api~1tenants~1{tenant}~1sandboxes~1{id}/get";
    let mut read = document::value(&contract.0)
        .unwrap()
        .pointer(read)
        .unwrap()
        .clone();
    read["operationId"] = json!("sandboxes_probe");
    let in_path = |name: &str, schema: &Value, example: Value| {
        json!({
            "name": name, "in": "path", "required": true, "description": "A probe.",
            "schema": schema, "example": example,
        })
    };
    let integer = json!({"type": "integer", "format": "int64"});
    let parameters = json!([
        in_path("self", &integer, json!(1)),
        in_path("type", &component, json!("ready")),
    ]);
    assert!(contract.offer(|it| {
        let item = json!({"parameters": parameters, "get": read});
        it.insert(
            &["\npaths:\n"],
            &format!("  /api/probes/{{self}}/{{type}}: {item}\n"),
        );
    }));
    contract
}

/// What people do with any object.
const USES: &str = "
#[allow(dead_code)]
fn uses(probe: &types::Probe, given: &types::ProbeGiven) -> (types::Probe, types::ProbeGiven, String) {
    assert!(probe.eq(&types::Probe::default()) && !probe.ne(&types::Probe::new()));
    let text = format!(\"{probe:?}\");
    (probe.clone(), given.to_owned(), text)
}
";

/// A copy of nimbus-api, alone in a workspace, with other generated code.
fn write_crate(root: &Path, folder: &Path, generated: &str) {
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let (before, after) = manifest.split_once("members = [").unwrap();
    let (_, after) = after.split_once(']').unwrap();
    fs::create_dir_all(folder).unwrap();
    let manifest = format!("{before}members = [\"nimbus-api\"]{after}");
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    for part in ["nimbus-api/src", "nimbus-api/docs"] {
        copy(&root.join(part), &folder.join(part));
    }
    for file in ["Cargo.toml", "README.md"] {
        let (from, to) = (root.join("nimbus-api"), folder.join("nimbus-api"));
        fs::copy(from.join(file), to.join(file)).unwrap();
    }
    let source = folder.join("nimbus-api/src");
    fs::write(source.join("generated.rs"), generated).unwrap();
    let lib = fs::read_to_string(source.join("lib.rs")).unwrap();
    fs::write(source.join("lib.rs"), lib + USES).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        match path.is_dir() {
            true => copy(&path, &target),
            false => drop(fs::copy(&path, &target).unwrap()),
        }
    }
}

#[test]
fn what_passes_lint_compiles() {
    let root = outputs::root().unwrap();
    let api = document::parse(&contract().0).unwrap();
    let generated = outputs::client(&api).unwrap();
    let folder = outputs::target(&root).join("lint-compiled");
    write_crate(&root, &folder, &generated);
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "check",
            "--quiet",
            "--offline",
            "--features",
            "schemars",
            "--target-dir",
        ])
        .arg(outputs::target(&root))
        .current_dir(&folder)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
}
