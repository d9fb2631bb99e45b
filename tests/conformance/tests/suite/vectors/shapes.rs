//! The vectors as such: each fits its schema, no name is taken twice, and nothing lies about that no test runs.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use nimbus_api::operations;
use nimbus_conformance::contract::{Side, document};
use serde_json::Value;

use super::cases::{VECTORS, files, read};

/// Each has a test that runs it.
const TOPICS: [&str; 6] = [
    "requests",
    "responses",
    "errors",
    "retries",
    "waits",
    "discovery",
];

fn schema(topic: &str) -> Validator {
    let path = Path::new(VECTORS).join(format!("schemas/{topic}.schema.json"));
    let schema = read(&path);
    assert!(jsonschema::draft202012::meta::is_valid(&schema), "{path:?}");
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    jsonschema::draft202012::new(&schema).unwrap()
}

#[track_caller]
fn fits(schema: &Validator, path: &Path) {
    let value = read(path);
    let problems: Vec<String> = schema
        .iter_errors(&value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(problems.is_empty(), "{path:?}:\n{}", problems.join("\n"));
}

fn cases(topic: &str) -> Vec<Value> {
    let files = files(topic).into_iter();
    files
        .flat_map(|path| read(&path)["cases"].as_array().cloned().unwrap())
        .collect()
}

#[test]
fn every_file_of_vectors_fits_the_schema_that_it_names() {
    for topic in TOPICS {
        let schema = schema(topic);
        for path in files(topic) {
            fits(&schema, &path);
            let named = format!("../schemas/{topic}.schema.json");
            assert_eq!(read(&path)["$schema"], named, "{path:?}");
        }
    }
}

#[test]
fn a_schema_refuses_a_word_that_it_does_not_know() {
    for topic in TOPICS {
        let mut file = read(&files(topic)[0]);
        file["cases"][0]["input"]["surprise"] = Value::from(1);
        assert!(!schema(topic).is_valid(&file), "{topic}");
    }
}

#[test]
fn every_folder_of_vectors_is_run_and_has_a_schema() {
    let names = |folder: &str| -> BTreeSet<String> {
        let entries = fs::read_dir(Path::new(VECTORS).join(folder)).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    let mut folders: BTreeSet<String> = TOPICS.map(ToOwned::to_owned).into();
    let schemas = TOPICS.map(|topic| format!("{topic}.schema.json"));
    assert_eq!(names("schemas"), schemas.into());
    folders.extend(["schemas", "README.md"].map(ToOwned::to_owned));
    assert_eq!(names(""), folders);
}

#[test]
fn no_two_cases_have_the_same_name() {
    let mut names = BTreeSet::new();
    for case in TOPICS.into_iter().flat_map(cases) {
        let name = case["name"].as_str().unwrap().to_owned();
        assert!(names.insert(name.clone()), "{name}");
    }
    assert!(names.len() >= 150, "only {} cases", names.len());
}

#[test]
fn every_operation_has_a_request_and_a_reply() {
    for topic in ["requests", "responses"] {
        let cases = cases(topic);
        let covered: BTreeSet<&str> = cases
            .iter()
            .filter_map(|case| case["input"]["operation"].as_str())
            .collect();
        for operation in operations::ALL {
            assert!(covered.contains(operation.id), "{topic}: {}", operation.id);
        }
    }
}

/// What a client sends although the contract does not describe it: the server is asked what it thinks of it.
const LEFT_TO_THE_SERVER: [&str; 2] = [
    "session-open-channel-of-tomorrow",
    "tenant-create-reserved-id",
];

#[test]
fn every_body_fits_the_contract_unless_it_is_left_to_the_server() {
    for case in cases("requests") {
        if LEFT_TO_THE_SERVER.contains(&case["name"].as_str().unwrap()) {
            continue;
        }
        let Some(body) = case.pointer("/expect/request/body") else {
            continue;
        };
        let operation = case["input"]["operation"].as_str().unwrap();
        let described = document().operation(operation).unwrap().body.as_ref();
        let schema = &described.unwrap()["application/json"]["schema"];
        let problems = document().schemas.problems(schema, Side::Request, body);
        assert_eq!(problems, Ok(vec![]), "{}", case["name"]);
    }
}

/// A field that is spelled wrong is absent, too.
#[test]
fn what_is_to_be_absent_is_a_field_of_the_contract() {
    let schemas = document().root["components"]["schemas"]
        .as_object()
        .unwrap();
    let fields: BTreeSet<&str> = schemas
        .values()
        .filter_map(|schema| schema["properties"].as_object())
        .flat_map(|properties| properties.keys().map(String::as_str))
        .collect();
    for case in cases("responses") {
        for pointer in case["expect"]["absent"].as_array().into_iter().flatten() {
            let (_, field) = pointer.as_str().unwrap().rsplit_once('/').unwrap();
            assert!(fields.contains(field), "{}: {pointer}", case["name"]);
        }
    }
}

#[test]
fn the_readme_tells_how_many_cases_there_are() {
    let readme = fs::read_to_string(Path::new(VECTORS).join("README.md")).unwrap();
    for topic in TOPICS {
        let row = format!("| [`{topic}`]({topic}) | {} |", cases(topic).len());
        assert!(readme.contains(&row), "{row} is not in the README");
    }
}
