//! What a sandbox runs: as requested, and as shown.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::builder::Options;
use crate::error::ApiError;
use crate::wire::{Backend, check_same_tenant};

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct SandboxSpec {
    tenant_id: Option<String>,
    owner: Owner,
    pub(crate) backend: Backend,
    root: Root,
    process: Process,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "lowercase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
enum Owner {
    Service { service_name: Option<String> },
    Standalone { display_name: Option<String> },
}

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum Root {
    OciImage { source: Source },
    // What belongs to these is never looked at, so any fields will do.
    Rootfs,
    Build,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum Source {
    Reference { reference: String },
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Process {
    argv: Option<Vec<String>>,
    args: Option<Vec<String>>,
    entrypoint: Option<Vec<String>>,
    command: Option<Vec<String>>,
    env: Option<Vec<String>>,
    cwd: Option<String>,
    user: Option<String>,
    terminal: Option<bool>,
}

impl SandboxSpec {
    /// The tenant in the spec, when there is one, has to be the one in the path.
    pub(crate) fn check_tenant(&self, tenant: &str) -> Result<(), ApiError> {
        check_same_tenant(self.tenant_id.as_deref(), tenant)
    }

    /// Checks the owner against the service that the spec belongs to, or against none, and fills in
    /// its name.
    pub(crate) fn check_owner(&mut self, service: Option<&str>) -> Result<(), ApiError> {
        match (&mut self.owner, service) {
            (Owner::Service { service_name }, Some(service)) => {
                if service_name.get_or_insert_with(|| service.to_owned()) == service {
                    Ok(())
                } else {
                    Err(ApiError::invalid("the owner names another service"))
                }
            }
            (Owner::Standalone { .. }, None) => Ok(()),
            (Owner::Standalone { .. }, Some(_)) => Err(ApiError::invalid(
                "the sandbox of a service is owned by that service",
            )),
            (Owner::Service { .. }, None) => Err(ApiError::invalid(
                "only a service definition can make a sandbox that a service owns",
            )),
        }
    }

    /// The server has one kind of backend.
    pub(crate) fn check_backend(&self, options: &Options) -> Result<(), ApiError> {
        match options.backend {
            Some(kind) if kind != self.backend => {
                Err(ApiError::invalid("this server does not have that backend"))
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn check_root(&self) -> Result<(), ApiError> {
        match self.root {
            Root::OciImage { .. } => Ok(()),
            Root::Rootfs | Root::Build => Err(ApiError::invalid(
                "this kind of root is a launch input of operators only",
            )),
        }
    }

    /// Checked at launch, when the image is looked for.
    pub(crate) fn check_image(&self) -> Result<(), ApiError> {
        let Root::OciImage { source } = &self.root else {
            return Ok(());
        };
        let Source::Reference { reference } = source;
        let legal = |c: char| c.is_ascii_alphanumeric() || "._-/:@".contains(c);
        let malformed = !reference.starts_with(|c: char| c.is_ascii_alphanumeric())
            || !reference.ends_with(|c: char| c.is_ascii_alphanumeric())
            || !reference.chars().all(legal);
        if malformed {
            return Err(ApiError::invalid("the image reference is malformed"));
        }
        Ok(())
    }

    pub(crate) fn display_name(&self) -> Option<&str> {
        match &self.owner {
            Owner::Standalone { display_name } => display_name.as_deref(),
            Owner::Service { service_name } => service_name.as_deref(),
        }
    }

    /// The spec without its launch inputs.
    pub(crate) fn json(&self, tenant: &str) -> Value {
        let owner = match &self.owner {
            Owner::Service { service_name } => {
                json!({ "kind": "service", "serviceName": service_name })
            }
            Owner::Standalone { display_name } => match display_name {
                Some(name) => json!({ "kind": "standalone", "displayName": name }),
                None => json!({ "kind": "standalone" }),
            },
        };
        let root = match &self.root {
            Root::OciImage { source } => {
                let Source::Reference { reference } = source;
                json!({
                    "kind": "oci_image",
                    "source": { "kind": "reference", "reference": reference },
                })
            }
            Root::Rootfs | Root::Build => json!({
                "kind": "redacted",
                "redacted": true,
                "reason": "operatorOnlyLaunchInput",
            }),
        };
        json!({
            "tenantId": tenant,
            "owner": owner,
            "backend": self.backend,
            "root": root,
            "process": self.process.json(),
        })
    }
}

impl Process {
    fn json(&self) -> Value {
        let redacted = |count: usize| json!({ "redacted": true, "valueCount": count });
        let argv = self.argv.as_ref().or(self.args.as_ref());
        let mut process = json!({
            "argv": redacted(argv.map_or(0, Vec::len)),
            // Without an environment of its own, a process gets a PATH.
            "environment": redacted(self.env.as_ref().map_or(1, Vec::len)),
            "cwd": self.cwd.as_deref().unwrap_or("/"),
            "terminal": self.terminal.unwrap_or_default(),
        });
        if let Some(entrypoint) = &self.entrypoint {
            process["entrypoint"] = redacted(entrypoint.len());
        }
        if let Some(command) = &self.command {
            process["command"] = redacted(command.len());
        }
        if let Some(user) = &self.user {
            process["user"] = json!(user);
        }
        process
    }
}
