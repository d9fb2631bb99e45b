//! Reads the OpenAPI document.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use openapiv3::OpenAPI;
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
    // Without strict booleans a property named `y` or `no` would turn into a boolean.
    let options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| anyhow!("{error}"))
}

fn sha256(text: &str) -> String {
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
    fn an_openapi_error_names_its_line() {
        let text = format!(
            "{HEAD}paths:\n  /a:\n    get:\n      responses:\n        '200': {{content: 3}}\n"
        );
        let error = parse(&text).unwrap_err().to_string();
        assert!(error.contains("line "), "{error}");
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
