//! The credential file: which fields it may have, and reading them. Its JSON Schema comes from the same types.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::value::MapDeserializer;
use serde_json::value::RawValue;

/// The content of the credential file. Fields that are not listed are ignored; `null` counts as absent, and so does
/// a text of nothing but whitespace.
// A field is read as the JSON that stands there: one of the wrong type must not make the others unreadable.
#[derive(Deserialize)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(title = "Nimbus credential file")
)]
pub(super) struct CredentialFile<T> {
    /// The origin of the server, as `http://127.0.0.1:8080`; a path prefix is kept.
    pub(super) endpoint: Option<T>,
    /// The credential, with its kind. Beats the fields beside it.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<CredentialEntry<T>>"))]
    pub(super) credential: Option<T>,
    /// A bearer token.
    pub(super) token: Option<T>,
    /// A bearer token; looked at when `token` is absent.
    pub(super) access_token: Option<T>,
    /// An API key; looked at when there is no bearer token.
    #[serde(rename = "apiKey")]
    pub(super) api_key_camel: Option<T>,
    /// An API key; looked at when `apiKey` is absent.
    #[serde(rename = "api_key")]
    pub(super) api_key_snake: Option<T>,
}

/// A credential, with its kind: `kind` or `type` is required, and the secret of that kind: `token` or `access_token`
/// for `bearer`, `access_token` and `workload_identity`; `apiKey` or `api_key` for `api_key` and `apiKey`.
#[derive(Deserialize)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(rename = "CredentialEntry", transform = super::schema::require_kind_and_secret)
)]
pub(super) struct CredentialEntry<T> {
    /// What the secret is.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<super::schema::Kind>"))]
    pub(super) kind: Option<T>,
    /// What the secret is; looked at when `kind` is absent.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<super::schema::Kind>"))]
    #[serde(rename = "type")]
    pub(super) type_: Option<T>,
    /// The token.
    pub(super) token: Option<T>,
    /// The token; looked at when `token` is absent.
    pub(super) access_token: Option<T>,
    /// The API key.
    #[serde(rename = "apiKey")]
    pub(super) api_key_camel: Option<T>,
    /// The API key; looked at when `apiKey` is absent.
    #[serde(rename = "api_key")]
    pub(super) api_key_snake: Option<T>,
    /// Who issued a workload-identity token. Not sent.
    #[cfg(feature = "schemars")]
    #[expect(dead_code, reason = "not sent, so not read")]
    issuer: Option<T>,
    /// Whom a workload-identity token is meant for. Not sent.
    #[cfg(feature = "schemars")]
    #[expect(dead_code, reason = "not sent, so not read")]
    audience: Option<T>,
    /// Whom a workload-identity token stands for. Not sent.
    #[cfg(feature = "schemars")]
    #[expect(dead_code, reason = "not sent, so not read")]
    subject: Option<T>,
}

/// An object of the file.
pub(super) enum Object<T> {
    /// Its fields, and whether one of them is given twice. Then the last one counts, as in JavaScript.
    Fields(T, bool),
    /// Something else, as `a number`.
    Other(&'static str),
}

/// Reads the file; says at what line and column it cannot be read, and why, without quoting it.
pub(super) fn parse(text: &str) -> Result<Object<CredentialFile<&RawValue>>, String> {
    if text.starts_with('\u{feff}') {
        return Err("starts with a byte order mark; save it as UTF-8 without one".to_owned());
    }
    if text.trim().is_empty() {
        return Err("holds nothing but whitespace".to_owned());
    }
    let json = serde_json::from_str(text);
    json.and_then(object).map_err(|error| {
        // The message of serde_json may quote the content, so it is not used.
        let reason = if text.contains(char::REPLACEMENT_CHARACTER) {
            "not UTF-8, and not valid JSON"
        } else if error.is_eof() {
            "the JSON ends too early"
        } else {
            "not valid JSON"
        };
        let (line, column) = (error.line(), error.column());
        format!("cannot be read: {reason} at line {line}, column {column}")
    })
}

/// The object that stands in a part of the file.
pub(super) fn object<'a, T>(json: &'a RawValue) -> serde_json::Result<Object<T>>
where
    T: Deserialize<'a>,
{
    if !json.get().starts_with('{') {
        return Ok(Object::Other(type_name(json)));
    }
    match serde_json::from_str(json.get()) {
        // The fields are taken as they are, so that all that can be wrong is that there is one twice.
        Err(error) if error.is_data() => {
            let last: BTreeMap<String, &RawValue> = serde_json::from_str(json.get())?;
            let fields = T::deserialize(MapDeserializer::new(last.into_iter()))?;
            Ok(Object::Fields(fields, true))
        }
        fields => Ok(Object::Fields(fields?, false)),
    }
}

/// What stands in a part of the file, with an article.
pub(super) fn type_name(json: &RawValue) -> &'static str {
    match json.get().as_bytes().first() {
        Some(b'"') => "a string",
        Some(b'{') => "an object",
        Some(b'[') => "an array",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "null",
        _ => "a number",
    }
}
