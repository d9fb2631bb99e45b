//! openapi/credentials.schema.json, which other teams check their files with, against the files of all cases.

use std::path::Path;

use serde_json::Value;

use super::cases::{Case, cases, read};
use super::discovery::{Expect, Failure, Input};

const SCHEMA: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../openapi/credentials.schema.json"
);

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
    let schema = jsonschema::draft202012::new(&read(Path::new(SCHEMA))).unwrap();
    let (mut taken, mut refused, mut wrong) = (0, 0, Vec::new());
    for case in cases::<Input, Expect>("discovery", "http://127.0.0.1") {
        let (name, warns) = (&case.name, !case.expect.warns.is_empty());
        for (path, content) in credential_files(&case) {
            let is_broken = warns || is_named(&case.expect, path);
            let is_valid = schema.is_valid(&content);
            let is_exception = EXCEPTIONS.iter().any(|(exception, _)| exception == name);
            if (is_valid == is_broken) != is_exception {
                wrong.push(format!("{name}: valid is {is_valid}: {content}"));
            }
            *(if is_valid { &mut taken } else { &mut refused }) += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(taken >= 40 && refused >= 20, "{taken} and {refused}");
}

/// Whether the search ends at this file because it is broken.
fn is_named(expect: &Expect, path: &str) -> bool {
    let file = format!("credential file {path} ");
    expect.error == Some(Failure::BrokenSource)
        && expect.says.iter().any(|part| part.contains(&file))
}

/// The credential files of a case and their contents, as far as they are JSON.
fn credential_files(case: &Case<Input, Expect>) -> impl Iterator<Item = (&str, Value)> {
    let files = case.input.files.iter();
    let files = files.filter(|(path, _)| !path.starts_with("/run/"));
    files.filter_map(|(path, file)| {
        let content = serde_json::from_slice(&file.content()?).ok()?;
        Some((path.as_str(), content))
    })
}
