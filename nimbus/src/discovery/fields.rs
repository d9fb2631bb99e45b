//! What the credential file gives: which of its fields win.

use super::document::{Fields, Part};
use crate::credential::Credential;
use crate::secret::Secret;

const KINDS: &str = "bearer, access_token, api_key, apiKey and workload_identity";

/// Something and the field that it stands in.
pub(super) type Found<T> = (T, &'static str);

/// The fields of the credential file.
impl Fields {
    pub(super) fn endpoint(&self) -> Result<Option<Found<Secret>>, String> {
        self.first(&[("endpoint", "endpoint")])
    }

    /// The nested credential, else the first of the top-level fields.
    pub(super) fn credential(&self) -> Result<Option<Found<Credential>>, String> {
        match self.part("credential") {
            Part::Object(entry) => return entry.entry().map(Some),
            Part::Absent => {}
            other => return Err(wrong_type("credential", other, "an object")),
        }
        let token = self.first(&[("token", "token"), ("access_token", "access_token")])?;
        if let Some((token, field)) = token {
            return Ok(Some((Credential::Bearer { token }, field)));
        }
        let api_key = self.first(&[("apiKey", "apiKey"), ("api_key", "api_key")])?;
        Ok(api_key.map(|(api_key, field)| (Credential::ApiKey { api_key }, field)))
    }
}

/// The fields of the field `credential`.
impl Fields {
    fn entry(&self) -> Result<Found<Credential>, String> {
        let kind = self.first(&[("kind", "credential.kind"), ("type", "credential.type")])?;
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
                    issuer: self.plain("issuer", "credential.issuer")?,
                    audience: self.plain("audience", "credential.audience")?,
                    subject: self.plain("subject", "credential.subject")?,
                };
                Ok((credential, field))
            }
            "api_key" | "apiKey" => self
                .first(&[
                    ("apiKey", "credential.apiKey"),
                    ("api_key", "credential.api_key"),
                ])?
                .map(|(api_key, field)| (Credential::ApiKey { api_key }, field))
                .ok_or_else(|| {
                    "has a field credential without apiKey or api_key, which its kind needs"
                        .to_owned()
                }),
            _ => Err(format!(
                "has an unknown kind in field {kind_field}; known kinds are {KINDS}"
            )),
        }
    }

    fn token(&self) -> Result<Found<Secret>, String> {
        self.first(&[
            ("token", "credential.token"),
            ("access_token", "credential.access_token"),
        ])?
        .ok_or_else(|| {
            "has a field credential without token or access_token, which its kind needs".to_owned()
        })
    }

    /// A text that is not secret.
    fn plain(&self, name: &'static str, path: &'static str) -> Result<Option<String>, String> {
        let found = self.first(&[(name, path)])?;
        Ok(found.map(|(text, _)| text.expose().to_owned()))
    }

    /// The first text that is there and not blank, without surrounding whitespace. Each field comes with its path in
    /// the file. Those behind it are not looked at.
    fn first(
        &self,
        fields: &[(&'static str, &'static str)],
    ) -> Result<Option<Found<Secret>>, String> {
        for &(name, path) in fields {
            match self.part(name) {
                Part::Absent => {}
                Part::Text(text) => {
                    if let Some(text) = text.trimmed() {
                        return Ok(Some((text, path)));
                    }
                }
                other => return Err(wrong_type(path, other, "a string")),
            }
        }
        Ok(None)
    }
}

fn wrong_type(field: &str, part: &Part, should_be: &str) -> String {
    let is = part.type_name();
    format!("has {is} as field {field}, where {should_be} belongs")
}
