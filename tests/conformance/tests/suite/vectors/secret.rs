//! The credential that a case gives to its client.

use nimbus::Credential;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Secret {
    Bearer {
        token: String,
    },
    ApiKey {
        #[serde(rename = "apiKey")]
        api_key: String,
    },
    WorkloadIdentity {
        token: String,
        issuer: Option<String>,
        audience: Option<String>,
        subject: Option<String>,
    },
}

impl Secret {
    pub(super) fn credential(&self) -> Credential {
        match self {
            Self::Bearer { token } => Credential::bearer(token.as_str()),
            Self::ApiKey { api_key } => Credential::api_key(api_key.as_str()),
            Self::WorkloadIdentity {
                token,
                issuer,
                audience,
                subject,
            } => Credential::WorkloadIdentity {
                token: token.as_str().into(),
                issuer: issuer.clone(),
                audience: audience.clone(),
                subject: subject.clone(),
            },
        }
    }
}
