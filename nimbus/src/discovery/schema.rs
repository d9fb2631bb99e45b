//! The parts of the credential file's JSON Schema that do not follow from the types of its fields.

use schemars::{JsonSchema, Schema};
use serde_json::json;

/// The kinds that a credential in the file can have. A blank one counts as absent, as everywhere.
#[derive(JsonSchema)]
#[schemars(rename = "CredentialKind", untagged)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) enum Kind {
    Known(KnownKind),
    /// Counts as absent.
    Blank(#[schemars(regex(pattern = r"^\s*$"))] String),
}

#[derive(JsonSchema)]
#[schemars(inline)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) enum KnownKind {
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

/// Requires a kind, and the secret that this kind needs.
pub(super) fn require_kind_and_secret(schema: &mut Schema) {
    // Requires a field that is not absent, null or blank.
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
