//! openapi/credentials.schema.json, which other teams check their files with, against the files of all cases.

use std::fs;
use std::path::Path;

use serde_json::Value;

const SCHEMA: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../openapi/credentials.schema.json"
);
const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../vectors/discovery");

/// Where the schema and the outcome of a case rightly differ.
const EXCEPTIONS: &[(&str, &str)] = &[
    (
        "broken-credential-not-needed",
        "a broken field is not judged when the search does not come to it",
    ),
    (
        "broken-endpoint-not-needed",
        "a broken field is not judged when the search does not come to it",
    ),
    (
        "broken-file-not-needed",
        "a file is not opened when nothing of it is needed",
    ),
    (
        "file-field-twice",
        "JSON Schema cannot see that a field is given twice",
    ),
    (
        "file-field-twice-and-null",
        "JSON Schema cannot see that a field is given twice",
    ),
    (
        "nested-field-twice",
        "JSON Schema cannot see that a field is given twice",
    ),
    (
        "file-readable-by-others",
        "the mode is not part of the content",
    ),
    (
        "quoted-file-token",
        "the schema leaves it to the header what characters a token may have",
    ),
    (
        "broken-nested-token-not-ascii",
        "the schema leaves it to the header what characters a token may have",
    ),
    (
        "broken-file-token-line-break",
        "the schema leaves it to the header what characters a token may have",
    ),
    (
        "nested-issuer-number",
        "what describes a token is not sent, so that readers do not look at it",
    ),
    (
        "nested-kind-trimmed",
        "the schema asks for the kind itself; readers are more patient",
    ),
    ("broken-too-large", "the file is too large, not its content"),
];

#[test]
fn schema_takes_the_files_that_are_read_and_refuses_those_that_are_broken_or_warned_about() {
    let schema: Value = serde_json::from_slice(&fs::read(SCHEMA).unwrap()).unwrap();
    let schema = jsonschema::draft202012::new(&schema).unwrap();
    let (mut taken, mut refused, mut wrong) = (0, 0, Vec::new());
    for directory in fs::read_dir(CASES).unwrap() {
        let directory = directory.unwrap().path();
        let Ok(case) = fs::read(directory.join("case.json")) else {
            continue;
        };
        let case: Value = serde_json::from_slice(&case).unwrap();
        let name = directory.file_name().unwrap().to_str().unwrap();
        for (path, content) in credential_files(&case, &directory) {
            let is_broken = says(&case, &format!("credential file {path} "))
                || case["expect"].get("warns").is_some();
            let is_valid = schema.is_valid(&content);
            let is_exception = EXCEPTIONS.iter().any(|(exception, _)| *exception == name);
            if (is_valid == is_broken) != is_exception {
                wrong.push(format!("{name}: valid is {is_valid}: {content}"));
            }
            *(if is_valid { &mut taken } else { &mut refused }) += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(taken >= 40 && refused >= 20, "{taken} and {refused}");
}

/// Whether the case ends at a broken source that is named so.
fn says(case: &Value, words: &str) -> bool {
    let is_broken = case["expect"]["error"] == "broken_source";
    let mut said = case["expect"]["says"].as_array().into_iter().flatten();
    is_broken && said.any(|part| part.as_str().is_some_and(|part| part.contains(words)))
}

/// The credential files of a case and their contents, as far as they are JSON.
fn credential_files(case: &Value, directory: &Path) -> Vec<(String, Value)> {
    let files = case["files"].as_object().into_iter().flatten();
    files
        .filter(|(path, _)| !path.starts_with("/run/"))
        .filter_map(|(path, file)| {
            if let Some(json) = file.get("json") {
                return Some((path.clone(), json.clone()));
            }
            let bytes = match (file["text"].as_str(), file["file"].as_str()) {
                (Some(text), _) => {
                    let times = file["times"].as_u64().unwrap_or(1);
                    text.repeat(times.try_into().unwrap()).into_bytes()
                }
                (_, Some(name)) => fs::read(directory.join(name)).unwrap(),
                _ => return None,
            };
            Some((path.clone(), serde_json::from_slice(&bytes).ok()?))
        })
        .collect()
}
