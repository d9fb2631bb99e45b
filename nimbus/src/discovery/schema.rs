//! The JSON Schema of the credential file.

use schemars::{JsonSchema, Schema};
use serde_json::json;

/// The content of the credential file. Fields that are not listed are ignored; `null` counts as absent, and so does
/// a text of nothing but whitespace.
#[derive(JsonSchema)]
#[schemars(title = "Nimbus credential file")]
#[expect(dead_code, reason = "only its schema is used")]
struct CredentialFile {
    /// The origin of the server, as `http://127.0.0.1:8080`; a path prefix is kept.
    endpoint: Option<String>,
    /// The credential, with its kind. Beats the fields beside it.
    credential: Option<CredentialEntry>,
    /// A bearer token.
    token: Option<String>,
    /// A bearer token; looked at when `token` is absent.
    access_token: Option<String>,
    /// An API key; looked at when there is no bearer token.
    #[schemars(rename = "apiKey")]
    api_key_camel: Option<String>,
    /// An API key; looked at when `apiKey` is absent.
    #[schemars(rename = "api_key")]
    api_key_snake: Option<String>,
}

/// A credential, with its kind: `kind` or `type` is required, and the secret of that kind: `token` or `access_token`
/// for `bearer`, `access_token` and `workload_identity`; `apiKey` or `api_key` for `api_key` and `apiKey`.
#[derive(JsonSchema)]
#[schemars(transform = require_kind_and_secret)]
#[expect(dead_code, reason = "only its schema is used")]
struct CredentialEntry {
    /// What the secret is.
    kind: Option<Kind>,
    /// What the secret is; looked at when `kind` is absent.
    #[schemars(rename = "type")]
    type_: Option<Kind>,
    /// The token.
    token: Option<String>,
    /// The token; looked at when `token` is absent.
    access_token: Option<String>,
    /// The API key.
    #[schemars(rename = "apiKey")]
    api_key_camel: Option<String>,
    /// The API key; looked at when `apiKey` is absent.
    #[schemars(rename = "api_key")]
    api_key_snake: Option<String>,
    /// Who issued a workload-identity token. Not sent.
    issuer: Option<String>,
    /// Whom a workload-identity token is meant for. Not sent.
    audience: Option<String>,
    /// Whom a workload-identity token stands for. Not sent.
    subject: Option<String>,
}

/// The kinds that a credential in the file may have; a blank one counts as absent, as everywhere.
#[derive(JsonSchema)]
#[schemars(rename = "CredentialKind", untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum Kind {
    Named(Name),
    /// Counts as absent.
    Blank(#[schemars(regex(pattern = r"^\s*$"))] String),
}

#[derive(JsonSchema)]
#[schemars(inline)]
#[expect(dead_code, reason = "only its schema is used")]
enum Name {
    /// A bearer token.
    #[schemars(rename = "bearer")]
    Bearer,
    /// A bearer token; the same as `bearer`.
    #[schemars(rename = "access_token")]
    AccessToken,
    /// An API key.
    #[schemars(rename = "api_key")]
    ApiKeySnake,
    /// An API key; the same as `api_key`.
    #[schemars(rename = "apiKey")]
    ApiKeyCamel,
    /// A workload-identity token.
    #[schemars(rename = "workload_identity")]
    WorkloadIdentity,
}

/// What the fields of a credential ask of one another: a kind, and the secret that this kind needs.
fn require_kind_and_secret(schema: &mut Schema) {
    // Neither absent, nor null, nor blank.
    let given = |field: &str| {
        let text = json!({ "type": "string", "pattern": r"\S" });
        json!({ "required": [field], "properties": { field: text } })
    };
    let any = |fields: [&str; 2]| json!({ "anyOf": fields.map(given) });
    let key = json!({ "enum": ["api_key", "apiKey"] });
    let is_key = json!({ "anyOf": [
        { "required": ["kind"], "properties": { "kind": key } },
        { "not": given("kind"), "required": ["type"], "properties": { "type": key } },
    ]});
    schema.insert("allOf".to_owned(), json!([
        any(["kind", "type"]),
        { "if": is_key, "then": any(["apiKey", "api_key"]), "else": any(["token", "access_token"]) },
    ]));
}

/// The JSON Schema of the credential file, with all spellings that are read.
#[must_use]
pub fn credential_file_schema() -> serde_json::Value {
    schemars::schema_for!(CredentialFile).to_value()
}

#[cfg(test)]
mod tests {
    use super::super::document::{CREDENTIAL_FIELDS, FIELDS};
    use super::*;

    #[test]
    fn schema_has_every_spelling() {
        let schema = credential_file_schema();
        assert_eq!(names(&schema), sorted(FIELDS));
        let nested = &schema["$defs"]["CredentialEntry"];
        assert_eq!(names(nested), sorted(CREDENTIAL_FIELDS));
        let kinds = schema["$defs"]["CredentialKind"].to_string();
        for kind in [
            "bearer",
            "access_token",
            "api_key",
            "apiKey",
            "workload_identity",
        ] {
            assert!(kinds.contains(&format!("\"{kind}\"")), "{kinds}");
        }
    }

    fn names(schema: &serde_json::Value) -> Vec<&str> {
        let properties = schema["properties"].as_object().unwrap();
        sorted(&properties.keys().map(String::as_str).collect::<Vec<_>>())
    }

    fn sorted<'a>(names: &[&'a str]) -> Vec<&'a str> {
        let mut names = names.to_vec();
        names.sort_unstable();
        names
    }
}
