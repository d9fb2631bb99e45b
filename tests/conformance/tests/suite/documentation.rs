//! What the documentation has to say, held to the contract and to the code.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use nimbus_conformance::contract::document;

const ERRORS: &str = include_str!("../../../../nimbus/docs/errors.md");
const FROM_TYPESCRIPT: &str = include_str!("../../../../nimbus/docs/migrating-from-typescript.md");
const KINDS: &str = include_str!("../../../../nimbus/src/error/kind.rs");
const EXPORTS: &str = include_str!("reference_exports.rs");

fn nimbus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../nimbus")
}

/// The files below a folder that have this ending, with their text.
fn files(folder: &Path, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path
            .extension()
            .is_some_and(|extension| extension == ending)
        {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}

/// The documentation of every public function of the SDK, with the function's first line.
fn functions() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (_, text) in files(&nimbus().join("src"), "rs") {
        let mut block = String::new();
        for line in text.lines().map(str::trim_start) {
            if let Some(doc) = line.strip_prefix("///") {
                block += doc;
                block.push('\n');
            } else if !line.starts_with("#[") {
                if line.starts_with("pub fn ") || line.starts_with("pub async fn ") {
                    found.push((line.to_owned(), block.clone()));
                }
                block.clear();
            }
        }
    }
    found
}

/// The cells of the rows whose first cell is code, in the table below a heading.
fn rows<'a>(page: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
    let (_, after) = page.split_once(heading).unwrap();
    let section = after.split("\n## ").next().unwrap();
    let (_, body) = section.split_once("\n|---").unwrap();
    let rows = body.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| row.split('|').skip(1).map(str::trim).collect())
        .collect()
}

/// Page tokens are opaque. A page made one up once.
#[test]
fn no_page_of_the_guide_makes_up_a_page_token() {
    for (path, text) in files(&nimbus().join("docs"), "md") {
        let made_up = ["page_token(\"", "pageToken: \"", "page_token.as_deref()"];
        let line = text
            .lines()
            .find(|line| made_up.iter().any(|token| line.contains(token)));
        assert_eq!(line, None, "{}", path.display());
    }
}

#[test]
fn every_operation_is_named_by_a_call_that_says_how_it_fails() {
    let functions = functions();
    for operation in &document().operations {
        let name = format!("(`{}`)", operation.id);
        let mut calls = functions
            .iter()
            .filter(|(_, doc)| doc.contains(&name))
            .peekable();
        assert!(calls.peek().is_some(), "no public function names {name}");
        for (line, doc) in calls {
            assert!(doc.contains("# Errors"), "{name}: {line}");
        }
    }
}

#[test]
fn every_error_code_of_the_contract_has_its_row() {
    let root = &document().root["components"];
    let codes = root["schemas"]["ErrorCode"]["enum"].as_array().unwrap();
    let expected: BTreeSet<String> = codes
        .iter()
        .map(|code| format!("`{}`", code.as_str().unwrap()))
        .collect();
    let rows = rows(ERRORS, "## Error codes");
    let written: Vec<String> = rows.iter().map(|row| row[0].to_owned()).collect();
    let distinct: BTreeSet<String> = written.iter().cloned().collect();
    assert_eq!(written.len(), distinct.len(), "a code has two rows");
    assert_eq!(distinct, expected);
    for row in &rows {
        assert!(row.iter().take(5).all(|cell| !cell.is_empty()), "{row:?}");
    }
}

#[test]
fn the_rows_of_error_codes_agree_with_the_contracts_examples() {
    let examples = document().root["components"]["examples"]
        .as_object()
        .unwrap();
    let rows = rows(ERRORS, "## Error codes");
    let mut seen = 0;
    for example in examples.values() {
        let error = &example["value"]["error"];
        let (Some(code), Some(retryable)) = (error["code"].as_str(), error["retryable"].as_bool())
        else {
            continue;
        };
        let code = format!("`{code}`");
        let row = rows.iter().find(|row| row[0] == code).unwrap();
        assert_eq!(row[2], if retryable { "yes" } else { "no" }, "{code}");
        seen += 1;
    }
    assert!(seen >= rows.len(), "{seen} examples");
}

#[test]
fn every_kind_of_error_has_its_row() {
    let (_, after) = KINDS.split_once("pub enum ErrorKind {").unwrap();
    let variants = after.split('}').next().unwrap().lines().map(str::trim);
    let variants: Vec<&str> = variants
        .filter(|line| line.starts_with(char::is_uppercase))
        .map(|line| line.trim_end_matches(','))
        .collect();
    assert!(variants.contains(&"InvalidInput"), "{variants:?}");
    let rows = rows(ERRORS, "## Error kinds");
    let written: Vec<&str> = rows.iter().map(|row| row[0].trim_matches('`')).collect();
    assert_eq!(written, variants);
}

#[test]
fn every_export_of_the_typescript_sdk_is_in_its_guide() {
    let names = EXPORTS
        .lines()
        .filter(|line| line.starts_with("/// >"))
        .flat_map(|line| line.split(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| word.starts_with("Nimbus"));
    let names: BTreeSet<&str> = names.collect();
    assert!(names.len() > 45, "{names:?}");
    for name in names {
        assert!(FROM_TYPESCRIPT.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn every_page_is_in_the_documentation_so_that_its_examples_run() {
    let sources = files(&nimbus().join("src"), "rs");
    let pages = files(&nimbus().join("docs"), "md");
    assert!(pages.len() >= 4);
    for (path, _) in pages {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let include = format!("docs/{name}\")");
        assert!(
            sources.iter().any(|(_, text)| text.contains(&include)),
            "{name}"
        );
    }
}

#[test]
fn no_example_is_only_compiled() {
    let mut texts = files(&nimbus().join("src"), "rs");
    texts.extend(files(&nimbus().join("docs"), "md"));
    for (path, text) in texts {
        for mark in ["no_run", "ignore", "should_panic"] {
            let fence = format!("```{mark}");
            assert!(!text.contains(&fence), "{}: {mark}", path.display());
        }
        // A function that nobody calls.
        for mark in ["# async fn example(", "# fn example("] {
            assert!(!text.contains(mark), "{}", path.display());
        }
    }
}
