//! What the credential file gives: which of its fields win.

use super::document::{CredentialEntry, CredentialFile, Part};
use crate::credential::Credential;
use crate::secret::Secret;

const KINDS: &str = "bearer, access_token, api_key, apiKey and workload_identity";

/// A credential and the field that its secret stands in.
type Found = (Credential, &'static str);

impl CredentialFile {
    pub(super) fn endpoint(&self) -> Result<Option<(Secret, &'static str)>, String> {
        let endpoint = self.endpoint.text("endpoint")?;
        Ok(endpoint.map(|endpoint| (endpoint, "endpoint")))
    }

    /// The nested credential, else the first of the top-level fields.
    pub(super) fn credential(&self) -> Result<Option<Found>, String> {
        match &self.credential {
            Part::Present(entry) => return entry.credential().map(Some),
            Part::Wrong(type_name) => return Err(wrong_type("credential", type_name, "an object")),
            Part::Absent => {}
        }
        let token = first([(&self.token, "token"), (&self.access_token, "access_token")])?;
        if let Some((token, field)) = token {
            return Ok(Some((Credential::Bearer { token }, field)));
        }
        let api_key = first([
            (&self.api_key_camel, "apiKey"),
            (&self.api_key_snake, "api_key"),
        ])?;
        Ok(api_key.map(|(api_key, field)| (Credential::ApiKey { api_key }, field)))
    }
}

impl CredentialEntry {
    fn credential(&self) -> Result<Found, String> {
        let kind = first([
            (&self.kind, "credential.kind"),
            (&self.type_, "credential.type"),
        ])?;
        let Some((kind, kind_field)) = kind else {
            return Err(format!(
                "has a field credential with neither kind nor type; known kinds are {KINDS}"
            ));
        };
        match kind.expose() {
            "bearer" | "access_token" => {
                let (token, field) = self.token()?;
                Ok((Credential::Bearer { token }, field))
            }
            "workload_identity" => {
                let (token, field) = self.token()?;
                let credential = Credential::WorkloadIdentity {
                    token,
                    issuer: self.issuer.plain("credential.issuer")?,
                    audience: self.audience.plain("credential.audience")?,
                    subject: self.subject.plain("credential.subject")?,
                };
                Ok((credential, field))
            }
            "api_key" | "apiKey" => first([
                (&self.api_key_camel, "credential.apiKey"),
                (&self.api_key_snake, "credential.api_key"),
            ])?
            .map(|(api_key, field)| (Credential::ApiKey { api_key }, field))
            .ok_or_else(|| {
                "has a field credential without apiKey or api_key, which its kind needs".to_owned()
            }),
            _ => Err(format!(
                "has an unknown kind in field {kind_field}; known kinds are {KINDS}"
            )),
        }
    }

    fn token(&self) -> Result<(Secret, &'static str), String> {
        first([
            (&self.token, "credential.token"),
            (&self.access_token, "credential.access_token"),
        ])?
        .ok_or_else(|| {
            "has a field credential without token or access_token, which its kind needs".to_owned()
        })
    }
}

impl Part<Secret> {
    /// The text without surrounding whitespace; nothing when it is absent or blank.
    fn text(&self, field: &str) -> Result<Option<Secret>, String> {
        match self {
            Self::Absent => Ok(None),
            Self::Present(text) => Ok(text.trimmed()),
            Self::Wrong(type_name) => Err(wrong_type(field, type_name, "a string")),
        }
    }

    /// The same of a text that is not secret.
    fn plain(&self, field: &str) -> Result<Option<String>, String> {
        Ok(self.text(field)?.map(|text| text.expose().to_owned()))
    }
}

/// The first text that is there. Fields behind it are not looked at.
fn first(
    parts: [(&Part<Secret>, &'static str); 2],
) -> Result<Option<(Secret, &'static str)>, String> {
    for (part, field) in parts {
        if let Some(text) = part.text(field)? {
            return Ok(Some((text, field)));
        }
    }
    Ok(None)
}

fn wrong_type(field: &str, is: &str, should_be: &str) -> String {
    format!("has {is} as field {field}, where {should_be} belongs")
}
