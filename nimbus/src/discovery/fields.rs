//! The fields of the credential file and their order of precedence. The JSON Schema is generated from the same types.
//! The reasons for ignoring a field are recorded; they never quote its value.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::json::{Object, object, type_name};
use crate::auth::{AuthScheme, CredentialKind, Secret, Token};

/// The content of the credential file. Fields that are not listed are ignored. `null` counts as absent, and so does a
/// text that is blank.
// A field is kept as raw JSON, so that one of the wrong type does not make the others unreadable.
#[derive(Deserialize)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(title = "Nimbus credential file")
)]
pub(super) struct FileFields<T> {
    /// The origin of the server, for example `http://127.0.0.1:8080`. A path prefix is kept.
    endpoint: Option<T>,
    /// The credential with its kind. It takes precedence over the top-level fields.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<CredentialFields<T>>"))]
    credential: Option<T>,
    /// A bearer token.
    token: Option<T>,
    /// A bearer token; used if `token` is absent.
    access_token: Option<T>,
    /// An API key; used if there is no bearer token.
    #[serde(rename = "apiKey")]
    api_key_camel: Option<T>,
    /// An API key; used if `apiKey` is absent.
    #[serde(rename = "api_key")]
    api_key_snake: Option<T>,
}

/// A credential with its kind. `kind` or `type` is required, and so is the secret of that kind: `token` or
/// `access_token` for `bearer`, `access_token` and `workload_identity`; `apiKey` or `api_key` for `api_key` and
/// `apiKey`.
#[derive(Deserialize)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(rename = "CredentialEntry", transform = super::schema::require_kind_and_secret)
)]
#[expect(
    dead_code,
    reason = "some fields describe the credential and are not sent"
)]
struct CredentialFields<T> {
    /// The kind of the secret.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<super::schema::Kind>"))]
    kind: Option<T>,
    /// The kind of the secret; used if `kind` is absent.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<super::schema::Kind>"))]
    #[serde(rename = "type")]
    type_: Option<T>,
    /// The token.
    token: Option<T>,
    /// The token; used if `token` is absent.
    access_token: Option<T>,
    /// The API key.
    #[serde(rename = "apiKey")]
    api_key_camel: Option<T>,
    /// The API key; used if `apiKey` is absent.
    #[serde(rename = "api_key")]
    api_key_snake: Option<T>,
    /// The issuer of a workload-identity token. Not sent.
    issuer: Option<T>,
    /// The audience of a workload-identity token. Not sent.
    audience: Option<T>,
    /// The subject of a workload-identity token. Not sent.
    subject: Option<T>,
}

/// Returns the JSON Schema of the credential file, with all spellings that are read. It describes what a file should
/// look like; a field that does not match it is ignored when the file is read.
#[cfg(feature = "schemars")]
#[must_use]
pub fn credential_file_schema() -> serde_json::Value {
    schemars::schema_for!(FileFields<String>).to_value()
}

const KINDS: &str = "bearer, access_token, api_key, apiKey and workload_identity";

/// A value and the field that it was found in.
pub(super) type Found<T> = (T, &'static str);

/// A credential, and the endpoint that the file has for it.
pub(super) struct FileCredential {
    pub(super) kind: CredentialKind,
    pub(super) token: Token,
    pub(super) endpoint: Option<Secret>,
}

/// What is ignored, and why.
pub(super) type Notes = Vec<String>;

/// A field, if it is present, and its path in the file.
type Field<'a> = (Option<&'a RawValue>, &'static str);

pub(super) fn endpoint(file: &FileFields<&RawValue>, notes: &mut Notes) -> Option<Found<Secret>> {
    first(&[(file.endpoint, "endpoint")], notes)
}

/// Returns the nested credential, or else the first of the top-level fields.
pub(super) fn credential(
    file: &FileFields<&RawValue>,
    notes: &mut Notes,
) -> Option<Found<FileCredential>> {
    // Notes about the endpoint are dropped here, because the search for the endpoint makes them.
    let endpoint = endpoint(file, &mut Notes::new()).map(|(endpoint, _)| endpoint);
    let tokens = [(file.token, "token"), (file.access_token, "access_token")];
    let keys = [
        (file.api_key_camel, "apiKey"),
        (file.api_key_snake, "api_key"),
    ];
    let nested = file.credential.and_then(|json| nested(json, notes));
    let (kind, (secret, field)) = nested
        .or_else(|| Some((CredentialKind::Bearer, first(&tokens, notes)?)))
        .or_else(|| Some((CredentialKind::ApiKey, first(&keys, notes)?)))?;
    let scheme = match kind {
        CredentialKind::ApiKey => AuthScheme::ApiKey,
        _ => AuthScheme::Bearer,
    };
    let credential = FileCredential {
        kind,
        token: Token::without_expiry(scheme, secret),
        endpoint,
    };
    Some((credential, field))
}

fn nested(json: &RawValue, notes: &mut Notes) -> Option<(CredentialKind, Found<Secret>)> {
    let fields = match object(json).unwrap_or(Object::Other("an unreadable object")) {
        Object::Other(name) => {
            notes.push(wrong_type("credential", name, "an object"));
            return None;
        }
        Object::Fields(fields, is_given_twice) => {
            if is_given_twice {
                notes.push(
                    "has a field credential that gives a field twice; the last one counts"
                        .to_owned(),
                );
            }
            fields
        }
    };
    let fields: CredentialFields<&RawValue> = fields;
    let kinds = [
        (fields.kind, "credential.kind"),
        (fields.type_, "credential.type"),
    ];
    let Some((kind, kind_field)) = first(&kinds, notes) else {
        notes.push(format!(
            "has a field credential with neither kind nor type; known kinds are {KINDS}"
        ));
        return None;
    };
    let kind = match kind.expose() {
        "bearer" | "access_token" => CredentialKind::Bearer,
        "workload_identity" => CredentialKind::WorkloadIdentity,
        "api_key" | "apiKey" => CredentialKind::ApiKey,
        _ => {
            notes.push(format!(
                "has an unknown kind in field {kind_field}; known kinds are {KINDS}"
            ));
            return None;
        }
    };
    let (secrets, names) = if kind == CredentialKind::ApiKey {
        let camel = (fields.api_key_camel, "credential.apiKey");
        let snake = (fields.api_key_snake, "credential.api_key");
        ([camel, snake], "apiKey or api_key")
    } else {
        let token = (fields.token, "credential.token");
        let access_token = (fields.access_token, "credential.access_token");
        ([token, access_token], "token or access_token")
    };
    let found = first(&secrets, notes);
    if found.is_none() {
        notes.push(format!(
            "has a field credential without {names}, which its kind needs"
        ));
    }
    Some((kind, found?))
}

/// Returns the first text that is present and not blank, without surrounding whitespace. Later fields are not examined.
fn first(fields: &[Field<'_>], notes: &mut Notes) -> Option<Found<Secret>> {
    fields.iter().find_map(|&(json, path)| {
        let json = json?;
        if !json.get().starts_with('"') {
            notes.push(wrong_type(path, type_name(json), "a string"));
            return None;
        }
        let Ok(text) = serde_json::from_str::<String>(json.get()) else {
            notes.push(format!("has a field {path} that is not Unicode text"));
            return None;
        };
        Some((Secret::from(text).trimmed()?, path))
    })
}

fn wrong_type(field: &str, is: &str, should_be: &str) -> String {
    format!("has {is} as field {field}, where {should_be} belongs")
}
