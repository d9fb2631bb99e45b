//! A declared service.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::BackendSpec;
use crate::builder::CatalogEntry;
use crate::number::Int64;
use crate::timeline::Timeline;
use crate::wire::{Condition, Labels, check_name, check_tenant, stamp};
use crate::world::{App, key};

/// The body of create and update.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DefinitionBody {
    pub(crate) metadata: MetadataBody,
    pub(crate) spec: SpecBody,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct MetadataBody {
    pub(crate) tenant_id: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) generation: Option<Int64>,
    pub(crate) labels: Option<Labels>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpecBody {
    pub(crate) backend: BackendSpec,
}

pub(crate) struct Service {
    pub(crate) tenant: String,
    pub(crate) name: String,
    /// Zero for the static catalog, which no request can change.
    pub(crate) generation: u64,
    pub(crate) version: String,
    pub(crate) created: Timestamp,
    pub(crate) updated: Timestamp,
    pub(crate) labels: Labels,
    pub(crate) backend: BackendSpec,
    /// What runs of it.
    pub(crate) runtime: Option<Timeline>,
}

impl Service {
    pub(crate) fn is_static(&self) -> bool {
        self.generation == 0
    }

    /// The definition. Its status is a constant of its kind: it never tells whether anything runs.
    pub(crate) fn json(&self, may_inspect: bool) -> Value {
        let (state, readiness) = match self.backend {
            BackendSpec::Sandbox { .. } => ("stopped", "stopped"),
            _ => ("declared", "unknown"),
        };
        let backend = if may_inspect {
            self.backend.json(&self.tenant)
        } else {
            self.backend.redacted()
        };
        json!({
            "metadata": {
                "tenantId": self.tenant,
                "name": self.name,
                "generation": self.generation,
                "resourceVersion": self.version,
                "createdAt": stamp(self.created),
                "updatedAt": stamp(self.updated),
                "labels": self.labels,
                "source": if self.is_static() { "staticCatalog" } else { "dynamic" },
            },
            "spec": { "backend": backend },
            "status": {
                "backend": self.backend.kind(),
                "lifecycleState": state,
                "readiness": readiness,
                "health": "unknown",
                "conditions": Condition {
                    kind: "Admitted",
                    holds: true,
                    reason: "DefinitionValidated",
                    message: format!("service {} was admitted", self.name),
                    generation: self.generation,
                    since: self.updated,
                }
                .json(),
            },
        })
    }
}

/// Adds a service of the static catalog; operators wrote it, so its backend is not checked.
pub(crate) fn declare(app: &App, entry: CatalogEntry) -> Result<(), String> {
    let CatalogEntry {
        tenant,
        name,
        backend,
    } = entry;
    let mut backend: BackendSpec =
        serde_json::from_value(backend).map_err(|error| format!("service {name}: {error}"))?;
    if let BackendSpec::Sandbox { sandbox } = &mut backend {
        sandbox
            .check_owner(Some(&name))
            .map_err(|_| format!("service {name}: not its owner"))?;
    }
    check_tenant(&tenant).map_err(|_| format!("service {name}: bad tenant"))?;
    check_name("service name", &name).map_err(|_| format!("bad service name `{name}`"))?;
    let service = Service {
        tenant: tenant.clone(),
        name: name.clone(),
        generation: 0,
        version: format!("static:{name}"),
        created: Timestamp::UNIX_EPOCH,
        updated: Timestamp::UNIX_EPOCH,
        labels: Labels::new(),
        backend,
        runtime: None,
    };
    app.world().services.insert(key(&tenant, &name), service);
    Ok(())
}
