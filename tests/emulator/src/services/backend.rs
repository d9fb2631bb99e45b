//! What stands behind a service.

use axum::http::Uri;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::builder::Options;
use crate::error::ApiError;
use crate::sandboxes::SandboxSpec;

const PROVIDERS: [&str; 4] = [
    "loadBalancer",
    "serviceDiscovery",
    "browser",
    "modelGateway",
];

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) enum BackendSpec {
    Sandbox {
        sandbox: Box<SandboxSpec>,
    },
    BuiltIn {
        provider: String,
    },
    External {
        endpoint: Endpoint,
        auth: Auth,
        health: Health,
    },
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Endpoint {
    url: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) enum Auth {
    None {},
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) enum Health {
    Http { path: String },
}

impl BackendSpec {
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Sandbox { .. } => "sandbox",
            Self::BuiltIn { .. } => "builtIn",
            Self::External { .. } => "external",
        }
    }

    pub(crate) fn provider(&self) -> Option<&str> {
        match self {
            Self::BuiltIn { provider } => Some(provider),
            _ => None,
        }
    }

    /// The channels that a session on such a service may have.
    pub(crate) fn channels(&self) -> &'static [&'static str] {
        match self {
            Self::Sandbox { .. } => &["stdio", "files"],
            Self::BuiltIn { provider } if provider == "browser" => &["cdp", "page"],
            Self::BuiltIn { .. } | Self::External { .. } => &[],
        }
    }

    /// Checks a definition of `service`, and fills in what may be left out.
    pub(crate) fn admit(
        &mut self,
        tenant: &str,
        service: &str,
        options: &Options,
    ) -> Result<(), ApiError> {
        match self {
            Self::Sandbox { sandbox } => {
                sandbox.check_tenant(tenant)?;
                sandbox.check_owner(Some(service))?;
                sandbox.check_backend(options)?;
                sandbox.check_root()
            }
            Self::BuiltIn { provider } if PROVIDERS.contains(&provider.as_str()) => Ok(()),
            Self::BuiltIn { .. } => Err(ApiError::invalid("there is no such built-in provider")),
            Self::External {
                endpoint, health, ..
            } => {
                check_url(&endpoint.url)?;
                let Health::Http { path } = health;
                if path.starts_with('/') {
                    Ok(())
                } else {
                    Err(ApiError::invalid("a health path begins with a slash"))
                }
            }
        }
    }

    pub(crate) fn json(&self, tenant: &str) -> Value {
        match self {
            Self::Sandbox { sandbox } => {
                json!({ "kind": "sandbox", "sandbox": sandbox.json(tenant) })
            }
            Self::BuiltIn { provider } => json!({ "kind": "builtIn", "provider": provider }),
            Self::External {
                endpoint,
                auth,
                health,
            } => json!({
                "kind": "external",
                "endpoint": { "url": endpoint.url },
                "auth": auth,
                "health": health,
            }),
        }
    }

    /// What a caller sees who may not inspect it.
    pub(crate) fn redacted(&self) -> Value {
        json!({
            "kind": "redacted",
            "backend": self.kind(),
            "redacted": true,
            "reason": "requiresInspectPermission",
        })
    }
}

fn check_url(url: &str) -> Result<(), ApiError> {
    let wrong = || {
        ApiError::invalid(
            "an endpoint is an absolute http or https URL with a host and no user or password",
        )
    };
    let uri: Uri = url.parse().map_err(|_| wrong())?;
    let web = matches!(uri.scheme_str(), Some("http" | "https"));
    let named = uri
        .authority()
        .is_some_and(|authority| !authority.host().is_empty() && !authority.as_str().contains('@'));
    if web && named { Ok(()) } else { Err(wrong()) }
}
