//! The arguments of a call, as a case gives them.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::failure::Failure;

/// By the names of the reference.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Arguments(Map<String, Value>);

impl Arguments {
    /// Those that a call of this operation cannot do without.
    pub(super) fn plain(operation: &str) -> Self {
        let browser = json!({ "kind": "builtIn", "provider": "browser" });
        let arguments = match operation {
            "health_get" | "tenants_list" | "services_list" | "sandboxes_list"
            | "sessions_list" => json!({}),
            "tenants_create" | "tenants_delete" => json!({ "id": "demo" }),
            "sandboxes_get" | "sandboxes_stop" => json!({ "id": "sandbox-1" }),
            "sessions_get" | "sessions_close" => json!({ "id": "session-1" }),
            "services_create" => json!({ "name": "web", "backend": browser }),
            "services_update" => {
                json!({ "name": "web", "ifMatchGeneration": 7, "backend": browser, "labels": {} })
            }
            "services_delete" => json!({ "name": "web", "ifMatchGeneration": 7 }),
            "sandboxes_create" => json!({ "profile": "worker", "spec": {
                "owner": { "kind": "standalone" }, "backend": "container", "process": {},
                "root": { "kind": "oci_image", "source": { "kind": "reference", "reference": "node:22" } },
            }}),
            "sessions_open" => {
                json!({ "target": { "service": { "name": "web" } }, "channels": ["cdp"] })
            }
            _ => json!({ "name": "web" }),
        };
        serde_json::from_value(arguments).unwrap()
    }

    /// Refuses arguments that the runner would not use.
    pub(super) fn only(&self, names: &[&str]) -> Result<(), Failure> {
        match self.0.keys().find(|name| !names.contains(&name.as_str())) {
            Some(name) => Err(format!("the runner does not know the argument {name}").into()),
            None => Ok(()),
        }
    }

    pub(super) fn text(&self, name: &str) -> Result<Option<&str>, Failure> {
        match self.0.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(format!("{name} is {other}, not text").into()),
        }
    }

    pub(super) fn the_text(&self, name: &str) -> Result<&str, Failure> {
        let missing = || Failure::Runner(format!("the argument {name} is missing"));
        self.text(name)?.ok_or_else(missing)
    }

    pub(super) fn value<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Failure> {
        let decode = |value: &Value| {
            serde_json::from_value(value.clone())
                .map_err(|error| Failure::Runner(format!("{name} is not of its type: {error}")))
        };
        self.0.get(name).map(decode).transpose()
    }

    pub(super) fn the_value<T: DeserializeOwned>(&self, name: &str) -> Result<T, Failure> {
        let missing = || Failure::Runner(format!("the argument {name} is missing"));
        self.value(name)?.ok_or_else(missing)
    }
}
