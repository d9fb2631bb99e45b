//! Reads the OpenAPI document.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use openapiv3::{OpenAPI, Operation};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// The document, and the hash of the text that it was read from.
pub(crate) struct Document {
    pub api: OpenAPI,
    pub sha256: String,
}

/// Reads and parses the file. Errors name the line.
pub(crate) fn read(path: &Path) -> Result<Document> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let api = parse(&text).with_context(|| format!("{} is no OpenAPI document", path.display()))?;
    Ok(Document {
        api,
        sha256: sha256(&text),
    })
}

/// Parses YAML straight into the model, which keeps the order of the document.
pub(crate) fn parse(text: &str) -> Result<OpenAPI> {
    from_yaml(text).map_err(|error| {
        // The model reads all paths as one value, so that its errors name the first path's line.
        let finer = from_yaml::<Outline>(text).err();
        anyhow!("{}", finer.unwrap_or(error))
    })
}

/// Parses YAML into a tree, as it is written: nothing is checked or filled in.
pub(crate) fn value(text: &str) -> Result<serde_json::Value> {
    Ok(from_yaml(text)?)
}

fn from_yaml<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, serde_saphyr::Error> {
    // Without strict booleans a property named `y` or `no` would turn into a boolean.
    let options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options(text, options)
}

/// The operations of a document, read one by one.
#[derive(Deserialize)]
struct Outline {
    #[serde(rename = "paths")]
    _paths: BTreeMap<String, PathOutline>,
}

#[derive(Deserialize)]
struct PathOutline {
    #[serde(rename = "get")]
    _get: Option<Operation>,
    #[serde(rename = "put")]
    _put: Option<Operation>,
    #[serde(rename = "post")]
    _post: Option<Operation>,
    #[serde(rename = "patch")]
    _patch: Option<Operation>,
    #[serde(rename = "delete")]
    _delete: Option<Operation>,
}

pub(crate) fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";

    #[test]
    fn a_yaml_error_names_its_line() {
        let error = parse(&format!("{HEAD}paths: {{}}\ncomponents: ["))
            .unwrap_err()
            .to_string();
        assert!(error.contains("line 4"), "{error}");
    }

    #[test]
    fn an_error_in_an_operation_names_the_line_of_the_operation() {
        let good = "{responses: {'200': {description: d}}}";
        let text = format!(
            "{HEAD}paths:\n  /a:\n    get: {good}\n  /b:\n    get: {good}\n    put: {{responses: 3}}\n"
        );
        let error = parse(&text).unwrap_err().to_string();
        assert!(error.contains("line 8"), "{error}");
    }

    #[test]
    fn an_error_in_a_schema_names_the_line_of_the_schema() {
        let text = format!(
            "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    A: {{type: string}}\n    B: {{type: 5}}\n"
        );
        let error = parse(&text).unwrap_err().to_string();
        assert!(error.contains("line 7"), "{error}");
    }

    #[test]
    fn a_duplicate_key_is_an_error() {
        assert!(parse(&format!("{HEAD}paths: {{}}\npaths: {{}}\n")).is_err());
    }

    #[test]
    fn a_property_named_like_a_boolean_stays_a_name() {
        let text = format!(
            "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    A: {{type: object, properties: {{y: {{type: string}}}}}}\n"
        );
        let json = serde_json::to_value(parse(&text).unwrap()).unwrap();
        assert!(json["components"]["schemas"]["A"]["properties"]["y"].is_object());
    }
}
