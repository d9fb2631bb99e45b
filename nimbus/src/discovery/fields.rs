//! What the credential file gives: which of its fields win. Reasons to pass one over are noted; they quote nothing.

use serde_json::value::RawValue;

use super::document::{CredentialEntry, CredentialFile, Object, object, type_name};
use crate::credential::{Credential, CredentialKind};
use crate::secret::Secret;

const KINDS: &str = "bearer, access_token, api_key, apiKey and workload_identity";

/// Something and the field that it stands in.
pub(super) type Found<T> = (T, &'static str);

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
) -> Option<Found<Credential>> {
    let nested = file.credential.and_then(|json| nested(json, notes));
    if nested.is_some() {
        return nested;
    }
    let tokens = [(file.token, "token"), (file.access_token, "access_token")];
    if let Some((token, field)) = first(&tokens, notes) {
        return Some((Credential::Bearer { token }, field));
    }
    let keys = [
        (file.api_key_camel, "apiKey"),
        (file.api_key_snake, "api_key"),
    ];
    let (api_key, field) = first(&keys, notes)?;
    Some((Credential::ApiKey { api_key }, field))
}

fn nested(json: &RawValue, notes: &mut Notes) -> Option<Found<Credential>> {
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
    let tokens = [
        (entry.token, "credential.token"),
        (entry.access_token, "credential.access_token"),
    ];
    let keys = [
        (entry.api_key_camel, "credential.apiKey"),
        (entry.api_key_snake, "credential.api_key"),
    ];
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
        CredentialKind::ApiKey => (keys, "apiKey or api_key"),
        _ => (tokens, "token or access_token"),
    };
    let Some((secret, field)) = first(&fields, notes) else {
        notes.push(format!(
            "has a field credential without {names}, which its kind needs"
        ));
        return None;
    };
    let mut plain = |field: Field<'_>| Some(first(&[field], notes)?.0.expose().to_owned());
    let credential = match kind {
        CredentialKind::WorkloadIdentity => Credential::WorkloadIdentity {
            token: secret,
            issuer: plain((entry.issuer, "credential.issuer")),
            audience: plain((entry.audience, "credential.audience")),
            subject: plain((entry.subject, "credential.subject")),
        },
        CredentialKind::ApiKey => Credential::ApiKey { api_key: secret },
        _ => Credential::Bearer { token: secret },
    };
    Some((credential, field))
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
