//! What the credential file gives: which of its fields win. Reasons to pass one over are noted; they quote nothing.

use serde_json::value::RawValue;

use super::document::{CredentialEntry, CredentialFile, Object, object, type_name};
use crate::auth::CredentialKind;
use crate::auth::Secret;

const KINDS: &str = "bearer, access_token, api_key, apiKey and workload_identity";

/// Something and the field that it stands in.
pub(super) type Found<T> = (T, &'static str);

/// A credential, and the endpoint that the file names for it.
pub(super) struct FileCredential {
    pub(super) kind: CredentialKind,
    pub(super) secret: Secret,
    pub(super) endpoint: Option<Secret>,
}

/// What is passed over, and why.
pub(super) type Notes = Vec<String>;

/// A field, if it is there, and its path in the file.
type Field<'a> = (Option<&'a RawValue>, &'static str);

pub(super) fn endpoint(
    file: &CredentialFile<&RawValue>,
    notes: &mut Notes,
) -> Option<Found<Secret>> {
    first(&[(file.endpoint, "endpoint")], notes)
}

/// The nested credential, else the first of the top-level fields.
pub(super) fn credential(
    file: &CredentialFile<&RawValue>,
    notes: &mut Notes,
) -> Option<Found<FileCredential>> {
    // Whether there is an endpoint is judged where one is looked for.
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
    let credential = FileCredential {
        kind,
        secret,
        endpoint,
    };
    Some((credential, field))
}

fn nested(json: &RawValue, notes: &mut Notes) -> Option<(CredentialKind, Found<Secret>)> {
    let entry: CredentialEntry<&RawValue> =
        match object(json).unwrap_or(Object::Other("an unreadable object")) {
            Object::Fields(entry, is_given_twice) => {
                if is_given_twice {
                    notes.push(
                        "has a field credential that gives a field twice; the last one counts"
                            .to_owned(),
                    );
                }
                entry
            }
            Object::Other(name) => {
                notes.push(wrong_type("credential", name, "an object"));
                return None;
            }
        };
    let kinds = [
        (entry.kind, "credential.kind"),
        (entry.type_, "credential.type"),
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
    let (fields, names) = match kind {
        CredentialKind::ApiKey => (
            [
                (entry.api_key_camel, "credential.apiKey"),
                (entry.api_key_snake, "credential.api_key"),
            ],
            "apiKey or api_key",
        ),
        _ => (
            [
                (entry.token, "credential.token"),
                (entry.access_token, "credential.access_token"),
            ],
            "token or access_token",
        ),
    };
    let found = first(&fields, notes);
    if found.is_none() {
        notes.push(format!(
            "has a field credential without {names}, which its kind needs"
        ));
    }
    Some((kind, found?))
}

/// The first text that is there and not blank, without surrounding whitespace. Those behind it are not looked at.
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
